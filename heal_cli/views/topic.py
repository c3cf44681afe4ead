"""The page of a topic."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from heal_cli.errors import NotFound
from heal_cli.models import REVIEW_YEARS, Benefit, Evidence, Surroundings, Topic, Urgency
from heal_cli.text import marks, names
from heal_cli.views import document as page
from heal_cli.views.digest import digest
from heal_cli.views.document import Block, Document, Span, Spans, plain

SECTIONS = {
    "summary": "In short",
    "glance": "Claims at a glance",
    "benefits": "What is claimed, and what studies found",
    "cautions": "Take care",
    "help": "When to get help",
    "explanation": "the explanation",
    "related": "Read on",
    "origin": "Where this page comes from",
    "sources": "Sources",
}
"""The parts of every page by the name `--section` takes, with their headings, in order."""

OTHER_NAMES = {
    "claims": "benefits",
    "care": "cautions",
    "get help": "help",
    "get help now": "help",
    "emergency": "help",
    "figures": "explanation",
}
"""What readers call the parts besides."""

BENEFIT_COLUMNS = (
    page.Column("Claim", 26, "head"),
    page.Column("Evidence", 19),
    page.Column("What studies found", 38),
    page.Column("Sources", 9, "tail"),
)
"""The columns of every table of claims."""

_WHEN = {
    Urgency.EMERGENCY: "Emergency: call your local emergency number, or go where it says",
    Urgency.SOON: "Soon",
    Urgency.NEXT_VISIT: "At your next visit",
}

VERDICTS = page.Target("verdicts")
"""Leads to what the four verdicts mean."""

_MOST_NAMES = 3
"""Other names of a topic that its page shows; the rest is counted."""


def parts(topic: Topic, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of a page that `--section` names mean.

    Raises:
        NotFound: The page has no such part; says which it has.
    """
    headings = [section.heading for section in topic.explanation]
    known = {names.key(name): name for name in (*SECTIONS, *headings)}
    known |= {names.key(heading): name for name, heading in SECTIONS.items()}
    known |= {names.key(other): name for other, name in OTHER_NAMES.items()}
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


def topic_page(topic: Topic, around: Surroundings, parts: Sequence[str] = ()) -> Document:
    """Return a topic's page, or only its title and the parts asked for."""
    day = f"{around.category} · {page.reviewed(topic.reviewed)}"
    return Document(topic.title, _blocks(topic, around, parts), day=day)


def _blocks(topic: Topic, around: Surroundings, parts: Sequence[str]) -> Iterator[Block]:
    citations = page.Citations()
    yield from _title(topic, around)
    if not parts:
        yield from _names(topic)
    if "sources" in parts and not set(parts) & {"benefits", "explanation"}:
        citations.spans(around.sources)
    wanted = parts or tuple(SECTIONS)
    for name, drawn in _PARTS.items():
        if name in wanted:
            yield from drawn(topic, around, citations)
        elif name == "explanation":
            yield from _explanation(topic, citations, wanted)
    yield from page.cited(citations, around.sources)


def _title(topic: Topic, around: Surroundings) -> Iterator[Block]:
    yield page.Heading(topic.title, 1, f"{around.category} · {page.reviewed(topic.reviewed)}")
    yield from page.own_note(around.library)
    if topic.is_due(around.today):
        due = f"The review of this page is past due: it is more than {REVIEW_YEARS} years old."
        yield page.Paragraph(plain(due, "warning"), flush=True)


def _names(topic: Topic) -> Iterator[Block]:
    if topic.also_called:
        rest = len(topic.also_called) - _MOST_NAMES
        more = f" and {rest} more" if rest > 0 else ""
        also = plain(", ".join(topic.also_called[:_MOST_NAMES]) + more)
        yield page.Pairs([(plain("Also called", "label"), also)], flush=True)


def claims_at_a_glance(topic: Topic) -> page.Entries:
    """Return the claims of a topic, a line each: number, verdict, claim, qualifier."""
    return page.Entries(
        [_at_a_glance(benefit) for benefit in topic.benefits], "Claim", dense=True
    )


def _at_a_glance(benefit: Benefit) -> page.Entry:
    qualifier = f" ({benefit.qualifier})" if benefit.qualifier else ""
    title = marks.strip(benefit.claim) + qualifier
    return page.Entry("", title, (), (), page.verdict(benefit.evidence))


