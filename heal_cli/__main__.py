"""Starts the program: as `heal`, and as `python -m heal_cli`."""

import gc
import os
import sys

from heal_cli import interrupt

# A short run makes next to no garbage, yet looking for it took 6% of the time to show a page.
# With this many objects between two looks, only the building of a large index meets one.
gc.set_threshold(100_000)


def main() -> None:
    """Run the command line that the program was started with."""
    interrupt.end_at_once()
    try:
        _open_closed_streams()
        from heal_cli.command_line.app import main as run

        run()
    finally:
        # When Python ends it looks once more through all that is there: a sixth of a run.
        gc.freeze()


def _open_closed_streams() -> None:
    """Give a closed standard stream to nobody, before a file of ours is opened in its place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for the whole run


if __name__ == "__main__":
    main()
