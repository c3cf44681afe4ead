"""Whatever is asked, and wherever the answer goes, the notice and the disclaimer are on it."""

from pathlib import Path

import pytest

from heal_cli.command_line.help_subjects import SUBJECTS
from heal_cli.command_line.settings import ENDINGS, FORMATS
from heal_cli.commands import COMMANDS
from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from heal_cli.formats.terminal import draw
from heal_cli.views.document import Document, Paragraph, plain
from heal_cli.views.frame import framed
from tests.command_lines import CASES, EVERY_COMMAND
from tests.conftest import Heal
from tests.disclaimer.assertions import assert_has_both, assert_whole
from tests.processes import letters, on_terminal

EXIT_PATHS = [
    ["topics"],
    ["show", "crp", "nothing"],
    ["search", "chest pain"],
    ["for", "xyzzy"],
    ["shw"],
    ["topics", "--width", "x"],
]
"""Command lines that end in different ways: answered, in part, not found, not understood."""

EDGES = [10, 11, 13, 15, 16, 17, 20, 40, 59, 60, 69, 70, 95, 96, 97, 300]
"""Widths at which the drawing changes its ways, with their neighbours."""


def test_every_registered_command_is_tried_here() -> None:
    assert set(EVERY_COMMAND) == set(COMMANDS)


@pytest.mark.parametrize("arguments", CASES, ids=" ".join)
def test_every_command_has_both(heal: Heal, arguments: list[str]) -> None:
    assert_whole(heal(*arguments))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_both_on_its_help(heal: Heal, command: str) -> None:
    answer = heal(command, "--help")
    assert answer.code == 0
    assert_whole(answer)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("arguments", [*CASES, ["show", "crp", "pemf"]], ids=" ".join)
def test_every_command_has_both_in_every_format_in_colour(
    heal: Heal, arguments: list[str], format_name: str
) -> None:
    options = ["--format", format_name, "--color", "always", "--width", "47"]
    assert_whole(heal(*options, *arguments))


@pytest.mark.parametrize("width", EDGES)
@pytest.mark.parametrize("arguments", EXIT_PATHS, ids=" ".join)
def test_every_way_to_end_has_both_at_every_edge_of_width(
    heal: Heal, arguments: list[str], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert_whole(heal(*arguments))


def test_both_stand_whole_at_every_width_there_is() -> None:
    for width in range(1, 301):
        page = framed(Document("A page", (Paragraph(plain("Words.")),)), [("Fire", "Run.")])
        lines = ["".join(span.text for span in line) for line in draw(page, width)]
        text = letters("".join(lines))
        assert text.startswith(letters(f"FireRun{NOTICE}Words")), width
        assert text.endswith(letters(DISCLAIMER_TITLE + DISCLAIMER)), width
        assert max(map(len, lines)) <= min(width, 96)


@pytest.mark.parametrize("subject", [*SUBJECTS, *COMMANDS])
@pytest.mark.parametrize("format_name", FORMATS)
def test_every_help_page_has_both_in_every_format(
    heal: Heal, subject: str, format_name: str
) -> None:
    answer = heal("help", subject, "--format", format_name)
    assert answer.code == 0
    assert_whole(answer)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("arguments", [*EXIT_PATHS, ["help"], ["disclaimer"]], ids=" ".join)
def test_a_file_in_any_format_has_both(
    heal: Heal, tmp_path: Path, arguments: list[str], ending: str
) -> None:
    file = tmp_path / f"page{ending}"
    answer = heal(*arguments, "--output", str(file), "--width", "60")
    assert answer.out == ""
    assert_whole(answer, file)


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_file_that_cannot_be_written_takes_neither_away(
    heal: Heal, tmp_path: Path, format_name: str
) -> None:
    taken = tmp_path / "taken.md"
    taken.write_text("mine")
    for place in (taken, tmp_path, tmp_path / "no/folder.md", tmp_path / ("x" * 300)):
        answer = heal("about", "--format", format_name, "--output", str(place))
        assert answer.code in {1, 2}
        assert_whole(answer)


@pytest.mark.parametrize(
    ("arguments", "around"),
    [
        (["show", "crp"], {}),
        (["show", "crp"], {"COLUMNS": "30", "NO_COLOR": "1"}),
        (["show", "crp", "--format", "plain"], {"TERM": "screen"}),
        (["show", "crp", "--format", "markdown"], {"FORCE_COLOR": "1"}),
        (["show", "crp"], {"HEAL_FORMAT": "html"}),
        (["topics", "--format", "plain"], {"TERM": "unset"}),
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
    assert_has_both(paged)
    before, rest = shown.replace("\r\n", "\n").split(paged)
    assert before == ""
    assert bool(rest) is ("nothing" in arguments), "only an error is not paged"
    if rest:
        assert_has_both(rest)


@pytest.mark.parametrize("pager", ["no-such-program", "'", "{tmp}/broken", " ", "cat"])
def test_a_pager_that_is_none_or_cannot_start_takes_neither_away(
    tmp_path: Path, pager: str
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF, but no program")
    broken.chmod(0o755)
    variables = {"HEAL_PAGER": pager.format(tmp=tmp_path)}
    shown = on_terminal("show", "crp", rows=20, around=variables)
    assert_has_both(shown.replace("\r\n", "\n"))


def test_an_emergency_above_the_notice_opens_with_its_name_in_plain(heal: Heal) -> None:
    page = heal("search", "chest pain", "--format", "plain").out
    assert page.splitlines()[0].startswith("! Chest pain: ")
