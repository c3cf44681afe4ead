"""Nothing that is typed reaches a terminal as a command.

The fixture `heal` holds every answer to that; here is what is typed.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heal_cli.commands import COMMANDS
from tests.conftest import Heal
from tests.fuzzing import examples
from tests.invariants import But
from tests.processes import command, run, surroundings
from tests.terminal_safety.attacks import ATTACKS, TOGETHER
from tests.terminal_safety.generated import handed_over

COMMAND_LINES = [
    ["show", "{}"],
    ["show", "green-tea", "{}"],
    ["show", "green-tea", "--section", "{}"],
    ["search", "{}"],
    ["search", "tea", "--in", "{}"],
    ["search", "tea", "--limit", "{}"],
    ["benefits", "{}"],
    ["benefits", "--evidence", "{}"],
    ["benefits", "--condition", "{}"],
    ["for", "{}"],
    ["why", "green-tea", "{}"],
    ["why", "{}", "tea"],
    ["cautions", "{}"],
    ["compare", "{}", "green-tea"],
    ["define", "{}"],
    ["sources", "{}"],
    ["topics", "--category", "{}"],
    ["topics", "--from", "{}"],
    ["topics", "{}"],
    ["check", "{}"],
    ["new", "{}"],
    ["new", "tea", "--category", "{}"],
    ["help", "{}"],
    ["export", "/dev/null/{}"],
    ["disclaimer", "{}"],
    ["about", "{}"],
    ["{}"],
    ["{}", "tea"],
    ["--{}"],
    ["topics", "--{}"],
    ["topics", "--format", "{}"],
    ["topics", "--width", "{}"],
    ["topics", "--color", "{}"],
    ["topics", "--content", "{}"],
    ["topics", "--output", "{}"],
    ["topics", "--output", "{}.md", "--format", "{}"],
]
"""Every place of a command line that text can stand in."""

ALLOWED = But.WARNED | But.WIDE
"""A library that is none is named; odd letters are counted as they may not be drawn."""


def typed(line: list[str], text: str) -> list[str]:
    """Return a command line with a text in its place."""
    return [part.replace("{}", text) for part in line]


def test_every_command_and_every_option_with_a_value_is_tried(heal: Heal) -> None:
    pages = [heal("help", name, "--format", "plain").out for name in COMMANDS]
    options = {option for page in pages for option in re.findall(r"--[a-z]+(?= [A-Z])", page)}
    assert {"--section", "--width"} <= options
    assert options <= {part for line in COMMAND_LINES for part in line}
    assert set(COMMANDS) <= {line[0] for line in COMMAND_LINES}


@pytest.mark.parametrize("color", ["always", "never"])
@pytest.mark.usefixtures("library")
def test_no_argument_of_any_command_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, color: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in COMMAND_LINES:
        heal(*typed(line, TOGETHER), "--color", color, but=ALLOWED)


@pytest.mark.usefixtures("library")
def test_no_attack_that_is_typed_alone_reaches_a_terminal(heal: Heal) -> None:
    for attack in ATTACKS.values():
        heal("show", attack, "--color", "always")


@pytest.mark.usefixtures("library")
def test_what_is_typed_is_answered_with_its_codes_written_out_and_fits_the_window(
    heal: Heal,
) -> None:
    lines = heal("show", "\x1b" * 30, "--width", "60").err.splitlines()
    assert r"\x1b" * 30 in "".join(line.strip() for line in lines)
    assert max(map(len, lines)) <= 60


@examples(20)
@given(text=handed_over, line=st.sampled_from(COMMAND_LINES))
@pytest.mark.usefixtures("library")
def test_no_argument_at_all_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, text: str, line: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        heal(*typed(line, text), "--color", "always", but=ALLOWED)


def test_bytes_that_are_no_text_are_not_found(heal: Heal) -> None:
    for line in (["topics", "--from"], ["show"], ["search"]):
        assert heal(*line, os.fsdecode(b"\xff")).code == 4


def test_names_on_standard_input_that_are_no_text_are_not_found(session_cache: Path) -> None:
    line = """printf '\\377\\n' | "$@" """
    answer = run(["sh", "-c", line, "sh", *command("show", "-")], surroundings(session_cache))
    assert answer.code == 4
    assert 'no topic "' in answer.err
