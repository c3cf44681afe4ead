"""Measure whole commands beside the floor of the stack: medians of ratios, never seconds alone.

The floor is a process that only imports what a page needs. Commands and floor run in
turn, so that a machine that drifts drifts for both.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

FLOOR = [sys.executable, "-c", "import typer, rich.console, rich.table, yaml"]
HEAL = [str(Path(sys.executable).with_name("heal"))]

COMMANDS: dict[str, tuple[list[str], float]] = {
    "topics": (["topics"], 1.00),
    "show magnesium": (["show", "magnesium"], 1.08),
    "show muscle-spasms": (["show", "muscle-spasms"], 1.08),
    "search spasms": (["search", "spasms"], 1.00),
    "search leg cramps at night": (["search", "leg", "cramps", "at", "night"], 1.00),
    "search muscel spasm": (["search", "muscel", "spasm"], 1.00),
    "benefits": (["benefits"], 1.00),
    "for insomnia": (["for", "insomnia"], 1.00),
    "why ces depression": (["why", "ces", "depression"], 1.00),
    "define acetylcholine": (["define", "acetylcholine"], 1.00),
    "complete a topic name": ([], 0.75),
}
"""Each command with the most its ratio to the floor may be, from the design."""

COMPLETION = {
    "_HEAL_COMPLETE": "complete_bash",
    "COMP_WORDS": "heal show mag",
    "COMP_CWORD": "2",
}


def environment() -> dict[str, str]:
    """Return the tester's environment without what would change a start of Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def seconds(command: list[str], variables: dict[str, str]) -> float:
    """Run a command once and return its wall time in seconds."""
    start = time.perf_counter()
    subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def ratios(rounds: int) -> tuple[float, dict[str, tuple[float, float]]]:
    """Return the floor in ms, and for each command its median in ms and its median ratio."""
    variables = environment()
    runs: dict[str, tuple[list[str], dict[str, str]]] = {"floor": (FLOOR, variables)}
    for name, (arguments, _) in COMMANDS.items():
        extra = {} if arguments else COMPLETION
        runs[name] = ([*HEAL, *arguments], variables | extra)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, (command, around) in runs.items():
            took = seconds(command, around)
            if number:  # the first round warms the caches
                times[name].append(took)
    floor = times.pop("floor")
    found = {}
    for name, took_each in times.items():
        shares = [took / base for took, base in zip(took_each, floor, strict=True)]
        found[name] = (statistics.median(took_each) * 1000, statistics.median(shares))
    return statistics.median(floor) * 1000, found
