"""The page of a topic."""

from collections.abc import Iterator, Sequence

from heal_cli.errors import NotFound
from heal_cli.models import REVIEW_YEARS, Benefit, Evidence, Surroundings, Topic, Urgency
from heal_cli.text import marks, names
from heal_cli.views.document import (
    Block,
    Box,
    Bullets,
    Citations,
    Column,
    Document,
    Drawing,
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

SECTIONS = {
    "explanation": "the explanation",
    "benefits": "What is claimed, and what studies found",
    "cautions": "Take care",
    "help": "When to get help",
    "related": "Read on",
    "sources": "Sources",
}
"""The parts of every page by the name `--section` takes, with their headings."""

BENEFIT_COLUMNS = (
    Column("Claim", 26, "head"),
    Column("Evidence", 19),
    Column("What studies found", 38),
    Column("Sources", 9, "tail"),
)
"""The columns of every table of claims."""

_WHEN = {
    Urgency.EMERGENCY: plain("Emergency", "urgent"),
    Urgency.SOON: plain("Soon", "label"),
    Urgency.NEXT_VISIT: plain("Next visit", "label"),
}


def parts(topic: Topic, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of a page that `--section` names mean.

    Raises:
        NotFound: The page has no such part; says which it has.
    """
    headings = [section.heading for section in topic.explanation]
    known = {names.key(name): name for name in (*SECTIONS, *headings)}
    known |= {names.key(heading): name for name, heading in SECTIONS.items()}
    found = []
    for name in wanted:
        key = names.key(name)
        match = known.get(key) or next(
            (known[k] for k in known if key and k.startswith(key)), ""
        )
        if not match:
            have = ", ".join((*SECTIONS, *(f'"{heading}"' for heading in headings)))
            raise NotFound(f'{topic.id} has no section "{name}". It has: {have}.')
        found.append(match)
    return tuple(found)


def own_content(library: str) -> str:
    """Return what marks a page that is not from the bundled library."""
    return f'Not part of the reviewed library: this page comes from "{library}".'


def topic_page(topic: Topic, around: Surroundings, parts: Sequence[str] = ()) -> Document:
    """Return a topic's page, or only its title and the parts asked for."""
    return Document(topic.title, _blocks(topic, around, parts))


def _blocks(topic: Topic, around: Surroundings, parts: Sequence[str]) -> Iterator[Block]:
    citations = Citations()
    wanted = parts or (*SECTIONS, "origin")
    yield from _opening(topic, around, whole=not parts)
    yield from _explanation(topic, citations, wanted)
    if "benefits" in wanted:
        yield from _benefits(topic, citations)
    if "cautions" in wanted:
        yield from _cautions(topic, citations)
    if "help" in wanted:
        yield from _get_help(topic, citations)
    if "related" in wanted:
        yield from _related(topic, around)
    if "origin" in wanted:
        yield from _origin(topic, citations)
    if "sources" in parts:
        citations.spans(around.sources)
    yield from _sources(around, citations)


def _opening(topic: Topic, around: Surroundings, whole: bool) -> Iterator[Block]:
    reviewed = f"{topic.reviewed.day} {topic.reviewed:%b %Y}"
    yield Heading(topic.title, 1, f"{around.category} · reviewed {reviewed}")
    if around.library:
        yield Paragraph(plain(own_content(around.library), "warning"), flush=True)
    if topic.is_due(around.today):
        due = f"The review of this page is past due: it is more than {REVIEW_YEARS} years old."
        yield Paragraph(plain(due, "warning"), flush=True)
    if topic.also_called and whole:
        also = plain(", ".join(topic.also_called))
        yield Pairs([(plain("Also called", "label"), also)], flush=True)
    if whole:
        yield Box("In short", plain(marks.strip(topic.summary)))


def _explanation(topic: Topic, citations: Citations, parts: Sequence[str]) -> Iterator[Block]:
    for section in topic.explanation:
        if "explanation" not in parts and section.heading not in parts:
            continue
        yield Heading(section.heading)
        for paragraph in marks.paragraphs(section.text):
            yield Paragraph(written(paragraph, citations))
        if section.figure:
            yield Drawing(section.figure, citations.spans(section.figure.sources))


def benefit_row(benefit: Benefit, citations: Citations) -> tuple[Spans, ...]:
    """Return the cells of a claim: claim, verdict, finding, sources."""
    return (
        written(benefit.claim, citations),
        verdict(benefit.evidence, benefit.qualifier),
        written(benefit.finding, citations),
        citations.spans(benefit.sources),
    )


def legend() -> Paragraph:
    """Return the line that explains the verdict marks."""
    spans: list[Span] = []
    for evidence in Evidence:
        spans += [*verdict(evidence), Span("   ", "gap")]
    return Paragraph(
        (*spans, Span("what they mean: ", "aside"), Span("heal help evidence", "command"))
    )


def _benefits(topic: Topic, citations: Citations) -> Iterator[Block]:
    if topic.benefits:
        yield Heading(SECTIONS["benefits"])
        rows = [benefit_row(benefit, citations) for benefit in topic.benefits]
        yield Table(BENEFIT_COLUMNS, rows, row_name="Claim", airy=True)
        yield legend()


def _cautions(topic: Topic, citations: Citations) -> Iterator[Block]:
    if topic.cautions:
        yield Heading(SECTIONS["cautions"])
        items = tuple(written(caution, citations) for caution in topic.cautions)
        yield Bullets(items, "Caution", mark="!", meaning="warning")


def _get_help(topic: Topic, citations: Citations) -> Iterator[Block]:
    if topic.get_help:
        yield Heading(SECTIONS["help"])
        shown = None
        rows = []
        for entry in topic.get_help:
            label = _WHEN[entry.when] if entry.when is not shown else plain("")
            rows.append((label, written(entry.text, citations)))
            shown = entry.when
        yield Pairs(rows)


def _related(topic: Topic, around: Surroundings) -> Iterator[Block]:
    rows = [
        (plain(f"heal show {name}", "command"), plain(around.related[name].title))
        for name in topic.related
        if name in around.related
    ]
    if rows:
        yield Heading(SECTIONS["related"])
        yield Pairs(rows)


def _origin(topic: Topic, citations: Citations) -> Iterator[Block]:
    yield Heading("Where this page comes from")
    yield Paragraph(written(topic.origin, citations))


def _sources(around: Surroundings, citations: Citations) -> Iterator[Block]:
    if citations.used():
        yield Heading(SECTIONS["sources"])
        yield references(citations, around.sources)
