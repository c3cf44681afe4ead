"""The pager: which program shows a page that does not fit the terminal, and running it."""

import os
import shutil
import signal
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TextIO

from heal_cli.screen.encoding import is_unicode, register

_NONE = ("", "cat")
"""What HEAL_PAGER and PAGER say for no pager at all."""

_SHELL = frozenset("|&;<>()$`\\\"'*?[#~=%\n")
"""What a shell reads as more than the words of a command (POSIX 2.2)."""


def command(wanted: bool, stream: TextIO, environment: Mapping[str, str]) -> str:
    """Return the pager's command for a stream, or "" where there is to be none.

    HEAL_PAGER stands before PAGER, and `less` where neither is set.
    """
    if not wanted or not stream.isatty() or is_dumb(environment):
        return ""
    chosen = environment.get("HEAL_PAGER", environment.get("PAGER", "less")).strip()
    if chosen in _NONE:
        return ""
    return chosen if _needs_shell(chosen) or shutil.which(_program(chosen)) else ""


def is_dumb(environment: Mapping[str, str]) -> bool:
    """Say whether a terminal can do no more than show letters, or does not say what it can."""
    usual = "" if sys.platform != "win32" else "windows"
    return environment.get("TERM", usual) in {"", "dumb"}


def _needs_shell(chosen: str) -> bool:
    return sys.platform != "win32" and not _SHELL.isdisjoint(chosen)


def _program(chosen: str) -> str:
    """Return the program of a command; on Windows its path may have spaces in quotes."""
    if sys.platform == "win32":
        return chosen.split('"')[1] if chosen.startswith('"') else chosen.split(maxsplit=1)[0]
    return chosen.split(maxsplit=1)[0]


def show(chosen: str, lines: Iterable[str], stream: TextIO, stand_ins: str) -> bool:
    """Send lines through the pager; False where it read none of them, and so showed none.

    A reader who leaves the pager early has read enough: that is no error.

    Args:
        chosen: The pager's command, which a shell reads where it needs one (POSIX, `man`).
        lines: What to page.
        stream: The terminal, whose encoding the pager is given.
        stand_ins: The error handler for letters that the terminal cannot take.
    """
    import subprocess
    from threading import Thread

    register()
    page = "".join(lines).encode(stream.encoding, stand_ins)
    environment = _environment(chosen, stream)
    words: str | list[str] = chosen if sys.platform == "win32" else chosen.split()
    needs_shell = _needs_shell(chosen)
    before = signal.getsignal(signal.SIGINT)
    reading, writing = os.pipe()
    feeding = Thread(target=_feed, args=(writing, page), daemon=True)
    try:
        with open(reading, "rb") as rest:  # noqa: PTH123 - a number, no path
            process = subprocess.Popen(  # noqa: S603 - the reader's own choice of program
                chosen if needs_shell else words,
                stdin=rest,
                env=environment,
                shell=needs_shell,
            )
            # Ctrl-C is the pager's while it runs: it uses it to stop a search.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            feeding.start()
            process.wait()
            return len(rest.read()) < len(page)
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
        if not feeding.ident:
            os.close(writing)


def _feed(writing: int, page: bytes) -> None:
    with suppress(BrokenPipeError), open(writing, "wb") as pipe:
        pipe.write(page)


def _environment(chosen: str, stream: TextIO) -> dict[str, str]:
    """Return the variables of the pager: less is to show colour, in the terminal's letters."""
    environment = dict(os.environ)
    flags = environment.setdefault("LESS", "FRX")
    if "less" in chosen and not {"r", "R"} & set(_short_flags(flags)):
        environment["LESS"] = f"{flags} -R".strip()
    if is_unicode(stream):
        environment.setdefault("LESSCHARSET", "utf-8")
    return environment


def _short_flags(flags: str) -> str:
    """Return the letters of the flags of less, without those spelt out after two hyphens."""
    return "".join(word for word in flags.split() if not word.startswith("--"))
