"""Installs heal in a clean environment and runs it there, outside the checkout."""

import os
import subprocess
import sys
from pathlib import Path

from heal_cli.disclaimer import DISCLAIMER
from tests.command_lines import EVERY_COMMAND
from tests.conftest import Answer
from tests.processes import letters, run

LINES = [
    *(lines[0] for command, lines in EVERY_COMMAND.items() if command != "new"),
    ["new", "ginger-tea"],
    ["show", "--help"],
    ["topics", "--format", "json"],
]
"""A command line for every command, to which there is an answer."""


def make_environment(folder: Path, python: str = sys.executable) -> Path:
    """Make an empty environment in a folder, and return the Python in it."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    return folder / "bin" / "python"


def install(python: Path, *what: str) -> None:
    """Install packages in an environment."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *what], check=True, cwd=python.parent)


def surroundings(python: Path, **more: str) -> dict[str, str]:
    """Return an environment in which `heal` is the installed one, with a home of its own."""
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(python.parent.parent), "LC_ALL": "C.UTF-8"} | more


def run_installed(python: Path, *arguments: str, **more: str) -> Answer:
    """Run the installed command."""
    asked = [str(python.with_name("heal")), *arguments]
    return run(asked, surroundings(python, **more), folder=python.parent)


def check_every_command(python: Path, **more: str) -> None:
    """Fail unless every command answers, in quiet and with the disclaimer."""
    for line in LINES:
        answer = run_installed(python, *line, **more)
        assert (answer.code, answer.err) == (0, ""), (line, answer)
        assert letters(DISCLAIMER) in letters(answer.out), line
