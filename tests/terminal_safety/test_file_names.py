"""No name of a file or folder reaches a terminal as a command."""

import os
import shutil
from pathlib import Path

import pytest

from heal_cli.formats import SHOWN
from tests.conftest import Heal
from tests.invariants import But
from tests.terminal_safety.attacks import ATTACKS

LINES = [["show", "mint"], ["for", "hiccups"], ["new", "tea"], ["about"], ["topics"]]
"""As many command lines as there are formats."""

LONGEST = 60
"""Letters of an attack that is made a name; a file's name has room for 255 bytes."""


def as_name(text: str) -> str:
    """Return text as a file may be called; a colon would part one folder from the next."""
    return text.replace("/", "\u2215").replace(os.pathsep, "\ua789")[:LONGEST]


# A name that is no text keeps a whole library from being checked.
NAMES = [as_name(text) for text in ATTACKS.values() if "\udc9b" not in text]
SOME = "".join(as_name(ATTACKS[name])[:12] for name in ("clipboard (OSC 52)", "8-bit CSI"))
"""Codes of seven and of eight bits in one name, for what can only have one name."""


def test_no_name_of_a_file_or_folder_within_a_library_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path
) -> None:
    drinks = library / "topics/drinks"
    for name in NAMES:
        (library / "topics" / name).mkdir(exist_ok=True)
        shutil.copy(drinks / "green-tea.yaml", library / "topics" / name / "bad.yaml")
        (drinks / f"{name}.yaml").write_text("title: x\n")
    checked = heal("check", str(library), but=But.WARNED)
    assert checked.code == 3
    assert checked.out.count("bad.yaml:1:1: F01") == len(set(NAMES))
    for name in NAMES[::8]:
        heal("check", str(drinks / f"{name}.yaml"), but=But.WARNED)
        heal("show", name, "--color", "always", but=But.WARNED)


@pytest.mark.parametrize("name", [SOME, as_name(ATTACKS["trojan source (RLO)"]), "a\nb\rc"])
def test_no_name_of_a_library_reaches_a_terminal_as_a_code(
    heal: Heal, library: Path, tmp_path: Path, name: str
) -> None:
    own = tmp_path / name
    shutil.copytree(library, own)
    (own / "topics/drinks/green-tea.yaml").rename(own / "topics/drinks/mint.yaml")
    # Lines are broken before codes are written out, which makes some of them too wide.
    allowed = But.WARNED | But.WIDE
    for line, format_name in zip(LINES, SHOWN, strict=True):
        heal(*line, "--content", str(own), "--format", format_name, but=allowed)
    heal("show", "mint", "--content", str(own), "--color", "always", but=allowed)
    heal("check", str(own), but=allowed)


@pytest.mark.parametrize("name", [SOME, as_name(ATTACKS["trojan source (RLO)"])])
def test_no_name_of_an_output_reaches_a_terminal_as_a_code(
    heal: Heal, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    places = (f"{name}.md", f"{name}.md", name, f"{name}.{name}", f"{name}/{name}/x.md")
    answers = [heal("about", "--output", str(tmp_path / place)) for place in places]
    assert (tmp_path / f"{name}.md").is_file()
    assert [answer.code for answer in answers] == [0, 2, 2, 2, 1]


def test_a_name_with_a_line_break_forges_no_line_for_other_programs(
    heal: Heal, library: Path
) -> None:
    forged = "::error file=x,line=1::forged"
    (library / "topics/drinks" / f"a\n{forged}.yaml").write_text("title: x\n")
    page = heal("check", str(library), "--annotate", "--format", "plain", but=But.WARNED).out
    assert forged in page
    assert not [line for line in page.splitlines() if line.startswith(forged)]


def test_a_folder_whose_name_is_no_text_is_a_fault_and_the_rest_stands(
    heal: Heal, library: Path, tmp_path: Path
) -> None:
    own = tmp_path / os.fsdecode(b"\xff")
    shutil.copytree(library, own)
    answer = heal("topics", "--content", str(own), but=But.WARNED)
    assert "green-tea" in answer.out
    assert r"\xff:1:1: a name in the folder is not UTF-8" in answer.err
    assert "rename it" in answer.err
