"""Measure everything the design bounds, and write docs/benchmarks.md: `make bench`."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import commands
import scale

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"

LIKE_PROGRAMS = (
    ("tealdeer", "tldr", ["tar"]),
    ("tldr (Python)", "tldr", ["tar"]),
    ("man", "man", ["-P", "cat", "ls"]),
    ("man -k (apropos)", "apropos", ["printf"]),
    ("rich-cli, a Markdown page", "rich", ["--markdown", "README.md"]),
    ("bat, a Markdown page", "bat", ["--paging=never", "README.md"]),
    ("bat, a Markdown page", "batcat", ["--paging=never", "README.md"]),
    ("ripgrep over the YAML", "rg", ["-i", "spasm", "content/topics"]),
    ("grep over the YAML", "grep", ["-ri", "spasm", "content/topics"]),
)
"""Programs that do a like job, measured where they are there: (what, program, arguments)."""

PAGE_OF_TAR = "# tar\n\n> Archives files.\n\n- Make one:\n\n`tar cf {{target}} {{file}}`\n"
"""A page for the readers of tldr pages, which would fetch theirs."""


def median_seconds(command: list[str], variables: dict[str, str], rounds: int) -> float:
    """Return the median wall time of a command in seconds, after one run to warm up."""
    times = [commands.seconds(command, variables) for _ in range(rounds + 1)]
    return statistics.median(times[1:])


def machine() -> str:
    """Return what was measured on, and with which versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "rich", "pyyaml"))
    return (
        f"Python {platform.python_version()}, {packages}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores."
    )


def bundled(rounds: int) -> Iterator[str]:
    """Yield the rows for the bundled library."""
    floor, found = commands.ratios(rounds)
    yield f"The floor took {floor:.0f} ms (median of {rounds} rounds)."
    yield ""
    yield "| command | ms in a pipe | ratio in a pipe | ratio on a terminal | bound |"
    yield "|---|---|---|---|---|"
    for name, (took, pipe, shown) in found.items():
        bound = commands.COMMANDS[name][1]
        yield f"| {name} | {took:.0f} | {pipe:.2f} | {shown:.2f} | {bound:.2f} |"
    first, bound = commands.first_run(rounds), commands.FIRST_RUN
    yield f"| the first on an empty cache | | {first:.2f} | | {bound:.2f} |"


def others(rounds: int, folder: Path) -> Iterator[str]:
    """Yield a row for each like program that is installed."""
    for place in ("tldr/pages", "tealdeer/tldr-pages/pages", "tealdeer/tldr-master/pages"):
        page = folder / "like" / place / "common" / "tar.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE_OF_TAR, "utf-8")
    around = commands.environment() | {"XDG_CACHE_HOME": str(folder / "like")}
    yield "| program | ms |"
    yield "|---|---|"
    heal = median_seconds([*commands.HEAL, "search", "spasms"], around, rounds)
    yield f"| heal search spasms | {heal * 1000:.0f} |"
    for what, program, arguments in LIKE_PROGRAMS:
        path, told = installed(what, program)
        if not path:
            yield f"| {what} | not installed here |"
            continue
        took = median_seconds([path, *arguments], around, rounds)
        yield f"| {what} (`{program} {' '.join(arguments)}`), {told} | {took * 1000:.0f} |"


def installed(what: str, program: str) -> tuple[str, str]:
    """Return the path and the version of a program, or two empty texts.

    Two programs are called tldr; only tealdeer says its own name.
    """
    for folder in os.environ["PATH"].split(os.pathsep):
        path = shutil.which(program, path=folder)
        if path:
            done = subprocess.run(
                [path, "--version"], capture_output=True, text=True, check=False
            )
            told = " ".join((done.stdout or done.stderr).splitlines()[:1])
            if program != "tldr" or told.startswith("tealdeer") == (what == "tealdeer"):
                return path, told
    return "", ""


def measured(topics: int, rounds: int, folder: Path) -> list[str]:
    """Measure everything and return the lines of the page."""
    return [
        "# Benchmarks",
        "",
        "Whole processes, run in turn; ratios are medians. Written by `make bench`.",
        f"The floor is `{commands.FLOOR[2]}`: what a page needs to be imported.",
        "",
        machine(),
        "",
        "## The bundled library",
        "",
        *bundled(rounds),
        "",
        f"## Made-up libraries, the largest of {topics:,} topics",
        "",
        *scale.rows(topics, rounds, folder),
        "",
        "## Programs that do a like job",
        "",
        *others(rounds, folder),
        "",
    ]


def main() -> int:
    """Write the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--topics", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = "\n".join(measured(options.topics, options.rounds, Path(folder)))
    PAGE.write_text(page, "utf-8")
    sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
