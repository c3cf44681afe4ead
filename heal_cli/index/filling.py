"""Filling the tables of the index: rows of shared files, then of topics, as they are read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from heal_cli.errors import Fault
from heal_cli.index import rows
from heal_cli.index.records import record
from heal_cli.loading.libraries import library_name
from heal_cli.loading.loader import read_shared
from heal_cli.models import Group, Shared, Topic
from heal_cli.text import emergency_rules, names

_FILES = {
    "category": "categories",
    "condition": "conditions",
    "therapy": "therapies",
    "term": "glossary",
    "source": "sources",
}
"""The file beside `topics/` in which each kind of entry stands."""


class Filling:
    """One pass over what was read, topic by topic, so that memory stays flat.

    `unread` has the paths of the files that the system did not let be read.
    """

    def __init__(self, database: Connection) -> None:
        self.database = database
        self.words: set[str] = set()
        self.unread: set[str] = set()
        self._pieces: set[str] = set()
        ((last,),) = database.execute("SELECT max(last_passage) FROM topics")
        self._last_passage = last or 0
        sql = "SELECT id, searched FROM sources"
        self._titles: dict[str, str] = dict(database.execute(sql).fetchall())
        sql = "SELECT id, called FROM groups WHERE kind = 'condition'"
        self._conditions: dict[str, str] = dict(database.execute(sql).fetchall())
        sql = "SELECT root, library FROM roots"
        self._libraries = {Path(root): library for root, library in database.execute(sql)}
        self._cited: set[str] = set()
        self._classes: dict[str, tuple[str, ...]] = {}
        self._owners: dict[tuple[str, str], Path] = {}
        self._lines: Mapping[tuple[str, str], int] = {}

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
        shared, faults, unread, self._lines = read_shared(root)
        self.add_faults(faults)
        self.unread |= unread
        for kind, groups in (
            ("category", shared.categories),
            ("condition", shared.conditions),
            ("therapy", shared.therapies),
        ):
            for position, group in enumerate(groups):
                self._add_group(kind, root / f"{_FILES[kind]}.yaml", group, position)
        self._add_terms(shared, root / f"{_FILES['term']}.yaml")
        self._add_sources(shared, root / f"{_FILES['source']}.yaml")
        self._insert("synonyms", rows.synonym_rows(shared))
        self._classes |= {each.id: each.words for each in shared.classes}
        self._insert("classes", [(each.id, "\n".join(each.words)) for each in shared.classes])
        for each in shared.urgent:
            rules = emergency_rules.urgent_rules(each, self._classes)
            self._add_urgent(each.title, each.advice, self._libraries[root], "", rules)

    def know_shared(self, root: Path) -> None:
        """Know what the tables hold already of the files beside `topics/` of their one root."""
        rows = self.database.execute("SELECT id, words FROM classes").fetchall()
        self._classes |= {name: tuple(words.split("\n")) for name, words in rows}
        sql = "SELECT 'term', id FROM terms UNION ALL SELECT 'source', id FROM sources "
        sql += "UNION ALL SELECT kind, id FROM groups"
        for kind, identifier in self.database.execute(sql).fetchall():
            path = root / f"{_FILES[kind]}.yaml"
            self._owners[path.stem, identifier] = path

    def add_topic(self, topic: Topic, path: str, root: Path) -> None:
        """Add a topic; one whose id is taken leaves only a fault."""
        sql = "SELECT path FROM topics WHERE id = ?"
        first = self.database.execute(sql, (topic.id,)).fetchone()
        if first:
            message = f'the id "{topic.id}" is taken by {first[0]}; rename the file'
            self.add_faults([Fault(path, 1, 1, message)])
            return
        passages = tuple(rows.passages(topic))
        position = self._add_entry(topic, path, self._libraries[root], len(passages))
        numbers = range(self._last_passage - len(passages) + 1, self._last_passage + 1)
        numbered = zip(numbers, passages, strict=True)
        self._insert("passages", [(number, *passage) for number, passage in numbered])
        self._add_texts(topic, position, passages)
        own = self._libraries[root] != ""
        for sign, rules in emergency_rules.warning_signs(topic):
            self._add_urgent(topic.title, sign, self._libraries[root], topic.id, rules)
        called = rows.name_rows(topic)
        self._insert(
            "names", [(key, kind, topic.id, *rest, own) for key, kind, *rest in called]
        )
        for claim in topic.claims():
            benefit, place = claim.benefit, claim.position
            row = (topic.id, place, benefit.condition, benefit.evidence.value)
            self._insert("claims", [(*row, record(benefit, f"{topic.id} {place}"))])

    def _add_entry(self, topic: Topic, path: str, library: str, passages: int) -> int:
        """Add what lists say of a topic, and its record; return its position."""
        start = self._last_passage + 1
        self._last_passage += passages
        entry = (topic.id, topic.category, topic.title, topic.summary, library)
        row = (*entry, topic.reviewed.isoformat(), path, start, self._last_passage)
        sql = "INSERT INTO topics VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        return self.database.execute(sql, (*row, record(topic, topic.id))).lastrowid or 0

    def _add_texts(
        self, topic: Topic, position: int, passages: Sequence[rows.PassageRow]
    ) -> None:
        """Add what is searched of a topic, and note its words."""
        cited = tuple(dict.fromkeys(rows.cited_sources(topic)))
        self._insert("citations", [(source, topic.id) for source in cited])
        claims = [claim.benefit for claim in topic.claims()]
        texts = (
            *rows.searched_names(topic),
            "\n".join(f"{c.claim} {self._conditions.get(c.condition, '')}" for c in claims),
            "\n".join(passage[0] for passage in passages),
        )
        for source in set(cited) - self._cited:
            self._note_words(self._titles.get(source, ""))
        self._cited.update(cited)
        # A piece of text that was met before has no new words: most have been.
        pieces = set("\n".join(texts).split()) - self._pieces
        self._pieces |= pieces
        self._note_words(*pieces)
        works = "\n".join(self._titles.get(source, "") for source in cited)
        fields = "title, names, keywords, summary, headings, claims, body, sources"
        self._insert(f"topic_text (rowid, {fields})", [(position, *texts, works)])

    def finish(self) -> None:
        """Add the words that were met, with the letters to find them by."""
        known = dict(self.database.execute("SELECT word, id FROM words").fetchall())
        fresh = sorted(self.words - known.keys())
        numbered = list(enumerate(fresh, max(known.values(), default=0) + 1))
        self._insert("words", numbered)
        found = (pair for pair in numbered if len(pair[1]) >= names.SHORTEST_CORRECTED - 1)
        parts = ((part, number) for number, word in found for part in names.trigrams(word))
        self.database.executemany("INSERT INTO trigrams VALUES (?, ?)", parts)

    def _insert(self, table: str, values: Iterable[Sequence[Any]]) -> None:
        values = list(values)
        if values:
            places = ", ".join("?" * len(values[0]))
            self.database.executemany(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608 - our own names

    def _add_group(self, kind: str, path: Path, group: Group, position: int) -> None:
        if self._owners.setdefault((path.stem, group.id), path) != path:
            return  # A category or condition of two libraries is one; the first names it.
        called = " ".join((group.title, *group.also_called))
        library = self._libraries[path.parent]
        row = (kind, group.id, group.title, position, called, group.short, library)
        self.database.execute("INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?, ?)", row)
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
            searched = f"{source.authors} {source.title}"
            marked = source._replace(library=self._libraries[path.parent])
            row = (source.id, source.kind.value, searched, record(marked, source.id))
            self.database.execute("INSERT INTO sources VALUES (?, ?, ?, ?)", row)
            self._titles[source.id] = searched

    def _add_urgent(
        self, title: str, advice: str, library: str, topic: str, rules: emergency_rules.Rules
    ) -> None:
        """Add what words may mean; `topic` is "" for what is an emergency on every page."""
        row = (title, advice, library, topic, json.dumps(rules))
        sql = "INSERT INTO urgent VALUES (NULL, ?, ?, ?, ?, ?)"
        number = self.database.execute(sql, row).lastrowid
        self._insert("urgent_words", [(word, number) for word in sorted(rules.words())])

    def _is_taken(self, identifier: str, path: Path) -> bool:
        """Say whether another library has an entry of this id, with a fault if so."""
        owner = self._owners.setdefault((path.stem, identifier), path)
        if owner == path:
            return False
        message = f'the id "{identifier}" is taken by {owner}, which is read; choose another'
        self.add_faults([Fault(str(path), self._lines[path.stem, identifier], 1, message)])
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
