"""Answers written to a file: whole or not at all, and never over another unasked."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from heal_cli.errors import HealError, UsageMistake
from heal_cli.interrupt import after_cleaning_up


def write(path: Path, lines: Iterable[str], force: bool) -> None:
    """Write lines to a new file, or over an old one if `force`.

    Raises:
        UsageMistake: The file is there already, or is no place to write to.
        HealError: It could not be written; nothing is left behind.
    """
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path's, it never raises
        raise UsageMistake(f'"{path}" is a folder; name a file in it')
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - the same
        raise UsageMistake(f'"{path}" is no regular file; name another')
    if os.path.lexists(path) and not force:
        raise UsageMistake(f'"{path}" is there already; add --force to write over it')
    with after_cleaning_up():
        _write_whole(path, lines, force)


def _write_whole(path: Path, lines: Iterable[str], force: bool) -> None:
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".heal-", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            _set_mode(descriptor, path)
            file.writelines(lines)
        _put_in_place(temporary, path, force)
    except OSError as error:
        raise HealError(f'"{path}" cannot be written: {error.strerror or error}') from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)


def _set_mode(descriptor: int, path: Path) -> None:
    """Give a file the mode of the one it replaces, or that of any new one."""
    if not hasattr(os, "fchmod"):
        return
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        mode = 0o644 & ~_mask()
    os.fchmod(descriptor, mode)


def _put_in_place(temporary: str, path: Path, force: bool) -> None:
    if force:
        Path(temporary).replace(path)
        return
    try:
        # Unlike a rename, a link never takes the place of a file that came in between.
        os.link(temporary, path)
    except FileExistsError:
        raise UsageMistake(f'"{path}" is there already; add --force to write over it') from None
    except OSError:
        Path(temporary).replace(path)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
