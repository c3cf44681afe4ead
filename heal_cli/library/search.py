"""Full-text search: which topics answer a reader's words, and how well."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from heal_cli.index.full_text import FullText
from heal_cli.index.questions import Questions
from heal_cli.library.confidence import (
    LEAST_GOOD,
    LEAST_SHOWN,
    MOST_WEAK,
    certainty,
    unknown_words,
)
from heal_cli.library.matching import Wanted
from heal_cli.library.query import Query, understand
from heal_cli.library.ranking import Ranking
from heal_cli.library.snippets import Passage, best_passage
from heal_cli.models import TopicEntry

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


class Results(NamedTuple):
    """The answers to a search, best first, and what the words were taken for.

    `unknown` are the words that the library does not have; `certainty`, from 0 to 1, says
    how surely the first topic is about what was asked.
    """

    query: Query
    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    certainty: float = 0.0

    @property
    def is_weak(self) -> bool:
        """Whether no topic is about what was asked, and the hits are the nearest mentions."""
        return self.certainty < LEAST_GOOD


def search(library: Questions, text: str, limit: int, fields: tuple[str, ...] = ()) -> Results:
    """Return the topics that answer `text`, best first.

    Args:
        library: Where to look.
        text: What a reader typed; words in double quotes are a phrase.
        limit: How many topics at the most.
        fields: Only these of the index's `SEARCHED_FIELDS`, or all if empty.
    """
    words = FullText(library.index, fields)
    query = understand(words, text)
    ranking = Ranking(words)
    rarities = [ranking.term(term) for term in query.terms]
    ranking.share_of_words(query.terms, rarities)
    ranking.phrases(query)
    if not fields:
        ranking.names(query)
    best = words.most(ranking.totals, limit)
    wanted = Wanted(query, rarities)
    sure = _certainty(words, wanted, best, fields)
    shown = _worth_showing(best, sure)
    hits = tuple(_hits(words, [place for place, _ in shown], wanted, ranking))
    return Results(query, hits, unknown_words(words, query), sure if hits else 0.0)


def _certainty(
    words: FullText,
    wanted: Wanted,
    best: Sequence[tuple[int, float]],
    fields: tuple[str, ...],
) -> float:
    """Return how surely the best topic answers; who names the fields has judged himself."""
    if not best or fields:
        return float(bool(best))
    return certainty(words, wanted, *best[0])


def _worth_showing(
    best: Sequence[tuple[int, float]], sure: float
) -> Sequence[tuple[int, float]]:
    if sure < LEAST_SHOWN:
        return ()
    if sure < LEAST_GOOD:
        return best[:MOST_WEAK]
    least = LEAST_SHARE * best[0][1]
    return [*best[:FEWEST], *(hit for hit in best[FEWEST:] if hit[1] >= least)]


def _hits(
    words: FullText, positions: Sequence[int], wanted: Wanted, ranking: Ranking
) -> Iterator[Hit]:
    """Yield the hits at these positions, each with its best passage."""
    for position, topic in words.entries_at(positions).items():
        points = ranking.of(position)
        reasons = tuple(sorted(points.items(), key=lambda item: -item[1]))
        passage = best_passage(words, wanted, position, topic)
        yield Hit(topic, passage, sum(points.values()), reasons)
