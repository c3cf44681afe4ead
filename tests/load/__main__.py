"""Carries out every trial at length: `make load`, which takes minutes.

It says what it did, and ends with exit code 1 at the first thing that is wrong.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.load.commands import all_at_once, in_one_process, one_after_another
from tests.load.edits import edited_meanwhile
from tests.load.kills import killed_at_random


def main() -> int:
    """Carry out every trial; return 1 at the first that fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--commands", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--processes", type=int, default=200)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    trials: Sequence[Callable[[Path], str]] = (
        lambda folder: all_at_once(folder, wanted.processes),
        lambda folder: one_after_another(folder, wanted.commands),
        lambda folder: in_one_process(folder, wanted.rounds),
        lambda folder: edited_meanwhile(folder, processes=50, rounds=5),
        lambda folder: killed_at_random(folder, wanted.kills, topics=300, seed=wanted.seed),
    )
    for trial in trials:
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            try:
                said = trial(Path(folder))
            except (AssertionError, OSError, subprocess.SubprocessError) as error:
                sys.stdout.write(f"failed: {error}\n")
                return 1
            sys.stdout.write(f"{said}: right, in {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
