"""The index: a SQLite file in the user's cache folder, made from the YAML and never the truth.

It is brought up to date when content has changed, in a temporary file that is then
renamed into place, so that any number of processes may do so at once. Where no cache
can be written it is built in memory.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from heal_cli.index import lacking
from heal_cli.index.cache import begin, cache_file, make_private, sweep
from heal_cli.index.freshness import Files, look
from heal_cli.index.seal import MOST_CHECKED, is_private, is_sound, seal, unseal
from heal_cli.index.tables import STATEMENTS, checksum_of_emergencies
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
        self.stamp = look(self.roots).stamp
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
            self._connection.close()
            self._connection = self._build()
            return self._connection.execute(sql, values).fetchall()

    def discard(self) -> bool:
        """Remove a file that is damaged; say whether one from before is now out of the way.

        One that is whole stays: then it is something else that went wrong.
        """
        try:
            if self.path is None or is_sound(self.path, most=None):
                return False
            self._connection.close()
            self.path.unlink()
        except OSError:
            return False
        return self._rests_on_old

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection | None:
        """Return the index on disk, or None where there is none that is whole and fresh."""
        connection = None
        try:
            if self.path is None or not is_sound(self.path):
                return None
            # Immutable: the file is only ever replaced, never changed, so no locks are needed.
            connection = _connected(self.path, "mode=ro&immutable=1")
            connection.execute("PRAGMA temp_store = MEMORY")
            found = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
            if found == (self.stamp,) and _is_whole(connection, self.path):
                return connection
        except (OSError, *DAMAGE):
            pass
        if connection:
            connection.close()
        return None

    def _build(self) -> sqlite3.Connection:
        """Bring the index on disk up to date, or build one in memory."""
        found = look(self.roots)
        self.stamp, files = found.stamp, found.files()
        if self.path is not None:
            with suppress(OSError, *DAMAGE), after_cleaning_up():
                self._build_file(self.path, files)
                connection = self._open()
                if connection:
                    return connection
        connection = sqlite3.connect(":memory:", isolation_level=None)
        self._fill(connection, files)
        return connection

    def _build_file(self, path: Path, files: Files) -> None:
        make_private(path.parent)
        if not is_private(path.parent.stat()):
            raise PermissionError(f"{path.parent} is open to others")
        sweep(path.parent)
        temporary = begin(path.parent)
        try:
            if not (
                self._update_copy(path, temporary, files)
                or self._extend_bundled(path, temporary, files)
            ):
                temporary.write_bytes(b"")
                with closing(_connected(temporary, "nolock=1")) as connection:
                    _without_journal(connection)
                    self._fill(connection, files)
            seal(temporary)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _update_copy(self, path: Path, temporary: Path, files: Files) -> bool:
        """Bring a copy of the old index up to date; say whether that could be done."""
        from heal_cli.index.catalogue import update

        return self._change_copy(path, temporary, lambda copy: update(copy, files))

    def _extend_bundled(self, path: Path, temporary: Path, files: Files) -> bool:
        """Add the other libraries to a copy of the bundled one's index; say whether it did."""
        from heal_cli.index.catalogue import extend

        bundled = cache_file(self.roots[:1])
        if bundled in (None, path):
            return False
        return self._change_copy(
            bundled, temporary, lambda copy: extend(copy, files, self.progress)
        )

    def _change_copy(
        self, path: Path, temporary: Path, change: Callable[[sqlite3.Connection], bool | None]
    ) -> bool:
        """Change a copy of an index as `update` does; say whether that could be done."""
        import shutil

        try:
            if not is_sound(path, most=0):
                return False
            shutil.copyfile(path, temporary)
            if not is_sound(temporary, most=None):
                return False
            unseal(temporary)
            with closing(_connected(temporary, "nolock=1")) as connection:
                _without_journal(connection)
                is_settled = change(connection) if _is_ours(connection) else None
                if is_settled is None:
                    return False
                self._seal(connection, is_settled)
        except Exception:  # noqa: BLE001 - a damaged file may hold anything
            return False
        return True

    def _fill(self, connection: sqlite3.Connection, files: Files) -> None:
        from heal_cli.index.catalogue import fill

        try:
            connection.execute("CREATE VIRTUAL TABLE temp.probe USING fts5 (text)")
        except sqlite3.OperationalError as error:
            if "fts5" not in str(error):
                raise
            raise lacking("full-text search (FTS5)") from None
        is_settled = fill(connection, files, self.progress)
        self._was_filled = True
        self._seal(connection, is_settled)

    def _seal(self, connection: sqlite3.Connection, is_settled: bool) -> None:
        """Write what the tables rest on; where a file could not be read, on this run alone."""
        if not is_settled:
            self.stamp += f"\nunsettled {time.time_ns()}"
        sealed = (("stamp", self.stamp), ("emergencies", checksum_of_emergencies(connection)))
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sealed)
        connection.execute("COMMIT")


def _connected(path: Path, options: str) -> sqlite3.Connection:
    """Return a connection to a file that nobody waits for: homes on a network refuse locks."""
    address = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(address, timeout=0, uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether the tables are ours and no others: a view could run for ever."""
    found = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    ours = {sql for _, sql in found if sql in STATEMENTS}
    others = (name for name, sql in found if sql is not None and sql not in STATEMENTS)
    return ours == STATEMENTS and all(name.startswith("topic_text_") for name in others)


def _is_whole(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether an index has our tables, and its emergencies to the letter.

    Of one that was checked whole they need not be asked for.
    """
    if not _is_ours(connection):
        return False
    if path.stat().st_size <= MOST_CHECKED:
        return True
    sql = "SELECT value FROM meta WHERE name = 'emergencies'"
    sealed = connection.execute(sql).fetchone()
    return bool(sealed == (checksum_of_emergencies(connection),))


def _storable(value: Any) -> Any:
    """Return a value as the database takes it: bytes that are no letters as question marks."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _without_journal(connection: sqlite3.Connection) -> None:
    # A half-written temporary file is thrown away, so nothing needs a journal.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -16000")
