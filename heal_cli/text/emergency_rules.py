"""How an emergency is heard: its rules over words, and the words that quiet them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from heal_cli.models import Topic, Urgency, Urgent
from heal_cli.text import marks, word_rules

_SIGN = re.compile(r"; ?|, or |, ")
_PART = re.compile(r"[;()]|, or |, ")
_CIRCUMSTANCE = re.compile(
    r"(?:or )?(?:after|before|during|even|from|in|on|when|which|while|whatever|with|without)\b",
    re.IGNORECASE,
)
"""How a part begins that says when a sign counts, and is none by itself."""
_WORDS_FOR_ANOTHER = 3
"""Words of a rule beside which one other may be said while it still stands alone."""
_TELLING_SIGN = 3
"""Words with which a sign says enough to be heard among others."""


class Rules(NamedTuple):
    """How an emergency is heard: its rules, and the words that quiet them.

    Rules share their groups and name them by number, the shortest first, for they are read
    and tried at each question.
    Words of `quiet` count only while nobody tells what happens, and not as circumstances.
    """

    groups: list[str]
    rules: list[list[int]]
    quiet: str = ""

    def hear(self, said: word_rules.Said) -> bool:
        """Say whether words may mean the emergency: a rule holds, and no word quiets it."""
        return self.hold(said) and not self.are_quieted_by(said)

    def hold(self, said: word_rules.Said) -> bool:
        """Say whether one of the rules holds."""
        found: dict[int, list[word_rules.Place]] = {}
        for rule in self.rules:
            for number in rule:
                if number not in found:
                    found[number] = word_rules.places(self.groups[number], said)
                if not found[number] and word_rules.ALONE not in self.groups[number]:
                    break
            else:
                if self._are_near([(self.groups[each], found[each]) for each in rule], said):
                    return True
        return False

    @staticmethod
    def _are_near(
        groups: list[tuple[str, list[word_rules.Place]]], said: word_rules.Said
    ) -> bool:
        """Say whether what was found of a rule stands together, or alone where it must."""
        there = sorted((places for _, places in groups if places), key=len)
        if len(there) == len(groups) and word_rules.stand_near(there):
            return True
        needed = [places for group, places in groups if word_rules.ALONE not in group]
        if len(needed) == len(groups):
            return False
        taken = word_rules.stand_near(sorted(needed, key=len))
        return taken > 0 and len(said.words) - taken <= taken // _WORDS_FOR_ANOTHER

    def are_quieted_by(self, said: word_rules.Said) -> bool:
        """Say whether there are words that take a warning away."""
        quieting = said.places.keys() & set(self.quiet.split("|"))
        return not said.is_told and any(
            not said.circumstances.issuperset(run.split()) for run in quieting
        )

    def words(self) -> set[str]:
        """Return the stems by which the rules are found."""
        used = {number for rule in self.rules for number in rule}
        return {word for number in used for word in word_rules.words_of(self.groups[number])}


def urgent_rules(urgent: Urgent, classes: Mapping[str, Sequence[str]]) -> Rules:
    """Return the rules of an emergency as they are asked; a rule that cannot be read is none.

    `heal check` names those; no slip in one rule may silence the others.
    """
    rules = []
    for text in urgent.rules:
        with suppress(KeyError):
            rules.append(word_rules.parse(text, classes))
    quiet: list[str] = []
    for text in urgent.quiet:
        with suppress(KeyError):
            quiet += word_rules.parse(text, classes)
    return _numbered(rules, "|".join(filter(None, quiet)))


def _numbered(rules: Iterable[word_rules.Rule], quiet: str = "") -> Rules:
    """Return rules with each of their groups written once."""
    numbers: dict[str, int] = {}
    numbered = [
        [numbers.setdefault(group, len(numbers)) for group in sorted(rule, key=len)]
        for rule in rules
        if all(rule)
    ]
    return Rules(list(numbers), numbered, quiet)


def warning_signs(topic: Topic) -> Iterator[tuple[str, Rules]]:
    """Yield (text, rules) for each emergency of a topic, which warns by all words of a sign.

    A sign of two words says too little among others, and warns where it stands alone; one
    of a word does if it is all there is. What stands behind a colon is what to do.
    """
    for entry in topic.get_help:
        if entry.when is Urgency.EMERGENCY:
            text = marks.strip(entry.text)
            whole = text.partition(":")[0]
            parts = map(str.strip, (*_SIGN.split(whole), *_PART.split(whole)))
            signs = (part for part in parts if not _CIRCUMSTANCE.match(part))
            rules = [_sign_words(sign) for sign in dict.fromkeys((whole, *signs))]
            told = dict.fromkeys(rule for rule in rules if len(rule) > 1 or rule == rules[0])
            yield text, _numbered(map(_sign_rule, filter(None, told)))


def _sign_words(sign: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(word_rules.stem, word_rules.telling_words(sign))))


def _sign_rule(words: tuple[str, ...]) -> list[str]:
    return [*words, word_rules.ALONE] if len(words) < _TELLING_SIGN else [*words]
