"""Names are names: they become no path, no second line, and stop nothing else."""

import os
from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic
from tests.content_safety.attacks import odd
from tests.invariants import But


@pytest.mark.parametrize(
    "name",
    [
        *("../../../secret", "{root}/../secret", "secret", "topics/drinks/green-tea"),
        *("{root}/topics/drinks/green-tea", "{root}/topics/drinks/green-tea.yaml"),
        *("../drinks/green-tea", "..", "~", "C:\\secret", "%2e%2e%2fsecret"),
    ],
)
def test_a_name_never_becomes_a_path(heal: Heal, library: Path, name: str) -> None:
    write_topic(library, "Secret").rename(library.parent / "secret.yaml")
    answer = heal("show", name.format(root=library))
    assert answer.code == 4
    assert answer.out == ""
    assert "Plain words on" not in answer.err


@pytest.mark.parametrize("name", ["new\nline", "esc\x1b[31m", "bidi\u202e", "a\rb", "UPPER"])
def test_a_category_of_any_name_is_a_fault_on_one_line(
    heal: Heal, library: Path, name: str
) -> None:
    (library / "topics" / name).mkdir()
    (library / "topics" / name / "odd.yaml").write_bytes(odd())
    answer = heal("topics", but=But.WARNED)
    assert answer.code == 0
    (line,) = [line for line in answer.err.splitlines() if "odd.yaml:1:1: " in line]
    assert "should be lower-case words joined by hyphens" in line


def test_a_library_whose_name_has_a_line_break_is_named_on_one_line(
    heal: Heal, library: Path, tmp_path: Path
) -> None:
    own = tmp_path / "new\nline"
    assert heal("new", "tea", "--content", str(own)).code == 0
    page = heal("about", "--content", str(own), "--format", "plain").out
    assert f"new line: 1 topic in {tmp_path}/new line." in page


def test_a_file_name_that_is_no_text_harms_no_bundled_topic(heal: Heal, tmp_path: Path) -> None:
    (tmp_path / "topics/drinks").mkdir(parents=True)
    (tmp_path / "topics/drinks" / os.fsdecode(b"\xff.yaml")).write_text("title: x\n")
    answer = heal("show", "magnesium", "--content", str(tmp_path), but=But.WARNED)
    assert answer.code == 0
    assert "rename it" in answer.err
