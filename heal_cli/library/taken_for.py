"""What a name means that is none to the letter: other endings, spellings, slips, words around.

All the words together come first, then the longest runs of them. Nothing is taken for its
opposite, and no word of the language for a slip.
"""

from collections.abc import Iterator, Sequence

from heal_cli.index.full_text import FullText
from heal_cli.index.questions import Questions
from heal_cli.library import vocabulary
from heal_cli.library.confidence import share_of_a_name
from heal_cli.library.lookup import Meant
from heal_cli.library.matching import Wanted, lowered
from heal_cli.library.query import Query, says_something, understand
from heal_cli.text import names

LEAST_OF_A_NAME = 0.55
"""The share of a name's letters that must be asked for it to be the one that is meant."""

_MOST_WORDS = 8
_MOST_LOOKED_AT = 5

# A single word is what a phrase is about where it ends it, or where such words follow.
_AFTER = frozenset(
    """
    aches attack attacks cure cures diet disease diseases disorder disorders during episode
    episodes exercises medicine medicines pain pains prevention problem problems relief
    remedies remedy symptom symptoms syndrome test tests treatment treatments trouble troubles
    while without
    """.split()  # noqa: SIM905 - one word a line would fill a page
)

_LOW, _HIGH = frozenset({"low", "lower", "less", "lack"}), frozenset({"high", "raised", "more"})

Named = tuple[str, str]
"""A name as it is written, and the id that it means."""


def named(library: Questions, kind: str, name: str) -> Meant | None:
    """Return what a name means to the letter or in another ending or spelling, or None."""
    words = names.words(name)[: _MOST_WORDS + 1]
    if not words or len(words) > _MOST_WORDS:
        return None
    for key in dict.fromkeys(("".join(words), *_endings(words))):
        found = library.named(kind, key)
        if found:
            return Meant(found[0], "")
    return None


def _endings(words: Sequence[str]) -> Iterator[str]:
    """Yield folded names with the last word in the plural, in the singular, as Americans do."""
    *before, last = words
    start = "".join(before)
    yield from (f"{start}{last}s", start + last.removesuffix("s"), start + names.alike(last))
    yield "".join(map(names.american, words))


def topic_taken_for(library: Questions, name: str) -> Meant | None:
    """Return the topic of which one name or keyword has all that a name says, or None.

    Of several, the one that a search puts first.
    """
    from heal_cli.library.search import search

    full_text = FullText(library.index)
    words = names.words(name)[:_MOST_WORDS]
    for phrase in _same_as(full_text, words):
        named = library.named("topic", "".join(phrase))
        if named:
            return Meant(named[0], " ".join(phrase))
    found = search(library, " ".join(words), _MOST_LOOKED_AT)
    if found.unknown:
        return None
    topics = [hit.topic.id for hit in found.hits]
    return (
        _best_named(full_text, found.query, topics)
        or _slip_of_a_topic(library, words)
        or (None if found.is_weak else _all_named(full_text, found.query, topics))
    )


def _best_named(full_text: FullText, query: Query, topics: Sequence[str]) -> Meant | None:
    """Return the topic of which one name has all that is asked, most of it, or None."""
    terms = [term for term in query.terms if " " not in term.text or len(term.variants) == 1]
    asked = Wanted(Query(tuple(terms), ()), [1.0] * len(terms)).asked
    best, most = None, LEAST_OF_A_NAME
    for topic in topics if asked else ():
        for called in full_text.called(topic):
            low = lowered(called)
            if not all(each.share(low) for each in asked):
                continue
            share = share_of_a_name(low, asked)
            if share > most and not _is_opposite(query.words, query.words, called):
                best, most = Meant(topic, called), share
    return best


def _all_named(full_text: FullText, query: Query, topics: Sequence[str]) -> Meant | None:
    """Return the first topic if its names together have all that is asked, else None."""
    asked = Wanted(query, [1.0] * len(query.terms)).asked
    if len(asked) <= 1:
        return None
    for topic in topics[:1]:
        called = full_text.called(topic)
        text = " / ".join(map(lowered, called))
        if all(each.share(text) for each in asked):
            return Meant(topic, called[1], is_one_name=False)
    return None


