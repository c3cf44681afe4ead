"""Installed from a checkout, heal finds its content, wherever it is started from.

What is released is built, installed and tried by `make release-check`.
"""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from heal_cli import __version__
from tests.installed import run_installed
from tests.processes import PROJECT

pytestmark = pytest.mark.slow


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The Python of an environment with the libraries of this one, but no heal of its own."""
    folder = tmp_path / "venv"
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    own = next(path for path in sys.path if path.endswith("site-packages"))
    for entry in Path(own).iterdir():
        is_own = "heal" in entry.name.casefold() or entry.suffix == ".pth"
        if not is_own and entry.name != "__pycache__":
            (site / entry.name).symlink_to(entry)
    return folder / "bin" / "python"


@pytest.mark.parametrize("how", [[], ["--editable"]], ids=["folder", "editable"])
def test_content_is_found_however_a_checkout_was_installed(
    python: Path, how: list[str]
) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index"]
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([*pip, *options, *how, str(PROJECT)], check=True, capture_output=True)
    for line, says in (
        (["--version"], f"heal {__version__}"),
        (["topics"], "magnesium"),
        (["show", "magnesium"], "Magnesium"),
        (["search", "spasms"], "muscle-spasms"),
    ):
        # In a home where nothing can be written.
        answer = run_installed(python, *line, HOME=os.devnull)
        assert (answer.code, answer.err) == (0, "")
        assert says in answer.out


def test_the_tools_are_pinned_each_with_its_hashes() -> None:
    text = (PROJECT / "requirements" / "dev.txt").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    tools = [entry for entry in entries if not entry.startswith("#")]
    assert {"hatchling", "mypy", "pytest", "ruff"} <= {t.partition("==")[0] for t in tools}
    assert all("==" in tool and "--hash=sha256:" in tool for tool in tools)
