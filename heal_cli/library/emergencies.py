"""Emergencies that a reader's words may mean, by rules over words and in spite of slips."""

from collections.abc import Iterator, Mapping, Sequence, Set

from heal_cli.index.questions import Questions
from heal_cli.library import vocabulary
from heal_cli.models import Emergency
from heal_cli.text import names, word_rules

_MOST_WORDS = 60
"""Words that are listened to; nobody says more in a query, and each costs time."""

_MOST_MEANT = 2
"""Words that one slip may have been meant for."""

_SHORT = 5
"""Letters up to which a word has many neighbours: a wrong letter makes it another word."""

_LONG = 8
"""Letters above which two slips leave a word what it is; at so many, if both are swaps."""

_TWO = 2

_VOWELS = frozenset("aeiouy")

_CALL = "Call your local emergency number now."


def emergencies(library: Questions, text: str) -> tuple[Emergency, ...]:
    """Return the emergencies that words may mean.

    A sign that a topic names for an emergency warns as well, where no rule has spoken: a
    rule that heard the words and was quieted has spoken too.
    """
    said = _said(library, text)
    words = {stem for run in said.places for stem in run.split()}
    asked = words | ({"#"} if any(map(str.isdigit, words)) else set())
    heard: dict[Emergency, None] = {}
    signs: dict[str, Emergency] = {}
    was_quieted = False
    for emergency, topic, rules in library.urgent_about(asked):
        if not rules.hold(said):
            continue
        if rules.are_quieted_by(said):
            was_quieted = True
        elif topic:
            advice = (
                f"{emergency.advice[:1].upper()}{emergency.advice[1:].rstrip('.')}. {_CALL}"
            )
            signs.setdefault(emergency.library, emergency._replace(advice=advice))
        else:
            heard[emergency] = None
    if not was_quieted:
        spoken = {emergency.library for emergency in heard}
        heard |= {e: None for library_, e in signs.items() if library_ not in spoken}
    return tuple(heard)


def _said(library: Questions, text: str) -> word_rules.Said:
    """Return what was said, as it was typed and, where a word is a slip, as it was meant."""
    typed = word_rules.telling_words(text)[:_MOST_WORDS]
    readings: dict[str, list[tuple[str, ...]]] = {
        word: [(word_rules.stem(word),)] for word in typed
    }
    doubtful = [word for word in readings if len(word) >= names.SHORTEST_CORRECTED]
    unknown = set(library.not_words([*doubtful, *(readings[word][0][0] for word in doubtful)]))
    doubtful = [word for word in doubtful if readings[word][0][0] in unknown]
    known = frozenset(library.urgent_words() if doubtful else ())
    beginnings: dict[str, list[str]] = {}
    for other in known:
        for letter in set(other[:2]):
            beginnings.setdefault(letter, []).append(other)
    for word in doubtful:
        stem = readings[word][0][0]
        if word in unknown:
            readings[word] = list(_meant(word, stem, known, beginnings)) or [(stem,)]
        elif word in known:  # what looks like an ending is none: overdos
            readings[word] = [(stem, word)]
    return word_rules.said(text, [reading for word in typed for reading in readings[word]])


def _meant(
    typed: str, word: str, known: Set[str], beginnings: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield the words that an unknown word joins, or the ones that it may be a slip for.

    A word of the language may be one slip from what was meant (sever, severe), never two.
    """
    for place in range(3, len(word) - 2):
        one, other = word_rules.stem(word[:place]), word_rules.stem(word[place:])
        if one in known and other in known:
            yield (one,)
            yield (other,)
            return
    near = [other for other in beginnings.get(word[0], ()) if _is_slip(word, other)]
    slips = {other: names.distance(word, other) for other in near}
    if _TWO in slips.values() and vocabulary.is_word(typed):
        near = [other for other in near if slips[other] < _TWO]
    if near:
        near.sort(key=lambda other: (slips[other], other))
        yield tuple(near[:_MOST_MEANT])


def _is_slip(typed: str, meant: str) -> bool:
    """Say whether one stem may be a slip for another; cheap for those that are far from it."""
    if abs(len(typed) - len(meant)) > _TWO or not meant.isalpha():
        return False
    if len(set(typed) ^ set(meant)) > _TWO * (1 + (len(typed) > _LONG)):
        return False  # each slip changes two letters
    slips = names.distance(typed, meant)
    if len(typed) < _SHORT:
        is_swapped = len(typed) == len(meant) and sorted(typed) == sorted(meant)
        return slips == 1 and (is_swapped or len(meant) > len(typed))
    if len(typed) == _SHORT:
        changed = set(typed) ^ set(meant)
        return slips == 1 and (len(typed) != len(meant) or changed <= _VOWELS)
    if slips == _TWO:
        return len(typed) > _LONG or (len(typed) == _LONG and len(set(typed) ^ set(meant)) <= 1)
    return slips == 1 and len(meant) >= names.SHORTEST_CORRECTED
