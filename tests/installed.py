"""Installs heal in a clean environment and runs it there, outside the checkout."""

import os
import subprocess
import sys
from pathlib import Path

from tests.answer import Answer
from tests.command_lines import EVERY_COMMAND
from tests.invariants import But
from tests.processes import HealCommand, run

LINES = [
    *(lines[0] for command, lines in EVERY_COMMAND.items() if command not in {"export", "new"}),
    ["export", "pages"],
    ["new", "ginger-tea"],
    ["show", "--help"],
    ["topics", "--format", "json"],
]
"""A command line for every command, to which there is an answer."""


def make_environment(folder: Path, python: str = sys.executable) -> Path:
    """Make an empty environment in a folder, and return the Python in it.

    It has no pip of its own, which takes longer to install than all the rest.
    """
    subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder / "bin" / "python"


def install(python: Path, *what: str) -> None:
    """Install packages in an environment."""
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    options = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *options, *what], check=True, cwd=python.parent)


def surroundings(python: Path, **more: str) -> dict[str, str]:
    """Return an environment in which `heal` is the installed one, with a home of its own."""
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(python.parent.parent), "LC_ALL": "C.UTF-8"} | more


def run_installed(python: Path, *arguments: str, **more: str) -> Answer:
    """Run the installed command."""
    asked = HealCommand([str(python.with_name("heal"))], arguments)
    but = But.NO_PAGE if "--version" in arguments else But.NOTHING
    return run(asked, surroundings(python, **more), folder=python.parent, but=but)


def check_every_command(python: Path, **more: str) -> None:
    """Fail unless every command answers, in quiet, as every answer has to be."""
    for line in LINES:
        answer = run_installed(python, *line, **more)
        assert (answer.code, answer.err) == (0, ""), (line, answer)
