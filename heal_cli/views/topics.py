"""The list of topics."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from heal_cli.models import Evidence, TopicEntry
from heal_cli.text import marks
from heal_cli.views import document as page
from heal_cli.views.document import Block, Document, Span, Spans, plain, titled
from heal_cli.views.topic import legend

Tally = Mapping[Evidence, int]
"""How many claims of a topic have each verdict."""

_VERDICTS = tuple(
    page.Column(e.value.capitalize(), 1, "tail", named=True, short=e.mark) for e in Evidence
)


@titled("Topics")
def topics_page(
    topics: Sequence[TopicEntry], titles: Mapping[str, str], tallies: Mapping[str, Tally]
) -> Iterator[Block]:
    """Return the topics under the titles of their categories, a line each, claims counted.

    `topics` come in the order of their categories.
    """
    rows: list[tuple[Spans, ...]] = []
    for category, members in groupby(topics, key=lambda topic: topic.category):
        blank = (plain("") for _ in range(len(Evidence) + 1))
        rows.append((plain(titles.get(category, category), "heading"), *blank))
        rows += [_row(topic, tallies.get(topic.id, {})) for topic in members]
    columns = (page.Column("Topic", 26, "head"), page.Column("Title", 40, short=" "))
    yield page.Table((*columns, *_VERDICTS), rows, row_name="Line", dense=True)
    yield legend()
    yield _footer(topics, "With summaries", "heal topics --long")


@titled("Topics")
def summaries_page(topics: Sequence[TopicEntry], titles: Mapping[str, str]) -> Iterator[Block]:
    """Return the topics under their categories, each with its summary."""
    for category, members in groupby(topics, key=lambda topic: topic.category):
        yield page.Heading(titles.get(category, category))
        yield page.Pairs([((_id(topic, "command"),), _said(topic)) for topic in members])
    yield _footer(topics, "Without summaries", "heal topics")


def ids_page(topics: Sequence[TopicEntry]) -> Document:
    """Return the ids of topics alone, one a line, for programs."""
    return Document("Topics", (page.Lines([plain(topic.id) for topic in topics]),))


def _row(topic: TopicEntry, tally: Tally) -> tuple[Spans, ...]:
    counts = (plain(str(tally[e]) if tally.get(e) else "") for e in Evidence)
    return ((Span(" "), _id(topic)), plain(topic.title + _origin(topic)), *counts)


def _id(topic: TopicEntry, meaning: str = "") -> Span:
    return Span(topic.id, meaning, page.Target("topic", topic.id, topic.title + _origin(topic)))


def _origin(topic: TopicEntry) -> str:
    return f" (from {topic.library})" if topic.library else ""


def _said(topic: TopicEntry) -> Spans:
    return (Span(marks.strip(topic.summary)), Span(_origin(topic), "aside"))


def _footer(topics: Sequence[TopicEntry], what: str, command: str) -> page.Paragraph:
    read = f"heal show {topics[0].id if topics else 'magnesium'}"
    steps = (("Read one: ", read), (f"   {what}: ", command))
    spans = [Span(f"{page.number_of(len(topics), 'topic')}. ")]
    for label, step in steps:
        spans += [Span(label, target=page.TYPED), Span(step, "command", page.TYPED)]
    return page.Paragraph(tuple(spans), flush=True)
