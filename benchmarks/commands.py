"""Measure whole commands beside the floor of the stack: medians of ratios, never seconds alone.

The floor is a process that only imports what a page needs. Commands and floor run in
turn, so that a machine that drifts drifts for both.
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import suppress
from pathlib import Path

FLOOR = [sys.executable, "-c", "import typer, rich.console, rich.table, yaml"]
HEAL = [str(Path(sys.executable).with_name("heal"))]

COMMANDS: dict[str, tuple[list[str], float]] = {
    "show magnesium": (["show", "magnesium"], 1.20),
    "show muscle-spasms": (["show", "muscle-spasms"], 1.20),
    "topics": (["topics"], 1.05),
    "search spasms": (["search", "spasms"], 1.05),
    "search leg cramps at night": (["search", "leg", "cramps", "at", "night"], 1.05),
    "search muscel spasm": (["search", "muscel", "spasm"], 1.05),
    "for insomnia": (["for", "insomnia"], 1.05),
    "why ces depression": (["why", "ces", "depression"], 1.05),
    "benefits": (["benefits"], 1.05),
    "define acetylcholine": (["define", "acetylcholine"], 1.05),
    "sources of the whole library": (["sources"], 1.60),
    "complete a topic name": ([], 0.65),
}
"""Each command with the most its ratio to the floor may be, from the design."""

FIRST_RUN = 3.5
"""The most that the first command on an empty cache may take, as a ratio to the floor."""

COMPLETION = {
    "_HEAL_COMPLETE": "complete_bash",
    "COMP_WORDS": "heal show mag",
    "COMP_CWORD": "2",
}


TERMINAL = {"TERM": "xterm-256color", "HEAL_PAGER": ""}
"""What a terminal says of itself; without a pager, for nobody is there to leave it."""

Run = tuple[list[str], dict[str, str]]
"""A command line and its variables."""


def environment() -> dict[str, str]:
    """Return the tester's environment without what would change a start of Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def seconds(command: list[str], variables: dict[str, str]) -> float:
    """Run a command once into nothing and return its wall time in seconds."""
    start = time.perf_counter()
    subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def seconds_on_terminal(command: list[str], variables: dict[str, str]) -> float:
    """Run a command once on a terminal of 80 columns and return its wall time in seconds."""
    own, other = pty.openpty()
    termios.tcsetwinsize(own, (24, 80))
    start = time.perf_counter()
    with subprocess.Popen(
        command, env=variables | TERMINAL, stdin=other, stdout=other, stderr=other
    ):
        os.close(other)
        # A terminal that its last process has left can no longer be read.
        with suppress(OSError):
            while os.read(own, 65536):
                pass
    took = time.perf_counter() - start
    os.close(own)
    return took


def _runs() -> dict[str, Run]:
    variables = environment()
    return {
        name: ([*HEAL, *arguments], variables | ({} if arguments else COMPLETION))
        for name, (arguments, _) in COMMANDS.items()
    }


def ratios(rounds: int) -> tuple[float, dict[str, tuple[float, float, float]]]:
    """Return the floor in ms, and for each command its ms and its ratios, all of them medians.

    The ratios are those in a pipe and on a terminal.
    """
    times: dict[str, list[tuple[float, float, float]]] = {name: [] for name in COMMANDS}
    floors = []
    for number in range(rounds + 1):
        for name, (command, variables) in _runs().items():
            floor = seconds(FLOOR, environment())
            found = (seconds(command, variables), seconds_on_terminal(command, variables))
            if number:  # the first round warms the caches
                floors.append(floor)
                times[name].append((found[0], found[0] / floor, found[1] / floor))
    medians = {
        name: tuple(map(statistics.median, zip(*each, strict=True)))
        for name, each in times.items()
    }
    rows = {name: (ms * 1000, pipe, shown) for name, (ms, pipe, shown) in medians.items()}
    return statistics.median(floors) * 1000, rows


def first_run(rounds: int) -> float:
    """Return the ratio to the floor of the first command on an empty cache: a median."""
    shares = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as cache:
            variables = environment() | {"XDG_CACHE_HOME": cache}
            shares.append(seconds([*HEAL, "show", "magnesium"], variables))
        shares[-1] /= seconds(FLOOR, environment())
    return statistics.median(shares)
