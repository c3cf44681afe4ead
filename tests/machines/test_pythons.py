"""On any Python, however it was built and started: the same answers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.invariants import But
from tests.processes import (
    QUESTIONS,
    assert_told,
    command,
    run,
    surroundings,
)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "options", [["-O"], ["-W", "error"], ["-X", "dev", "-W", "error"], ["-I"]], ids=" ".join
)
def test_how_python_was_started_changes_no_answer(
    tmp_path: Path, warm: Path, options: list[str]
) -> None:
    for arguments in (["show", "crp"], ["help", "show"], ["show", "nothing"]):
        usual = run(command(*arguments), surroundings(warm))
        asked = command(*arguments, python=[sys.executable, *options])
        # The first of them on a cold cache.
        assert run(asked, surroundings(tmp_path)) == usual


def test_python_without_docstrings_gives_the_same_help(tmp_path: Path) -> None:
    usual = run(command("help", "show"), surroundings(tmp_path))
    asked = command("help", "show", python=[sys.executable, "-OO"])
    assert run(asked, surroundings(tmp_path)) == usual


def test_python_without_docstrings_answers_all_else(warm: Path) -> None:
    for arguments, says in QUESTIONS:
        asked = command(*arguments, python=[sys.executable, "-OO"])
        answer = run(asked, surroundings(warm))
        assert (answer.code, answer.err) == (0, "")
        assert says in answer.out


@pytest.mark.parametrize("name", ["python3.11", "python3.12", "python3.13", "python3.14"])
def test_another_python_gives_the_same_answers(tmp_path: Path, warm: Path, name: str) -> None:
    """Uses the libraries of this environment; the C parser is not among them there."""
    program = shutil.which(name)
    probe = [program or "", "-c", "import sqlite3"]
    if not program or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip(f"there is no {name} that runs")
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    environment = {"PYTHONPATH": os.pathsep.join(libraries)}
    for arguments, _ in QUESTIONS:
        usual = run(command(*arguments), surroundings(warm))
        asked = command(*arguments, python=[program, "-W", "error", "-X", "dev"])
        assert run(asked, surroundings(tmp_path, **environment)) == usual


WITHOUT_FTS5 = """
import sqlite3
class Lean(sqlite3.Connection):
    def execute(self, sql, *values):
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)
    def executescript(self, sql):
        self.execute(sql) if "fts5" in sql else super().executescript(sql)
connect = sqlite3.connect
sqlite3.connect = lambda *a, **k: connect(*a, **{**k, "factory": Lean})
"""


@pytest.mark.parametrize("arguments", [line for line, _ in QUESTIONS], ids=" ".join)
def test_a_sqlite_without_full_text_search_is_one_clear_error(
    tmp_path: Path, arguments: list[str]
) -> None:
    answer = run(command(*arguments, before=WITHOUT_FTS5), surroundings(tmp_path))
    assert_told(answer, 1, "this Python's SQLite has no full-text search")
    assert list((tmp_path / "heal").iterdir()) == []


@pytest.mark.parametrize("arguments", [["--version"], ["help", "evidence"], ["disclaimer"]])
def test_what_needs_no_index_is_answered_without_full_text_search(
    tmp_path: Path, arguments: list[str]
) -> None:
    asked = command(*arguments, before=WITHOUT_FTS5)
    but = But.NO_PAGE if "--version" in arguments else But.NOTHING
    answer = run(asked, surroundings(tmp_path), but=but)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out != ""
