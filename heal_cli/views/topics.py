"""The list of topics."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from heal_cli.models import TopicEntry
from heal_cli.text import marks
from heal_cli.views.document import (
    Block,
    Document,
    Heading,
    Pairs,
    Paragraph,
    Span,
    Spans,
    plain,
)


def topics_page(topics: Sequence[TopicEntry], titles: Mapping[str, str]) -> Document:
    """Return the topics under their categories, `titles` naming each category."""
    return Document("Topics", _blocks(topics, titles))


def _said(topic: TopicEntry) -> Spans:
    summary = plain(marks.strip(topic.summary))
    return (*summary, Span(f" (from {topic.library})", "aside")) if topic.library else summary


def _blocks(topics: Sequence[TopicEntry], titles: Mapping[str, str]) -> Iterator[Block]:
    for category, members in groupby(topics, key=lambda topic: topic.category):
        yield Heading(titles.get(category, category))
        yield Pairs([(plain(topic.id, "command"), _said(topic)) for topic in members])
    number = f"{len(topics)} topics." if len(topics) != 1 else "1 topic."
    command = f"heal show {topics[0].id if topics else 'magnesium'}"
    yield Paragraph((Span(f"{number} Read one: "), Span(command, "command")), flush=True)
