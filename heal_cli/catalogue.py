"""The catalogue: the tables of the index, and how a library's files fill them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from heal_cli import marks, names, rows
from heal_cli.content import Stamp
from heal_cli.errors import ContentError, Fault
from heal_cli.loader import Shared, load_shared, load_topic
from heal_cli.models import Benefit, Group, Topic

Files = Mapping[Path, Mapping[str, Stamp] | ContentError]
"""The files of each root with their stamps, the bundled root first; or why it has none."""

SCHEMA = """
BEGIN;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE faults (path TEXT, line INTEGER, column INTEGER, message TEXT);
CREATE TABLE roots (root TEXT, library TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
CREATE TABLE topics (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, category TEXT, title TEXT, summary TEXT,
    library TEXT, reviewed TEXT, path TEXT, first_passage INTEGER, last_passage INTEGER
);
CREATE INDEX topics_by_category ON topics (category, id);
CREATE INDEX topics_by_path ON topics (path);
CREATE TABLE names (
    key TEXT, kind TEXT, id TEXT, name TEXT, rank INTEGER, own INTEGER
);
CREATE INDEX names_by_key ON names (kind, key, own, rank);
CREATE INDEX names_by_id ON names (kind, id);
CREATE TABLE groups (
    kind TEXT, id TEXT, title TEXT, position INTEGER, called TEXT, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE claims (
    topic TEXT, position INTEGER, claim TEXT, evidence TEXT, finding TEXT, sources TEXT,
    condition TEXT, therapy TEXT, qualifier TEXT
);
CREATE INDEX claims_by_topic ON claims (topic);
CREATE INDEX claims_by_condition ON claims (condition);
CREATE TABLE terms (id TEXT PRIMARY KEY, definition TEXT, also_called TEXT) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, authors TEXT, title TEXT, published TEXT, year TEXT, kind TEXT,
    shows TEXT, status TEXT, doi TEXT, pmid TEXT, pmcid TEXT, isbn TEXT, url TEXT, note TEXT
) WITHOUT ROWID;
CREATE TABLE citations (source TEXT, topic TEXT, UNIQUE (topic, source));
CREATE TABLE urgent (phrase TEXT, title TEXT, advice TEXT);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE, spelling TEXT);
CREATE INDEX words_by_spelling ON words (spelling);
CREATE TABLE trigrams (trigram TEXT, word INTEGER, PRIMARY KEY (trigram, word)) WITHOUT ROWID;
CREATE TABLE synonyms (key TEXT, same_as TEXT);
CREATE INDEX synonyms_by_key ON synonyms (key);
CREATE VIRTUAL TABLE topic_text USING fts5 (
    title, names, keywords, claims, summary, headings, body, sources,
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE passages USING fts5 (
    text, section UNINDEXED, kind UNINDEXED, evidence UNINDEXED,
    tokenize='porter unicode61 remove_diacritics 2'
);
"""


class Database(Protocol):
    """What filling needs of a connection."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Any:
        """Run one statement for every row."""

    def executescript(self, sql: str, /) -> Any:
        """Run many statements."""


def fill(database: Database, files: Files) -> None:
    """Create the tables and fill them from the files of each root; the caller commits.

    A file with faults is left out and its faults are kept in the table `faults`.
    What stands in two roots belongs to the first, which is the bundled one.
    """
    database.executescript(SCHEMA)
    filling = _Filling(database)
    for root, found in files.items():
        if isinstance(found, ContentError):
            filling.add_faults(found.faults)
            continue
        filling.add_shared(root)
        for path, stamp in found.items():
            filling.add_file(path, root, stamp)
    filling.finish()


def update(database: Database, files: Files) -> bool:
    """Bring filled tables up to date by reading only the topics that changed.

    Returns:
        Whether it could be done; if so the caller commits. It cannot where a file that
        topics share has changed, or where two files claim one id.
    """
    old = dict(database.execute("SELECT path, stamp FROM files").fetchall())
    new: dict[str, tuple[Path, Stamp]] = {}
    for root, found in files.items():
        if isinstance(found, ContentError):
            return False
        new |= {path: (root, stamp) for path, stamp in found.items()}
    changed = [path for path, (_, stamp) in new.items() if old.get(path) != str(stamp)]
    gone = [path for path in old if path not in new]
    roots = [str(root) for root in files]
    if [root for (root,) in database.execute("SELECT root FROM roots").fetchall()] != roots:
        return False
    if any(str(Path(path).parent) in roots for path in (*changed, *gone)):
        return False
    stems = Counter(Path(path).stem for path in {*old, *new})
    if any(stems[Path(path).stem] > 1 for path in (*changed, *gone)):
        return False
    database.execute("BEGIN")
    filling = _Filling(database)
    for path in (*gone, *changed):
        filling.remove_file(path)
    for path in changed:
        root, stamp = new[path]
        filling.add_file(path, root, stamp)
    filling.forget_words()
    filling.finish()
    return True


class _Filling:
    """One pass over files, topic by topic, so that memory stays flat."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.words: set[str] = set()
        self.doubtful: set[str] = set()
        ((self.last_passage,),) = database.execute("SELECT max(last_passage) FROM topics")
        self.titles: dict[str, str] = {}
        self.group_names: dict[str, str] = {}
        self.libraries: dict[Path, str] = {}
        for key, name in database.execute("SELECT id, authors || ' ' || title FROM sources"):
            self.titles[key] = name
        shown = "SELECT id, called FROM groups WHERE kind = 'condition'"
        self.group_names = dict(database.execute(shown).fetchall())
        sql = "SELECT root, library FROM roots"
        self.libraries = {Path(root): library for root, library in database.execute(sql)}

    def add_faults(self, faults: Iterable[Fault]) -> None:
        self.database.executemany("INSERT INTO faults VALUES (?, ?, ?, ?)", faults)

    def add_shared(self, root: Path) -> None:
        """Add the files beside `topics/`, and note the root's name in lists."""
        named = root.resolve().parent.name if root.name == "content" else root.resolve().name
        self.libraries[root] = (named or str(root)) if self.libraries else ""
        row = (str(root), self.libraries[root])
        self.database.execute("INSERT INTO roots VALUES (?, ?)", row)
        shared, faults = load_shared(root)
        self.add_faults(faults)
        for kind, file, groups in (
            ("category", "categories", shared.categories),
            ("condition", "conditions", shared.conditions),
            ("therapy", "therapies", shared.therapies),
        ):
            for position, group in enumerate(groups):
                self._add_group(kind, root / f"{file}.yaml", group, position)
        self._add_terms(shared, root / "glossary.yaml")
        self._add_sources(shared, root / "sources.yaml")
        self.database.executemany(
            "INSERT INTO synonyms VALUES (?, ?)", rows.synonym_rows(shared)
        )
        self.database.executemany(
            "INSERT INTO urgent VALUES (?, ?, ?)", rows.urgent_rows(shared)
        )

    def add_file(self, path: str, root: Path, stamp: Stamp) -> None:
        """Add a file; a topic's rows, or its faults, or only that it is there."""
        self.database.execute("INSERT INTO files VALUES (?, ?)", (path, str(stamp)))
        file = Path(path)
        if file.parent == root:
            return
        taken = self.database.execute("SELECT path FROM topics WHERE id = ?", (file.stem,))
        first = taken.fetchone()
        if first:
            message = f'the id "{file.stem}" is taken by {first[0]}; rename the file'
            self.add_faults([Fault(path, 1, 1, message)])
            return
        try:
            topic = load_topic(file)
        except ContentError as error:
            self.add_faults(error.faults)
            return
        self._add_topic(topic, path, self.libraries[root])

    def remove_file(self, path: str) -> None:
        """Remove everything that a file left in the tables."""
        execute = self.database.execute
        execute("DELETE FROM files WHERE path = ?", (path,))
        execute("DELETE FROM faults WHERE path = ?", (path,))
        sql = "SELECT position, id, first_passage, last_passage FROM topics WHERE path = ?"
        for position, identifier, first, last in execute(sql, (path,)).fetchall():
            text = execute("SELECT * FROM topic_text WHERE rowid = ?", (position,)).fetchone()
            self.doubtful.update(names.words("\n".join(text)))
            execute("DELETE FROM topics WHERE position = ?", (position,))
            execute("DELETE FROM topic_text WHERE rowid = ?", (position,))
            execute("DELETE FROM passages WHERE rowid BETWEEN ? AND ?", (first, last))
            execute("DELETE FROM claims WHERE topic = ?", (identifier,))
            execute("DELETE FROM citations WHERE topic = ?", (identifier,))
            execute(
                "DELETE FROM names WHERE kind IN ('topic', 'keyword') AND id = ?", (identifier,)
            )

    def forget_words(self) -> None:
        """Remove words that stood only in what was removed, so that none is taken for known."""
        sql = (
            "SELECT 1 FROM topic_text WHERE topic_text MATCH ? AND (title || names || keywords "
            "|| claims || summary || headings || body || sources) LIKE ? LIMIT 1"
        )
        for word in self.doubtful - self.words:
            found = self.database.execute(sql, (f'"{word}"', f"%{word}%")).fetchone()
            if not found and not self._names_have(word):
                number = "(SELECT id FROM words WHERE word = ?)"
                self.database.execute(f"DELETE FROM trigrams WHERE word = {number}", (word,))  # noqa: S608
                self.database.execute("DELETE FROM words WHERE word = ?", (word,))

    def _names_have(self, word: str) -> bool:
        sql = "SELECT 1 FROM names WHERE name LIKE ? LIMIT 1"
        return bool(self.database.execute(sql, (f"%{word}%",)).fetchone())

    def finish(self) -> None:
        """Write the words that were met, and the runs of letters to find them by."""
        known = dict(self.database.execute("SELECT word, id FROM words").fetchall())
        fresh = [word for word in self.words if word not in known]
        numbers = {word: n for n, word in enumerate(fresh, max(known.values(), default=0) + 1)}
        self.database.executemany(
            "INSERT INTO words VALUES (?, ?, ?)",
            ((numbers[word], word, names.spelling(word)) for word in fresh),
        )
        self.database.executemany(
            "INSERT INTO trigrams VALUES (?, ?)",
            (
                (trigram, numbers[word])
                for word in fresh
                if len(word) >= names.SHORTEST_CORRECTED - 1
                for trigram in names.trigrams(word)
            ),
        )

    def _add_group(self, kind: str, path: Path, group: Group, position: int) -> None:
        sql = "SELECT 1 FROM groups WHERE kind = ? AND id = ?"
        if self._is_taken(sql, (kind, group.id), path, group.id):
            return
        called = " ".join((group.title, *group.also_called))
        row = (kind, group.id, group.title, position, called)
        self.database.execute("INSERT INTO groups VALUES (?, ?, ?, ?, ?)", row)
        shown = (group.id, group.title, *group.also_called)
        self._add_names(kind, group.id, (*shown, *group.keywords), own=path.parent)
        self._note_words(*shown, *group.keywords)
        if kind == "condition":
            self.group_names[group.id] = called

    def _add_terms(self, shared: Shared, path: Path) -> None:
        for term in shared.glossary:
            if self._is_taken("SELECT 1 FROM terms WHERE id = ?", (term.id,), path, term.id):
                continue
            row = (term.id, term.definition, "\n".join(term.also_called))
            self.database.execute("INSERT INTO terms VALUES (?, ?, ?)", row)
            self._add_names("term", term.id, (term.id, *term.also_called), own=path.parent)
            self._note_words(term.id, *term.also_called)

    def _add_sources(self, shared: Shared, path: Path) -> None:
        for source in shared.sources:
            sql = "SELECT 1 FROM sources WHERE id = ?"
            if self._is_taken(sql, (source.id,), path, source.id):
                continue
            row = tuple(getattr(value, "value", value) for value in source)
            places = ", ".join("?" * len(row))
            self.database.execute(f"INSERT INTO sources VALUES ({places})", row)  # noqa: S608 - marks only
            self.titles[source.id] = f"{source.authors} {source.title}"

    def _is_taken(self, sql: str, values: Sequence[str], path: Path, name: str) -> bool:
        """Say whether another library has an entry of this id, with a fault if so."""
        if not self.database.execute(sql, values).fetchone():
            return False
        lines = path.read_text("utf-8").splitlines()
        starts = (number for number, line in enumerate(lines, 1) if line.startswith(f"{name}:"))
        message = f'the id "{name}" is taken by the bundled library; choose another'
        self.add_faults([Fault(str(path), next(starts, 1), 1, message)])
        return True

    def _add_names(
        self, kind: str, identifier: str, called: Sequence[str], own: Path | str
    ) -> None:
        library = self.libraries[own] if isinstance(own, Path) else own
        self.database.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)",
            [
                (names.key(name), kind, identifier, name, rank, library != "")
                for rank, name in enumerate(called)
            ],
        )

    def _note_words(self, *texts: str) -> None:
        self.words.update(names.words("\n".join(texts)))

    def _add_topic(self, topic: Topic, path: str, library: str) -> None:
        passages = list(rows.passages(topic))
        first = (self.last_passage or 0) + 1
        self.last_passage = first + len(passages) - 1
        self.database.executemany(
            "INSERT INTO passages (rowid, text, section, kind, evidence) "
            "VALUES (?, ?, ?, ?, ?)",
            ((number, *passage) for number, passage in enumerate(passages, first)),
        )
        entry = (topic.id, topic.category, topic.title, topic.summary, library)
        row = (*entry, topic.reviewed.isoformat(), path, first, self.last_passage)
        self.database.execute(
            "INSERT INTO topics VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
        )
        called = (topic.id, topic.title, *topic.also_called)
        self._add_names("topic", topic.id, called, own=library)
        self._add_names("keyword", topic.id, topic.keywords, own=library)
        self.database.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (topic.id, position, *rows.claim_row(benefit, topic.therapy))
                for position, benefit in enumerate(topic.benefits, start=1)
            ],
        )
        cited = dict.fromkeys(rows.cited_sources(topic))
        self.database.executemany(
            "INSERT INTO citations VALUES (?, ?)", [(source, topic.id) for source in cited]
        )
        self._add_text(topic, passages, cited)

    def _add_text(
        self, topic: Topic, passages: Sequence[rows.PassageRow], cited: Iterable[str]
    ) -> None:
        columns = (
            f"{topic.title} {topic.id}",
            "\n".join(topic.also_called),
            "\n".join(topic.keywords),
            "\n".join(map(self._claim_words, topic.benefits)),
            marks.strip(topic.summary),
            "\n".join(section.heading for section in topic.explanation),
            "\n".join(text for text, *_ in passages),
            "\n".join(self.titles.get(source, "") for source in cited),
        )
        self._note_words(*columns)
        self.database.execute(
            "INSERT INTO topic_text (rowid, title, names, keywords, claims, summary, headings, "
            "body, sources) SELECT position, ?, ?, ?, ?, ?, ?, ?, ? FROM topics WHERE id = ?",
            (*columns, topic.id),
        )

    def _claim_words(self, benefit: Benefit) -> str:
        return f"{benefit.claim} {self.group_names.get(benefit.condition, '')}"
