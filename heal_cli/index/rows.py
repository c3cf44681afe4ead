"""Rows of the index: what each kind of entry leaves there beside its record."""

from collections.abc import Iterator

from heal_cli.models import Shared, Topic
from heal_cli.text import marks, names

PassageRow = tuple[str, str, str, str]
"""Text, section, kind and verdict of a passage."""


def synonym_rows(shared: Shared) -> Iterator[tuple[str, str]]:
    """Yield (key, what means the same) for each word that has synonyms."""
    for group in shared.synonyms:
        words = (group.id, *group.same_as)
        for word in (*words, *group.examples):
            same = words if word in group.examples else (*words, *group.examples)
            others = [" ".join(names.words(other)) for other in same if other != word]
            yield names.key(word), "\n".join(others)


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
