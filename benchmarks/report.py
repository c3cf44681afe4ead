"""Measure everything the design bounds, and write docs/benchmarks.md: `make bench`."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import commands
from library import write_library

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"

COMPLETE = {"_HEAL_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
ON_LARGE = {
    "topics --category": (
        ["topics", "--category", "electrotherapy"],
        ["topics", "-c", "part-3"],
    ),
    "show": (["show", "magnesium"], ["show", "topic-77"]),
    "search, a rare word": (["search", "crp"], ["search", "bacedi"]),
    "search, common words": (["search", "muscle", "pain"], ["search", "muscle", "pain"]),
    "for": (["for", "insomnia"], ["for", "condition-7"]),
    "define": (["define", "CRP"], ["define", "CRP"]),
}
"""Each command over the bundled library, and the like over a large one."""

OTHERS = (
    ("man -k (apropos)", ["apropos", "printf"]),
    ("man", ["man", "-P", "cat", "ls"]),
    ("ripgrep over the YAML", ["rg", "-i", "spasm", "content/topics"]),
    ("grep over the YAML", ["grep", "-ri", "spasm", "content/topics"]),
    ("tealdeer", ["tldr", "tar"]),
)
"""Programs that do a like job, measured where they are installed."""


def median_seconds(command: list[str], variables: dict[str, str], rounds: int) -> float:
    """Return the median wall time of a command in seconds, after one run to warm up."""
    times = [commands.seconds(command, variables) for _ in range(rounds + 1)]
    return statistics.median(times[1:])


def peak_memory(command: list[str], variables: dict[str, str]) -> float:
    """Return the most memory a command held, in MiB."""
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) / 1024


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
    yield "| command | ms | ratio to the floor | bound |"
    yield "|---|---|---|---|"
    for name, (took, ratio) in found.items():
        yield f"| {name} | {took:.0f} | {ratio:.2f} | {commands.COMMANDS[name][1]:.2f} |"


def large(count: int, rounds: int, folder: Path) -> Iterator[str]:
    """Yield the rows for a made-up library of `count` topics."""
    root, plain = folder / "large", commands.environment()
    write_library(root, count)
    parse = (
        "import pathlib, sys, yaml\n"
        "for path in pathlib.Path(sys.argv[1]).rglob('*.yaml'):\n"
        "    yaml.load(path.read_bytes(), yaml.CSafeLoader)"
    )
    parsing = commands.seconds([sys.executable, "-c", parse, str(root)], plain)
    own = plain | {"HEAL_CONTENT": str(root), "XDG_CACHE_HOME": str(folder / "cache")}
    small = plain | {"XDG_CACHE_HOME": str(folder / "small")}
    define = [*commands.HEAL, "define", "CRP"]
    time.sleep(0.1)
    building = commands.seconds(define, own)
    changed = root / "topics" / "part-3" / "topic-3.yaml"
    changed.write_text(
        changed.read_text("utf-8").replace("summary: ", "summary: New "), "utf-8"
    )
    time.sleep(0.1)
    updating = commands.seconds(define, own)
    yield "| what | measured | bound |"
    yield "|---|---|---|"
    built = building / parsing
    yield f"| building the index / parsing with the C loader | {built:.2f} | 1.30 |"
    yield f"| updating after one change / building | {updating / building:.3f} | 0.150 |"
    none: dict[str, str] = {}
    cases = {name: (first, second, none, none) for name, (first, second) in ON_LARGE.items()}
    words = {"COMP_WORDS": "heal show mag"}, {"COMP_WORDS": "heal show topic-77"}
    cases["completion"] = ([], [], COMPLETE | words[0], COMPLETE | words[1])
    for name, (first, second, one, other) in cases.items():
        shares = []
        for number in range(rounds + 1):
            base = commands.seconds([*commands.HEAL, *first], small | one)
            took = commands.seconds([*commands.HEAL, *second], own | other)
            if number:
                shares.append(took / base)
        share = statistics.median(shares)
        yield f"| {name}: time / its own over the bundled library | {share:.2f} | 1.30 |"
    floor = peak_memory(commands.FLOOR, plain)
    for name in ("show", "search, common words"):
        held = peak_memory([*commands.HEAL, *ON_LARGE[name][1]], own) - floor
        yield f"| {name}: memory above the floor ({floor:.1f} MiB) | {held:.1f} MiB | 5 MiB |"


def others(rounds: int) -> Iterator[str]:
    """Yield a row for each like program that is installed."""
    plain = commands.environment()
    yield "| program | ms |"
    yield "|---|---|"
    heal = median_seconds([*commands.HEAL, "search", "spasms"], plain, rounds)
    yield f"| heal search spasms | {heal * 1000:.0f} |"
    for name, command in OTHERS:
        if not shutil.which(command[0]):
            yield f"| {name} | not installed here |"
            continue
        took = median_seconds(command, plain, rounds)
        yield f"| {name} (`{' '.join(command)}`) | {took * 1000:.0f} |"


def main() -> int:
    """Write the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--topics", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            "# Benchmarks",
            "",
            "Whole processes, run in turn; ratios are medians. Written by `make bench`.",
            f"The floor is `{commands.FLOOR[2]}`: what a page needs to be imported.",
            "",
            machine(),
            "",
            "## The bundled library",
            "",
            *bundled(options.rounds),
            "",
            f"## A made-up library of {options.topics:,} topics",
            "",
            *large(options.topics, options.rounds, Path(folder)),
            "",
            "## Programs that do a like job",
            "",
            *others(options.rounds),
            "",
        ]
    page = "\n".join(lines)
    PAGE.write_text(page, "utf-8")
    sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
