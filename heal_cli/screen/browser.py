"""A page shown in a browser: a private file that stays until the browser has read it."""

import os
import shutil
import tempfile
import time
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from heal_cli.errors import HealError
from heal_cli.text.safe_text import visible

_PREFIX = "heal-page-"
_KEPT = 3600
"""Seconds that a page is kept: long enough for a slow browser, no record of what was read."""


def write(lines: Iterable[str]) -> Path:
    """Write a page into a new folder that only this user may enter; return its path.

    Raises:
        HealError: It could not be written; nothing is left behind.
    """
    folder = None
    try:
        _sweep(Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        page = folder / "page.html"
        with page.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    except OSError as error:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise HealError(f"the page cannot be written: {error.strerror or error}") from None
    return page


def show(page: Path) -> str:
    """Open a page in the reader's browser, and return what to say of it."""
    path = page.absolute()
    is_shown = False
    with suppress(OSError, webbrowser.Error):
        is_shown = webbrowser.open(path.as_uri())
    said = visible(str(path))
    return f"opened {said}" if is_shown else f"no browser can be opened here; the page: {said}"


def _sweep(place: Path) -> None:
    """Take away the pages of earlier runs of this user."""
    with suppress(OSError), os.scandir(place) as found:
        for entry in found:
            if not entry.name.startswith(_PREFIX) or not entry.is_dir(follow_symlinks=False):
                continue
            with suppress(OSError):
                told = entry.stat(follow_symlinks=False)
                is_own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
                if is_own and time.time() - told.st_mtime > _KEPT:
                    shutil.rmtree(entry.path, ignore_errors=True)
