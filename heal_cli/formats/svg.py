"""A page as a picture of a terminal, drawn by Rich."""

import io
from collections.abc import Iterator

from rich.console import Console
from rich.segment import Segment, Segments

from heal_cli.formats.terminal import MEASURE, segments
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Document


def lines(document: Document, width: int, colored: bool) -> Iterator[str]:  # noqa: ARG001
    """Yield a document as an SVG of a terminal, made wider where an address needs it."""
    drawn = list(segments(document, min(width, MEASURE)))
    console = Console(
        record=True,
        file=io.StringIO(),
        width=max(min(width, MEASURE), *map(Segment.get_line_length, drawn)),
        force_terminal=True,
        color_system="256",
        legacy_windows=False,
    )
    console.print(Segments(part for line in drawn for part in (*line, Segment.line())))
    title = visible(f"heal: {document.title}")
    yield from console.export_svg(title=title, unique_id="heal").split("\n")
