"""Two topics or two therapies side by side."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from heal_cli.models import Claim, Evidence, Topic
from heal_cli.text import marks
from heal_cli.views import document as page
from heal_cli.views.digest import digest
from heal_cli.views.document import Block, Document, Span, Spans, plain
from heal_cli.views.topic import legend


class Side(NamedTuple):
    """One of two that are compared: its title, its claims, and the topics they stand in."""

    title: str
    claims: Sequence[Claim]
    topics: Sequence[Topic]


def compare_page(sides: tuple[Side, Side], conditions: Mapping[str, str]) -> Document:
    """Return the verdicts, effects and people of two sides by condition, then cautions."""
    first, second = sides
    title = f"{first.title} and {second.title}"

    def blocks() -> Iterator[Block]:
        yield page.Heading(title, 1)
        columns = (
            page.Column("Condition", 18, "head"),
            page.Column(first.title, 38, named=True),
            page.Column(second.title, 38, named=True),
        )
        yield page.Table(
            columns, list(_rows(sides, conditions)), row_name="Condition", airy=True
        )
        yield legend()
        for side in sides:
            yield page.Heading(side.title)
            yield from digest(side.topics)
        topics = {topic.id: topic.title for side in sides for topic in side.topics}
        read = [
            (plain("Read", "aside"), page.leading("topic", each, named))
            for each, named in topics.items()
        ]
        yield page.Pairs(read, flush=True)

    return Document(title, blocks())


def _rows(
    sides: tuple[Side, Side], conditions: Mapping[str, str]
) -> Iterator[tuple[Spans, ...]]:
    named = [claim.benefit.condition for side in sides for claim in side.claims]
    order = [each for each in conditions if each in named]
    for condition in [*order, ""]:
        cells = [_cell(side, condition) for side in sides]
        if any(cells):
            yield (plain(conditions.get(condition, "Other claims")), *cells)


def _cell(side: Side, condition: str) -> Spans:
    claims = [claim for claim in side.claims if claim.benefit.condition == condition]
    spans: list[Span] = []
    for claim in sorted(claims, key=lambda each: list(Evidence).index(each.benefit.evidence)):
        benefit = claim.benefit
        spans += [Span("; ")] if spans else []
        spans += page.verdict(benefit.evidence, benefit.qualifier)
        told = benefit.effect or marks.strip(benefit.claim)
        people = f" ({benefit.studied})" if benefit.studied else ""
        spans.append(Span(f": {told}{people}"))
    return tuple(spans)
