"""Snippets: the passage of a topic that answers, cut between sentences, its matches marked."""

import re
from typing import NamedTuple

from heal_cli.index.full_text import END, START, FullText
from heal_cli.library.query import Query
from heal_cli.text import names

LONGEST = 240
"""Letters of a passage that are shown if it has more sentences than fit."""

_ORDER = {"claim": 3, "summary": 2, "text": 1, "figure": 0}
"""Of passages that match alike, a judged claim says most, the rows of a figure least."""

_MATCH = re.compile(f"{START}([^{END}]*){END}")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


class Passage(NamedTuple):
    """A passage of a topic: its section, its verdict if it is a claim, and its text.

    In `snippet`, parts at odd places matched the words that were asked.
    """

    section: str
    evidence: str
    snippet: tuple[str, ...]


def best_passage(
    library: FullText, query: Query, telling: str, position: int
) -> Passage | None:
    """Return the passage of the topic at a position that answers best, or None.

    It has the term that tells most of the topic, and most of the others.
    """
    asked = dict.fromkeys(text for term in query.terms for text, _ in term.variants)
    key = [text for term in query.terms if term.text == telling for text, _ in term.variants]
    passages = library.passages(position, asked, key) or library.passages(position, asked)
    if not passages:
        return None
    best = max(passages, key=lambda row: (*_worth(row[0]), _ORDER[row[2]]))
    text, section, _, evidence = best
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
    return tuple(re.split(f"[{START}{END}]", shown))
