"""Shells complete commands, options and names, the names with their titles."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Heal


def complete(shell: str, line: str, cache: Path) -> list[str]:
    """Return what a shell is offered for a line whose last word is not yet whole."""
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_CACHE_HOME": str(cache),
        "_HEAL_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    command = [str(Path(sys.executable).with_name("heal"))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("heal sho", ["show"]),
        ("heal show magnesium-and-m", ["magnesium-and-migraine"]),
        ("heal show crp soft", ["soft-tissue-calcification"]),
        ("heal for ins", ["insomnia"]),
        ("heal define acetyl", ["acetylcholine"]),
        ("heal topics --category elec", ["electrotherapy"]),
        ("heal topics --cat", ["--category"]),
        ("heal why ce", ["ces"]),
        ("heal show xyzzy", [""]),
    ],
)
def test_bash_is_offered_what_fits(session_cache: Path, line: str, offered: list[str]) -> None:
    assert complete("bash", line, session_cache) == offered


def test_fish_and_zsh_show_titles_too(session_cache: Path) -> None:
    assert complete("fish", "heal show cr", session_cache) == ["crp\tC-reactive protein (CRP)"]
    (zsh,) = complete("zsh", "heal show cr", session_cache)
    assert '"crp":"C-reactive protein (CRP)"' in zsh


def test_completion_reads_no_yaml_and_draws_nothing(session_cache: Path, heal: Heal) -> None:
    heal("topics")
    code = (
        "import sys\n"
        "from heal_cli.cli import run\n"
        "try:\n run([])\n"
        "except SystemExit:\n pass\n"
        "unneeded = {'yaml', 'rich.console', 'heal_cli.loading.loader'}\n"
        "print(sorted(unneeded & set(sys.modules)), file=sys.stderr)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_CACHE_HOME": str(session_cache),
        "_HEAL_COMPLETE": "complete_bash",
        "COMP_WORDS": "heal show cr",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "crp"
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (
            ["topics"],
            {"yaml", "rich.console", "rich.markdown", "tempfile", "json"},
        ),
        (
            ["search", "spasms"],
            {"yaml", "rich.console", "rich.markdown", "tempfile", "json"},
        ),
        (["show", "crp"], {"rich.console", "rich.markdown", "tempfile", "json"}),
    ],
    ids=["topics", "search", "show"],
)
def test_a_command_loads_only_what_it_needs(
    heal: Heal, session_cache: Path, arguments: list[str], unneeded: set[str]
) -> None:
    heal("topics")
    code = (
        "import sys\n"
        "from heal_cli.cli import run\n"
        f"run({arguments})\n"
        f"print(sorted({unneeded} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(session_cache)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.strip() == "[]"
