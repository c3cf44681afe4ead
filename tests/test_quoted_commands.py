"""Every next step that heal prints is a command that a shell reads as it is meant."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from heal_cli.commands import COMMANDS
from tests.conftest import Heal, write_topic
from tests.invariants import But

NARROW = "40"

STEP = re.compile(r"^(?:Try:|or:) +(heal .*)$", re.MULTILINE)
"""A next step as an error prints it."""


ODD = [
    "leg 'cramps'",
    'a"b',
    "$(touch PWNED)",
    "`touch PWNED`",
    "a;b|c&d>e<f",
    "two  spaces",
    "back\\slash",
    "-x",
    "#hash",
    "*",
    "~",
    "über",
]


def steps(answer_err: str) -> Iterator[list[str]]:
    """Yield the words of every next step, as a shell reads them."""
    for step in STEP.findall(answer_err):
        words = shlex.split(step, comments=True)
        assert shlex.join(words) == step or words == step.split(), step
        yield words


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("line", [["show"], ["shw"], ["sho"], ["for"], ["define"], []])
def test_a_step_holds_what_was_typed_word_by_word(
    heal: Heal, line: list[str], odd: str
) -> None:
    answer = heal(
        *line, *(["--"] if odd.startswith("-") and line else []), odd, "--width", NARROW
    )
    if not answer.code:
        return
    told = list(steps(answer.err))
    assert told, answer.err
    for program, command, *words in told:
        assert program == "heal"
        assert command in COMMANDS or command.startswith("-")
        for word in words:
            plain = re.fullmatch(r"[\w./:-]+(?: [\w./:-]+)*", word) is not None
            assert plain or word in {odd, *COMMANDS, "--"}, (word, odd)


@pytest.mark.parametrize("name", ["plain", "with spaces", "it's", "$HOME", 'say "x"', "a;b"])
def test_paths_of_commands_are_quoted_and_never_broken(
    heal: Heal, tmp_path: Path, name: str
) -> None:
    root = tmp_path / name / "a-folder-whose-name-is-longer-than-the-window-is-wide"
    page = heal("new", "ginger-tea", "--content", str(root), "--width", NARROW).out
    path = root / "topics/notes/ginger-tea.yaml"
    assert f"Wrote {path}\n" in page
    said = re.findall(r"^(heal .*)$", page, re.MULTILINE)
    assert [shlex.split(line) for line in said] == [
        ["heal", "check", str(path)],
        ["heal", "show", "ginger-tea", "--content", str(root)],
    ]
    for line in said:
        assert heal(*shlex.split(line)[1:]).code in {0, 3}


def test_the_check_that_a_broken_topic_advises_can_be_typed_as_it_stands(
    heal: Heal, tmp_path: Path, library: Path
) -> None:
    path = write_topic(library, "Red wine", verdict=("mixed", "maybe"))
    answer = heal("show", "red-wine", "--width", NARROW, but=But.WARNED)
    told = list(steps(answer.err))
    assert told[0] == ["heal", "check", str(path)]
    assert heal(*told[0][1:]).code == 3


PAGES = [
    ["search", "leg cramps"],
    ["search", "soft tissue calcification"],
    ["for", "insomnia"],
    ["why", "ces"],
    ["why", "ces", "1"],
    ["topics"],
    ["define", "CRP"],
    ["show", "magnesium", "--section", "related"],
    ["benefits"],
    [],
]
"""Pages that name commands to type next."""


@pytest.mark.parametrize("line", PAGES, ids=" ".join)
def test_every_command_that_a_page_names_is_answered(heal: Heal, line: list[str]) -> None:
    page = heal(*line, "--format", "markdown").out
    named = re.findall(r"(`+) ?(heal .*?) ?\1", page)
    assert named
    for _, command in named:
        words = shlex.split(command)[1:]
        # Words in capitals stand for what a reader chooses.
        if not any(word.isupper() and len(word) > 3 for word in words):
            assert heal(*words).code == 0, command


@pytest.mark.parametrize(
    "line",
    [
        ["show", "gout"],
        ["shw", "crp"],
        ["help", "serch"],
        ["why", "ces", "99"],
    ],
    ids=" ".join,
)
def test_the_first_step_after_a_slip_is_answered(heal: Heal, line: list[str]) -> None:
    (first, *_) = steps(heal(*line).err)
    assert heal(*first[1:]).code == 0
