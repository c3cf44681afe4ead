"""The check that the tests of this folder make sees every attack, and nothing of heal's own."""

import pytest

from tests.conftest import Heal
from tests.terminal_safety.attacks import ATTACKS, MARKUP
from tests.terminal_safety.unsafe_letters import unsafe

HARMFUL = [name for name in ATTACKS if name not in MARKUP]

NEARLY_OURS = [
    "\x1b[5mblink",
    "\x1b[38;5;1mmany colours",
    "\x1b[1A",
    "\x1b]8;id=1;https://example.org\x1b\\",
    "\x1b]8;;\x1b\\",
    "\x1b]8;id=1;https://example.org\x1b\\elsewhere\x1b]8;;\x1b\\",
    "\x1b]8;id=1;http://example.org\x1b\\http://example.org\x1b]8;;\x1b\\",
    "\x1b]8;id=1;file:///x\x1b\\file:///x\x1b]8;;\x1b\\",
    "\x1b]8;id=1;https://a.org/\u202e\x1b\\https://a.org/\u202e\x1b]8;;\x1b\\",
]
"""Codes like those that heal writes, but for one thing."""


@pytest.mark.parametrize("attack", HARMFUL)
def test_an_attack_is_seen(attack: str) -> None:
    assert unsafe(ATTACKS[attack])


@pytest.mark.parametrize("attack", [name for name in HARMFUL if name != "colour"])
def test_an_attack_is_seen_among_colours(attack: str) -> None:
    assert unsafe(f"\x1b[1;36m{ATTACKS[attack]}\x1b[0m", colored=True)


@pytest.mark.parametrize("text", NEARLY_OURS, ids=ascii)
def test_what_is_nearly_a_code_of_heal_is_seen(text: str) -> None:
    assert unsafe(text, colored=True)


@pytest.mark.parametrize("attack", MARKUP)
def test_markup_is_text_to_a_terminal(attack: str) -> None:
    assert unsafe(ATTACKS[attack]) == ""


def test_the_colours_and_links_of_a_page_are_heal_s_own(heal: Heal) -> None:
    page = heal("show", "ces", "--color", "always").out
    assert unsafe(page)
    assert "\x1b]8;" in page
    assert unsafe(page, colored=True) == ""
