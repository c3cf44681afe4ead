"""No name of a file or folder reaches a terminal as a command."""

import os
import shutil
from pathlib import Path

import pytest

from heal_cli.command_line.settings import FORMATS
from tests.conftest import Heal
from tests.terminal_safety.attacks import ATTACKS
from tests.terminal_safety.unsafe_letters import assert_safe

LINES = [["show", "mint"], ["for", "hiccups"], ["new", "tea"], ["about"], ["topics"]]
"""As many command lines as there are formats."""


def as_name(text: str) -> str:
    """Return text as a file may be called; a colon would part one folder from the next."""
    return text.replace("/", "\u2215").replace(os.pathsep, "\ua789")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_name_of_a_file_or_folder_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, tmp_path: Path, attack: str
) -> None:
    name = as_name(ATTACKS[attack])
    own = tmp_path / name
    shutil.copytree(library, own)
    (own / "topics/drinks/green-tea.yaml").rename(own / "topics/drinks/mint.yaml")
    (own / "topics" / name).mkdir()
    shutil.copy(own / "topics/drinks/mint.yaml", own / "topics" / name / "bad.yaml")
    (own / "topics/drinks" / f"{name}.yaml").write_text("title: x\n")
    for line, format_name in zip(LINES, FORMATS, strict=True):
        assert_safe(heal(*line, "--content", str(own), "--format", format_name))
    painted = heal("show", "mint", "--content", str(own), "--color", "always")
    assert_safe(painted, colored=True)
    checked = heal("check", str(own))
    assert checked.code == 3
    assert_safe(checked)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_name_of_an_output_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, attack: str
) -> None:
    name = as_name(ATTACKS[attack])
    (tmp_path / name).mkdir()
    places = (f"{name}.md", f"{name}.md", name, f"{name}.{name}", f"{name}/{name}/x.md")
    answers = [heal("about", "--output", str(tmp_path / place)) for place in places]
    for answer in answers:
        assert_safe(answer)
    assert (tmp_path / f"{name}.md").is_file()
    assert [answer.code for answer in answers] == [0, 2, 2, 2, 1]


def test_a_name_with_a_line_break_forges_no_line_for_other_programs(
    heal: Heal, library: Path
) -> None:
    forged = "::error file=x,line=1::forged"
    (library / "topics/drinks" / f"a\n{forged}.yaml").write_text("title: x\n")
    page = heal("check", str(library), "--annotate", "--format", "plain").out
    assert forged in page
    assert not [line for line in page.splitlines() if line.startswith(forged)]


def test_a_folder_whose_name_is_no_text_is_a_fault_and_the_rest_stands(
    heal: Heal, library: Path, tmp_path: Path
) -> None:
    own = tmp_path / os.fsdecode(b"\xff")
    shutil.copytree(library, own)
    answer = heal("topics", "--content", str(own))
    assert_safe(answer)
    assert "green-tea" in answer.out
    assert r"\xff:1:1: a name in the folder is not UTF-8" in answer.err
    assert "rename it" in answer.err
