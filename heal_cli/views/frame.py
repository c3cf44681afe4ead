"""What stands on every page: emergencies and the notice above it, the disclaimer below."""

from collections.abc import Iterator, Sequence

from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from heal_cli.views.document import Block, Box, Document, Paragraph, Span, plain

Emergencies = Sequence[tuple[str, str]]
"""Emergencies that the reader's words may mean: (title, what to do)."""


def framed(document: Document, urgent: Emergencies = ()) -> Document:
    """Return a page with warnings and notice above it and the disclaimer below."""

    def blocks() -> Iterator[Block]:
        for title, advice in urgent:
            yield Paragraph((Span(f"! {title}: ", "urgent"), Span(advice)), flush=True)
        yield Paragraph(plain(NOTICE, "notice"), flush=True)
        yield from document.blocks
        yield Box(DISCLAIMER_TITLE, plain(DISCLAIMER))

    return Document(document.title, blocks())
