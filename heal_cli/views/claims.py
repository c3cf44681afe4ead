"""Pages of claims: one topic's table, the grid, a condition's answers, one claim in full."""

from collections.abc import Iterator, Mapping, Sequence

from heal_cli.models import Benefit, Claim, Evidence, Group, Source, TopicEntry
from heal_cli.text import marks
from heal_cli.views.document import (
    Block,
    Citations,
    Column,
    Document,
    Entries,
    Entry,
    Heading,
    Pairs,
    Paragraph,
    Span,
    Spans,
    Table,
    plain,
    references,
    verdict,
    written,
)
from heal_cli.views.topic import BENEFIT_COLUMNS, benefit_row, legend, own_content

_GRID_COLUMNS = 5


def claim_table(title: str, claims: Sequence[Claim], sources: Mapping[str, Source]) -> Document:
    """Return the benefit table of one topic."""

    def blocks() -> Iterator[Block]:
        citations = Citations()
        yield Heading(f"{title}: what is claimed, and what studies found", 1)
        if claims[0].library:
            yield Paragraph(plain(own_content(claims[0].library), "warning"), flush=True)
        rows = [benefit_row(claim.benefit, citations) for claim in claims]
        yield Table(BENEFIT_COLUMNS, rows, row_name="Claim", airy=True)
        yield legend()
        if citations.used():
            yield Heading("Sources")
            yield references(citations, sources)

    return Document(title, blocks())


def grid_page(
    claims: Sequence[Claim], conditions: Sequence[Group], therapies: Sequence[Group]
) -> Document:
    """Return the verdicts on every condition (down) and therapy (across)."""

    def blocks() -> Iterator[Block]:
        cells = _cells(claims)
        present = [group for group in therapies if any(key[1] == group.id for key in cells)]
        yield Heading("Claims by condition and therapy, and how they stand", 1)
        for start in range(0, len(present), _GRID_COLUMNS):
            part = present[start : start + _GRID_COLUMNS]
            rows = [
                (
                    plain(condition.title),
                    *(cells.get((condition.id, group.id), ()) for group in part),
                )
                for condition in conditions
                if any((condition.id, group.id) in cells for group in part)
            ]
            columns = (
                Column("Condition", 20, "head"),
                *(Column(g.title, 14, named=True) for g in part),
            )
            yield Table(columns, rows, row_name="Condition")
        yield legend()
        yield Pairs(
            [(plain("Read", "aside"), plain("heal for CONDITION", "command"))], flush=True
        )

    return Document("Benefits", blocks())


def _cells(claims: Sequence[Claim]) -> dict[tuple[str, str], Spans]:
    """Return the reviewed verdicts of each (condition, therapy), each once, best first."""
    found: dict[tuple[str, str], set[Evidence]] = {}
    for claim in claims:
        benefit = claim.benefit
        if benefit.condition and benefit.therapy and not claim.library:
            found.setdefault((benefit.condition, benefit.therapy), set()).add(benefit.evidence)
    cells = {}
    for place, verdicts in found.items():
        spans: list[Span] = []
        for evidence in Evidence:
            if evidence in verdicts:
                spans += [Span("; ")] if spans else []
                spans += verdict(evidence)
        cells[place] = tuple(spans)
    return cells


def condition_page(
    condition: Group,
    claims: Sequence[Claim],
    therapies: Mapping[str, str],
    sources: Mapping[str, Source],
) -> Document:
    """Return what is claimed for a condition, best evidence first, the unsupported included."""

    def blocks() -> Iterator[Block]:
        citations = Citations()
        number = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
        yield Heading(f"{condition.title}: {number} in this library, best evidence first", 1)
        yield Entries(
            [_claim_entry(claim, therapies, citations) for claim in by_evidence(claims)],
            "Claim",
        )
        yield legend()
        yield Pairs(
            [
                (plain("Read", "aside"), plain(f"heal show {claims[0].topic}", "command")),
                (plain("Why", "aside"), plain(f"heal why {claims[0].topic} WORDS", "command")),
            ],
            flush=True,
        )
        if citations.used():
            yield Heading("Sources")
            yield references(citations, sources)

    return Document(condition.title, blocks())


def by_evidence(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims supported first, not supported last."""
    order = list(Evidence)
    return sorted(claims, key=lambda claim: order.index(claim.benefit.evidence))


def _claim_entry(claim: Claim, therapies: Mapping[str, str], citations: Citations) -> Entry:
    benefit = claim.benefit
    therapy = therapies.get(benefit.therapy, "")
    said = marks.strip(benefit.claim)
    told = not therapy or therapy.casefold() in said.casefold()
    title = said if told else f"{therapy}: {said}"
    if claim.library:
        title += f" (from {claim.library}, not part of the reviewed library)"
    cited = citations.spans(benefit.sources)
    body = (*written(benefit.finding, citations), Span(" "), *cited)
    return Entry(claim.topic, title, verdict(benefit.evidence, benefit.qualifier), body)


def _in_full(benefit: Benefit, citations: Citations) -> Iterator[Block]:
    stands = verdict(benefit.evidence, benefit.qualifier)
    meaning = Span(f": {benefit.evidence.meaning}")
    cited = citations.spans(benefit.sources)
    found = (*written(benefit.finding, citations), Span(" "), *cited)
    yield Heading(marks.strip(benefit.claim))
    yield Pairs(
        [
            (plain("Evidence", "label"), (*stands, meaning)),
            (plain("Studies found", "label"), found),
        ]
    )
    if not benefit.sources:
        yield Paragraph(plain("No study of this claim was found."))


def why_page(
    topic: TopicEntry, claims: Sequence[Claim], sources: Mapping[str, Source]
) -> Document:
    """Return claims of a topic in full: verdict, what it means, finding, every source."""

    def blocks() -> Iterator[Block]:
        yield Heading(topic.title, 1, topic.id)
        if topic.library:
            yield Paragraph(plain(own_content(topic.library), "warning"), flush=True)
        citations = Citations()
        for claim in claims:
            yield from _in_full(claim.benefit, citations)
        if citations.used():
            yield Heading("Sources")
            yield references(citations, sources, detailed=True)
        yield Pairs(
            [(plain("Read", "aside"), plain(f"heal show {topic.id}", "command"))], flush=True
        )

    return Document(topic.title, blocks())
