"""A folder that is written whole or not at all, and never over what heal did not write."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from heal_cli import __version__
from heal_cli.errors import HealError, UsageMistake
from heal_cli.interrupt import after_cleaning_up

MARKER = "written-by-heal.txt"
"""The file that says heal wrote a folder, and may replace it."""

_MARKED = "This folder was written by heal export"
_OURS = re.compile(
    rf"(?:topics|conditions)(?:/[a-z0-9-]+\.html)?|[a-z]+\.html|search(?:-index)?\.js|{MARKER}"
)


def refuse_what_is_not_ours(folder: Path, force: bool) -> None:
    """Raise UsageMistake unless a folder may be written there."""
    if os.path.islink(folder):  # noqa: PTH114 - unlike Path's, it never raises
        raise UsageMistake(f'"{folder}" is a link; name the folder that it leads to')
    if not os.path.lexists(folder):
        return
    if not os.path.isdir(folder):  # noqa: PTH112 - the same
        raise UsageMistake(f'"{folder}" is a file; name a folder')
    try:
        if not os.listdir(folder):
            return
        _refuse_full(folder, force)
    except OSError as error:
        raise UsageMistake(f'"{folder}" cannot be read: {error.strerror}') from None


def _refuse_full(folder: Path, force: bool) -> None:
    marker = folder / MARKER
    is_ours = marker.is_file() and marker.read_text("utf-8", "replace").startswith(_MARKED)
    if not is_ours:
        message = f'"{folder}" holds what heal did not write; name a new folder or an empty one'
        raise UsageMistake(message)
    strange = next(_strangers(folder), None)
    if strange is not None:
        message = f'"{folder}" holds "{strange}", which heal did not write; move it away first'
        raise UsageMistake(message)
    if not force:
        raise UsageMistake(f'"{folder}" is there already; add --force to write it anew')


def _strangers(folder: Path) -> Iterator[str]:
    """Yield what lies in a folder of ours and has no name that heal gives."""
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = (Path(above) / name).relative_to(folder).as_posix()
            if not _OURS.fullmatch(path):
                yield path


@contextmanager
def whole(folder: Path, force: bool) -> Iterator[Callable[[str], Path]]:
    """Give a function that returns where to write a file; put all in place at the end.

    Raises:
        UsageMistake: There is something that heal did not write.
        HealError: It cannot be written; nothing is left behind.
    """
    refuse_what_is_not_ours(folder, force)
    with after_cleaning_up():
        temporary = ""
        try:
            temporary = tempfile.mkdtemp(prefix=".heal-", dir=folder.absolute().parent)
            # Made within, it has the mode that any new folder has; the one around is private.
            new = Path(temporary) / "new"
            for name in ("", "topics", "conditions"):
                (new / name).mkdir()
            (new / MARKER).write_text(f"{_MARKED} {__version__}; --force replaces it.\n")
            yield lambda name: new / name
            _put_in_place(new, folder, Path(temporary) / "old", force)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", "") or error
            raise HealError(f'"{folder}" cannot be written: {reason}') from None
        finally:
            if temporary:
                shutil.rmtree(temporary, ignore_errors=True)


def _put_in_place(new: Path, folder: Path, old: Path, force: bool) -> None:
    refuse_what_is_not_ours(folder, force)
    if not folder.is_dir():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        with suppress(OSError):
            old.rename(folder)
        raise
