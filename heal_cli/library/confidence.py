"""How surely the best topic is about what was asked, whatever the size of the library.

It rests on shares, never on sums: how much of what was asked the topic has, weighed by how
rare each word is and where it stands; how much of one of its names was asked; and how much
of the question neither the topic nor the library has. The weights are those of a logistic
regression over judged queries and queries on absent subjects, rounded.
"""

import math
from collections.abc import Sequence

from heal_cli.index.full_text import FullText
from heal_cli.library import vocabulary
from heal_cli.library.matching import Asked, Wanted, lowered
from heal_cli.library.query import Query, Term, says_something
from heal_cli.text import names

LEAST_GOOD = 0.46
"""An answer that is less certain is a weak one, and says so."""

LEAST_SHOWN = 0.0003
"""An answer that is less certain is none."""

MOST_WEAK = 3
"""Hits of a weak answer that are shown: the nearest mentions."""

_NAME, _MISSING, _SHARE, _START = 4.0, 10.7, 0.5, -0.55
_LEAST_SHARE = 0.01

_NAME_ELSEWHERE = 0.6
"""What it counts that the whole question names a condition or a term of the glossary."""

# What a word counts that the library, or only the topic, does not have. A word of medicine,
# or none of the language (a medicine's name), tells more of what is asked than others do.
_UNKNOWN, _UNKNOWN_COMMON, _LACKED = 1.0, 0.6, 0.6


def unknown_words(words: FullText, query: Query) -> tuple[str, ...]:
    """Return the words of a query that say something and that the library does not have."""
    return tuple(
        term.text
        for term in query.terms
        if not _is_run(term) and not term.text.isdigit() and _is_unknown(words, term)
    )


def certainty(words: FullText, wanted: Wanted, position: int, points: float) -> float:
    """Return how surely the topic at a position, with its points, answers: from 0 to 1."""
    terms = [term for term in wanted.query.terms if not _is_run(term)]
    if not terms:
        return 0.0
    whole = sum(asked.weight for asked in wanted.asked)
    share = max(points / whole, _LEAST_SHARE) / _full(words.topics())
    missing = sum(_missing(words, term, position) for term in terms) / len(terms)
    called = words.called(words.id_at(position))
    named = max((share_of_a_name(lowered(name), wanted.asked) for name in called), default=0.0)
    if words.is_called(" ".join(wanted.query.words), ("term", "condition")):
        named = max(named, _NAME_ELSEWHERE)
    odds = _START + _NAME * named**2 - _MISSING * missing + _SHARE * math.log(share)
    return 1 / (1 + math.exp(-odds))


def _full(topics: int) -> float:
    """Return the weight of a word that is as rare as can be."""
    return math.log(2 * topics + 2)


def _is_run(term: Term) -> bool:
    """Say whether a term is a run of words that stands beside them for its synonyms."""
    return " " in term.text and len(term.variants) > 1


def _is_unknown(words: FullText, term: Term) -> bool:
    return not any(words.is_known(text) for text, _ in term.variants)


def _missing(words: FullText, term: Term, position: int) -> float:
    """Return how much it tells that a topic does not have a term; nothing if it has."""
    variants = [text for text, _ in term.variants]
    is_common = vocabulary.is_word(term.text) and not vocabulary.is_medical(term.text)
    if _is_unknown(words, term):
        return _UNKNOWN_COMMON if is_common else _UNKNOWN
    return 0.0 if is_common or words.stands_in(position, variants) else _LACKED


def share_of_a_name(name: str, asked: Sequence[Asked]) -> float:
    """Return the share of the letters of a lowered name's words that were asked."""
    if not any(each.share(name) for each in asked):
        return 0.0
    told = [word for word in names.words(name) if says_something(word)] or names.words(name)
    length = sum(map(len, told))
    spans = [match.span() for each in asked for f, _ in each.forms for match in f.all_in(name)]
    letters = {place for start, end in spans for place in range(start, end)}
    covered = sum(name[place].isalnum() for place in letters)
    return min(1.0, covered / length) if length else 0.0
