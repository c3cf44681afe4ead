"""Filling the tables of the index: rows of shared files, then of topics, as they are read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from heal_cli.errors import Fault
from heal_cli.index import rows
from heal_cli.loading.libraries import library_name
from heal_cli.loading.loader import load_shared
from heal_cli.models import Group, Shared
from heal_cli.text import names

_MOST_WAITING = 5000
"""Rows of a table that wait to be written together, which is faster than one by one."""


class Database(Protocol):
    """What filling needs of a connection."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Any:
        """Run one statement for every row."""

    def executescript(self, sql: str, /) -> Any:
        """Run many statements."""


class Filling:
    """One pass over what was read, topic by topic, so that memory stays flat."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.words: set[str] = set()
        self._waiting: dict[str, list[Sequence[Any]]] = {}
        ((last,),) = database.execute("SELECT max(last_passage) FROM topics")
        self._last_passage = last or 0
        sql = "SELECT id, authors || ' ' || title FROM sources"
        self._titles: dict[str, str] = dict(database.execute(sql).fetchall())
        sql = "SELECT id, called FROM groups WHERE kind = 'condition'"
        self._conditions: dict[str, str] = dict(database.execute(sql).fetchall())
        sql = "SELECT root, library FROM roots"
        self._libraries = {Path(root): library for root, library in database.execute(sql)}
        self._cited: set[str] = set()
        self._owners: dict[tuple[str, str], Path] = {}

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """Keep what is wrong in a file."""
        self._insert("faults", faults)

    def add_file(self, path: str, stamp: Any) -> None:
        """Note that a file is there."""
        self._insert("files", [(path, str(stamp))])

    def add_shared(self, root: Path) -> None:
        """Add the files beside `topics/`, and note the root's name in lists."""
        self._libraries[root] = library_name(root) if self._libraries else ""
        self._insert("roots", [(str(root), self._libraries[root])])
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
        self._insert("synonyms", rows.synonym_rows(shared))
        self._insert("urgent", rows.urgent_rows(shared))

    def add_topic(self, topic: rows.TopicRows, path: str, root: Path) -> None:
        """Add a topic's rows; a topic whose id is taken leaves only a fault."""
        identifier, library = topic.entry[0], self._libraries[root]
        sql = "SELECT path FROM topics WHERE id = ?"
        first = self.database.execute(sql, (identifier,)).fetchone()
        if first:
            message = f'the id "{identifier}" is taken by {first[0]}; rename the file'
            self.add_faults([Fault(path, 1, 1, message)])
            return
        start = self._last_passage + 1
        self._last_passage += len(topic.passages)
        row = (*topic.entry[:4], library, topic.entry[4], path, start, self._last_passage)
        sql = "INSERT INTO topics VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        position = self.database.execute(sql, row).lastrowid
        self._insert(
            "passages",
            [(number, *passage) for number, passage in enumerate(topic.passages, start)],
        )
        fields = "title, names, keywords, summary, headings, claims, body, sources"
        texts = (position, *topic.texts, *self._composed(topic))
        self._insert(f"topic_text (rowid, {fields})", [texts])
        own = library != ""
        called = [(key, kind, identifier, *rest, own) for key, kind, *rest in topic.names]
        self._insert("names", called)
        self._insert(
            "claims", [(identifier, place, *row) for place, row in enumerate(topic.claims, 1)]
        )
        self._insert("citations", [(source, identifier) for source in topic.citations])

    def _composed(self, topic: rows.TopicRows) -> tuple[str, str, str]:
        """Return what is searched of a topic's claims, passages and sources."""
        for source in set(topic.citations) - self._cited:
            self._note_words(self._titles.get(source, ""))
        self._cited.update(topic.citations)
        claimed = (f"{row[0]} {self._conditions.get(row[4], '')}" for row in topic.claims)
        titles = (self._titles.get(source, "") for source in topic.citations)
        passages = (passage[0] for passage in topic.passages)
        return "\n".join(claimed), "\n".join(passages), "\n".join(titles)

    def finish(self) -> None:
        """Write what waits, and the words that were met with the letters to find them by."""
        known = dict(self.database.execute("SELECT word, id FROM words").fetchall())
        fresh = sorted(self.words - known.keys())
        for number, word in enumerate(fresh, max(known.values(), default=0) + 1):
            self._insert("words", [(number, word, names.spelling(word))])
            if len(word) >= names.SHORTEST_CORRECTED - 1:
                self._insert("trigrams", [(part, number) for part in names.trigrams(word)])
        for table in self._waiting:
            self._write(table)

    def _insert(self, table: str, values: Iterable[Sequence[Any]]) -> None:
        waiting = self._waiting.setdefault(table, [])
        waiting += values
        if len(waiting) > _MOST_WAITING or table.startswith("topic_text"):
            self._write(table)

    def _write(self, table: str) -> None:
        waiting = self._waiting[table]
        if waiting:
            places = ", ".join("?" * len(waiting[0]))
            sql = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608 - our own names
            self.database.executemany(sql, waiting)
            waiting.clear()

    def _add_group(self, kind: str, path: Path, group: Group, position: int) -> None:
        if self._owners.setdefault((path.stem, group.id), path) != path:
            return  # A category or condition of two libraries is one; the first names it.
        called = " ".join((group.title, *group.also_called))
        row = (kind, group.id, group.title, position, called)
        self.database.execute("INSERT INTO groups VALUES (?, ?, ?, ?, ?)", row)
        shown = (group.id, group.title, *group.also_called, *group.keywords)
        self._add_names(kind, group.id, shown, path)
        self._note_words(*shown)
        if kind == "condition":
            self._conditions[group.id] = called

    def _add_terms(self, shared: Shared, path: Path) -> None:
        for term in shared.glossary:
            if self._is_taken(term.id, path):
                continue
            library = self._libraries[path.parent]
            row = (term.id, term.definition, "\n".join(term.also_called), library)
            self.database.execute("INSERT INTO terms VALUES (?, ?, ?, ?)", row)
            self._add_names("term", term.id, (term.id, *term.also_called), path)
            self._note_words(term.id, *term.also_called)

    def _add_sources(self, shared: Shared, path: Path) -> None:
        for source in shared.sources:
            if self._is_taken(source.id, path):
                continue
            row = tuple(getattr(value, "value", value) for value in source)
            places = ", ".join("?" * len(row))
            self.database.execute(f"INSERT INTO sources VALUES ({places})", row)  # noqa: S608 - marks only
            self._titles[source.id] = f"{source.authors} {source.title}"

    def _is_taken(self, identifier: str, path: Path) -> bool:
        """Say whether another library has an entry of this id, with a fault if so."""
        owner = self._owners.setdefault((path.stem, identifier), path)
        if owner == path:
            return False
        lines = path.read_text("utf-8-sig").splitlines()
        start = f"{identifier}:"
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(start)), 1)
        message = f'the id "{identifier}" is taken by {owner}, which is read; choose another'
        self.add_faults([Fault(str(path), line, 1, message)])
        return True

    def _add_names(self, kind: str, identifier: str, called: Sequence[str], path: Path) -> None:
        own = self._libraries[path.parent] != ""
        self._insert(
            "names",
            [
                (names.key(name), kind, identifier, name, rank, own)
                for rank, name in enumerate(called)
            ],
        )

    def _note_words(self, *texts: str) -> None:
        self.words.update(names.words("\n".join(texts)))
