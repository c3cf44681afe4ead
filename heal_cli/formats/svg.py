"""A page as a picture of a terminal, drawn by Rich."""

import io

from rich.console import Console
from rich.text import Text

from heal_cli.formats.layout import length
from heal_cli.formats.terminal import MEASURE, draw
from heal_cli.formats.theme import style
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Document


def picture(document: Document, width: int) -> str:
    """Return a document as an SVG of a terminal of `width` columns, or more for an address."""
    width = min(width, MEASURE)
    lines = list(draw(document, width))
    console = Console(
        record=True,
        file=io.StringIO(),
        width=max(width, *map(length, lines)),
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
    )
    for line in lines:
        text = Text()
        for span in line:
            text.append(visible(span.text), style(span.meaning))
        console.print(text, soft_wrap=True)
    return console.export_svg(title=visible(f"heal: {document.title}"), unique_id="heal")
