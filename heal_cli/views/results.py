"""The results of a search."""

from collections.abc import Iterator

from heal_cli.document import (
    Block,
    Document,
    Entries,
    Entry,
    Pairs,
    Span,
    Spans,
    plain,
    verdict,
)
from heal_cli.models import Evidence
from heal_cli.search import Found, Hit


def results_page(found: Found) -> Document:
    """Return the hits, best first, each with the passage that answers."""
    return Document("Search", _blocks(found))


def _blocks(found: Found) -> Iterator[Block]:
    yield Entries([_entry(hit) for hit in found.hits])
    yield Pairs(
        [(plain("Read", "aside"), plain(f"heal show {found.hits[0].topic.id}", "command"))],
        flush=True,
    )


def _entry(hit: Hit) -> Entry:
    return Entry(hit.topic.id, hit.topic.title, _place(hit), marked(hit.snippet))


def _place(hit: Hit) -> Spans:
    if hit.evidence:
        return (Span("claim · ", "aside"), *verdict(Evidence(hit.evidence)))
    return plain(hit.section, "aside")


def marked(snippet: tuple[str, ...]) -> Spans:
    """Return a snippet whose matched words stand between asterisks, also without colour."""
    return tuple(
        Span(f"*{part}*", "match") if place % 2 else Span(part)
        for place, part in enumerate(snippet)
        if part
    )