def _glance(topic: Topic, _: Surroundings, __: page.Citations) -> Iterator[Block]:
    if topic.benefits:
        yield page.Heading(SECTIONS["glance"])
        yield claims_at_a_glance(topic)
    yield from digest([topic], plain("below"))


def _summary(topic: Topic, _: Surroundings, __: page.Citations) -> Iterator[Block]:
    yield page.Box(SECTIONS["summary"], plain(marks.strip(topic.summary)))


def _explanation(
    topic: Topic, citations: page.Citations, parts: Sequence[str]
) -> Iterator[Block]:
    for section in topic.explanation:
        if "explanation" not in parts and section.heading not in parts:
            continue
        yield page.Heading(section.heading)
        for paragraph in marks.paragraphs(section.text):
            yield page.Paragraph(page.written(paragraph, citations))
        if section.figure:
            yield page.Drawing(section.figure, citations.spans(section.figure.sources))


def benefit_row(benefit: Benefit, citations: page.Citations) -> tuple[Spans, ...]:
    """Return the cells of a claim: claim, verdict, finding, sources."""
    return (
        page.written(benefit.claim, citations),
        page.verdict(benefit.evidence, benefit.qualifier),
        (*page.written(benefit.finding, citations), *_size(benefit)),
        citations.spans(benefit.sources),
    )


def _size(benefit: Benefit) -> Spans:
    """Return who was studied and how large the effect was, after a finding."""
    if not benefit.studied:
        return ()
    studied, effect = (text.rstrip(".") for text in (benefit.studied, benefit.effect))
    return (
        Span(" Studied: ", "label"),
        Span(f"{studied}."),
        Span(" Effect: ", "label"),
        Span(f"{effect}."),
    )


def legend() -> page.Paragraph:
    """Return the line that explains the verdict marks."""
    spans: list[Span] = []
    for evidence in Evidence:
        spans += [*page.verdict(evidence), Span("   ", "gap")]
    return page.Paragraph(
        (
            *spans,
            Span("what they mean: ", "aside"),
            Span("heal help evidence", "command", VERDICTS),
        )
    )


def _benefits(topic: Topic, _: Surroundings, citations: page.Citations) -> Iterator[Block]:
    if topic.benefits:
        yield page.Heading(SECTIONS["benefits"])
        rows = [benefit_row(benefit, citations) for benefit in topic.benefits]
        yield page.Table(BENEFIT_COLUMNS, rows, row_name="Claim", airy=True)
        yield legend()


def _cautions(topic: Topic, _: Surroundings, citations: page.Citations) -> Iterator[Block]:
    if topic.cautions:
        yield page.Heading(SECTIONS["cautions"])
        items = tuple(page.written(caution, citations) for caution in topic.cautions)
        yield page.Bullets(items, "Caution", mark="!", meaning="warning")


def _get_help(topic: Topic, _: Surroundings, citations: page.Citations) -> Iterator[Block]:
    if topic.get_help:
        yield page.Heading(SECTIONS["help"])
    for when, entries in groupby(topic.get_help, key=lambda entry: entry.when):
        yield page.Heading(_WHEN[when], 3)
        items = tuple(page.written(entry.text, citations) for entry in entries)
        yield page.Bullets(items, _WHEN[when].split(":")[0], meaning="")


def _related(topic: Topic, around: Surroundings, _: page.Citations) -> Iterator[Block]:
    rows = [
        (
            page.leading("topic", name, around.related[name].title),
            plain(around.related[name].title),
        )
        for name in topic.related
        if name in around.related
    ]
    if rows:
        yield page.Heading(SECTIONS["related"])
        yield page.Pairs(rows)


def _origin(topic: Topic, _: Surroundings, citations: page.Citations) -> Iterator[Block]:
    yield page.Heading(SECTIONS["origin"])
    yield page.Paragraph(page.written(topic.origin, citations))


_PARTS: dict[str, Callable[[Topic, Surroundings, page.Citations], Iterator[Block]]] = {
    "summary": _summary,
    "glance": _glance,
    "benefits": _benefits,
    "cautions": _cautions,
    "help": _get_help,
    "explanation": lambda topic, _, citations: _explanation(topic, citations, ("explanation",)),
    "related": _related,
    "origin": _origin,
}
"""What draws each part, in the order of the page; the sources come last."""
