"""Pages of claims: a topic's table, a condition's answers, a topic's list, one claim's card."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat

from heal_cli.models import (
    Benefit,
    Claim,
    Evidence,
    Group,
    Source,
    SourceKind,
    Topic,
)
from heal_cli.text import marks
from heal_cli.views import document as page
from heal_cli.views.digest import digest, signs
from heal_cli.views.document import Block, Document, Span, Spans, plain
from heal_cli.views.topic import (
    BENEFIT_COLUMNS,
    benefit_row,
    claims_at_a_glance,
    legend,
)


def claim_table(
    topic: Topic, claims: Sequence[Claim], sources: Mapping[str, Source]
) -> Document:
    """Return the claims of one topic as a table, and its cautions and signs in short."""

    def blocks() -> Iterator[Block]:
        citations = page.Citations()
        yield page.Heading(f"{topic.title}: what is claimed, and what studies found", 1)
        yield from page.own_note(claims[0].library)
        rows = [benefit_row(claim.benefit, citations) for claim in claims]
        yield page.Table(BENEFIT_COLUMNS, rows, row_name="Claim", airy=True)
        yield legend()
        yield from digest([topic])
        yield from page.cited(citations, sources)

    return Document(topic.title, blocks())


def condition_page(
    condition: Group,
    claims: Sequence[Claim],
    therapies: Mapping[str, str],
    sources: Mapping[str, Source],
    topics: Sequence[Topic],
) -> Document:
    """Return what is claimed for a condition, best evidence first, the unsupported included.

    `topics` are those of the claims, whose cautions and signs end the page.
    """

    def blocks() -> Iterator[Block]:
        citations = page.Citations()
        number = page.number_of(len(claims), "claim")
        yield page.Heading(
            f"{condition.title}: {number} in this library, best evidence first", 1
        )
        yield page.Paragraph(plain(_ORDER, "aside"), flush=True)
        titles = {topic.id: topic.title for topic in topics}
        entries = [_claim_entry(claim, titles, therapies, citations) for claim in claims]
        yield page.Entries(entries, "Claim")
        yield legend()
        yield from digest(topics)
        first = claims[0]
        why = Span(f"heal why {first.topic} {first.position}", "command", page.TYPED)
        read = Span(f"heal show {first.topic}", "command", page.TYPED)
        steps = (("Read", read), ("Why", why))
        yield page.Pairs([(plain(name, "aside"), (step,)) for name, step in steps], flush=True)
        yield from page.cited(citations, sources)

    return Document(condition.title, blocks())


_ORDER = "Of equal verdicts, the claim with fewer limits and stronger studies comes first."


def by_evidence(claims: Sequence[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Return claims supported first, not supported last.

    Of equal verdicts comes first what holds for most readers: a claim that no qualifier
    narrows, then one whose strongest source is of the stronger kind.
    """
    verdicts, kinds = list(Evidence), list(SourceKind)

    def place(claim: Claim) -> tuple[int, bool, int]:
        benefit = claim.benefit
        found = [kinds.index(sources[s].kind) for s in benefit.sources if s in sources]
        strongest = min(found, default=len(kinds))
        return verdicts.index(benefit.evidence), bool(benefit.qualifier), strongest

    return sorted(claims, key=place)


def _claim_entry(
    claim: Claim,
    titles: Mapping[str, str],
    therapies: Mapping[str, str],
    citations: page.Citations,
) -> page.Entry:
    benefit = claim.benefit
    therapy = therapies.get(benefit.therapy, "")
    said = marks.strip(benefit.claim)
    told = not therapy or therapy.casefold() in said.casefold()
    title = said if told else f"{therapy}: {said}"
    if claim.library:
        title += f' (from "{claim.library}", not part of the reviewed library)'
    numbers = citations.spans(benefit.sources)
    size = (Span(" Effect: ", "label"), Span(f"{benefit.effect}.")) if benefit.effect else ()
    body = (*page.written(benefit.finding, citations), Span(" "), *numbers, *size)
    place = f"{claim.topic} {claim.position}"
    title += f" ({benefit.qualifier})" if benefit.qualifier else ""
    target = page.Target("topic", claim.topic, titles.get(claim.topic, claim.topic))
    return page.Entry(place, title, (), body, page.verdict(benefit.evidence), target)


def why_list(topic: Topic, library: str) -> Document:
    """Return the claims of a topic with their numbers, for `heal why TOPIC N`."""

    def blocks() -> Iterator[Block]:
        yield page.Heading(f"{topic.title}: its claims", 1, topic.id)
        yield from page.own_note(library)
        yield claims_at_a_glance(topic)
        yield from digest([topic])
        why = Span(f"heal why {topic.id} 1", "command", page.TYPED)
        yield page.Pairs([(plain("One in full", "aside"), (why,))], flush=True)

    return Document(topic.title, blocks())


def why_page(topic: Topic, claims: Sequence[Claim], sources: Mapping[str, Source]) -> Document:
    """Return claims of a topic as cards: verdict, size, people, finding, cautions, sources."""

    def blocks() -> Iterator[Block]:
        citations = page.Citations()
        for level, claim in zip(chain([1], repeat(2)), claims, strict=False):
            place = f"{topic.id} · claim {claim.position} of {len(topic.benefits)}"
            yield page.Heading(marks.strip(claim.benefit.claim), level, place)
            yield from page.own_note(claim.library)
            yield page.Pairs(list(_card(topic, claim.benefit, citations)), flush=True)
        yield from page.cited(citations, sources, detailed=True)
        whole = page.leading("topic", topic.id, topic.title)
        yield page.Pairs([(plain("Read", "aside"), whole)], flush=True)

    return Document(topic.title, blocks())


def _card(
    topic: Topic, benefit: Benefit, citations: page.Citations
) -> Iterator[tuple[Spans, Spans]]:
    yield page.verdict(benefit.evidence), plain(benefit.qualifier or benefit.evidence.meaning)
    if benefit.studied:
        yield plain("Effect", "label"), plain(benefit.effect)
        yield plain("Studied", "label"), plain(benefit.studied)
    numbers = citations.spans(benefit.sources)
    finding = (*page.written(benefit.finding, citations), Span(" "), *numbers)
    yield plain("Studies found", "label"), finding
    for change in benefit.history:
        day = page.day_of(change.day)
        told = f"{change.was.value} until {day}: {change.why}"
        yield plain("Was", "label"), plain(told)
    if topic.take_care:
        yield plain("Take care", "label"), plain("; ".join(topic.take_care))
    if signs(topic):
        yield plain("Get help now for", "urgent"), plain("; ".join(signs(topic)))
