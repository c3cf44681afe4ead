"""The check that every answer is held to sees every attack, and nothing of heal's own."""

from tests.conftest import Heal
from tests.terminal_safety.attacks import ATTACKS, MARKUP
from tests.unsafe_letters import unsafe

HARMFUL = {name: text for name, text in ATTACKS.items() if name not in MARKUP}

NEARLY_OURS = [
    "\x1b[5mblink",
    "\x1b[31mone of sixteen colours",
    "\x1b[38;5;256mtoo many colours",
    "\x1b[38;2;1;2;3mevery colour",
    "\x1b[48;5;1mthe ground",
    "\x1b]8;id=1;https://example.org\x1b\\https://example.org\x1b]8;;\x1b\\",
    "\x1b]8;;https://example.org\x1b\\elsewhere\x1b]8;;\x1b\\",
    "\x1b]8;;http://example.org\x1b\\http://example.org\x1b]8;;\x1b\\",
    "\x1b]8;;file:///x\x1b\\file:///x\x1b]8;;\x1b\\",
    "\x1b]8;;https://a.org/\u202e\x1b\\https://a.org/\u202e\x1b]8;;\x1b\\",
    "\x1b[1A",
    "\x1b]8;id=1;https://example.org\x1b\\",
    "\x1b]8;;\x1b\\",
    "\x1b]8;id=1;https://example.org\x1b\\elsewhere\x1b]8;;\x1b\\",
    "\x1b]8;id=1;http://example.org\x1b\\http://example.org\x1b]8;;\x1b\\",
    "\x1b]8;id=1;file:///x\x1b\\file:///x\x1b]8;;\x1b\\",
    "\x1b]8;id=1;https://a.org/\u202e\x1b\\https://a.org/\u202e\x1b]8;;\x1b\\",
]
"""Codes like those that heal writes, but for one thing."""


def test_every_attack_is_seen() -> None:
    assert [name for name, text in HARMFUL.items() if not unsafe(text)] == []


def test_every_attack_is_seen_among_colours_even_another_colour() -> None:
    painted = {name: f"\x1b[1;38;5;36m{text}\x1b[0m" for name, text in HARMFUL.items()}
    unseen = [name for name, text in painted.items() if not unsafe(text, colored=True)]
    assert unseen == []


def test_what_is_nearly_a_code_of_heal_is_seen() -> None:
    assert [text for text in NEARLY_OURS if not unsafe(text, colored=True)] == []


def test_markup_is_text_to_a_terminal() -> None:
    assert [name for name in MARKUP if unsafe(ATTACKS[name])] == []


def test_the_colours_and_links_of_a_page_are_heal_s_own(heal: Heal) -> None:
    page = heal("show", "ces", "--color", "always").out
    assert unsafe(page)
    assert "\x1b]8;" in page
    assert unsafe(page, colored=True) == ""
