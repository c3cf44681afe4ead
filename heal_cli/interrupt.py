"""Ctrl-C: it ends the process as the system ends it, and what must be cleaned up still is."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


def end_at_once() -> None:
    """Let Ctrl-C end this process at once, quietly, so that loops of a shell end with it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def after_cleaning_up() -> Iterator[None]:
    """Within, let Ctrl-C end this process only when what stands in `finally` has been done."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_DFL:
        yield  # Another program that uses heal has its own way.
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
        raise
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
