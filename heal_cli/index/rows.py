"""Rows of the index: what each kind of entry leaves there, as plain values."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from heal_cli.models import Benefit, Shared, Topic
from heal_cli.text import marks, names

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


class TopicRows(NamedTuple):
    """What one topic leaves in the index: texts and numbers, which processes can send.

    Attributes:
        entry: Id, category, title, summary, day of review.
        names: (key, kind, name, rank) of every name and keyword.
        claims: Claim, evidence, finding, sources, condition, therapy, qualifier of each.
        citations: Ids of the sources, each once.
        passages: Every passage that a search may show.
        texts: What is searched as title, names, keywords, summary and headings.
    """

    entry: tuple[str, str, str, str, str]
    names: tuple[tuple[str, str, str, int], ...]
    claims: tuple[tuple[str, ...], ...]
    citations: tuple[str, ...]
    passages: tuple[PassageRow, ...]
    texts: tuple[str, str, str, str, str]


def topic_rows(topic: Topic) -> TopicRows:
    """Return the rows of a topic."""
    found = tuple(passages(topic))
    claims = tuple(_claim_row(claim.benefit) for claim in topic.claims())
    texts = (
        f"{topic.title} {topic.id}",
        "\n".join(topic.also_called),
        "\n".join(topic.keywords),
        marks.strip(topic.summary),
        "\n".join(section.heading for section in topic.explanation),
    )
    return TopicRows(
        (topic.id, topic.category, topic.title, topic.summary, topic.reviewed.isoformat()),
        tuple(_name_rows(topic)),
        claims,
        tuple(dict.fromkeys(cited_sources(topic))),
        found,
        texts,
    )


def fresh_words(topics: Iterable[TopicRows], seen: set[str]) -> list[str]:
    """Return the folded words of topics; `seen` are pieces of text that need no second look."""
    texts = chain.from_iterable(
        (*topic.texts, *(claim[0] for claim in topic.claims), *(p[0] for p in topic.passages))
        for topic in topics
    )
    fresh = set("\n".join(texts).split()) - seen
    seen |= fresh
    return names.words("\n".join(fresh))


def _name_rows(topic: Topic) -> Iterator[tuple[str, str, str, int]]:
    for rank, name in enumerate((topic.id, topic.title, *topic.also_called)):
        yield names.key(name), "topic", name, rank
    for rank, name in enumerate(topic.keywords):
        yield names.key(name), "keyword", name, rank


def _claim_row(benefit: Benefit) -> tuple[str, ...]:
    """Return the columns of a claim."""
    return (
        benefit.claim,
        benefit.evidence.value,
        benefit.finding,
        " ".join(benefit.sources),
        benefit.condition,
        benefit.therapy,
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
