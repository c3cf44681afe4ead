"""Rows of the index: what each kind of entry leaves there."""

from collections.abc import Iterator

from heal_cli import marks, names
from heal_cli.loader import Shared
from heal_cli.models import Benefit, Topic

PassageRow = tuple[str, str, str, str]
"""Text, section, kind and verdict of a passage."""


def synonym_rows(shared: Shared) -> Iterator[tuple[str, str]]:
    """Yield (key, what means the same) for each word that has synonyms."""
    for group in shared.synonyms:
        every = (group.id, *group.same_as)
        for one in every:
            others = [" ".join(names.words(other)) for other in every if other != one]
            yield names.key(one), "\n".join(others)


def urgent_rows(shared: Shared) -> Iterator[tuple[str, str, str]]:
    """Yield (phrase, title, advice) for each phrase that may mean an emergency."""
    for urgent in shared.urgent:
        for phrase in urgent.phrases:
            yield " ".join(names.words(phrase)), urgent.title, urgent.advice


def claim_row(benefit: Benefit, therapy: str) -> tuple[str, ...]:
    """Return the columns of a claim, its therapy that of its topic by default."""
    return (
        benefit.claim,
        benefit.evidence.value,
        benefit.finding,
        " ".join(benefit.sources),
        benefit.condition,
        benefit.therapy or therapy,
        benefit.qualifier,
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
