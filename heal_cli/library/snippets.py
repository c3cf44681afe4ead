"""Snippets: the passage of a topic that answers, cut between sentences, its matches marked."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from heal_cli.index.index import Index
from heal_cli.index.tables import PASSAGES_IN_QUESTION
from heal_cli.library.query import Query, match
from heal_cli.text import names

LONGEST = 240
"""Letters of a passage that are shown if it has more sentences than fit."""

_ORDER = {"claim": 3, "summary": 2, "text": 1, "figure": 0}
"""Of passages that match alike, a judged claim says most, the rows of a figure least."""

_START, _END = "\x02", "\x03"
_MATCH = re.compile(f"{_START}([^{_END}]*){_END}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


class Passage(NamedTuple):
    """A passage of a topic: its section, its verdict if it is a claim, and its text.

    In `snippet`, parts at odd places matched the words that were asked.
    """

    section: str
    evidence: str
    snippet: tuple[str, ...]


def gather(index: Index, ranges: Iterable[tuple[int, int]]) -> None:
    """Make the passages between these rows ready to be asked for the best."""
    index.rows("DROP TABLE IF EXISTS temp.in_question")
    index.rows(PASSAGES_IN_QUESTION)
    for first, last in ranges:
        sql = (
            "INSERT INTO temp.in_question (rowid, text, section, kind, evidence) "
            "SELECT * FROM passages WHERE id BETWEEN ? AND ?"
        )
        index.rows(sql, first, last)


def best_passage(
    index: Index, query: Query, telling: str, rows: tuple[int, int]
) -> Passage | None:
    """Return the passage between two rows, of those gathered, that answers best, or None.

    It has the term that tells most of the topic, and most of the others.
    """
    asked = dict.fromkeys(text for term in query.terms for text, _ in term.variants)
    sql = (
        "SELECT highlight(in_question, 0, ?, ?), section, kind, evidence FROM in_question "
        "WHERE in_question MATCH ? AND rowid BETWEEN ? AND ?"
    )
    key = [text for term in query.terms if term.text == telling for text, _ in term.variants]
    matching = " OR ".join(map(match, asked))
    narrow = f"({' OR '.join(map(match, key))}) AND ({matching})" if key else matching
    found = index.rows(sql, _START, _END, narrow, *rows) if asked else []
    found = found or (index.rows(sql, _START, _END, matching, *rows) if asked else [])
    if not found:
        return None
    text, section, _, evidence = max(found, key=lambda row: (*_worth(row[0]), _ORDER[row[2]]))
    return Passage(section, evidence, _cut(text))


def _worth(text: str) -> tuple[int, float]:
    """Return how many different words a text matches, then how densely, in steps."""
    matches = [word for match in _MATCH.findall(text) for word in match.casefold().split()]
    return len(set(map(names.beginning, matches))), round(12 * len(matches) / len(text))


def _cut(text: str) -> tuple[str, ...]:
    """Return the sentences with most matches as parts, the matched ones at odd places."""
    sentences = _SENTENCE.split(text)
    start = max(range(len(sentences)), key=lambda place: _worth(sentences[place]))
    end = start + 1
    while end < len(sentences) and len(" ".join(sentences[start : end + 1])) <= LONGEST:
        end += 1
    before, after = ("... " if start else ""), (" ..." if end < len(sentences) else "")
    shown = before + " ".join(sentences[start:end]) + after
    return tuple(re.split(f"[{_START}{_END}]", shown))
