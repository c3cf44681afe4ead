"""Many commands: all at once, one after another, and in one process."""

from pathlib import Path

from tests.answer import wanted
from tests.invariants import hold
from tests.processes import (
    HANGS,
    QUESTIONS,
    command,
    ended,
    index_of,
    run,
    start,
    surroundings,
)

MOST_GROWTH = 8 * 1024
"""Kilobytes by which a process may grow while it answers thousands of commands."""


def all_at_once(folder: Path, count: int) -> str:
    """Start many processes on a cold cache; every answer is right, and one index is left."""
    asked = [QUESTIONS[number % len(QUESTIONS)] for number in range(count)]
    running = [start(command(*line), surroundings(folder)) for line, _ in asked]
    for process, (line, says) in zip(running, asked, strict=True):
        answer = ended(process, within=10 * HANGS)
        hold(line, answer, wanted(line, {}))
        assert (answer.code, answer.err) == (0, ""), (line, answer)
        assert says in answer.out, (line, answer)
    index_of(folder)
    return f"{count} processes at once on a cold cache"


def one_after_another(folder: Path, count: int) -> str:
    """Run many commands; they leave one index behind, and nothing anywhere else."""
    home, temporary = folder / "home", folder / "tmp"
    for place in (home, temporary):
        place.mkdir()
    environment = surroundings(folder / "cache", HOME=str(home), TMPDIR=str(temporary))
    lines = [*(line for line, _ in QUESTIONS), ["show", "nothing"]]
    for number in range(count):
        line = lines[number % len(lines)]
        answer = run(command(*line), environment, folder=home)
        assert answer.code == (4 if "nothing" in line else 0), (line, answer)
    index_of(folder / "cache")
    assert not list(home.iterdir())
    assert not list(temporary.iterdir())
    return f"{count} commands one after another"


# Answers its first argument of rounds of commands, and prints its size and open files.
_ROUNDS = """
import io, os, resource
from heal_cli.command_line.app import main
LINES = (["topics"], ["show", "crp"], ["search", "spasms"], ["show", "nothing"], ["check"],
    ["for", "insomnia", "--format", "json"], ["show", "magnesium", "--format", "html"])
def answer(rounds):
    for line in LINES * rounds:
        sys.stdout, sys.stderr = io.StringIO(newline=""), io.StringIO(newline="")
        try:
            main(line)
        except SystemExit:
            pass
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(size, len(os.listdir("/dev/fd")))
answer(2)
answer(int(sys.argv[1]))
sys.exit()
"""


def in_one_process(folder: Path, rounds: int) -> str:
    """Answer many commands in one process, which grows no larger and keeps no file open."""
    process = start(command(str(rounds), before=_ROUNDS), surroundings(folder))
    answer = ended(process, within=100 * HANGS)
    assert (answer.code, answer.err) == (0, "")
    (first, files), (last, left) = (map(int, line.split()) for line in answer.out.splitlines())
    assert last - first < MOST_GROWTH, f"grew from {first} to {last} kB"
    assert left == files, f"{left - files} files are still open"
    return f"{rounds} rounds of commands in one process: {first} kB at first, {last} kB at last"
