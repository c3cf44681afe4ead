"""Full-text search: which topics answer a reader's words, and how well."""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from heal_cli import names
from heal_cli.library import Library
from heal_cli.models import SEARCHED_FIELDS, TopicEntry
from heal_cli.query import Query, Term, Understanding, match, understand
from heal_cli.settings import MOST_RESULTS
from heal_cli.snippets import Passage, best_passage, gather

LEVELS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (4.0, ("title", "names")),
    (3.0, ("keywords",)),
    (2.0, ("claims", "summary", "headings")),
    (0.5, ("body",)),
    (0.1, ("sources",)),
)
"""What a word counts by the field it stands in. Levels are weighed apart: within one sum,
BM25 levels off so early that a title would count little more than a long text. A search
over 500 random choices of these and of the weights below found a broad plateau (0.95 to
0.96 of the judged queries right), so they are round numbers from its middle."""

PHRASE_WEIGHT = 1.0
"""What words that stand together count, beside each of them alone."""

NAME_WEIGHT = 16.0
"""What it counts when words side by side are a name or keyword of a topic to the letter."""

WORD_WEIGHT = 6.0
"""What it counts when a single word is a name or keyword of one topic and no other."""

MOST_SCORED = 1000
"""Topics of one word that are scored, the best first; only a large library has more."""

LEAST_SHARE = 0.05
"""Hits with less than this share of the best one's points are noise and are not shown."""

FEWEST = 3
"""Hits that are shown however few points they have."""


class Hit(NamedTuple):
    """One answer: a topic, the passage that answers, and what made its score."""

    topic: TopicEntry
    passage: Passage
    score: float
    reasons: tuple[tuple[str, float], ...]


class Found(NamedTuple):
    """The answers to a search, best first, and what the words were taken for."""

    query: Query
    hits: tuple[Hit, ...]


class Scores:
    """Points by topic, with the reason for each."""

    def __init__(self) -> None:
        self.reasons: dict[int, dict[str, float]] = {}

    def add(self, position: int, reason: str, points: float) -> None:
        """Give a topic points; of two for one reason the better counts."""
        given = self.reasons.setdefault(position, {})
        given[reason] = max(points, given.get(reason, 0.0))

    def best(self) -> list[tuple[int, float]]:
        """Return (topic's position, points), most points first."""
        totals = [(place, sum(given.values())) for place, given in self.reasons.items()]
        return sorted(totals, key=lambda item: (-item[1], item[0]))


def search(
    library: Library,
    text: str,
    limit: int = MOST_RESULTS,
    fields: tuple[str, ...] = (),
    steps: Understanding = Understanding(),  # noqa: B008 - a frozen value
) -> Found:
    """Return the topics that answer `text`, best first.

    Args:
        library: Where to look.
        text: What a reader typed; words in double quotes are a phrase.
        limit: How many topics at the most.
        fields: Only these of `SEARCHED_FIELDS`, or all if empty.
        steps: Which steps are taken to understand the words.
    """
    query = understand(library.index, text, steps)
    scores = Scores()
    ranking = _Ranking(library, fields)
    rarities = [ranking.term(term, scores) for term in query.terms]
    _share_of_words(query.terms, rarities, scores)
    ranking.phrases(query, scores)
    if not fields:
        ranking.names(query, scores)
    best = scores.best()[:limit]
    least = LEAST_SHARE * best[0][1] if best else 0.0
    shown = best[:FEWEST] + [hit for hit in best[FEWEST:] if hit[1] >= least]
    places = [place for place, _ in shown]
    return Found(query, tuple(_hits(library, places, query, scores)))


def _share_of_words(terms: tuple[Term, ...], rarities: list[float], scores: Scores) -> None:
    """Weigh each topic by the share of the words it has, the rare ones counting most."""
    whole = sum(rarities) or 1.0
    for given in scores.reasons.values():
        has = sum(r for term, r in zip(terms, rarities, strict=True) if term.text in given)
        for reason in given:
            given[reason] *= has / whole


