"""Ranking: what points the topics get for what was asked, and why."""

import math
from collections.abc import Iterable, Sequence

from heal_cli.index.full_text import FullText, Levels
from heal_cli.library.query import Query, Term

LEVELS: Levels = (
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


class Ranking:
    """Scores topics for one query: points by reason and topic, and the sums by topic.

    A mapping for each reason: they are few, however many topics a word has.
    """

    def __init__(self, library: FullText) -> None:
        self.library = library
        self.count = library.topics()
        self.reasons: dict[str, dict[int, float]] = {}
        self.totals: dict[int, float] = {}

    def add(self, reason: str, points: Iterable[tuple[int, float]], scale: float = 1.0) -> None:
        """Give topics points, times a scale; of two for one reason the better counts."""
        given, totals = self.reasons.setdefault(reason, {}), self.totals
        for position, number in points:
            before = given.get(position, 0.0)
            given[position] = max(number * scale, before)
            totals[position] = totals.get(position, 0.0) + given[position] - before

    def of(self, position: int) -> dict[str, float]:
        """Return the points of one topic by reason."""
        named = self.reasons.items()
        return {reason: given[position] for reason, given in named if position in given}

    def term(self, term: Term) -> float:
        """Score every topic that has a term; return how rare the term is."""
        rarity = _rarity(self.count, self.library.having(*(text for text, _ in term.variants)))
        for text, share in term.variants:
            scale = share * rarity / _their_rarity(self.count, self.library.having(text))
            self.add(term.text, self.library.points(text, LEVELS), scale)
        return rarity

    def share_of_words(self, terms: Sequence[Term], rarities: Sequence[float]) -> None:
        """Weigh each topic by the share of the words it has, the rare ones counting most."""
        whole = sum(rarities) or 1.0
        shares: dict[int, float] = {}
        for term, rarity in zip(terms, rarities, strict=True):
            for position in self.reasons.get(term.text, ()):
                shares[position] = shares.get(position, 0.0) + rarity / whole
        for given in self.reasons.values():
            for position in given:
                given[position] *= shares[position]
        for position, share in shares.items():
            self.totals[position] *= share

    def phrases(self, query: Query) -> None:
        """Score topics in which words that were typed side by side stand side by side."""
        words = [word for term in query.terms for word in term.text.split()]
        for first, second in zip(query.words, query.words[1:], strict=False):
            if first in words and second in words:
                phrase = f"{first} {second}"
                having = self.library.having(phrase)
                scale = PHRASE_WEIGHT * _rarity(self.count, having)
                scale /= _their_rarity(self.count, having)
                rows = self.library.points(phrase, LEVELS)
                known = (row for row in rows if row[0] in self.totals)
                self.add(f'"{phrase}"', known, scale)

    def names(self, query: Query) -> None:
        """Score topics that the whole query, or a run of its words, names to the letter."""
        top = max(self.totals.values(), default=1.0)
        for name in ("".join(query.words), "".join(term.text for term in query.terms)):
            owners = self.library.owners(name, ("topic",))
            self.add("name", ((position, top + 1.0) for position in owners))
        for phrase in query.phrases():
            owners = self.library.owners(phrase, ("topic", "keyword"))
            if owners and (" " in phrase or len(owners) == 1):
                weight = NAME_WEIGHT if " " in phrase else WORD_WEIGHT
                rarity = _rarity(self.count, self.library.having(phrase))
                share = rarity / _rarity(self.count, 0)
                known = [place for place in owners if place in self.totals]
                points = weight * share / len(owners)
                self.add(f"= {phrase}", ((place, points) for place in known))


def _rarity(count: int, having: int) -> float:
    """Return a word's weight by how few topics have it: Lucene's, which is never nought."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _their_rarity(count: int, having: int) -> float:
    """Return the weight FTS5 used: nearly nought for a word in more than half of all topics."""
    return max(math.log((count - having + 0.5) / (having + 0.5)), 1e-6) if having else 1.0
