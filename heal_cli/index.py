"""The index: a SQLite file in the user's cache folder, made from the YAML and never the truth.

It is built when it is missing, damaged or out of date, in a temporary file that is
then renamed into place, so that any number of processes may do so at once. Where no
cache can be written it is built in memory.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from heal_cli import __version__
from heal_cli.errors import HealError

TABLES = "5"
"""Raised with every change of the tables, so that no old index is read as a new one."""


class Index:
    """An open index. Every question goes through `rows`."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)
        self.stamp = _stamp(self.roots)
        self.path = _cache_file(self.roots)
        self._connection = self._open() or self._build()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that `sql` selects; a damaged file is rebuilt once."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            self._connection.close()
            self._connection = self._build()
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection | None:
        """Return the index on disk, or None where there is none that is whole and fresh."""
        if self.path is None or not self.path.is_file():
            return None
        try:
            # Immutable: the file is only ever replaced, never changed, so no locks are needed.
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True)
        except sqlite3.Error:
            return None
        try:
            found = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
            if found == (self.stamp,):
                return connection
        except sqlite3.DatabaseError:
            pass
        connection.close()
        return None

    def _build(self) -> sqlite3.Connection:
        """Build the index on disk, or in memory where the disk will not have it."""
        if self.path is not None:
            with suppress(OSError, sqlite3.DatabaseError):
                self._build_file(self.path)
                connection = self._open()
                if connection:
                    return connection
        connection = sqlite3.connect(":memory:")
        self._fill(connection)
        return connection

    def _build_file(self, path: Path) -> None:
        import tempfile

        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f"{path.stem}-", dir=path.parent)
        os.close(descriptor)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                # A half-written temporary file is thrown away, so nothing needs a journal.
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                self._fill(connection)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _fill(self, connection: sqlite3.Connection) -> None:
        from heal_cli.catalogue import fill

        try:
            connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5 (text)")
        except sqlite3.OperationalError as error:
            if "fts5" not in str(error):
                raise
            message = "this Python's SQLite has no full-text search (FTS5), which heal needs"
            raise HealError(
                message, ["a Python from python.org or your system's packages"]
            ) from None
        fill(connection, self.roots)
        row = ("stamp", self.stamp)
        connection.execute("INSERT INTO meta VALUES (?, ?)", row)
        connection.execute("COMMIT")


def _stamp(roots: Sequence[Path]) -> str:
    """Return a text that changes when any content file does, and with every version."""
    from heal_cli.content import content_files

    lines = [f"{__version__} {TABLES} {sqlite3.sqlite_version}"]
    for root in roots:
        lines.append(str(root))
        for entry in content_files(root):
            status = entry.stat()
            lines.append(
                f"{entry.path} {status.st_ino} {status.st_size} "
                f"{status.st_mtime_ns} {status.st_ctime_ns}"
            )
    return "\n".join(lines)


def cache_folder() -> Path | None:
    """Return the user's cache folder for heal, or None where there is no home."""
    if os.environ.get("XDG_CACHE_HOME", "").startswith("/"):
        return Path(os.environ["XDG_CACHE_HOME"]) / "heal"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "heal"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "heal" / "cache"
    return home / ".cache" / "heal"


def _cache_file(roots: Sequence[Path]) -> Path | None:
    """Return where the index of these roots lives: one file for each set and version."""
    folder = cache_folder()
    if folder is None:
        return None
    import zlib

    name = zlib.crc32("\n".join(str(root) for root in roots).encode("utf-8", "surrogateescape"))
    return folder / f"index-{__version__}-{TABLES}-{name:08x}.sqlite"
