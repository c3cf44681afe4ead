"""What a reader's words ask for: terms, synonyms, and what typing errors stand for."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from heal_cli.index.full_text import FullText
from heal_cli.library import vocabulary
from heal_cli.text import names

VERY_LIKE = 0.9
"""How like a word must be that is taken beside the typed one, not in its place."""

SYNONYM_WEIGHT = 0.6
"""What a synonym counts beside the word that was typed."""

_MOST_CANDIDATES = 30
_LONGEST_PHRASE = 4
_LONGEST_QUERY = 40
"""Words of a query that are looked at; nobody asks more, and each costs time."""

_LONGEST_WORD = 40
"""Letters of a word that may be a slip, or two words joined: no longer one is a word."""

_NUMBERED = re.compile(r"([a-z]{2,})(\d+)")

# Words of a question that say nothing about what is asked.
_EMPTY = frozenset(
    """
    a about after all also am an and any are arent as at be been before being but by can cannot
    cant could did didnt do does doesnt doing dont find finding for from get gets getting give
    good had has hasnt have havent having he help helps her him his how i if im in info
    information into is isnt it its ive just keep keeps know let like look looking lot lots
    make makes may me might more much must my myself need no not of off on or our out over own
    please say search searching shall she should shouldnt so some still such take tell than
    that thats the their them then there these they thing things this those through to too up
    us use very want was wasnt way we were what whats when where which while who whom why will
    with wont would you your
    """.split()  # noqa: SIM905 - one word a line would fill a page
)


def says_something(word: str) -> bool:
    """Say whether a folded word of a question tells what is asked."""
    return word not in _EMPTY


class Term(NamedTuple):
    """One thing that is asked for, in every form that counts as it.

    Each variant is (words as they stand in text, what it counts); the first is the
    word itself. `typed` is what the reader wrote where it was taken for an error.
    """

    variants: tuple[tuple[str, float], ...]
    typed: str = ""

    @property
    def text(self) -> str:
        """The words that are looked for, without their other forms."""
        return self.variants[0][0]


class Query(NamedTuple):
    """A reader's words, understood."""

    terms: tuple[Term, ...]
    words: tuple[str, ...]

    @property
    def corrected(self) -> tuple[tuple[str, str], ...]:
        """The pairs (typed, taken for) of every typing error."""
        return tuple((term.typed, term.text) for term in self.terms if term.typed)

    def phrases(self) -> Iterator[str]:
        """Yield every run of the words, the longest first."""
        for length in range(min(len(self.words), _LONGEST_PHRASE), 0, -1):
            for start in range(len(self.words) - length + 1):
                yield " ".join(self.words[start : start + length])


def understand(library: FullText, text: str) -> Query:
    """Return what `text` asks for. Words in double quotes are a phrase, kept as typed.

    Nothing in `text` is an operator of the database.
    """
    quoted = [names.words(part) for part in re.findall(r'"([^"]*)"', text)]
    rest = re.sub(r'"[^"]*"', " ", text)
    loose = names.words(rest)[:_LONGEST_QUERY]
    joined = [run for run in _joined(rest) if library.is_known(" ".join(run))]
    whole = [phrase for phrase in (*quoted, *joined) if phrase]
    apart = [word for word in loose if not any(word in run for run in joined)]
    meant = [word for word in apart if word not in _EMPTY]
    if not meant and not whole:
        # Words that say nothing are asked for only where they are a name: ME.
        meant = [word for word in loose if library.owners(word, ("topic", "keyword"))]
    terms = [Term(((" ".join(phrase), 1.0),)) for phrase in whole]
    terms += [_term(library, word) for word in dict.fromkeys(meant)]
    terms += _phrase_terms(library, loose)
    taken = {term.typed: term.text for term in terms if term.typed}
    words = [word for phrase in quoted for word in phrase]
    words += [taken.get(word, word) for word in loose]
    return Query(tuple(dict.fromkeys(terms)), tuple(words))


def _joined(text: str) -> list[list[str]]:
    """Return the words of each compound that is written with hyphens: interleukin-6."""
    runs = [names.words(part) for part in text.split() if "-" in part.strip("-")]
    return [run for run in runs if 1 < len(run) <= _LONGEST_PHRASE]


def _term(library: FullText, word: str) -> Term:
    """Return the term of a word, or of the word it is taken for a slip of."""
    term = _with_synonyms(library, word)
    if len(term.variants) > 1 or library.is_written(word) or len(word) > _LONGEST_WORD:
        return term
    spelled = other_spellings(library, word)
    if spelled:
        return Term((*term.variants, *((other, 1.0) for other in spelled)))
    if library.is_known(word):
        # Only another word of its stem is there: inflamation has the stem of inflamed.
        near = [o for o in nearest_words(library, word) if _likeness(word, o) >= VERY_LIKE]
        return Term((*term.variants, *((other, 1.0) for other in near)))
    parts = _parts(library, word)
    if vocabulary.is_word(word) or not word.isalpha():
        return Term((*term.variants, (parts, 1.0))) if parts else term
    if parts:
        return Term(((parts, 1.0),), word)
    nearest = nearest_words(library, word)
    return _with_synonyms(library, nearest[0])._replace(typed=word) if nearest else term


def other_spellings(library: FullText, word: str) -> list[str]:
    """Return the words of the library that differ only as British and American do."""
    if len(word) < names.SHORTEST_CORRECTED:
        return []
    asked = names.alike(word)
    near = library.words_like(word, _MOST_CANDIDATES)
    return [other for other in near if other != word and names.alike(other) == asked]


def _with_synonyms(library: FullText, word: str) -> Term:
    same = dict.fromkeys(library.synonyms(word), SYNONYM_WEIGHT)
    return Term(tuple(({word: 1.0} | same | {word: 1.0}).items()))


def _parts(library: FullText, word: str) -> str:
    """Return the two words side by side that a word joins, or "": earlobes, ear lobes."""
    number = _NUMBERED.fullmatch(word)
    if number:
        return " ".join(number.groups()) if library.is_known(" ".join(number.groups())) else ""
    for place in range(3, len(word) - 2):
        parts = f"{word[:place]} {word[place:]}"
        if library.is_known(parts):
            return parts
    return ""


def _phrase_terms(library: FullText, words: Sequence[str]) -> Iterator[Term]:
    """Yield a term for each run of words that has synonyms as a whole."""
    for length in range(2, _LONGEST_PHRASE + 1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            others = library.synonyms("".join(run))
            if others:
                phrase = " ".join(run)
                variants = {phrase: 1.0} | dict.fromkeys(others, SYNONYM_WEIGHT)
                yield Term(tuple(variants.items()))


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()


def nearest_words(library: FullText, word: str, least: float = 0.0) -> list[str]:
    """Return the words that `word` may be a slip for, nearest first.

    With `least`, those that are at least so like it, from 0 to 1, as difflib measures.
    """
    if not names.SHORTEST_CORRECTED <= len(word) <= _LONGEST_WORD or word.isdigit():
        return []
    likeness = {}
    for other in library.words_like(word, _MOST_CANDIDATES):
        if not (least or names.is_slip(word, other)) or _likeness(word, other) < least:
            continue
        if names.are_opposites(word, other):
            continue
        topics = library.topics_about(other)  # Nobody means an author by a slip.
        # Of two that are as like, the commoner; a first letter is seldom wrong.
        if topics:
            likeness[other] = (_likeness(word, other) + 0.05 * (other[0] == word[0]), topics)
    return sorted(likeness, key=likeness.__getitem__, reverse=True)
