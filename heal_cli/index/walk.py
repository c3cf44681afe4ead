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
        """Yield every glossary term, capitals and small letters as one."""
        last: tuple[str, str] = ("", "")
        sql = (
            "SELECT id, definition, also_called, library, lower(id) FROM terms "
            "WHERE (lower(id), id) > (?, ?) ORDER BY lower(id), id LIMIT ?"
        )
        while rows := self.index.rows(sql, *last, STEP):
            for name, definition, also, library, _ in rows:
                yield Term(name, definition, tuple(also.split("\n")) if also else (), library)
            last = (rows[-1][4], rows[-1][0])

    def sources(self, kind: SourceKind) -> Iterator[Source]:
        """Yield every source of a kind."""
        sql = "SELECT id, record FROM sources WHERE id > ? AND kind = ?"
        steps = self._steps(sql, kind.value)
        return (records.source(text, identifier) for identifier, text in steps)

    def topics(self) -> int:
        """Return how many topics there are."""
        ((number,),) = self.index.rows("SELECT count(*) FROM topics")
        return int(number)

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
