"""The questions a reader asks of the library, across all its topics."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from heal_cli.errors import ContentError, Fault, NotFound
from heal_cli.index.index import Index
from heal_cli.library.lookup import Lookup
from heal_cli.models import (
    Benefit,
    Claim,
    Counts,
    Evidence,
    Group,
    Source,
    SourceKind,
    SourceStatus,
    Surroundings,
    Term,
    Topic,
    TopicEntry,
)
from heal_cli.text import names

BUNDLED = "bundled"
"""What the library that comes with heal is called beside a reader's own."""

_ENTRY = "id, category, title, summary, library"


class Library:
    """All topics, through their index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong in the content files, in the order of the files."""
        rows = self.index.rows(
            "SELECT path, line, column, message FROM faults ORDER BY 1, 2, 3"
        )
        return tuple(Fault(*row) for row in rows)

    def groups(self, kind: str) -> tuple[Group, ...]:
        """Return the categories, conditions or therapies, in the order of their file."""
        sql = "SELECT id, title FROM groups WHERE kind = ? ORDER BY position"
        return tuple(Group(*row) for row in self.index.rows(sql, kind))

    def topics(self, category: str = "", origin: str = "") -> tuple[TopicEntry, ...]:
        """Return what lists say of every topic, of one category's, or of one library's."""
        where, values = _where({"t.category": category, "t.library": origin})
        values = ["" if value == BUNDLED else value for value in values]
        sql = (
            "SELECT t.id, t.category, t.title, t.summary, t.library FROM topics t "  # noqa: S608
            "LEFT JOIN groups g ON g.kind = 'category' AND g.id = t.category "
            f"{where} ORDER BY g.position, t.category, t.id"
        )
        return tuple(TopicEntry(*row) for row in self.index.rows(sql, *values))

    def origins(self) -> dict[str, int]:
        """Return the libraries that topics come from, each with its number of topics."""
        sql = "SELECT coalesce(nullif(library, ''), ?), count(*) FROM topics GROUP BY library"
        return dict(self.index.rows(sql, BUNDLED))

    def folders(self) -> dict[str, str]:
        """Return the folder of each library."""
        sql = "SELECT coalesce(nullif(library, ''), ?), root FROM roots"
        return dict(self.index.rows(sql, BUNDLED))

    def entries(self, identifiers: Iterable[str]) -> dict[str, TopicEntry]:
        """Return what lists say of the topics named, by id; unknown ids are left out."""
        wanted = tuple(identifiers)
        sql = f"SELECT {_ENTRY} FROM topics WHERE id IN {_list(wanted)}"  # noqa: S608 - marks only
        return {row[0]: TopicEntry(*row) for row in self.index.rows(sql, *wanted)}

    def topic(self, name: str) -> Topic:
        """Return the topic that a reader's name means, read from its file.

        Raises:
            NotFound: No topic has such a name.
            ContentError: Its file is not valid.
        """
        from heal_cli.loading.loader import load_topic

        identifier = self.find("topic", name)
        ((path,),) = self.index.rows("SELECT path FROM topics WHERE id = ?", identifier)
        try:
            return load_topic(Path(path))
        except ContentError:
            if os.path.lexists(path):
                raise
            message = f'no topic "{name}". It was just removed.'
            raise NotFound(message, ["heal topics"]) from None

    def entry(self, name: str) -> TopicEntry:
        """Return what lists say of the topic that `name` means; raises NotFound."""
        identifier = self.find("topic", name)
        return self.entries([identifier])[identifier]

    def surroundings(self, topic: Topic, today: date) -> Surroundings:
        """Return what a topic's page needs to know beside the topic."""
        titles = {group.id: group.title for group in self.groups("category")}
        sources = self.sources(self.citing(topic.id))
        category = titles.get(topic.category, topic.category)
        library = self.entries([topic.id])[topic.id].library
        return Surroundings(category, library, sources, self.entries(topic.related), today)

    def find(self, kind: str, name: str) -> str:
        """Return the id that `name` means; raises NotFound or ContentError, see `Lookup`."""
        return Lookup(self.index, self.faults).find(kind, name)

    def names_topic(self, name: str) -> bool:
        """Say whether a name is that of a topic, to the letter."""
        sql = "SELECT 1 FROM names WHERE kind = 'topic' AND key = ? LIMIT 1"
        return bool(self.index.rows(sql, names.key(name)))

    def sources(self, identifiers: Iterable[str] | None = None) -> dict[str, Source]:
        """Return the sources with these ids, or all of them if none are named, by id."""
        wanted = () if identifiers is None else tuple(identifiers)
        where = "" if identifiers is None else f"WHERE id IN {_list(wanted)}"
        sql = f"SELECT * FROM sources {where} ORDER BY id"  # noqa: S608 - marks only
        return {row[0]: _source(row) for row in self.index.rows(sql, *wanted)}

    def sources_of(self, claims: Iterable[Claim]) -> dict[str, Source]:
        """Return the sources that claims cite, by id."""
        cited = {source for claim in claims for source in claim.benefit.sources}
        return self.sources(cited)

    def claims(self, topic: str = "", condition: str = "") -> tuple[Claim, ...]:
        """Return the claims of one topic, about one condition, or all, in page order."""
        where, values = _where({"c.topic": topic, "c.condition": condition})
        sql = (
            "SELECT t.library, c.* FROM claims c JOIN topics t ON t.id = c.topic "  # noqa: S608
            f"{where} ORDER BY t.id, c.position"
        )
        return tuple(_claim(row) for row in self.index.rows(sql, *values))

    def term(self, name: str) -> Term:
        """Return the glossary term that `name` means; raises NotFound."""
        sql = "SELECT id, definition, also_called, library FROM terms WHERE id = ?"
        ((identifier, said, also, library),) = self.index.rows(sql, self.find("term", name))
        return Term(identifier, said, tuple(also.split("\n")) if also else (), library)

    def condition(self, name: str) -> Group:
        """Return the condition that `name` means; raises NotFound."""
        sql = "SELECT id, title FROM groups WHERE kind = 'condition' AND id = ?"
        return Group(*self.index.rows(sql, self.find("condition", name))[0])

    def claim(self, topic: str, words: str) -> tuple[Claim, ...]:
        """Return the claims of a topic that match most of the words; raises NotFound."""
        claims = self.claims(topic=topic)
        asked = list(map(names.beginning, names.words(words)))
        titles = {group.id: group.title for group in self.groups("condition")}
        scores = [_matches(claim, titles, asked) for claim in claims]
        best = max(scores, default=0)
        if not best:
            known = "\n".join(f"  {claim.benefit.claim}" for claim in claims)
            message = f'no claim of {topic} has the words "{words}". Its claims:\n{known}'
            raise NotFound(message, [f"heal benefits {topic}"])
        return tuple(
            claim for claim, score in zip(claims, scores, strict=True) if score == best
        )

    def citing(self, topic: str) -> tuple[str, ...]:
        """Return the ids of the sources that a topic cites."""
        rows = self.index.rows("SELECT source FROM citations WHERE topic = ?", topic)
        return tuple(source for (source,) in rows)

    def counts(self) -> Counts:
        """Return how much the library holds."""
        things = {}
        for name, table in (
            ("topics", "topics"),
            ("claims", "claims"),
            ("sources", "sources"),
            ("glossary terms", "terms"),
        ):
            ((things[name],),) = self.index.rows(f"SELECT count(*) FROM {table}")  # noqa: S608
        things["conditions"] = len(self.groups("condition"))
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

    def also(self, phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (command, what it shows) for the conditions and terms that phrases name."""
        sql = "SELECT DISTINCT id FROM names WHERE kind = ? AND key = ?"
        titles = {group.id: group.title for group in self.groups("condition")}
        conditions, terms = dict[str, str](), dict[str, str]()
        for phrase in phrases:
            for (found,) in self.index.rows(sql, "condition", names.key(phrase)):
                conditions[f"heal for {found}"] = f"all that is claimed for {titles[found]}"
            for (found,) in self.index.rows(sql, "term", names.key(phrase)):
                terms[f"heal define {found}"] = f"what {found} means"
        yield from (conditions | terms).items()

    def urgent(self, words: str) -> tuple[tuple[str, str], ...]:
        """Return (title, advice) of the emergencies that `words` may mean."""
        said = f" {' '.join(names.words(words))} "
        sql = "SELECT DISTINCT title, advice FROM urgent WHERE instr(?, ' ' || phrase || ' ')"
        return tuple((title, advice) for title, advice in self.index.rows(sql, said))


def _where(wanted: dict[str, str]) -> tuple[str, list[str]]:
    """Return the condition that columns have the values that are not empty, and the values.

    A condition that an index can answer: `? IN ('', column)` would look at every row.
    """
    asked = {column: value for column, value in wanted.items() if value}
    said = " AND ".join(f"{column} = ?" for column in asked)
    return (f"WHERE {said}" if said else ""), list(asked.values())


def _list(values: Sequence[str]) -> str:
    """Return the question marks that stand for values in SQL."""
    return f"({', '.join('?' * len(values))})"


def _matches(claim: Claim, titles: dict[str, str], asked: Sequence[str]) -> float:
    """Return how many of the words a claim has; those of its own words count most."""
    benefit = claim.benefit
    own = f"{benefit.claim} {titles.get(benefit.condition, '')} {benefit.condition}"
    claimed = set(map(names.beginning, names.words(own)))
    found = set(map(names.beginning, names.words(benefit.finding)))
    return sum(1.0 if word in claimed else 0.25 if word in found else 0.0 for word in asked)


def _source(row: Sequence[str]) -> Source:
    names_of = dict(zip(Source._fields, row, strict=True))
    kind, status = SourceKind(names_of.pop("kind")), SourceStatus(names_of.pop("status"))
    return Source(kind=kind, status=status, **names_of)


def _claim(row: Sequence[str]) -> Claim:
    library, topic, position, claim, evidence, finding, sources, *rest = row
    benefit = Benefit(claim, Evidence(evidence), finding, tuple(sources.split()), *rest)
    return Claim(topic, int(position), benefit, library)
