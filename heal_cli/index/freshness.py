"""When an index is fresh: the stamps of content files, and which of them can be trusted."""

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from sqlite3 import sqlite_version
from typing import NamedTuple
from zlib import crc32

from heal_cli import __version__
from heal_cli.errors import ContentError
from heal_cli.index.tables import VERSION
from heal_cli.loading.libraries import NOWHERE, Folder, Stamp, shown_path, surveyed

UNSETTLED = 50_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""

UNSETTLED_IF_COARSE = 2_500_000_000
"""The same where the system tells times in steps: of 2 s on FAT, of 1 s on HFS+ and ext3."""

STEP = 1_000_000
"""Nanoseconds; a time that is a multiple of them was told in steps, or once in a million."""

AHEAD = 60_000_000_000
"""Nanoseconds by which a file may be ahead of the clock and yet be young. One further ahead
says that the clock is wrong, which no waiting mends."""

_changed = itemgetter(2 if sys.platform == "win32" else 3)
"""The time of a file's last change; Windows tells in its place when the file was made."""

Files = Mapping[Path, Mapping[str, Stamp] | ContentError]
"""The files of each root with their stamps, the bundled root first; or why it has none."""


class Look(NamedTuple):
    """What the folders of all roots held at one moment.

    `stamp` is a text that changes when any content file does, and with every version.
    """

    stamp: str
    moment: int
    folders: Mapping[Path, Sequence[Folder] | ContentError]

    def files(self) -> Files:
        """Return the files of each root by path; one too young to be trusted has no stamp."""
        return {
            root: found if isinstance(found, ContentError) else self._by_path(found)
            for root, found in self.folders.items()
        }

    def _by_path(self, folders: Iterable[Folder]) -> dict[str, Stamp]:
        return {
            f"{folder}{os.sep}{name}": NOWHERE if _is_young(stamp, self.moment) else stamp
            for folder, files in folders
            for name, stamp in sorted(files.items())
        }


def look(roots: Sequence[Path]) -> Look:
    """Return what the folders of the roots hold now.

    Numbers, and tuples of them, have the same hash in every process; texts have not.

    Raises:
        ContentError: The first root, the bundled one, cannot be read.
    """
    # Taken before: a file may change again in the moment after it was looked at.
    moment = time.time_ns()
    parts = [__version__, VERSION, sqlite_version]
    surveys = surveyed(roots)
    has_young = False
    for root, folders in surveys.items():
        names = found = 0
        if isinstance(folders, ContentError):
            parts.append(str(folders))
            folders = []  # noqa: PLW2901 - it has none
        for folder, files in folders:
            named = "\n".join((folder, *files))
            names = crc32(named.encode("utf-8", "surrogateescape"), names)
            found = hash((found, *files.values()))
            has_young |= any(_is_young(stamp, moment) for stamp in files.values())
        parts.append(f"{shown_path(root)} {names} {found}")
    if has_young:
        # The next change might not show in the times: look again at the next run.
        parts.append(f"unsettled {moment}")
    return Look("\n".join(parts), moment, surveys)


def _is_young(stamp: Stamp, moment: int) -> bool:
    """Say whether a file may change again without a change of its stamp."""
    time_of_change = _changed(stamp)
    coarse = time_of_change % STEP == 0 and time_of_change
    unsettled = max(UNSETTLED, UNSETTLED_IF_COARSE) if coarse else UNSETTLED
    return bool(moment - unsettled < time_of_change <= moment + AHEAD)
