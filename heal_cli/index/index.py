"""The index: a SQLite file in the user's cache folder, made from the YAML and never the truth.

It is brought up to date when content has changed, in a temporary file that is then
renamed into place, so that any number of processes may do so at once. Where no cache
can be written it is built in memory.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any

from heal_cli.errors import HealError
from heal_cli.index.cache import cache_file, make_private, sweep
from heal_cli.index.freshness import stamped_files, whole_stamp
from heal_cli.interrupt import after_cleaning_up
from heal_cli.loading.libraries import Progress

DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises."""


class Index:
    """An open index. Every question goes through `rows`."""

    def __init__(
        self, roots: Sequence[Path], progress: Progress = lambda files, _: files
    ) -> None:
        self.roots = tuple(roots)
        self.progress = progress
        self.stamp = whole_stamp(self.roots)
        self.path = cache_file(self.roots)
        self._was_filled = False
        self._connection = self._open() or self._build()
        # What was asked before a damaged file was found may have been wrong already.
        self._rests_on_old = not self._was_filled

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that `sql` selects; a damaged file is rebuilt once."""
        values = tuple(map(_storable, values))
        try:
            return self._connection.execute(sql, values).fetchall()
        except DAMAGE:
            self.discard()
            self._connection = self._build()
            return self._connection.execute(sql, values).fetchall()

    def discard(self) -> bool:
        """Remove a file that is damaged; say whether one from before is now out of the way."""
        self._connection.close()
        if self.path is None:
            return False
        try:
            self.path.unlink()
        except OSError:
            return False
        return self._rests_on_old

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection | None:
        """Return the index on disk, or None where there is none that is whole and fresh."""
        if self.path is None or not os.path.isfile(self.path):  # noqa: PTH113 - never raises
            return None
        connection = None
        try:
            # Immutable: the file is only ever replaced, never changed, so no locks are needed.
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, isolation_level=None)
            connection.execute("PRAGMA temp_store = MEMORY")
            found = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
            if found == (self.stamp,):
                return connection
        except DAMAGE:
            pass
        if connection:
            connection.close()
        return None

    def _build(self) -> sqlite3.Connection:
        """Bring the index on disk up to date, or build one in memory."""
        if self.path is not None:
            with suppress(OSError, *DAMAGE), after_cleaning_up():
                self._build_file(self.path)
                connection = self._open()
                if connection:
                    return connection
        connection = sqlite3.connect(":memory:", isolation_level=None)
        self._fill(connection)
        return connection

    def _build_file(self, path: Path) -> None:
        import tempfile

        make_private(path.parent)
        sweep(path.parent)
        descriptor, temporary = tempfile.mkstemp(prefix="building-", dir=path.parent)
        os.close(descriptor)
        try:
            if not self._update_copy(path, temporary):
                Path(temporary).write_bytes(b"")
                with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                    _without_journal(connection)
                    self._fill(connection)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _update_copy(self, path: Path, temporary: str) -> bool:
        """Bring a copy of the old index up to date; say whether that could be done."""
        import shutil

        from heal_cli.index.catalogue import update

        try:
            if not S_ISREG(path.lstat().st_mode):
                return False
            shutil.copyfile(path, temporary)
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                _without_journal(connection)
                if not update(connection, stamped_files(self.roots)):
                    return False
                self._seal(connection)
        except Exception:  # noqa: BLE001 - a damaged file may hold anything
            return False
        return True

    def _fill(self, connection: sqlite3.Connection) -> None:
        from heal_cli.index.catalogue import fill

        try:
            connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5 (text)")
        except sqlite3.OperationalError as error:
            if "fts5" not in str(error):
                raise
            message = "this Python's SQLite has no full-text search (FTS5), which heal needs"
            steps = ["a Python from python.org or your system's packages"]
            raise HealError(message, steps) from None
        fill(connection, stamped_files(self.roots), self.progress)
        self._was_filled = True
        self._seal(connection)

    def _seal(self, connection: sqlite3.Connection) -> None:
        row = ("stamp", self.stamp)
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", row)
        connection.execute("COMMIT")


def _storable(value: Any) -> Any:
    """Return a value as the database takes it: bytes that are no letters as question marks."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _without_journal(connection: sqlite3.Connection) -> None:
    # A half-written temporary file is thrown away, so nothing needs a journal.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -16000")
