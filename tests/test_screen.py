"""Colour, width and pager follow the terminal and what its owner asked for."""

import re
from pathlib import Path

import pytest

from heal_cli.command_line.settings import resolve
from heal_cli.disclaimer import NOTICE
from heal_cli.formats.theme import THEME
from heal_cli.screen.screen import Screen
from tests.conftest import Heal, write_topic
from tests.invariants import But
from tests.processes import on_terminal

ESCAPE = "\x1b["
PAGED = {"PAGER": "sh -c 'echo PAGED; cat'"}


@pytest.mark.parametrize(
    ("variables", "arguments", "colored"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({"TERM": "unset"}, [], False),
        ({"TERM": ""}, [], False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": "false"}, [], False),
        ({"CLICOLOR": "0"}, [], False),
        ({"CLICOLOR": "1"}, [], True),
        ({"CLICOLOR": "0", "FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, ["--color", "always"], True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({}, ["--color", "never"], False),
        ({"HEAL_COLOR": "never"}, [], False),
        ({"HEAL_COLOR": "never"}, ["--color", "always"], True),
    ],
)
def test_colour_on_a_terminal(
    variables: dict[str, str], arguments: list[str], colored: bool
) -> None:
    page = on_terminal("define", "CRP", *arguments, around=variables)
    assert (ESCAPE in page) is colored


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, False),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(
    heal: Heal, variables: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in heal("define", "CRP").out) is colored


def test_colour_changes_no_letter(heal: Heal) -> None:
    painted = heal("show", "ces", "--color", "always").out
    bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", painted)
    assert bare == heal("show", "ces", "--color", "never").out


def test_only_the_colours_of_the_theme_are_used(heal: Heal) -> None:
    painted = heal("show", "ces", "--color", "always").out
    colors = {
        style.color.get_ansi_codes()
        for style in THEME.styles.values()
        if style.color is not None
    }
    looks = {"0", "1", "2", "3", "4", *(";".join(codes) for codes in colors)}
    for run in re.findall(r"\x1b\[([0-9;]+)m", painted):
        assert set(re.findall(r"38;5;\d+|\d+", run)) <= looks


def test_addresses_can_be_clicked_and_only_lead_to_https(heal: Heal) -> None:
    painted = heal("show", "ces", "--color", "always").out
    targets = set(re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", painted))
    assert targets
    assert all(target.startswith("https://") for target in targets)


def test_a_page_that_fits_is_not_paged() -> None:
    page = on_terminal("define", "CRP", around=PAGED)
    assert "PAGED" not in page


def test_a_page_that_does_not_fit_goes_through_the_pager_whole() -> None:
    page = on_terminal("show", "crp", rows=20, around=PAGED)
    assert page.startswith("PAGED")
    assert "any use of this content" in page


@pytest.mark.parametrize(
    ("variables", "arguments"),
    [
        ({"HEAL_PAGER": ""}, []),
        ({"HEAL_PAGER": "cat"}, []),
        ({"PAGER": "no-such-program-anywhere"}, []),
        ({"TERM": "dumb"}, []),
        ({"HEAL_USE_PAGER": "no"}, []),
        ({}, ["--no-pager"]),
    ],
)
def test_no_pager_where_none_is_wanted(variables: dict[str, str], arguments: list[str]) -> None:
    page = on_terminal("show", "crp", *arguments, rows=20, around=PAGED | variables)
    assert "PAGED" not in page
    assert "any use of this content" in page


def test_leaving_the_pager_early_is_no_error() -> None:
    page = on_terminal("show", "crp", rows=20, around={"PAGER": "head -n 1"}, but=But.NO_PAGE)
    assert page.count("\n") == 1
    assert NOTICE in page


def test_json_that_does_not_fit_is_paged_too() -> None:
    page = on_terminal("show", "crp", "--format", "json", rows=20, around=PAGED)
    assert page.startswith("PAGED")
    assert page.endswith("}\r\n")


def test_a_page_of_just_as_many_lines_as_the_window_is_paged() -> None:
    lines = on_terminal("define", "CRP", around=PAGED).count("\n")
    for rows, is_paged in ((lines, True), (lines + 1, False)):
        page = on_terminal("define", "CRP", rows=rows, around=PAGED)
        assert page.startswith("PAGED") is is_paged
        assert page.count("\n") == lines + is_paged


def test_without_a_known_size_a_page_is_80_columns_wide(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert max(map(len, heal("about").out.splitlines())) == 80


@pytest.mark.parametrize(
    ("broken", "rest"),
    [(1, ""), (3, ""), (4, "heal: and 1 more\n"), (9, "heal: and 6 more\n")],
    ids=["one", "three", "four", "nine"],
)
def test_three_broken_files_are_named_and_the_others_counted(
    heal: Heal, library: Path, broken: int, rest: str
) -> None:
    for number in range(broken):
        write_topic(library, f"Odd {number}", change=("mixed", "maybe"))
    answer = heal("topics", but=But.WARNED)
    assert answer.code == 0
    assert len(re.findall(r"odd-\d\.yaml:\d", answer.err)) == min(broken, 3)
    assert "".join(re.findall(r"^heal: and .*\n", answer.err, re.MULTILINE)) == rest


def test_an_error_of_several_lines_begins_with_the_program_once(heal: Heal) -> None:
    said = heal("why", "ces", "xyzzy").err
    assert '\nheal: no claim of ces has the words "xyzzy". Its claims:\n' in said
    assert "\n  CES treats depression\n  CES " in said
    assert said.count("heal: ") == 1


@pytest.mark.parametrize(("count", "is_shown"), [(199, False), (200, True)])
def test_progress_is_shown_of_long_work_and_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, count: int, is_shown: bool
) -> None:
    files = range(count)
    screen = Screen(resolve({}, {}))
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    assert screen.progress(files, count) is files
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert (screen.progress(files, count) is not files) is is_shown


def test_the_width_of_a_page_follows_flag_then_columns(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, heal("about").out.splitlines())) == 50
    assert max(map(len, heal("about", "--width", "70").out.splitlines())) == 70


def test_text_stays_readable_in_a_very_wide_window(heal: Heal) -> None:
    assert max(map(len, heal("about", "--width", "300").out.splitlines())) == 96


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_work_on_both_sides_of_the_command(heal: Heal, place: str) -> None:
    option = ["--width", "44"]
    arguments = [*option, "about"] if place == "before" else ["about", *option]
    assert max(map(len, heal(*arguments).out.splitlines())) == 44
