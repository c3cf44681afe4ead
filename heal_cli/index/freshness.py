"""When an index is fresh: the stamps of content files, and which of them can be trusted."""

import os
import time
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from sqlite3 import sqlite_version
from zlib import crc32

from heal_cli import __version__
from heal_cli.errors import ContentError
from heal_cli.index.tables import VERSION
from heal_cli.loading.libraries import Stamp, shown_path, stamps

UNSETTLED = 50_000_000
"""Nanoseconds within which two changes of a file may bear the same time."""


def whole_stamp(roots: Sequence[Path]) -> str:
    """Return a text that changes when any content file does, and with every version.

    Numbers, and tuples of them, have the same hash in every process; texts have not.

    Raises:
        ContentError: The first root, the bundled one, cannot be read.
    """
    parts = [__version__, VERSION, sqlite_version]
    newest = 0
    for number, root in enumerate(roots):
        names = found = 0
        try:
            for folder, files in stamps(root):
                named = "\n".join((folder, *files))
                names = crc32(named.encode("utf-8", "surrogateescape"), names)
                found = hash((found, *files.values()))
                newest = max(chain([newest], map(itemgetter(3), files.values())))
        except ContentError as error:
            if number == 0:
                raise
            parts.append(str(error))
        parts.append(f"{shown_path(root)} {names} {found}")
    now = time.time_ns()
    if newest > now - UNSETTLED:
        # The next change might not show in the times: look again at the next run.
        parts.append(f"unsettled {now}")
    return "\n".join(parts)


def stamped_files(roots: Sequence[Path]) -> dict[Path, dict[str, Stamp] | ContentError]:
    """Return the stamps of each root's files, or why it has none."""
    found: dict[Path, dict[str, Stamp] | ContentError] = {}
    for root in roots:
        try:
            found[root] = {
                f"{folder}{os.sep}{name}": _trusted(stamp)
                for folder, files in stamps(root)
                for name, stamp in sorted(files.items())
            }
        except ContentError as error:
            found[root] = error
    return found


def _trusted(stamp: Stamp) -> Stamp:
    """Return a stamp, or one that no file has for a file that is too young for it."""
    return (0, 0, 0, 0) if stamp[3] > time.time_ns() - UNSETTLED else stamp
