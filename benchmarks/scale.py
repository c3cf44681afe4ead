"""Measure heal over made-up libraries: building, updating, commands, memory."""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import commands
from library import write_library

SIZES = (100, 1_000)
"""Topics of the smaller libraries that are built beside the large one."""

PARSE = (
    "import pathlib, sys, yaml\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.yaml'):\n"
    "    yaml.load(path.read_bytes(), yaml.CSafeLoader)"
)
"""What building is compared with: parsing the same files with the C loader."""

COMPLETE = {"_HEAL_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
ON_LARGE = {
    "topics --category": (
        ["topics", "--category", "electrotherapy"],
        ["topics", "-c", "part-3"],
    ),
    "show": (["show", "magnesium"], ["show", "topic-77"]),
    "search, a rare word": (["search", "crp"], ["search", "{rare}"]),
    "search, common words": (["search", "muscle", "pain"], ["search", "muscle", "pain"]),
    "for": (["for", "insomnia"], ["for", "condition-7"]),
    "define": (["define", "CRP"], ["define", "CRP"]),
    "completion": ([], []),
}
"""Each command over the bundled library, and the like over a large one."""

DEFINE = [*commands.HEAL, "define", "CRP"]


BUILDING, ON_LARGE_AT_MOST, COMMON_WORDS = 4.0, 1.5, 1.8
"""The most that building may take beside parsing, and commands beside their own time."""


class Made:
    """A made-up library in a folder of its own, with the variables that have heal read it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.root = folder / f"made-{count}"
        self.cache = folder / f"cache-{count}"
        write_library(self.root, count)
        roots = {"HEAL_CONTENT": str(self.root), "XDG_CACHE_HOME": str(self.cache)}
        self.variables = commands.environment() | roots
        # Files just written are not trusted yet, and would be looked at again.
        time.sleep(0.1)

    def building(self, rounds: int) -> tuple[float, float, float]:
        """Return the seconds of a build, its ratio to parsing, and its peak memory in MiB."""
        builds, shares = [], []
        for _ in range(rounds):
            parsing = commands.seconds(
                [sys.executable, "-c", PARSE, str(self.root)], commands.environment()
            )
            shutil.rmtree(self.cache, ignore_errors=True)
            builds.append(commands.seconds(DEFINE, self.variables))
            shares.append(builds[-1] / parsing)
        shutil.rmtree(self.cache)
        memory = peak_memory(DEFINE, self.variables)
        return statistics.median(builds), statistics.median(shares), memory

    def updating(self) -> float:
        """Change one topic and return the seconds of the next command."""
        changed = self.root / "topics" / "part-0" / "topic-0.yaml"
        text = changed.read_text("utf-8")
        changed.write_text(text.replace("summary: ", "summary: New "), "utf-8")
        time.sleep(0.1)
        return commands.seconds(DEFINE, self.variables)

    def rare_word(self) -> str:
        """Return a word that few topics have."""
        words = (self.root / "topics" / "part-0" / "topic-0.yaml").read_text("utf-8").split()
        counts: dict[str, int] = {}
        for path in self.root.glob("topics/*/*.yaml"):
            for word in set(path.read_text("utf-8").split()):
                counts[word] = counts.get(word, 0) + 1
        return min((word for word in words if word.isalpha()), key=counts.__getitem__)


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


def rows(count: int, rounds: int, folder: Path) -> Iterator[str]:
    """Yield the rows for made-up libraries, the largest of `count` topics."""
    yield "| what | measured | bound |"
    yield "|---|---|---|"
    for size in (*SIZES, count):
        made = Made(folder, size)
        took, share, memory = made.building(3)
        bound = f"{BUILDING:.2f}" if size == count else ""
        name = f"building the index of {size:,} topics"
        yield f"| {name} ({took:.1f} s) / parsing with the C loader | {share:.2f} | {bound} |"
        yield f"| {name}: peak memory of a process | {memory:.0f} MiB | |"
    share = made.updating() / took
    yield f"| updating after one change / building | {share:.3f} | 0.150 |"
    yield from _commands(made, rounds, commands.environment() | {"XDG_CACHE_HOME": str(folder)})
    floor = peak_memory(commands.FLOOR, commands.environment())
    for name in ("show", "search, common words"):
        held = peak_memory([*commands.HEAL, *ON_LARGE[name][1]], made.variables) - floor
        yield f"| {name}: memory above the floor ({floor:.1f} MiB) | {held:.1f} MiB | 6 MiB |"


def _commands(made: Made, rounds: int, small: dict[str, str]) -> Iterator[str]:
    rare = made.rare_word()
    for name, (bundled, large) in ON_LARGE.items():
        first, second = small, made.variables
        if not large:
            first = small | COMPLETE | {"COMP_WORDS": "heal show mag"}
            second = second | COMPLETE | {"COMP_WORDS": "heal show topic-77"}
        asked = [word.format(rare=rare) for word in large]
        shares = []
        for number in range(rounds + 1):
            base = commands.seconds([*commands.HEAL, *bundled], first)
            took = commands.seconds([*commands.HEAL, *asked], second)
            if number:  # the first round warms the caches
                shares.append(took / base)
        share = statistics.median(shares)
        bound = COMMON_WORDS if "common" in name else ON_LARGE_AT_MOST
        yield f"| {name}: time / its own over the bundled library | {share:.2f} | {bound:.2f} |"
