"""The cache: where an index lies, made private, and swept of what is wanted no more."""

import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from zlib import crc32

from heal_cli import __version__
from heal_cli.index.records import FIELDS
from heal_cli.index.tables import VERSION
from heal_cli.loading.user_folders import cache_folder

FORGOTTEN = 3600
"""Seconds after which a temporary file was left behind by a process that was killed."""

OUTDATED = 30 * 24 * 3600
"""Seconds after which the index of another version is taken to be wanted no more."""


def make_private(folder: Path) -> None:
    """Make a folder and those above it that are missing, for the user alone (XDG)."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def begin(folder: Path) -> Path:
    """Return a new, empty, private file in which an index may be made."""
    import tempfile

    descriptor, name = tempfile.mkstemp(".sqlite", "building-", folder)
    os.close(descriptor)
    return Path(name)


_BEGUN = re.compile(r"building-[a-z0-9_]{8}\.sqlite")
_MADE = re.compile(r"index-\d[\w.+]*-[0-9a-f]+-[0-9a-f]{8}\.sqlite")
"""Names that heal gives, and nobody else: what else lies in the folder is not heal's."""


def sweep(folder: Path) -> None:
    """Remove what killed processes have left behind, and other versions long ago.

    Where the folder is a link, what lies there may be of use to others.
    """
    if folder.is_symlink():
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if _is_litter(entry):
                    os.unlink(entry.path)  # noqa: PTH108 - the name is whole already


def _is_litter(entry: os.DirEntry[str]) -> bool:
    """Say whether nobody can want a file any more; a link is judged, and removed, itself."""
    is_begun = _BEGUN.fullmatch(entry.name)
    is_other = _MADE.fullmatch(entry.name) and not entry.name.startswith(_beginning())
    if not (is_begun or is_other):
        return False
    status = entry.stat(follow_symlinks=False)
    age = time.time() - status.st_mtime
    is_file = S_ISREG(status.st_mode) or S_ISLNK(status.st_mode)
    return is_file and age > (FORGOTTEN if is_begun else OUTDATED)


def _beginning() -> str:
    """Return how the names of this version's indexes begin."""
    return f"index-{__version__}-{VERSION}{crc32(FIELDS.encode()):08x}-"


def cache_file(roots: Sequence[Path]) -> Path | None:
    """Return where the index of these roots lives: one file for each set and version."""
    folder = cache_folder()
    if folder is None:
        return None
    name = crc32("\n".join(map(str, roots)).encode("utf-8", "surrogateescape"))
    return folder / f"{_beginning()}{name:08x}.sqlite"
