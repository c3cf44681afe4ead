"""What can be asked of an index, and the models that answer: the only SQL that readers meet."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from heal_cli.errors import Fault
from heal_cli.index import records
from heal_cli.index.index import Index
from heal_cli.loading.libraries import BUNDLED
from heal_cli.models import (
    Claim,
    Counts,
    Emergency,
    Evidence,
    Group,
    Source,
    SourceKind,
    Term,
    Topic,
    TopicEntry,
)
from heal_cli.text.emergency_rules import Rules

_ENTRY = "t.id, t.category, t.title, t.summary, t.library"

_MEANINGS = {
    "topic": ("topics", "title", ""),
    "condition": ("groups", "title", "AND kind = 'condition'"),
    "category": ("groups", "title", "AND kind = 'category'"),
    "term": ("terms", "definition", ""),
}
"""For each kind of name that is completed: its table, what it means, and which rows."""


class Questions:
    """Asks one index; each answer is a value, and what is not there is empty."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong in the content files, in the order of the files."""
        rows = self.index.rows(
            "SELECT path, line, column, message FROM faults ORDER BY 1, 2, 3, 4"
        )
        return tuple(Fault(*row) for row in rows)

    def groups(self, kind: str) -> tuple[Group, ...]:
        """Return the categories, conditions or therapies, in the order of their file."""
        sql = (
            "SELECT id, title, short, library FROM groups WHERE kind = ? "
            "ORDER BY library != '', library, position, id"
        )
        rows = self.index.rows(sql, kind)
        return tuple(Group(i, t, short=s, library=library) for i, t, s, library in rows)

    def topics(self, category: str = "", origin: str = "") -> tuple[TopicEntry, ...]:
        """Return what lists say of every topic, of one category's, or of one library's."""
        where, values = _where({"t.category": category, "t.library": origin})
        values = ["" if value == BUNDLED else value for value in values]
        sql = (
            f"SELECT {_ENTRY} FROM topics t "  # noqa: S608 - our own names
            "LEFT JOIN groups g ON g.kind = 'category' AND g.id = t.category "
            f"{where} ORDER BY g.position, t.category, t.id"
        )
        return tuple(TopicEntry(*row) for row in self.index.rows(sql, *values))

    def origins(self) -> dict[str, int]:
        """Return the libraries that topics come from, each with its number of topics."""
        sql = (
            "SELECT coalesce(nullif(library, ''), ?), count(*) FROM topics "
            "GROUP BY library ORDER BY library"
        )
        return dict(self.index.rows(sql, BUNDLED))

    def folders(self) -> dict[str, str]:
        """Return the folder of each library."""
        sql = "SELECT coalesce(nullif(library, ''), ?), root FROM roots"
        return dict(self.index.rows(sql, BUNDLED))

    def entries(self, identifiers: Iterable[str]) -> dict[str, TopicEntry]:
        """Return what lists say of the topics named, by id; unknown ids are left out."""
        wanted = tuple(identifiers)
        sql = f"SELECT {_ENTRY} FROM topics t WHERE t.id IN {_list(wanted)}"  # noqa: S608 - marks only
        return {row[0]: TopicEntry(*row) for row in self.index.rows(sql, *wanted)}

    def whole_topic(self, identifier: str) -> Topic:
        """Return a topic from its record; there must be one of this id."""
        sql = "SELECT record FROM topics WHERE id = ?"
        ((text,),) = self.index.rows(sql, identifier)
        return records.topic(text, identifier)

    def sources(self, identifiers: Iterable[str] | None = None) -> dict[str, Source]:
        """Return the sources with these ids, or all of them if none are named, by id."""
        wanted = () if identifiers is None else tuple(identifiers)
        where = "" if identifiers is None else f"WHERE id IN {_list(wanted)}"
        sql = f"SELECT id, record FROM sources {where} ORDER BY id"  # noqa: S608 - marks only
        rows = self.index.rows(sql, *wanted)
        return {identifier: records.source(text, identifier) for identifier, text in rows}

    def citing(self, topic: str) -> tuple[str, ...]:
        """Return the ids of the sources that a topic cites."""
        rows = self.index.rows(
            "SELECT source FROM citations WHERE topic = ? ORDER BY rowid", topic
        )
        return tuple(source for (source,) in rows)

    def claims(self, topic: str = "", condition: str = "") -> tuple[Claim, ...]:
        """Return the claims of one topic, about one condition, or all, in page order."""
        where, values = _where({"c.topic": topic, "c.condition": condition})
        sql = (
            "SELECT c.topic, c.position, c.record, t.library "  # noqa: S608 - our own names
            "FROM claims c JOIN topics t ON t.id = c.topic "
            f"{where} ORDER BY t.id, c.position"
        )
        return tuple(
            Claim(topic, position, records.benefit(text, f"{topic} {position}"), library)
            for topic, position, text, library in self.index.rows(sql, *values)
        )

    def tallies(self, category: str = "") -> dict[str, dict[Evidence, int]]:
        """Return how many claims of each topic, or each of a category, have each verdict."""
        counts: dict[str, dict[Evidence, int]] = {}
        where, values = _where({"category": category})
        sql = (
            "SELECT topic, evidence, count(*) FROM topics t "  # noqa: S608 - our own names
            f"JOIN claims ON topic = t.id {where} GROUP BY topic, evidence"
        )
        for topic, evidence, number in self.index.rows(sql, *values):
            counts.setdefault(topic, {})[Evidence(evidence)] = number
        return counts

    def defined(self, identifier: str) -> Term:
        """Return a glossary term; there must be one of this id."""
        sql = "SELECT id, definition, also_called, library FROM terms WHERE id = ?"
        ((name, definition, also, library),) = self.index.rows(sql, identifier)
        return Term(name, definition, tuple(also.split("\n")) if also else (), library)

    def named(self, kind: str, key: str) -> tuple[str, ...]:
        """Return the ids that a folded name is one of, the bundled and the likelier first."""
        sql = "SELECT id FROM names WHERE kind = ? AND key = ? ORDER BY own, rank, id"
        return _first(self.index.rows(sql, kind, key))

    def names_of(self, kind: str, identifier: str) -> tuple[str, ...]:
        """Return all names of one thing, as they are written."""
        sql = "SELECT name FROM names WHERE kind = ? AND id = ? ORDER BY rank, name"
        return _first(self.index.rows(sql, kind, identifier))

    def topics_warning_of(self, beginnings: Sequence[str]) -> list[tuple[Topic, str]]:
        """Return (topic, library) of those whose cautions or signs may have such words."""
        like = " OR ".join("p.text LIKE ?" for _ in beginnings)
        sql = (
            "SELECT DISTINCT t.id, t.record, t.library FROM passages p JOIN topics t "  # noqa: S608
            "ON p.id BETWEEN t.first_passage AND t.last_passage "
            f"WHERE p.section IN ('Take care', 'When to get help') AND ({like}) "
            "ORDER BY t.library != '', t.id"
        )
        rows = self.index.rows(sql, *(f"%{each}%" for each in beginnings))
        return [(records.topic(text, name), str(library)) for name, text, library in rows]

    def starting(self, kind: str, key: str, most: int) -> tuple[str, ...]:
        """Return the ids that begin, or whose titles do, with a folded name."""
        sql = (
            "SELECT id FROM names WHERE kind = ? AND key >= ? AND key < ? AND rank <= 1 "
            "GROUP BY id ORDER BY min(rank), id LIMIT ?"
        )
        return _first(self.index.rows(sql, kind, key, key + "\U0010ffff", most))

    def names_as_long(self, kind: str, shortest: int, longest: int) -> dict[str, str]:
        """Return the folded names of so many letters, each with the id `named` puts first."""
        sql = (
            "SELECT key, id FROM names WHERE kind = ? AND length(key) BETWEEN ? AND ? "
            "ORDER BY own DESC, rank DESC, id DESC"
        )
        return dict(self.index.rows(sql, kind, shortest, longest))

    def called(self, kind: str) -> list[tuple[str, str]]:
        """Return (name, id) of every name of a kind, the bundled and the likelier first."""
        sql = "SELECT name, id FROM names WHERE kind = ? ORDER BY own, rank, id"
        return [(str(name), str(i)) for name, i in self.index.rows(sql, kind)]

    def completions(self, kind: str, typed: str) -> list[tuple[str, str]]:
        """Return the ids that begin with what was typed, each with what it means."""
        table, meaning, where = _MEANINGS[kind]
        sql = (
            f"SELECT id, {meaning} FROM {table} "  # noqa: S608 - our own names
            f"WHERE id >= ? AND id < ? {where} ORDER BY id"
        )
        return self.index.rows(sql, typed, f"{typed}\U0010ffff")

    def urgent_about(self, words: Iterable[str]) -> list[tuple[Emergency, str, Rules]]:
        """Return (emergency, topic, rules) of those that have one of the words in a rule.

        The topic is "" for an emergency of every page; those and the bundled come first.
        """
        wanted = sorted(set(words))
        sql = (
            "SELECT title, advice, library, topic, rules FROM urgent WHERE id IN "  # noqa: S608
            f"(SELECT urgent FROM urgent_words WHERE word IN {_list(wanted)}) "
            "ORDER BY library != '', topic != '', topic, id"
        )
        rows = self.index.rows(sql, *wanted)
        return [
            (Emergency(str(t), str(a), str(own)), str(topic), Rules(*json.loads(rules)))
            for t, a, own, topic, rules in rows
        ]

    def not_words(self, stems: Iterable[str]) -> list[str]:
        """Return those of some stems that no rule of an emergency and no text has."""
        wanted = tuple(dict.fromkeys(stems))
        sql = (
            f"SELECT word FROM urgent_words WHERE word IN {_list(wanted)} "  # noqa: S608 - marks
            f"UNION SELECT word FROM words WHERE word IN {_list(wanted)}"
        )
        known = _first(self.index.rows(sql, *wanted, *wanted))
        return [word for word in wanted if word not in known and word.isalpha()]

    def urgent_words(self) -> list[str]:
        """Return every stem that a rule of an emergency has."""
        sql = "SELECT DISTINCT word FROM urgent_words ORDER BY word"
        return list(_first(self.index.rows(sql)))

    def counts(self) -> Counts:
        """Return how much the library holds."""
        things = {
            name: self._count(f"count(*) FROM {table}")
            for name, table in (
                ("topics", "topics"),
                ("claims", "claims"),
                ("sources", "sources"),
                ("glossary terms", "terms"),
                ("conditions", "groups WHERE kind = 'condition'"),
            )
        }
        verdicts = dict(self.index.rows("SELECT evidence, count(*) FROM claims GROUP BY 1"))
        kinds = dict(self.index.rows("SELECT kind, count(*) FROM sources GROUP BY 1"))
        ((oldest, newest),) = self.index.rows("SELECT min(reviewed), max(reviewed) FROM topics")
        return Counts(
            things,
            {e.value: verdicts.get(e.value, 0) for e in Evidence},
            {kind.value: kinds[kind.value] for kind in SourceKind if kind.value in kinds},
            self.origins(),
            oldest or "",
            newest or "",
        )

    def newest_review(self) -> date | None:
        """Return the day of the newest review, if there is any topic."""
        ((newest,),) = self.index.rows("SELECT max(reviewed) FROM topics")
        return date.fromisoformat(newest) if newest else None

    def _count(self, what: str) -> int:
        ((number,),) = self.index.rows(f"SELECT {what}")
        return int(number)


def _first(rows: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in rows)


def _where(wanted: dict[str, str]) -> tuple[str, list[str]]:
    """Return the condition that columns have the values that are not empty, and the values.

    A condition that an index can answer: `? IN ('', column)` would look at every row.
    """
    asked = {column: value for column, value in wanted.items() if value}
    condition = " AND ".join(f"{column} = ?" for column in asked)
    return (f"WHERE {condition}" if condition else ""), list(asked.values())


def _list(values: Sequence[str]) -> str:
    """Return the question marks that stand for values in SQL."""
    return f"({', '.join('?' * len(values))})"
