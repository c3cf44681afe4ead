"""Questions that go through a whole library a few rows at a time, however large it is."""

import json
from collections.abc import Iterator
from typing import Any

from heal_cli.index import records
from heal_cli.index.index import Index
from heal_cli.models import Claim, Emergency, Source, SourceKind, Term, TopicEntry
from heal_cli.text.emergency_rules import Rules

STEP = 200
"""Rows that are held at once."""


class Walk:
    """Goes through one index, a part at a time."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def topic_ids(self) -> Iterator[str]:
        """Yield the id of every topic."""
        sql = "SELECT id FROM topics WHERE id > ? ORDER BY id"
        return (str(row[0]) for row in self._steps(sql, ("",)))

    def topics_of(self, category: str) -> Iterator[TopicEntry]:
        """Yield what lists say of the topics of one category, the bundled and own by id."""
        sql = (
            "SELECT id, category, title, summary, library FROM topics "
            "WHERE id > ? AND category = ? ORDER BY id"
        )
        return (TopicEntry(*row) for row in self._steps(sql, ("",), category))

    def categories(self) -> list[str]:
        """Return the categories that have topics, in the order of lists."""
        sql = (
            "SELECT DISTINCT t.category FROM topics t LEFT JOIN groups g "
            "ON g.kind = 'category' AND g.id = t.category ORDER BY g.position, t.category"
        )
        return [str(row[0]) for row in self.index.rows(sql)]

    def terms(self) -> Iterator[Term]:
        """Yield every glossary term, capitals and small letters as one."""
        sql = (
            "SELECT lower(id), id, definition, also_called, library FROM terms "
            "WHERE (lower(id), id) > (?, ?) ORDER BY lower(id), id"
        )
        for _, name, definition, also, library in self._steps(sql, ("", "")):
            yield Term(name, definition, tuple(also.split("\n")) if also else (), library)

    def sources(self, kind: SourceKind) -> Iterator[Source]:
        """Yield every source of a kind."""
        sql = "SELECT id, record FROM sources WHERE id > ? AND kind = ? ORDER BY id"
        steps = self._steps(sql, ("",), kind.value)
        return (records.source(text, identifier) for identifier, text in steps)

    def claims_by_condition(self) -> dict[str, int]:
        """Return how many claims there are about each condition that has any."""
        sql = "SELECT condition, count(*) FROM claims WHERE condition != '' GROUP BY 1"
        return dict(self.index.rows(sql))

    def reviewed_claims(self) -> list[Claim]:
        """Return the claims of the bundled library."""
        sql = (
            "SELECT c.topic, c.position, c.record FROM claims c "
            "JOIN topics t ON t.id = c.topic AND t.library = '' ORDER BY t.id, c.position"
        )
        rows = self.index.rows(sql)
        return [
            Claim(topic, place, records.benefit(text, f"{topic} {place}"))
            for topic, place, text in rows
        ]

    def synonyms(self) -> Iterator[tuple[str, list[str]]]:
        """Yield (folded word, what means the same) of every synonym."""
        for key, same in self.index.rows("SELECT key, same_as FROM synonyms ORDER BY key"):
            yield str(key), str(same).split("\n")

    def emergencies(self) -> Iterator[tuple[Emergency, str, Rules]]:
        """Yield (emergency, topic, rules) of all; the topic is "" for one of every page."""
        sql = (
            "SELECT id, title, advice, library, topic, rules FROM urgent "
            "WHERE id > ? ORDER BY id"
        )
        for _, title, advice, library, topic, rules in self._steps(sql, (0,)):
            yield Emergency(title, advice, library), topic, Rules(*json.loads(rules))

    def _steps(
        self, sql: str, start: tuple[Any, ...], *values: str
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a question, a part at a time.

        It asks for what stands after `start`, and its first columns are the next start.
        """
        while rows := self.index.rows(f"{sql} LIMIT ?", *start, *values, STEP):
            yield from rows
            start = rows[-1][: len(start)]
