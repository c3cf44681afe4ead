"""The notice and the whole disclaimer are there whatever is asked, and however it ends."""

import re

import pytest

from heal_cli.commands import COMMANDS
from heal_cli.disclaimer import DISCLAIMER, NOTICE
from tests.conftest import Heal

EVERY_COMMAND = {
    "topics": [["topics"]],
    "show": [["show", "crp"], ["show", "crp", "-s", "sources"], ["show", "nothing"]],
    "search": [["search", "spasms"], ["search", "xyzzy"], ["search", "chest pain"]],
    "benefits": [["benefits"], ["benefits", "ces"], ["benefits", "--evidence", "no"]],
    "for": [["for", "insomnia"], ["for", "xyzzy"]],
    "why": [["why", "ces", "depression"], ["why", "ces", "xyzzy"]],
    "define": [["define", "CRP"], ["define", "xyzzy"]],
    "sources": [["sources"], ["sources", "crp"]],
    "about": [["about"]],
    "check": [["check"], ["check", "no/such/folder"]],
    "new": [["new", "Not An Id"], ["new", "magnesium"]],
    "disclaimer": [["disclaimer"]],
    "help": [["help"], ["help", "evidence"], ["help", "show"], ["help", "xyzzy"]],
}
OTHERS = [[], ["--help"], ["-h"], ["shw"], ["--nonsense"], ["show"], ["topics", "--width", "x"]]
CASES = [line for lines in EVERY_COMMAND.values() for line in lines] + OTHERS


def words(text: str) -> str:
    """Return the words of a page without its frames and line breaks."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


def test_every_registered_command_is_tried_here() -> None:
    assert set(EVERY_COMMAND) == set(COMMANDS)


@pytest.mark.parametrize("arguments", CASES, ids=" ".join)
@pytest.mark.parametrize("width", ["100", "30"])
def test_notice_above_and_whole_disclaimer_below(
    heal: Heal, arguments: list[str], width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    answer = heal(*arguments)
    page = words(answer.out if answer.code == 0 else answer.err)
    start = page[: page.index(NOTICE)]
    assert not start or start.startswith("! "), "only an emergency may stand above the notice"
    assert page.endswith(DISCLAIMER)


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_every_help_page_has_it(heal: Heal, command: str) -> None:
    page = words(heal(command, "--help").out)
    assert page.startswith(NOTICE)
    assert page.endswith(DISCLAIMER)


@pytest.mark.parametrize(
    "part",
    [
        "for information and education only",
        "does not replace medical advice, a diagnosis or treatment",
        "licensed health professional",
        "is a researcher and not a health professional",
        "direct, indirect, special, incidental, punitive or any other damages",
        "liable to anyone",
        "any use of this content",
        "named products is its author's opinion alone",
        "the makers and sellers of those products have neither approved nor backed it",
    ],
)
def test_it_says_all_that_the_page_it_restates_says(part: str) -> None:
    assert part in DISCLAIMER
