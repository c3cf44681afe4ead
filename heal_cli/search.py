"""Full-text search: which topics answer a reader's words, and with which passage."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from heal_cli import names
from heal_cli.library import Library
from heal_cli.models import TopicEntry

WEIGHTS = {
    "title": 12.0,
    "names": 10.0,
    "keywords": 6.0,
    "claims": 4.0,
    "summary": 4.0,
    "headings": 3.0,
    "body": 1.0,
    "sources": 0.3,
}
"""How much a word counts by the field it stands in, in the order of the index's columns."""

MOST_RESULTS = 10
LONGEST_SNIPPET = 240
"""Letters of a passage that are shown; it is cut between sentences, else between words."""

_START, _END = "\x02", "\x03"
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")

# Words of a question that say nothing about what is asked.
_EMPTY = frozenset(
    """
    a about after all also am an and any are as at be been before being but by can could did do
    does doing for from get gets give had has have help helps her him his how i if in into is it
    its just make makes may me might much must my need no not of off on or our out over shall
    she should so some such than that the their them then there these they this those through to
    too up us very was way we were what when where which while who whom why will with would you
    your
    """.split()  # noqa: SIM905 - one word a line would fill a page
)


class Hit(NamedTuple):
    """One answer: a topic, the passage that answers, and how well it does.

    In `snippet`, parts at odd places matched the words that were asked.
    """

    topic: TopicEntry
    section: str
    evidence: str
    snippet: tuple[str, ...]
    score: float


class Found(NamedTuple):
    """The answers to a search, best first, and the words that were looked for."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]


def search(library: Library, query: str, limit: int = MOST_RESULTS) -> Found:
    """Return the topics that answer `query`, best first.

    Words in double quotes are looked for as a phrase. Nothing in a query is an operator.
    """
    terms = _terms(query)
    scores = _scores(library, terms)
    exact = _exact(library, query)
    if exact:
        scores[exact] = scores.get(exact, 0.0) + max(scores.values(), default=1.0)
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return Found(
        terms, tuple(_hit(library, position, score, terms) for position, score in best)
    )


def _terms(query: str) -> tuple[str, ...]:
    """Return the phrases and words that a query asks for, each as FTS5 takes it."""
    phrases = [" ".join(names.words(part)) for part in re.findall(r'"([^"]+)"', query)]
    rest = names.words(re.sub(r'"[^"]+"', " ", query))
    meant = [word for word in rest if word not in _EMPTY] or (rest if not phrases else [])
    return tuple(dict.fromkeys(filter(None, [*phrases, *meant])))


def _scores(library: Library, terms: Sequence[str]) -> dict[int, float]:
    """Return a score for each topic (by position) that has any of the terms.

    BM25 for each term, times the share of the terms that a topic has, so that every
    word counts and a missing one does not empty the list.
    """
    ((count,),) = library.index.rows("SELECT count(*) FROM topics")
    weights = ", ".join(str(weight) for weight in WEIGHTS.values())
    sql = f"SELECT rowid, -bm25(topic_text, {weights}) FROM topic_text WHERE topic_text MATCH ?"  # noqa: S608
    totals: dict[int, float] = {}
    matched: dict[int, float] = {}
    whole = 0.0
    for term in terms:
        rows = library.index.rows(sql, f'"{term}"')
        rarity = _rarity(count, len(rows))
        whole += rarity
        for position, score in rows:
            totals[position] = totals.get(position, 0.0) + score * rarity / _their_rarity(
                count, len(rows)
            )
            matched[position] = matched.get(position, 0.0) + rarity
    return {position: total * (matched[position] / whole) for position, total in totals.items()}


def _rarity(count: int, having: int) -> float:
    """Return a word's weight by how few topics have it: Lucene's, which is never nought."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _their_rarity(count: int, having: int) -> float:
    """Return the weight FTS5 used: nearly nought for a word in more than half of all topics."""
    return max(math.log((count - having + 0.5) / (having + 0.5)), 1e-6) if having else 1.0


def _exact(library: Library, query: str) -> int | None:
    """Return the position of the topic whose name the query is, if one is."""
    sql = (
        "SELECT t.position FROM names n JOIN topics t ON t.id = n.id "
        "WHERE n.kind = 'topic' AND n.key = ? ORDER BY n.rank LIMIT 1"
    )
    rows = library.index.rows(sql, names.key(query))
    return int(rows[0][0]) if rows else None


def _hit(library: Library, position: int, score: float, terms: Sequence[str]) -> Hit:
    sql = (
        "SELECT id, category, title, summary, first_passage, last_passage "
        "FROM topics WHERE position = ?"
    )
    ((*entry, first, last),) = library.index.rows(sql, position)
    sql = (
        "SELECT highlight(passages, 0, ?, ?), section, evidence FROM passages "
        "WHERE passages MATCH ? AND rowid BETWEEN ? AND ?"
    )
    asked = " OR ".join(f'"{term}"' for term in terms)
    passages = library.index.rows(sql, _START, _END, asked, first, last)
    if not passages:
        return Hit(TopicEntry(*entry), "In short", "", (entry[3],), score)
    text, section, evidence = max(passages, key=lambda row: len(_matches(row[0])))
    return Hit(TopicEntry(*entry), section, evidence, _snippet(text), score)


def _matches(text: str) -> set[str]:
    found = re.findall(f"{_START}([^{_END}]*){_END}", text)
    return {match.casefold()[:5] for match in found}


def _snippet(text: str) -> tuple[str, ...]:
    """Return the sentences with the most matches as parts, the matched ones at odd places."""
    sentences = _SENTENCE.split(text)
    start = max(range(len(sentences)), key=lambda at: len(_matches(sentences[at])))
    end = start + 1
    while end < len(sentences) and len(" ".join(sentences[start : end + 1])) <= LONGEST_SNIPPET:
        end += 1
    shown = " ".join(sentences[start:end])
    before, after = ("... " if start else ""), (" ..." if end < len(sentences) else "")
    return tuple(re.split(f"[{_START}{_END}]", before + shown + after))
