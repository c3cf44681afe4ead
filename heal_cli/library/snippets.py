"""Snippets: the passage of a topic that answers, cut between sentences, its matches marked."""

import re
from typing import NamedTuple

from heal_cli.index.full_text import FullText
from heal_cli.library.matching import Wanted, lowered
from heal_cli.models import TopicEntry

LONGEST = 240
"""Letters of a passage that are shown if it has more sentences than fit."""

_ORDER = {"claim": 3, "summary": 2, "text": 1, "figure": 0}
"""Of passages that match alike, a judged claim says most, the rows of a figure least."""

FIGURE = 0.4
"""What the words count that stand in the rows of a figure."""

POINTER = 0.3
"""What the words count of a sentence that only points to another page."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_POINTER = re.compile(r"^(?:for|see|read|turn|more (?:on|about))\b.{0,80}$|; see [a-z -]+\.$")


class Passage(NamedTuple):
    """A passage of a topic: its section, its verdict if it is a claim, and its text.

    In `snippet`, parts at odd places matched the words that were asked.
    """

    section: str
    evidence: str
    snippet: tuple[str, ...]


def best_passage(
    library: FullText, wanted: Wanted, position: int, topic: TopicEntry
) -> Passage:
    """Return the passage of the topic at a position that has most of what is asked.

    Where no passage has any of it, the names or keywords that do are said instead.
    """
    best, most = None, (0.0, 0, 0.0)
    for text, section, kind, evidence in library.passages(position):
        low, heading = lowered(text), lowered(section)
        worth = wanted.worth(low, heading if kind == "text" else "")
        worth *= FIGURE if kind == "figure" else POINTER if _POINTER.search(low) else 1.0
        rank = (round(worth, 3), _ORDER[kind], -len(text))
        if worth and (best is None or rank > most):
            best, most = (text, section, evidence), rank
    if best is None:
        return _by_name(library, wanted, topic)
    text, section, evidence = best
    return Passage(section, evidence, _cut(wanted, text))


def _by_name(library: FullText, wanted: Wanted, topic: TopicEntry) -> Passage:
    """Return what a topic was found by where its text has nothing of what is asked."""
    called = library.called(topic.id)
    name = max(called, key=lambda each: wanted.worth(lowered(each)), default="")
    if not name or not wanted.worth(lowered(name)):
        return Passage("In short", "", (topic.summary,))
    found = "Found by its keyword: "
    return Passage("In short", "", (found, name, f". {topic.summary}"))


def _cut(wanted: Wanted, text: str) -> tuple[str, ...]:
    """Return the sentences with most of what is asked, the matches at odd places."""
    sentences = _SENTENCE.split(text)
    windows = [(start, _end(sentences, start)) for start in range(len(sentences))]
    start, end = max(windows, key=lambda window: _worth(wanted, sentences, *window))
    before, after = ("... " if start else ""), (" ..." if end < len(sentences) else "")
    shown = " ".join(sentences[start:end])
    parts, place = [], 0
    for first, last in wanted.spans(lowered(shown)):
        parts += [shown[place:first], shown[first:last]]
        place = last
    parts.append(shown[place:] + after)
    return (before + parts[0], *parts[1:])


def _end(sentences: list[str], start: int) -> int:
    """Return where the sentences end that fit a snippet which begins at one."""
    end, length = start + 1, len(sentences[start])
    while end < len(sentences) and length + 1 + len(sentences[end]) <= LONGEST:
        length += 1 + len(sentences[end])
        end += 1
    return end


def _worth(wanted: Wanted, sentences: list[str], start: int, end: int) -> tuple[float, ...]:
    """Return how well sentences answer: all of them, then the first, which is read first."""
    low = [lowered(each) for each in sentences[start:end]]
    told = [each for each in low if not _POINTER.search(each)]
    first = wanted.worth(low[0]) * (1.0 if low[0] in told else POINTER)
    return (round(wanted.worth(" ".join(told)), 3), round(first, 3), -start)
