"""An answer goes to a file whole or not at all, in the format that its ending names."""

import json
from pathlib import Path

import pytest

from tests.conftest import Heal


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        (".md", "For information"),
        (".html", "<!DOCTYPE html>"),
        (".json", "{"),
        (".txt", "For information"),
        (".svg", "<svg"),
    ],
)
def test_a_file_takes_its_format_from_its_ending(
    heal: Heal, tmp_path: Path, ending: str, start: str
) -> None:
    file = tmp_path / f"page{ending}"
    answer = heal("show", "crp", "--output", str(file))
    assert answer == ("", f"heal: wrote {file}\n", 0)
    assert file.read_text("utf-8").startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_format_that_is_asked_for_stands_before_the_ending(
    heal: Heal, tmp_path: Path
) -> None:
    file = tmp_path / "page.md"
    heal("show", "crp", "--format", "json", "--output", str(file))
    assert json.loads(file.read_text("utf-8"))["topics"]


def test_an_old_file_is_only_written_over_if_forced(heal: Heal, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("mine")
    answer = heal("about", "-o", str(file))
    assert answer.code == 2
    assert "--force" in answer.err
    assert file.read_text() == "mine"
    assert heal("about", "-o", str(file), "--force").code == 0
    assert file.read_text("utf-8") != "mine"


@pytest.mark.parametrize("place", ["no/such/folder/page.md", "page.docx", "."])
def test_a_file_that_cannot_be_is_one_clear_error(
    heal: Heal, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = heal("about", "-o", place)
    assert answer.code in {1, 2}
    assert "Traceback" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_no_file(heal: Heal, tmp_path: Path) -> None:
    assert heal("show", "ginger", "-o", str(tmp_path / "page.md")).code == 4
    assert list(tmp_path.iterdir()) == []


def test_a_file_has_no_colour_and_no_letters_of_a_poor_terminal(
    heal: Heal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    heal("show", "crp", "--format", "rich", "-o", str(tmp_path / "page.txt"))
    text = (tmp_path / "page.txt").read_text("utf-8")
    assert "\x1b" not in text
    assert "◐ mixed" in text


def test_a_dash_is_the_standard_output(heal: Heal) -> None:
    for options in ([], ["--format", "markdown"], ["--format", "json"]):
        assert heal("about", *options, "-o", "-") == heal("about", *options)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_that_is_written_over_keeps_its_mode(
    heal: Heal, tmp_path: Path, mode: int
) -> None:
    file = tmp_path / "page.md"
    file.write_text("mine")
    file.chmod(mode)
    assert heal("about", "-o", str(file), "--force").code == 0
    assert file.stat().st_mode & 0o777 == mode
    assert "A reference reader" in file.read_text("utf-8")


def test_a_name_that_is_unsafe_to_show_is_written_out_where_it_is_told(
    heal: Heal, tmp_path: Path
) -> None:
    answer = heal("about", "-o", str(tmp_path / "a\x1b[31mb.md"))
    assert answer.err == f"heal: wrote {tmp_path}/a\\x1b[31mb.md\n"
