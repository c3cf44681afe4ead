"""Words of a query found in a text, in any of their endings: what stands where."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from heal_cli.library.query import Query
from heal_cli.text import word_rules

SYNONYM = 0.6
"""What a synonym counts in a passage, beside the word that was typed."""

IN_HEADING = 0.8
"""What a word counts that only the heading of a passage has."""

PHRASE = 0.5
"""What two words count that stand side by side as they were typed, beside each alone."""

_LONG = 8
_LEAST_START = 6
_SHORT = 3
_ENDINGS = (
    "(?:e|s|es|ed|d|ing|ings|y|er|ers|al|n|ness|less|ly|ation|ations|ative|ic|ical|ity|ies|"
    "ous|ant|ent|ance|ence|able|ible|ment|ments|free)?"
)


_ACCENTED = re.compile(r"[\u00c0-\u1fff]")


class Form(NamedTuple):
    """One form of a term: letters that a text must have, and the pattern of the form."""

    letters: str
    pattern: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Say whether the form stands in a lowered text."""
        return self.letters in text and self.pattern.search(text) is not None

    def all_in(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every place of the form in a lowered text."""
        return self.pattern.finditer(text) if self.letters in text else iter(())


class Asked(NamedTuple):
    """A term that is looked for: its forms with what each counts, and the term's weight."""

    forms: tuple[tuple[Form, float], ...]
    weight: float

    def share(self, text: str) -> float:
        """Return what the best form that stands in a lowered text counts, or 0."""
        return next((share for form, share in self.forms if form.is_in(text)), 0.0)


def lowered(text: str) -> str:
    """Return a text in small letters without accents, each letter in its place."""
    if text.isascii():
        return text.lower()
    return _ACCENTED.sub(_plain, text).lower()


def _plain(match: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFKD", match.group())[0]
    return letter if len(letter.lower()) == 1 else " "


def form(words: str) -> Form:
    """Return how words that stand side by side, in any ending, are found in a text."""
    each = words.split()
    patterns = [_pattern(word) for word in each]
    longest = max((_start(word).rstrip("i") for word in each), key=len)
    return Form(longest, re.compile(r"\b" + r"[\W_]+".join(patterns) + r"\b"))


def _start(word: str) -> str:
    """Return the letters that every ending of a word begins with."""
    if len(word) <= _SHORT or not word.isalpha():
        return word
    stem = word_rules.stem(word)
    if len(stem) < _LONG:
        return stem
    return stem[: max(_LEAST_START, -(-3 * len(stem) // 5))]


def _pattern(word: str) -> str:
    start = _start(word)
    if start == word and (len(word) <= _SHORT or not word.isalpha()):
        return f"{re.escape(word)}s?"
    if len(word_rules.stem(word)) >= _LONG:
        return rf"{re.escape(start)}\w*"
    doubled = f"{start[-1]}?" if start[-1] in "bdgklmnprt" else ""
    begins = f"{re.escape(start[:-1])}[iy]" if start.endswith("i") else re.escape(start)
    return f"{begins}{doubled}{_ENDINGS}"


class Wanted:
    """What a query asks for, ready to be found in any number of texts."""

    def __init__(self, query: Query, weights: Sequence[float]) -> None:
        self.query = query
        self.asked = [
            Asked(tuple(self._forms(term.variants, term.typed)), weight)
            for term, weight in zip(query.terms, weights, strict=True)
        ]

    @staticmethod
    def _forms(variants: Sequence[tuple[str, float]], typed: str) -> list[tuple[Form, float]]:
        # A name of signs alone, such as an emoji, has no words to be found by.
        said = [(words, share) for words, share in variants if words.strip()]
        shares = [(form(words), 1.0 if share >= 1 else SYNONYM) for words, share in said]
        return [*shares, (form(typed), 1.0)] if typed.strip() else shares

    @cached_property
    def _pairs(self) -> list[tuple[Form, float]]:
        weights = {
            word: weight
            for term, (_, weight) in zip(self.query.terms, self.asked, strict=True)
            for word in term.text.split()
        }
        words = self.query.words
        return [
            (form(f"{first} {second}"), PHRASE * min(weights[first], weights[second]))
            for first, second in pairwise(words)
            if first in weights and second in weights
        ]

    def worth(self, text: str, heading: str = "") -> float:
        """Return how much of what is asked a lowered text has, with its lowered heading.

        Each term counts once, however many of its forms are there, and by its weight.
        """
        worth = 0.0
        for asked in self.asked:
            share = asked.share(text)
            if not share and heading:
                share = IN_HEADING * asked.share(heading)
            worth += asked.weight * share
        return worth + sum(weight for pair, weight in self._pairs if pair.is_in(text))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in a lowered text what is asked stands, without overlaps."""
        found = sorted(
            match.span()
            for asked in self.asked
            for each, _ in asked.forms
            for match in each.all_in(text)
        )
        spans: list[tuple[int, int]] = []
        for start, end in found:
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans
