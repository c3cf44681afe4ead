"""No value of a variable reaches a terminal as a command.

The fixture `heal` holds every answer to that; here are the values.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heal_cli.formats import SHOWN
from tests.conftest import Heal
from tests.fuzzing import examples
from tests.invariants import But
from tests.terminal_safety.attacks import TOGETHER
from tests.terminal_safety.generated import handed_over

VARIABLES = [
    *("HEAL_FORMAT", "HEAL_WIDTH", "HEAL_COLOR", "HEAL_USE_PAGER", "HEAL_CONTENT"),
    *("HEAL_PAGER", "PAGER", "LESS", "TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"),
    *("CLICOLOR_FORCE", "LANG", "LC_ALL", "LOCALAPPDATA", "HOME", "XDG_DATA_HOME"),
    "XDG_CACHE_HOME",
]

ALLOWED = But.WARNED | But.WIDE
"""A library that is none is named; odd letters are counted as they may not be drawn."""


def set_variable(patch: pytest.MonkeyPatch, name: str, text: str) -> None:
    """Set a variable; where the index goes is set to a place in which no folder can be made."""
    patch.setenv(name, f"/dev/null/{text}" if name == "XDG_CACHE_HOME" else text)


def test_every_variable_of_the_environment_page_is_tried(heal: Heal) -> None:
    page = heal("help", "environment", "--format", "plain").out
    named = set(re.findall(r"\b(?:[A-Z]+_[A-Z_]+|PAGER|LESS|TERM|COLUMNS|LINES)\b", page))
    assert {"HEAL_WIDTH", "LESS", "XDG_CACHE_HOME"} <= named
    assert named <= set(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.usefixtures("library")
def test_no_variable_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_variable(monkeypatch, name, TOGETHER)
    heal("show", "green-tea", but=ALLOWED)
    # A flag stands before the variable, so that the page itself is reached.
    page = ["help", "environment", "--width", "80", "--color"]
    heal(*page, "always", "--format", "rich", but=ALLOWED)
    for format_name in SHOWN:
        heal(*page, "never", "--format", format_name, but=ALLOWED)


def test_the_value_of_a_variable_is_shown_with_its_codes_written_out_and_fits_the_window(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESS", "\x1b" * 30)
    lines = heal("help", "environment", "--width", "60").out.splitlines()
    assert r"\x1b" * 30 in "".join(line.strip() for line in lines)
    assert max(map(len, lines)) <= 60


@examples(20)
@given(text=handed_over, name=st.sampled_from(VARIABLES))
@pytest.mark.usefixtures("library")
def test_no_variable_at_all_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, text: str, name: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        set_variable(patch, name, text)
        for line in (["topics"], ["help", "environment"]):
            heal(*line, but=ALLOWED)
            options = ["--format", "rich", "--width", "60"]
            heal(*line, "--color", "never", *options, but=ALLOWED)