class _Ranking:
    """Scores topics for one library and choice of fields."""

    def __init__(self, library: Library, fields: tuple[str, ...]) -> None:
        self.library = library
        ((self.count,),) = library.index.rows("SELECT count(*) FROM topics")
        points = " + ".join(
            f"{weight} * bm25(topic_text, {_weights(level, fields)})"
            for weight, level in LEVELS
        )
        self.sql = (
            f"SELECT rowid, -({points}) AS points FROM topic_text "  # noqa: S608 - our numbers
            f"WHERE topic_text MATCH ? ORDER BY points DESC LIMIT {MOST_SCORED}"
        )
        self.only = f"{{{' '.join(fields)}}} : " if fields else ""

    def term(self, term: Term, scores: Scores) -> float:
        """Score every topic that has a term; return how rare the term is."""
        rarity = _rarity(self.count, self._having(*(text for text, _ in term.variants)))
        for text, share in term.variants:
            scale = share * rarity / _their_rarity(self.count, self._having(text))
            for position, points in self._rows(text):
                scores.add(position, term.text, points * scale)
        return rarity

    def phrases(self, query: Query, scores: Scores) -> None:
        """Score topics in which words that were typed side by side stand side by side."""
        words = [word for term in query.terms for word in term.text.split()]
        for first, second in zip(query.words, query.words[1:], strict=False):
            if first in words and second in words:
                phrase = f"{first} {second}"
                having = self._having(phrase)
                scale = PHRASE_WEIGHT * _rarity(self.count, having)
                scale /= _their_rarity(self.count, having)
                for position, points in self._rows(phrase):
                    if position in scores.reasons:
                        scores.add(position, f'"{phrase}"', points * scale)

    def names(self, query: Query, scores: Scores) -> None:
        """Score topics that the whole query, or a run of its words, names to the letter."""
        top = max((points for _, points in scores.best()[:1]), default=1.0)
        for name in ("".join(query.words), "".join(term.text for term in query.terms)):
            for position in self._named(name, ("topic",)):
                scores.add(position, "name", top + 1.0)
        for phrase in query.phrases():
            owners = set(self._named(phrase, ("topic", "keyword")))
            if owners and (" " in phrase or len(owners) == 1):
                weight = NAME_WEIGHT if " " in phrase else WORD_WEIGHT
                share = _rarity(self.count, self._having(phrase)) / _rarity(self.count, 0)
                for position in owners & set(scores.reasons):
                    scores.add(position, f"= {phrase}", weight * share / len(owners))

    def _having(self, *phrases: str) -> int:
        """Return how many topics have any of the phrases."""
        asked = self.only + "(" + " OR ".join(map(match, phrases)) + ")"
        sql = "SELECT count(*) FROM topic_text WHERE topic_text MATCH ?"
        ((having,),) = self.library.index.rows(sql, asked)
        return int(having)

    def _rows(self, words: str) -> list[tuple[int, float]]:
        rows = self.library.index.rows(self.sql, self.only + match(words))
        return [(int(position), float(points)) for position, points in rows]

    def _named(self, name: str, kinds: Iterable[str]) -> list[int]:
        sql = (
            "SELECT DISTINCT t.position FROM names n JOIN topics t ON t.id = n.id "
            "WHERE n.kind = ? AND n.key = ?"
        )
        key = names.key(name)
        found = [row for kind in kinds for row in self.library.index.rows(sql, kind, key)]
        return [int(position) for (position,) in found]


def _weights(level: tuple[str, ...], fields: tuple[str, ...]) -> str:
    return ", ".join(
        "1.0" if name in level and (not fields or name in fields) else "0.0"
        for name in SEARCHED_FIELDS
    )


def _rarity(count: int, having: int) -> float:
    """Return a word's weight by how few topics have it: Lucene's, which is never nought."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _their_rarity(count: int, having: int) -> float:
    """Return the weight FTS5 used: nearly nought for a word in more than half of all topics."""
    return max(math.log((count - having + 0.5) / (having + 0.5)), 1e-6) if having else 1.0


def _hits(
    library: Library, positions: Iterable[int], query: Query, scores: Scores
) -> Iterator[Hit]:
    """Yield the hits at these positions, each with its best passage."""
    sql = (
        "SELECT id, category, title, summary, library, first_passage, last_passage "
        "FROM topics WHERE position = ?"
    )
    found = {place: library.index.rows(sql, place)[0] for place in positions}
    gather(library.index, [(row[-2], row[-1]) for row in found.values()])
    for place, (*entry, first, last) in found.items():
        given = scores.reasons[place]
        reasons = tuple(sorted(given.items(), key=lambda item: -item[1]))
        topic = TopicEntry(*entry)
        told = [term.text for term in query.terms]
        telling = max(told, key=lambda text: given.get(text, 0.0), default="")
        passage = best_passage(library.index, query, telling, (first, last))
        passage = passage or Passage("In short", "", (topic.summary,))
        yield Hit(topic, passage, sum(given.values()), reasons)
