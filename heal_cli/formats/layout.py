"""Rows of cells with fixed widths: what every block on a terminal is laid out with.

Lines are lists of spans, not yet styled: laying out Rich's own texts was measured at
three times the time for a page, and importing its console at a tenth of a whole run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, get_character_cell_size

from heal_cli.views.document import Span, Spans, plain

Line = list[Span]

NARROWEST_COLUMN = 12
"""Columns below which hanging text would be a thread; it goes on its own line instead."""

_WORD = re.compile(r"\S+")


def cells(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return len(text) if text.isascii() else cell_len(text)


def length(spans: Iterable[Span]) -> int:
    """Return how many columns spans take on one line."""
    return sum(cells(span.text) for span in spans)


def shares(parts: Sequence[int], width: int) -> list[int]:
    """Split `width` columns in proportion to `parts`, with none left over."""
    widths = [width * part // sum(parts) for part in parts]
    widths[-1] += width - sum(widths)
    return widths


def wrap(spans: Spans, width: int) -> list[Line]:
    """Return spans as lines of at most `width` columns; a longer word is folded."""
    text = "".join(span.text for span in spans)
    if len(spans) == 1:
        meaning = spans[0].meaning
        return [[Span(text[start:end], meaning)] for start, end in _breaks(text, width)]
    return list(_cut(spans, _breaks(text, width)))


def _breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Return where each line of a text starts and ends."""
    is_ascii = text.isascii()
    lines: list[tuple[int, int]] = []
    start = end = 0
    for match in _WORD.finditer(text):
        word_start, word_end = match.span()
        taken = word_end - start if is_ascii else cell_len(text[start:word_end])
        if taken > width and end > start:
            lines.append((start, end))
            start = word_start
            taken = word_end - start if is_ascii else cell_len(text[start:word_end])
        while taken > width and (fold := _fitting(text, start, word_end, width)) < word_end:
            lines.append((start, fold))
            start = fold
        end = word_end
    return [*lines, (start, end)]


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Return where letters from `start` on stop to fit in `width` columns; one always does."""
    taken = 0
    for place in range(start, end):
        taken += get_character_cell_size(text[place])
        if taken > width:
            end = max(place, start + 1)
            break
    # A selector may make the sign before it wider than either is alone.
    while end > start + 1 and cells(text[start:end]) > width:
        end -= 1
    return end


def _cut(spans: Spans, breaks: Iterable[tuple[int, int]]) -> Iterator[Line]:
    """Yield the parts of spans between pairs of places, in order, of their joined text."""
    number = place = 0
    for start, end in breaks:
        line: Line = []
        while number < len(spans):
            text, meaning = spans[number]
            first, last = max(start - place, 0), min(end - place, len(text))
            if first < last:
                line.append(Span(text[first:last], meaning))
            if place + len(text) > end:
                break  # The rest of it is on the next line.
            place += len(text)
            number += 1
        yield line


class Layout:
    """Lays out lines no wider than `width` columns."""

    def __init__(self, width: int) -> None:
        self.width = width

    def row(self, *columns: tuple[Spans, int]) -> Iterator[Line]:
        """Yield the lines of cells set side by side, each (spans, width in columns)."""
        wrapped = [(wrap(spans, width), width) for spans, width in columns if width > 0]
        for number in range(max(len(lines) for lines, _ in wrapped)):
            line: Line = []
            blank = 0
            for lines, width in wrapped:
                part = lines[number] if number < len(lines) else []
                taken = length(part)
                if any(span.text for span in part):
                    line += [Span(" " * blank), *part] if blank else part
                    blank = 0
                blank += width - taken
            yield line

    def inset(self, spans: Spans, indent: int) -> Iterator[Line]:
        """Yield text that stands `indent` columns in."""
        indent = min(indent, self.width // 4)
        return self.row((plain(""), indent), (spans, self.width - indent))

    def hanging(self, lead: Spans, lead_width: int, body: Spans, indent: int) -> Iterator[Line]:
        """Yield text whose later lines stay clear of the lead before its first line."""
        room = self.width - indent - lead_width
        if room >= NARROWEST_COLUMN:
            yield from self.row((plain(""), indent), (lead, lead_width), (body, room))
        else:
            yield from self.inset((*lead, Span(" "), *body), indent)
