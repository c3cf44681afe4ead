"""Full-text search: which topics answer a reader's words, and how well."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from heal_cli.index.full_text import FullText
from heal_cli.library.library import Library
from heal_cli.library.query import Query, understand
from heal_cli.library.ranking import Ranking, Scores, share_of_words
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
    """The answers to a search, best first, and what the words were taken for."""

    query: Query
    hits: tuple[Hit, ...]


def search(library: Library, text: str, limit: int, fields: tuple[str, ...] = ()) -> Results:
    """Return the topics that answer `text`, best first.

    Args:
        library: Where to look.
        text: What a reader typed; words in double quotes are a phrase.
        limit: How many topics at the most.
        fields: Only these of the index's `SEARCHED_FIELDS`, or all if empty.
    """
    words = FullText(library.index, fields)
    query = understand(words, text)
    scores = Scores()
    ranking = Ranking(words, scores)
    rarities = [ranking.term(term) for term in query.terms]
    share_of_words(query.terms, rarities, scores)
    ranking.phrases(query)
    if not fields:
        ranking.names(query)
    best = words.most(scores.totals, limit)
    least = LEAST_SHARE * best[0][1] if best else 0.0
    shown = best[:FEWEST] + [hit for hit in best[FEWEST:] if hit[1] >= least]
    return Results(query, tuple(_hits(words, [place for place, _ in shown], query, scores)))


def _hits(
    words: FullText, positions: Sequence[int], query: Query, scores: Scores
) -> Iterator[Hit]:
    """Yield the hits at these positions, each with its best passage."""
    for position, topic in words.entries_at(positions).items():
        points = scores.of(position)
        reasons = tuple(sorted(points.items(), key=lambda item: -item[1]))
        asked = [term.text for term in query.terms]
        telling = max(asked, key=lambda text: points.get(text, 0.0), default="")
        passage = best_passage(words, query, telling, position)
        passage = passage or Passage("In short", "", (topic.summary,))
        yield Hit(topic, passage, sum(points.values()), reasons)
