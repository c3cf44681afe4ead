"""The catalogue: filling the index from a library's files, or bringing it up to date."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection

from heal_cli.errors import ContentError
from heal_cli.index.filling import Filling
from heal_cli.index.freshness import Files
from heal_cli.index.tables import INDEXES, SEARCHED_FIELDS, TABLES
from heal_cli.loading.libraries import NOWHERE, UNKNOWN, Progress, Stamp
from heal_cli.loading.loader import load_topic
from heal_cli.loading.texts import is_gone
from heal_cli.text import names

_MANY = 50
"""Texts with a word in any ending of which one has it as it stands."""

MOST_DOUBTFUL = 5_000
"""Words that an update may have to look for one by one; with more, a new index is as fast."""


def fill(database: Connection, files: Files, progress: Progress) -> bool:
    """Create the tables and fill them from the files of each root; the caller commits.

    A file with faults is left out and its faults are kept in the table `faults`.
    What stands in two roots belongs to the first, which is the bundled one.

    Returns:
        Whether the system let every file be read; if not, that is to be tried again.
    """
    database.executescript(TABLES)
    is_settled = _add_libraries(Filling(database), files, progress)
    for index in INDEXES:
        database.execute(index)
    return is_settled


def extend(database: Connection, files: Files, progress: Progress) -> bool | None:
    """Bring the bundled library's tables up to date, and add those of the other roots.

    Returns:
        What `update` does.
    """
    (bundled, found), *others = files.items()
    is_settled = update(database, {bundled: found})
    if is_settled is None:
        return None
    filling = Filling(database)
    filling.know_shared(bundled)
    return _add_libraries(filling, dict(others), progress) and is_settled


def _add_libraries(filling: Filling, files: Files, progress: Progress) -> bool:
    """Add all that each root has; say whether the system let every file be read."""
    is_settled = True
    for root, found in files.items():
        if isinstance(found, ContentError):
            filling.add_faults(found.faults)
            continue
        filling.add_shared(root)
        topics = [path for path in found if not _is_shared(path, root)]
        _add_topics(filling, topics, root, progress)
        is_settled &= _note_files(filling, found)
    filling.finish()
    return is_settled


def _note_files(filling: Filling, found: Mapping[str, Stamp]) -> bool:
    """Note that files are there; say whether what was read of them may be kept.

    It may not where the system did not let one be read, or be looked at. That a link leads
    nowhere may: its stamp says so too, and changes when it leads somewhere.
    """
    is_settled = True
    for path, stamp in found.items():
        is_unread = path in filling.unread
        filling.add_file(path, NOWHERE if is_unread else stamp)
        is_settled &= stamp == NOWHERE if is_unread else stamp != UNKNOWN
    return is_settled


def update(database: Connection, files: Files) -> bool | None:
    """Bring filled tables up to date by reading only the topics that changed.

    Returns:
        None if it could not be done: where a file that topics share has changed, where two
        files claim one id, or where so much changed that a new index is made as fast. Else
        the caller commits, and it is returned whether the system let every file be read.
    """
    old = dict(database.execute("SELECT path, stamp FROM files").fetchall())
    new: dict[str, tuple[Path, Stamp]] = {}
    roots: list[str] = []
    for root, found in files.items():
        if not isinstance(found, ContentError):
            new |= {path: (root, stamp) for path, stamp in found.items()}
            roots.append(str(root))
    # A stamp of noughts stands for a file too young to be trusted: two of them tell nothing.
    changed = {
        path: place
        for path, place in new.items()
        if old.get(path) != str(place[1]) or place[1] in {NOWHERE, UNKNOWN}
    }
    gone = [path for path in old if path not in new]
    paths = (*changed, *gone)
    if not (_has_roots(database, files) and _stand_alone(paths, {*old, *new}, roots)):
        return None
    return _replace(database, gone, changed)


def _has_roots(database: Connection, files: Files) -> bool:
    """Say whether the tables were made of these roots, those that cannot be read included."""
    known = [root for (root,) in database.execute("SELECT root FROM roots").fetchall()]
    faults = set(database.execute("SELECT * FROM faults").fetchall())
    broken = {root: found for root, found in files.items() if isinstance(found, ContentError)}
    told = {tuple(fault) for error in broken.values() for fault in error.faults}
    return known == [str(root) for root in files if root not in broken] and told <= faults


def _replace(
    database: Connection, gone: Iterable[str], changed: Mapping[str, tuple[Path, Stamp]]
) -> bool | None:
    """Take files out of the tables and read those that changed, each with root and stamp.

    Returns what `update` does.
    """
    database.execute("BEGIN")
    doubtful: set[str] = set()
    for path in (*gone, *changed):
        doubtful |= _remove(database, path)
    filling = Filling(database)
    for path, (root, _) in changed.items():
        _add_topics(filling, [path], root, lambda topics, _: topics)
    is_settled = _note_files(filling, {path: stamp for path, (_, stamp) in changed.items()})
    filling.finish()
    doubtful -= filling.words
    if len(doubtful) > MOST_DOUBTFUL:
        return None
    _forget(database, doubtful)
    return is_settled


def _stand_alone(paths: Iterable[str], every: Iterable[str], roots: Sequence[str]) -> bool:
    """Say whether files are topics, and no other file claims the id of one of them."""
    stems = Counter(Path(path).stem for path in every)
    return all(
        str(Path(path).parent) not in roots and stems[Path(path).stem] == 1 for path in paths
    )


def _is_shared(path: str, root: Path) -> bool:
    """Say whether a file stands beside `topics/`, where what topics share is."""
    return Path(path).parent == root


def _add_topics(filling: Filling, paths: list[str], root: Path, progress: Progress) -> None:
    for path in progress(paths, len(paths)):
        try:
            filling.add_topic(load_topic(Path(path)), path, root)
        except ContentError as error:
            was_removed = is_gone(Path(path))
            if error.is_passing or was_removed:
                filling.unread.add(path)
            if not was_removed:
                filling.add_faults(error.faults)


def _remove(database: Connection, path: str) -> set[str]:
    """Remove everything that a file left in the tables; return words that may be gone."""
    execute = database.execute
    execute("DELETE FROM files WHERE path = ?", (path,))
    execute("DELETE FROM faults WHERE path = ?", (path,))
    doubtful: set[str] = set()
    sql = "SELECT position, id, first_passage, last_passage FROM topics WHERE path = ?"
    for position, identifier, first, last in execute(sql, (path,)).fetchall():
        text = execute("SELECT * FROM topic_text WHERE rowid = ?", (position,)).fetchone()
        # A word with an apostrophe in it is two in the full text: it is kept, to be safe.
        doubtful.update(names.words(names.fold("\n".join(text)).replace("'", " ")))
        execute("DELETE FROM topics WHERE position = ?", (position,))
        execute("DELETE FROM topic_text WHERE rowid = ?", (position,))
        execute("DELETE FROM passages WHERE id BETWEEN ? AND ?", (first, last))
        execute("DELETE FROM claims WHERE topic = ?", (identifier,))
        execute("DELETE FROM citations WHERE topic = ?", (identifier,))
        numbers = "(SELECT id FROM urgent WHERE topic = ?)"
        execute(f"DELETE FROM urgent_words WHERE urgent IN {numbers}", (identifier,))  # noqa: S608
        execute("DELETE FROM urgent WHERE topic = ?", (identifier,))
        kinds = "kind IN ('topic', 'keyword')"
        execute(f"DELETE FROM names WHERE {kinds} AND id = ?", (identifier,))  # noqa: S608
    return doubtful


def _forget(database: Connection, doubtful: Iterable[str]) -> None:
    """Remove words that stand nowhere any more, so that none is taken for known."""
    for word in doubtful:
        if not _stands(database, word):
            number = "(SELECT id FROM words WHERE word = ?)"
            database.execute(f"DELETE FROM trigrams WHERE word = {number}", (word,))  # noqa: S608
            database.execute("DELETE FROM words WHERE word = ?", (word,))


def _stands(database: Connection, word: str) -> bool:
    """Say whether a folded word stands in a topic, or in a name of what topics share.

    The full text finds its other endings too; of many texts with them one has the word.
    """
    fields = " || char(10) || ".join(SEARCHED_FIELDS)
    sql = f"SELECT {fields} FROM topic_text WHERE topic_text MATCH ? LIMIT ?"  # noqa: S608 - ours
    number = 0
    for number, (text,) in enumerate(database.execute(sql, (f'"{word}"', _MANY)), 1):  # noqa: B007
        if word in names.words(text):
            return True
    called = database.execute("SELECT name FROM names WHERE key LIKE ?", (f"%{word}%",))
    return number == _MANY or any(word in names.words(name) for (name,) in called)
