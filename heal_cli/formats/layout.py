"""Rows of cells with fixed widths: what every block on a terminal is laid out with."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from heal_cli.document import Span, Spans, plain
from heal_cli.theme import style

NARROWEST_COLUMN = 12
"""Columns below which hanging text would be a thread; it goes on its own line instead."""


def text(spans: Iterable[Span]) -> Text:
    """Return spans as one styled text."""
    joined = Text()
    for span in spans:
        joined.append(span.text, style(span.meaning))
    return joined


def length(spans: Spans) -> int:
    """Return how many columns spans take on one line."""
    return sum(cell_len(span.text) for span in spans)


def shares(parts: Sequence[int], width: int) -> list[int]:
    """Split `width` columns in proportion to `parts`, with none left over."""
    widths = [width * part // sum(parts) for part in parts]
    widths[-1] += width - sum(widths)
    return widths


class Layout:
    """Lays out lines no wider than `width` columns."""

    def __init__(self, width: int, console: Console) -> None:
        self.width = width
        self._console = console

    def wrap(self, spans: Spans, width: int) -> list[Text]:
        """Return spans as lines of at most `width` columns; a longer word is folded."""
        if not any(span.text for span in spans):
            return [Text()]
        lines = list(text(spans).wrap(self._console, max(1, width), overflow="fold"))
        for line in lines:
            line.rstrip()
        return lines

    def row(self, *cells: tuple[Spans, int]) -> Iterator[Text]:
        """Yield the lines of cells set side by side, each (spans, width in columns)."""
        columns = [(self.wrap(spans, width), width) for spans, width in cells if width > 0]
        for number in range(max(len(lines) for lines, _ in columns)):
            line = Text()
            for lines, width in columns:
                part = lines[number] if number < len(lines) else Text()
                line.append_text(part)
                line.append(" " * (width - part.cell_len))
            line.rstrip()
            yield line

    def inset(self, spans: Spans, indent: int) -> Iterator[Text]:
        """Yield text that stands `indent` columns in."""
        indent = min(indent, self.width // 4)
        return self.row((plain(""), indent), (spans, self.width - indent))

    def hanging(self, lead: Spans, lead_width: int, body: Spans, indent: int) -> Iterator[Text]:
        """Yield text whose later lines stay clear of the lead before its first line."""
        room = self.width - indent - lead_width
        if room >= NARROWEST_COLUMN:
            yield from self.row((plain(""), indent), (lead, lead_width), (body, room))
        else:
            yield from self.inset((*lead, Span(" "), *body), indent)
