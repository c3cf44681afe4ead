"""Emergencies that a reader's words may mean, by rules over words and in spite of slips."""

from collections.abc import Iterator, Sequence

from heal_cli.index.questions import Questions
from heal_cli.models import Emergency
from heal_cli.text import names, word_rules

_MOST_WORDS = 60
"""Words that are listened to; nobody says more in a query, and each costs time."""

_MOST_READINGS = 8
_CALL = "Call your local emergency number now."


def emergencies(library: Questions, text: str) -> tuple[Emergency, ...]:
    """Return the emergencies that words may mean, the bundled library's first.

    A sign that a topic names for an emergency warns as well, where no rule has spoken: a
    rule that heard the words and was quieted has spoken too.
    """
    readings = list(_readings(library, word_rules.tokens(text)[:_MOST_WORDS]))
    words = {word for said in readings for word in said}
    asked = words | ({"#"} if any(map(str.isdigit, words)) else set())
    heard: dict[Emergency, None] = {}
    signs: dict[str, Emergency] = {}
    was_quieted = False
    for emergency, topic, rules in library.urgent_about(asked):
        if not any(word_rules.matches(rule, said) for said in readings for rule in rules.rules):
            continue
        if any(map(rules.are_quieted_by, readings)):
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
    return tuple(sorted(heard, key=lambda emergency: emergency.library != ""))


def _readings(library: Questions, said: list[str]) -> Iterator[list[str]]:
    """Yield what was said as it was typed, and as it was meant if a word is a slip."""
    yield said
    doubtful = [word for word in said if len(word) >= names.SHORTEST_CORRECTED]
    unknown = library.not_words(doubtful)
    if not unknown:
        return
    known = library.urgent_words()
    meant = {word: _meant(word, known) for word in unknown}
    if any(meant.values()):
        yield [each for word in said for each in (meant.get(word) or [word])]


def _meant(word: str, known: Sequence[str]) -> list[str]:
    """Return the words of rules that an unknown word is a slip for, or joins."""
    for place in range(3, len(word) - 2):
        parts = [word_rules.stem(word[:place]), word_rules.stem(word[place:])]
        if all(part in known for part in parts):
            return parts
    near = [other for other in known if other.isalpha() and names.is_slip(word, other)]
    return near[:1]
