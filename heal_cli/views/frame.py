"""What stands on every page: emergencies and the notice above it, the disclaimer below."""

from collections.abc import Iterator, Sequence

from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from heal_cli.models import Emergency
from heal_cli.views.document import Block, Box, Document, Paragraph, Span, plain

Emergencies = Sequence[Emergency]
"""Emergencies that the reader's words may mean, the bundled library's first."""


def from_own(library: str) -> str:
    """Return what marks a text that is not from the bundled library."""
    return f'From "{library}", not part of the reviewed library:'


def framed(document: Document, urgent: Emergencies = ()) -> Document:
    """Return a page with warnings and notice above it and the disclaimer below."""

    def blocks() -> Iterator[Block]:
        for title, advice, library in urgent:
            if library:
                # A reader's own library cannot speak in the look of the reviewed one.
                yield Paragraph(plain(f"{from_own(library)} {title}: {advice}"), flush=True)
            else:
                yield Paragraph((Span(f"! {title}: ", "urgent"), Span(advice)), flush=True)
        yield Paragraph(plain(NOTICE, "notice"), flush=True)
        yield from document.blocks
        yield Box(DISCLAIMER_TITLE, plain(DISCLAIMER))

    return Document(document.title, blocks())
