"""The pager: which program shows a page that does not fit the terminal, and running it."""

import os
import shutil
import signal
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from typing import TextIO

from heal_cli.screen.encoding import is_unicode, register

_NONE = ("", "cat")
"""What HEAL_PAGER and PAGER say for no pager at all."""


def command(wanted: bool, stream: TextIO, environment: Mapping[str, str]) -> Sequence[str]:
    """Return the pager's command for a stream, or nothing where there is to be none.

    HEAL_PAGER stands before PAGER, and `less` where neither is set.
    """
    if not wanted or not stream.isatty() or environment.get("TERM") == "dumb":
        return ()
    chosen = environment.get("HEAL_PAGER", environment.get("PAGER", "less")).strip()
    if chosen in _NONE:
        return ()
    import shlex

    try:
        words = shlex.split(chosen)
    except ValueError:
        return ()
    return words if words and shutil.which(words[0]) else ()


def show(words: Sequence[str], lines: Iterable[str], stream: TextIO, stand_ins: str) -> bool:
    """Send lines through the pager; False where it cannot be started.

    A reader who leaves the pager early has read enough: that is no error.

    Args:
        words: The pager's command.
        lines: What to page.
        stream: The terminal, whose encoding the pager is given.
        stand_ins: The error handler for letters that the terminal cannot take.
    """
    import subprocess

    environment = os.environ | {"LESS": os.environ.get("LESS", "FRX")}
    if is_unicode(stream):
        environment.setdefault("LESSCHARSET", "utf-8")
    register()
    before = signal.getsignal(signal.SIGINT)
    try:
        process = subprocess.Popen(  # noqa: S603 - the reader's own choice of program
            words,
            stdin=subprocess.PIPE,
            env=environment,
            text=True,
            encoding=stream.encoding,
            errors=stand_ins,
        )
        # Ctrl-C is the pager's while it runs: it uses it to stop a search.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with suppress(BrokenPipeError), process.stdin or nullcontext() as pipe:
            if pipe:
                pipe.writelines(lines)
        process.wait()
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
