"""Ranking: what points the topics get for what was asked, and why."""

import math
from collections.abc import Iterable

from heal_cli.index.tables import SEARCHED_FIELDS
from heal_cli.library.library import Library
from heal_cli.library.query import Query, Term, match
from heal_cli.text import names

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

MOST_SCORED = 300
"""Topics of one word that are scored, the best first; only a large library has more."""


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


class Ranking:
    """Scores topics for one library and choice of fields."""

    def __init__(self, library: Library, fields: tuple[str, ...]) -> None:
        self.library = library
        ((self.count,),) = library.index.rows("SELECT count(*) FROM topics")
        self.points = " + ".join(
            f"{weight} * bm25(topic_text, {_weights(level, fields)})"
            for weight, level in LEVELS
        )
        self.only = f"{{{' '.join(fields)}}} : " if fields else ""
        self.counts: dict[str, int] = {}
        self.scored = ""

    def choose(self, query: Query) -> None:
        """Choose the topics that are scored: all but where a word is in very many."""
        phrases = [text for term in query.terms for text, _ in term.variants]
        if all(self._having(text) <= MOST_SCORED for text in phrases):
            return
        sql = (
            "SELECT rowid FROM topic_text WHERE topic_text MATCH ? "  # noqa: S608 - our numbers
            f"ORDER BY bm25(topic_text, {_weights_of_all()}) LIMIT ?"
        )
        found = (self.library.index.rows(sql, self._among(p), MOST_SCORED) for p in phrases)
        best = sorted({int(position) for rows in found for (position,) in rows})
        self.scored = f"AND +rowid IN ({', '.join(map(str, best))})"

    def _among(self, words: str) -> str:
        """Return the question for a word; where very many topics have it, in fewer fields."""
        for fields in ("title names", "title names keywords claims summary headings"):
            question = f"{{{fields}}} : {match(words)}"
            if not self.only and self._having(words, question) > MOST_SCORED:
                return question
        return self.only + match(words)

    def term(self, term: Term, scores: Scores) -> float:
        """Score every topic that has a term; return how rare the term is."""
        together = self.only + "(" + " OR ".join(match(text) for text, _ in term.variants) + ")"
        rarity = _rarity(self.count, self._having(together, together))
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

    def _having(self, phrase: str, question: str = "") -> int:
        """Return how many topics have a phrase, or what a question asks."""
        asked = question or self.only + match(phrase)
        if asked not in self.counts:
            sql = "SELECT count(*) FROM topic_text WHERE topic_text MATCH ?"
            ((self.counts[asked],),) = self.library.index.rows(sql, asked)
        return self.counts[asked]

    def _rows(self, words: str) -> list[tuple[int, float]]:
        sql = (
            f"SELECT rowid, -({self.points}) FROM topic_text "  # noqa: S608 - our numbers
            f"WHERE topic_text MATCH ? {self.scored}"
        )
        rows = self.library.index.rows(sql, self.only + match(words))
        return [(int(position), float(points)) for position, points in rows]

    def _named(self, name: str, kinds: Iterable[str]) -> list[int]:
        sql = (
            "SELECT DISTINCT t.position FROM names n JOIN topics t ON t.id = n.id "
            "WHERE n.kind = ? AND n.key = ? LIMIT ?"
        )
        asked = [(kind, names.key(name), MOST_SCORED) for kind in kinds]
        found = [row for each in asked for row in self.library.index.rows(sql, *each)]
        return [int(position) for (position,) in found]


def _weights_of_all() -> str:
    """Return the weight of each field, for a first choice among very many topics."""
    weights = {name: weight for weight, level in LEVELS for name in level}
    return ", ".join(str(weights[name]) for name in SEARCHED_FIELDS)


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


def share_of_words(terms: tuple[Term, ...], rarities: list[float], scores: Scores) -> None:
    """Weigh each topic by the share of the words it has, the rare ones counting most."""
    whole = sum(rarities) or 1.0
    for given in scores.reasons.values():
        has = sum(r for term, r in zip(terms, rarities, strict=True) if term.text in given)
        for reason in given:
            given[reason] *= has / whole
