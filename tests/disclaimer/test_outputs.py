"""Whatever is asked, and wherever the answer goes, the notice and the disclaimer are on it.

The fixture `heal` holds every answer to that; here is what no other test asks.
"""

from pathlib import Path

import pytest

from heal_cli.command_line.help_subjects import SUBJECTS
from heal_cli.commands import COMMANDS
from heal_cli.disclaimer import DISCLAIMER
from heal_cli.formats import ENDINGS, SHOWN
from tests.answer import Answer, wanted
from tests.command_lines import CASES, EVERY_COMMAND
from tests.conftest import Heal
from tests.fuzzing import one_and_the_rest
from tests.invariants import hold
from tests.processes import on_terminal

EXIT_PATHS = [
    ["topics"],
    ["show", "crp", "nothing"],
    ["search", "chest pain"],
    ["for", "xyzzy"],
    ["shw"],
    ["topics", "--width", "x"],
]
"""Command lines that end in different ways: answered, in part, not found, not understood."""

IN_PLAIN = one_and_the_rest(SHOWN, ["plain"])
"""Every format; `make test` tries every command in one, and other tests in others."""

EDGES = [10, 15, 16, 59, 60, 70, 96, 97, 300]
"""Widths at which the drawing changes its ways, with their neighbours."""


def test_every_registered_command_is_tried_here() -> None:
    assert set(EVERY_COMMAND) == set(COMMANDS)


@pytest.mark.parametrize("format_name", IN_PLAIN)
def test_every_command_answers_in_every_format_in_colour(heal: Heal, format_name: str) -> None:
    options = ["--format", format_name, "--color", "always", "--width", "47"]
    for arguments in [*CASES, ["show", "crp", "pemf"]]:
        heal(*arguments, *options)


@pytest.mark.parametrize("format_name", IN_PLAIN)
def test_every_help_page_is_shown_in_every_format(heal: Heal, format_name: str) -> None:
    for subject in [*SUBJECTS, *COMMANDS]:
        assert heal("help", subject, "--format", format_name).code == 0


@pytest.mark.parametrize("arguments", EXIT_PATHS, ids=" ".join)
def test_every_way_to_end_has_both_at_every_edge_of_width(
    heal: Heal, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in EDGES:
        monkeypatch.setenv("COLUMNS", str(width))
        heal(*arguments)


@pytest.mark.slow
def test_both_stand_whole_at_every_width_there_is(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in range(1, 301):
        monkeypatch.setenv("COLUMNS", str(width))
        assert heal("disclaimer").code == 0


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_in_any_format_has_both(heal: Heal, tmp_path: Path, ending: str) -> None:
    for number, arguments in enumerate([*EXIT_PATHS, ["help"], ["disclaimer"]]):
        file = tmp_path / f"page-{number}{ending}"
        answer = heal(*arguments, "--output", str(file), "--width", "60")
        assert answer.out == ""
        assert file.exists() or answer.code


@pytest.mark.parametrize("format_name", SHOWN)
def test_a_file_that_cannot_be_written_is_an_error_in_every_format(
    heal: Heal, tmp_path: Path, format_name: str
) -> None:
    taken = tmp_path / "taken.md"
    taken.write_text("mine")
    for place in (taken, tmp_path, tmp_path / "no/folder.md", tmp_path / ("x" * 300)):
        answer = heal("about", "--format", format_name, "--output", str(place))
        assert answer.code in {1, 2}


@pytest.mark.parametrize(
    ("arguments", "around"),
    [
        (["show", "crp"], {}),
        (["show", "crp"], {"COLUMNS": "30", "NO_COLOR": "1"}),
        (["show", "crp", "--format", "markdown"], {"FORCE_COLOR": "1"}),
        (["show", "crp"], {"HEAL_FORMAT": "html"}),
        (["topics", "--format", "plain"], {"LINES": "9"}),
        (["show", "crp", "nothing"], {"COLUMNS": "120"}),
        (["help"], {"LINES": "0"}),
    ],
    ids=str,
)
def test_what_reaches_the_pager_has_both(
    tmp_path: Path, arguments: list[str], around: dict[str, str]
) -> None:
    variables = {"HEAL_PAGER": f"tee '{tmp_path / 'what was paged'}'"} | around
    shown = on_terminal(*arguments, rows=20, around=variables)
    paged = (tmp_path / "what was paged").read_text("utf-8")
    before, rest = shown.replace("\r\n", "\n").split(paged)
    assert before == ""
    assert bool(rest) is ("nothing" in arguments), "only an error is not paged"
    asked = wanted(arguments, around)._replace(colored=True)
    hold(arguments, Answer(paged, rest, 4 if rest else 0), asked)


def test_an_emergency_above_the_notice_opens_with_its_name_in_plain(heal: Heal) -> None:
    page = heal("search", "chest pain", "--format", "plain").out
    assert page.splitlines()[0].startswith("! Chest pain: ")


def test_json_says_the_disclaimer_to_the_letter(heal: Heal) -> None:
    assert DISCLAIMER in heal("disclaimer", "--format", "json").out
