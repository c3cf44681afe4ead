"""Full-text search: which topics answer a reader's words, and how well."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from heal_cli.command_line.settings import MOST_RESULTS
from heal_cli.library.library import Library
from heal_cli.library.query import Query, Understanding, understand
from heal_cli.library.ranking import Ranking, Scores, share_of_words
from heal_cli.library.snippets import Passage, best_passage, gather
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


def search(
    library: Library,
    text: str,
    limit: int = MOST_RESULTS,
    fields: tuple[str, ...] = (),
    steps: Understanding = Understanding(),  # noqa: B008 - a frozen value
) -> Results:
    """Return the topics that answer `text`, best first.

    Args:
        library: Where to look.
        text: What a reader typed; words in double quotes are a phrase.
        limit: How many topics at the most.
        fields: Only these of the index's `SEARCHED_FIELDS`, or all if empty.
        steps: Which steps are taken to understand the words.
    """
    query = understand(library.index, text, steps)
    scores = Scores()
    ranking = Ranking(library, fields)
    ranking.choose(query)
    rarities = [ranking.term(term, scores) for term in query.terms]
    share_of_words(query.terms, rarities, scores)
    ranking.phrases(query, scores)
    if not fields:
        ranking.names(query, scores)
    best = scores.best()[:limit]
    least = LEAST_SHARE * best[0][1] if best else 0.0
    shown = best[:FEWEST] + [hit for hit in best[FEWEST:] if hit[1] >= least]
    places = [place for place, _ in shown]
    return Results(query, tuple(_hits(library, places, query, scores)))


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
