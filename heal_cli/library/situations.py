"""Cautions and warning signs that name a reader's situation: kidney disease, warfarin."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from heal_cli.index.full_text import FullText
from heal_cli.library.library import Library
from heal_cli.library.query import understand
from heal_cli.models import Help, Topic
from heal_cli.text import marks, names, word_rules

_SHORTEST_BEGINNING = 5
_PARTS = re.compile(r"[,;/]|\band\b|\bor\b")


class Named(NamedTuple):
    """What of a topic names a situation: its cautions, and its signs with their urgency."""

    topic: Topic
    library: str
    cautions: tuple[str, ...]
    get_help: tuple[Help, ...]


def situations(text: str) -> list[str]:
    """Return the situations that a reader's words name: commas and "and" part them."""
    parts = map(str.strip, _PARTS.split(text))
    return [part for part in dict.fromkeys(parts) if _stems(part)]


def without_slips(library: Library, situation: str) -> str:
    """Return a situation as it was meant, in the spelling that the library has."""
    query = understand(FullText(library.index), situation)
    return " ".join(query.words) if query.corrected else situation


def phrases(library: Library, situation: str) -> list[str]:
    """Return a situation and what means the same: synonyms, and names of the condition."""
    words = FullText(library.index)
    key = names.key(situation)
    same = [situation, *words.synonyms(key)]
    for condition in library.named("condition", key):
        same += library.names_of("condition", condition)
    return list(dict.fromkeys(same))


def naming(library: Library, asked: Sequence[Sequence[str]]) -> Iterator[Named]:
    """Yield what names one of some situations, topic by topic; each has several phrases."""
    typed = [_stems(same[0]) for same in asked]
    meant = [names.words(other) for same in asked for other in same[1:]]
    firsts = {_beginning(words[0]) for words in typed} | {words[0] for words in meant if words}
    for topic, origin in library.topics_warning_of(sorted(firsts)):
        cautions = tuple(each for each in topic.cautions if _names_one(each, typed, meant))
        signs = tuple(each for each in topic.get_help if _names_one(each.text, typed, meant))
        if cautions or signs:
            yield Named(topic, origin, cautions, signs)


def _names_one(text: str, typed: Sequence[list[str]], meant: Sequence[list[str]]) -> bool:
    """Say whether a text has all words of a situation, or a synonym, be it in the plural."""
    plain = marks.strip(text)
    said = {_beginning(word) for word in _stems(plain)}
    words = set(map(_singular, names.words(plain)))
    return any(said.issuperset(map(_beginning, each)) for each in typed) or any(
        each and words.issuperset(map(_singular, each)) for each in meant
    )


def _stems(text: str) -> list[str]:
    words = (word for word in names.words(text) if word not in word_rules.FILLERS)
    return [word_rules.stem(word) for word in words]


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _beginning(word: str) -> str:
    """Return the letters that count: pregnant and pregnancy name one situation."""
    return word[: max(_SHORTEST_BEGINNING, len(word) - 3)][:6]
