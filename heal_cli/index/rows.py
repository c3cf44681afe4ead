"""Rows of the index: what each kind of entry leaves there beside its record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from heal_cli.models import Shared, Topic, Urgency, Urgent
from heal_cli.text import marks, names, word_rules

_SIGN = re.compile(r"[;:]|, or |, ")
_MOST_SIGN_WORDS = 8


class Rules(NamedTuple):
    """How an emergency is heard: its rules, and the words that quiet them."""

    rules: list[word_rules.Rule]
    quiet: list[list[str]]

    def hear(self, said: Sequence[str]) -> bool:
        """Say whether tokens may mean the emergency: a rule holds, and no word quiets it."""
        is_heard = any(word_rules.matches(rule, said) for rule in self.rules)
        return is_heard and not self.are_quieted_by(said)

    def are_quieted_by(self, said: Sequence[str]) -> bool:
        """Say whether tokens have words that take a warning away."""
        return any(word_rules.matches([[words]], said) for words in self.quiet)

    def words(self) -> set[str]:
        """Return the stems that the rules are made of."""
        return {word for rule in self.rules for word in word_rules.words_of(rule)}


PassageRow = tuple[str, str, str, str]
"""Text, section, kind and verdict of a passage."""


def synonym_rows(shared: Shared) -> Iterator[tuple[str, str]]:
    """Yield (key, what means the same) for each word that has synonyms."""
    for group in shared.synonyms:
        words = (group.id, *group.same_as)
        for word in words:
            others = [" ".join(names.words(other)) for other in words if other != word]
            yield names.key(word), "\n".join(others)


def urgent_rules(urgent: Urgent, classes: Mapping[str, Sequence[str]]) -> Rules:
    """Return the rules of an emergency as they are asked; a rule that cannot be read is none.

    `heal check` names those; no slip in one rule may silence the others.
    """
    rules = []
    for text in urgent.rules:
        with suppress(KeyError):
            rules.append(word_rules.parse(text, classes))
    quiet = [word_rules.tokens(text) for text in urgent.quiet]
    return Rules(rules, [words for words in quiet if words])


def warning_signs(topic: Topic) -> Iterator[tuple[str, Rules]]:
    """Yield (sign, rules) for each emergency sign of a topic, which warns by all its words."""
    for entry in topic.get_help:
        if entry.when is Urgency.EMERGENCY:
            text = marks.strip(entry.text)
            for sign in filter(None, map(str.strip, _SIGN.split(text))):
                words = list(dict.fromkeys(word_rules.tokens(sign)))
                if words and len(words) <= _MOST_SIGN_WORDS:
                    yield text, Rules([[[[word]] for word in words]], [])


def name_rows(topic: Topic) -> Iterator[tuple[str, str, str, int]]:
    """Yield (key, kind, name, rank) of every name and keyword of a topic."""
    for rank, name in enumerate((topic.id, topic.title, *topic.also_called)):
        yield names.key(name), "topic", name, rank
    for rank, name in enumerate(topic.keywords):
        yield names.key(name), "keyword", name, rank


def searched_names(topic: Topic) -> tuple[str, str, str, str, str]:
    """Return what is searched as title, names, keywords, summary and headings."""
    return (
        f"{topic.title} {topic.id}",
        "\n".join(topic.also_called),
        "\n".join(topic.keywords),
        marks.strip(topic.summary),
        "\n".join(section.heading for section in topic.explanation),
    )


def passages(topic: Topic) -> Iterator[PassageRow]:
    """Yield (text, section, kind, evidence) for every passage a search may show."""
    yield marks.strip(topic.summary), "In short", "summary", ""
    for section in topic.explanation:
        for paragraph in marks.paragraphs(section.text):
            yield marks.strip(paragraph), section.heading, "text", ""
        if section.figure:
            cells = "; ".join(": ".join(filter(None, row)) for row in section.figure.rows)
            yield f"{section.figure.title}. {cells}", section.heading, "figure", ""
    for benefit in topic.benefits:
        text = f"{marks.strip(benefit.claim)}: {marks.strip(benefit.finding)}"
        yield text, "claim", "claim", benefit.evidence.value
    for caution in topic.cautions:
        yield marks.strip(caution), "Take care", "text", ""
    for entry in topic.get_help:
        yield marks.strip(entry.text), "When to get help", "text", ""


def cited_sources(topic: Topic) -> Iterator[str]:
    """Yield the id of every source a topic cites, in the order of its page; ids may repeat."""
    for section in topic.explanation:
        yield from marks.targets(section.text, "citation")
        if section.figure:
            yield from section.figure.sources
    for benefit in topic.benefits:
        yield from benefit.sources
    for text in (*topic.cautions, *(entry.text for entry in topic.get_help)):
        yield from marks.targets(text, "citation")
    for text in (topic.summary, topic.origin):
        yield from marks.targets(text, "citation")
