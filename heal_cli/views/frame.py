"""What stands on every page: emergencies and the notice, and the disclaimer."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from heal_cli.models import Emergency
from heal_cli.views.document import Block, Box, Document, Paragraph, Span, plain

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_TURNING = re.compile(r"\b(?:call|go to|emergency department)\b", re.IGNORECASE)

Emergencies = Sequence[Emergency]
"""Emergencies that the reader's words may mean, the bundled library's first."""


def from_own(library: str) -> str:
    """Return what marks a text that is not from the bundled library."""
    return f'From "{library}", not part of the reviewed library:'


def framed(document: Document, urgent: Emergencies = (), is_error: bool = False) -> Document:
    """Return a page with warnings and notice above it and the disclaimer below.

    The message of an error stands last, beside the prompt of the shell. What warns stands at
    the very end once more, so that no scrolling hides it.
    """
    disclaimer = Box(DISCLAIMER_TITLE, plain(DISCLAIMER, "notice" if is_error else ""))
    page = ([disclaimer], document.blocks) if is_error else (document.blocks, [disclaimer])

    def blocks() -> Iterator[Block]:
        yield from _warnings(urgent)
        yield Paragraph(plain(NOTICE, "notice"), flush=True)
        yield from chain(*page)
        yield from _reminders(urgent)

    return document._replace(blocks=blocks())


def _warnings(urgent: Emergencies) -> Iterator[Block]:
    for title, advice, library in urgent:
        if library:
            # A reader's own library cannot speak in the look of the reviewed one.
            yield Paragraph(plain(f"{from_own(library)} {title}: {advice}"), flush=True)
        else:
            yield Box(f"! {title}", plain(advice), is_urgent=True)


def _reminders(urgent: Emergencies) -> Iterator[Block]:
    for title, advice, library in urgent:
        if not library:
            told = (Span(f"! {title}: ", "urgent"), Span(_where_to_turn(advice)))
            yield Paragraph(told, flush=True)


def _where_to_turn(advice: str) -> str:
    """Return the sentences of an advice that say whom to call or where to go, or all."""
    sentences = _SENTENCE_END.split(advice)
    return " ".join(filter(_TURNING.search, sentences)) or advice
