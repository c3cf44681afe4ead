"""The cache: where an index lies, made private, and swept of what is wanted no more."""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from heal_cli import __version__
from heal_cli.index.records import FIELDS
from heal_cli.index.tables import VERSION
from heal_cli.loading.folders import cache_folder

FORGOTTEN = 3600
"""Seconds after which a temporary file was left behind by a process that was killed."""

OUTDATED = 30 * 24 * 3600
"""Seconds after which the index of another version is taken to be wanted no more."""


def make_private(folder: Path) -> None:
    """Make a folder and those above it that are missing, for the user alone (XDG)."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def sweep(folder: Path) -> None:
    """Remove what killed processes have left behind, and other versions long ago."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            age = time.time() - entry.stat(follow_symlinks=False).st_mtime
            is_litter = entry.name.startswith("building-") and age > FORGOTTEN
            is_other = entry.name.startswith("index-") and not entry.name.startswith(
                _beginning()
            )
            if is_litter or (is_other and age > OUTDATED):
                Path(entry.path).unlink(missing_ok=True)


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