def _slip_of_a_topic(library: Questions, words: Sequence[str]) -> Meant | None:
    key = "".join(words)
    near = library.names_as_long("topic", len(key) - 2, len(key) + 2)
    return _slip({called: (called, identifier) for called, identifier in near.items()}, words)


def taken_for(library: Questions, kind: str, name: str) -> Meant | None:
    """Return what a name that is none to the letter clearly means, or None."""
    full_text = FullText(library.index)
    words = names.words(name)[:_MOST_WORDS]
    meant = list(understand(full_text, " ".join(words)).words)[:_MOST_WORDS]
    called = _by_shared_key(library.called(kind))
    for said in (words, meant):
        for run in _runs(said):
            for phrase in (run, *_same_as(full_text, run)):
                found = called.get(_shared_key(phrase))
                if found and not _is_opposite(said, run, found[0]):
                    return Meant(found[1], found[0])
    return _part_of(called, meant) or _slip(called, words)


def _by_shared_key(called: Sequence[Named]) -> dict[str, Named]:
    """Return names by what their endings and spellings share; of two the first counts."""
    found: dict[str, Named] = {}
    for name, identifier in called:
        found.setdefault(_shared_key(names.words(name)), (name, identifier))
    return found


def _shared_key(words: Sequence[str]) -> str:
    return "".join(map(names.alike, words))


def _runs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the runs of words that a phrase may be about, the longest first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            run = words[start : start + length]
            after = words[start + length : start + length + 1]
            is_told = not after or after[0] in _AFTER or not says_something(after[0])
            if length > 1 or len(words) == 1 or (is_told and says_something(run[0])):
                yield run


def _same_as(full_text: FullText, run: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what means the same as a run of words, as a whole or in one of its words."""
    for other in full_text.synonyms("".join(run)):
        yield other.split()
    if len(run) > 1:
        for place, word in enumerate(run):
            for other in full_text.synonyms(word):
                yield [*run[:place], *other.split(), *run[place + 1 :]]


def _is_opposite(said: Sequence[str], run: Sequence[str], name: str) -> bool:
    """Say whether the words around a run, or those of the name, turn it into its opposite."""
    own = set(names.words(name))
    around = set(said) - set(run)
    turned = bool(around & _LOW) and not own & _LOW and _is_measured(own)
    return turned or any(names.are_opposites(one, other) for one in said for other in own)


def _is_measured(words: set[str]) -> bool:
    """Say whether words name something of which there can be too much or too little."""
    return bool(words & (_HIGH | {"pressure", "sugar", "hypertension"}))


def _part_of(called: dict[str, Named], words: Sequence[str]) -> Meant | None:
    """Return what the one name means that has several words, whatever else it has."""
    told = [names.alike(word) for word in words if says_something(word)]
    if len(told) <= 1:
        return None
    found = [
        Meant(identifier, name)
        for name, identifier in called.values()
        if set(told) <= set(map(names.alike, names.words(name)))
    ]
    return found[0] if len({meant.id for meant in found}) == 1 else None


def _is_right(word: str) -> bool:
    """Say whether a word is no slip: one of the language, or too short to tell."""
    return len(word) < names.SHORTEST_CORRECTED or vocabulary.is_word(word)


def _slip(called: dict[str, Named], words: Sequence[str]) -> Meant | None:
    """Return what the one name means that words are a slip of the fingers for."""
    typed = _shared_key(words)
    if len(typed) <= names.SHORTEST_CORRECTED or all(map(_is_right, words)):
        return None
    found = [
        Meant(identifier, name)
        for key, (name, identifier) in called.items()
        if key and names.is_slip(typed, key) and not names.are_opposites(typed, key)
    ]
    return found[0] if len({meant.id for meant in found}) == 1 else None
