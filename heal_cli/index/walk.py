"""Questions that go through a whole library a few rows at a time, however large it is."""

import json
from collections.abc import Iterator
from typing import Any

from heal_cli.index import records
from heal_cli.index.index import Index
from heal_cli.index.rows import Rules
from heal_cli.models import Emergency, Source, SourceKind, Term, TopicEntry

STEP = 200
"""Rows that are held at once."""


class Walk:
    """Goes through one index, a part at a time."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def topic_ids(self) -> Iterator[str]:
        """Yield the id of every topic."""
        return (str(row[0]) for row in self._steps("SELECT id FROM topics WHERE id > ?"))

    def topics_of(self, category: str) -> Iterator[TopicEntry]:
        """Yield what lists say of the topics of one category, the bundled and own by id."""
        sql = "SELECT id, category, title, summary, library FROM topics WHERE id > ?"
        return (TopicEntry(*row) for row in self._steps(f"{sql} AND category = ?", category))

    def categories(self) -> list[str]:
        """Return the categories that have topics, in the order of lists."""
        sql = (
            "SELECT DISTINCT t.category FROM topics t LEFT JOIN groups g "
            "ON g.kind = 'category' AND g.id = t.category ORDER BY g.position, t.category"
        )
        return [str(row[0]) for row in self.index.rows(sql)]

    def terms(self) -> Iterator[Term]:
        """Yield every glossary term."""
        sql = "SELECT id, definition, also_called, library FROM terms WHERE id > ?"
        for name, definition, also, library in self._steps(sql):
            yield Term(name, definition, tuple(also.split("\n")) if also else (), library)

    def sources(self, kind: SourceKind) -> Iterator[Source]:
        """Yield every source of a kind."""
        sql = "SELECT id, record FROM sources WHERE id > ? AND kind = ?"
        steps = self._steps(sql, kind.value)
        return (records.source(text, identifier) for identifier, text in steps)

    def conditions_with_claims(self) -> list[str]:
        """Return the ids of the conditions that a claim is about."""
        sql = "SELECT DISTINCT condition FROM claims WHERE condition != ''"
        return [str(row[0]) for row in self.index.rows(sql)]

    def names_of(self, topic: str) -> list[str]:
        """Return the other names and the keywords of a topic."""
        sql = "SELECT DISTINCT name FROM names WHERE id = ? AND kind IN ('topic', 'keyword')"
        return [str(row[0]) for row in self.index.rows(sql, topic)]

    def synonyms(self) -> Iterator[tuple[str, list[str]]]:
        """Yield (folded word, what means the same) of every synonym."""
        for key, same in self.index.rows("SELECT key, same_as FROM synonyms ORDER BY key"):
            yield str(key), str(same).split("\n")

    def emergencies(self) -> Iterator[tuple[Emergency, str, Rules]]:
        """Yield (emergency, topic, rules) of all; the topic is "" for one of every page."""
        last = 0
        while True:
            sql = (
                "SELECT id, title, advice, library, topic, rules FROM urgent "
                "WHERE id > ? ORDER BY id LIMIT ?"
            )
            rows = self.index.rows(sql, last, STEP)
            for identifier, title, advice, library, topic, rules in rows:
                last = identifier
                yield Emergency(title, advice, library), topic, Rules(*json.loads(rules))
            if len(rows) < STEP:
                return

    def _steps(self, sql: str, *values: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a question that asks for ids after one, a part at a time."""
        last = ""
        while True:
            rows = self.index.rows(f"{sql} ORDER BY id LIMIT ?", last, *values, STEP)
            yield from rows
            if len(rows) < STEP:
                return
            last = rows[-1][0]
