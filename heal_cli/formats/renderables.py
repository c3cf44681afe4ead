"""What Rich does not have: hanging rows, a table that stacks when narrow, text at two edges."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.box import Box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.containers import Lines
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from heal_cli.models import Evidence
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Column, Span, Spans
from heal_cli.views.document import Table as Block

VERDICTS = frozenset(verdict.style for verdict in Evidence)
"""What the marks of verdicts mean to a theme."""

NARROWEST_COLUMN = 12
"""Columns below which hanging text would be a thread; it follows its lead instead."""

STACK_BELOW = 70
"""Columns under which tables become stacked rows."""

GAP = 2
"""Columns between the columns of a table."""

_RULED = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
"""A rule below the heads of a table, and nothing else."""


class Folding(Text):
    """Text whose words are folded where they are wider than a line.

    Rich folds a word together with the space behind it. Where the word ends with a line,
    that space would begin the next, or be all of it: an empty line in the midst of a text.
    Texts of a page have no line breaks of their own.
    """

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """Return lines of which none but the first begins with a space."""
        first, *rest = super().wrap(console, width, **how)
        return Lines([first, *filter(None, map(_without_beginning, rest))])


def _without_beginning(line: Text) -> Text:
    """Return a line without the spaces it begins with."""
    spaces = len(line) - len(line.plain.lstrip())
    return line[spaces:] if spaces else line


def text(spans: Spans) -> Folding:
    """Return spans as Rich's text, what a terminal would obey written out."""
    if len(spans) == 1:
        return Folding(visible(spans[0].text), spans[0].meaning, overflow="fold")
    whole = Folding(overflow="fold")
    for said, meaning, _ in spans:
        whole.append(visible(said), meaning)
    return whole


class Address(Text):
    """An address as a link, `indent` columns in, never broken: only whole is it of use."""

    def __init__(self, url: str, indent: int) -> None:
        shown = visible(url)
        super().__init__(" " * indent, no_wrap=True, overflow="ignore")
        self.append(shown, Style(link=shown))
        self.stylize("address", indent)


def inset(renderable: RenderableType, indent: int, width: int) -> RenderableType:
    """Return something that stands in, in a narrow window no more than a quarter."""
    left = min(indent, width // 4)
    return Padding(renderable, (0, 0, 0, left)) if left else renderable


def edges(left: Text, right: Text, width: int) -> tuple[Text, ...]:
    """Return a text at either edge of a line, or one below the other where both do not fit."""
    gap = width - left.cell_len - right.cell_len
    if not right:
        return (left,)
    return (Folding.assemble(left, " " * gap, right),) if gap >= GAP else (left, right)


class Hanging:
    """Rows of a lead and a body, the later lines of a body clear of its lead.

    A grid of Rich's does the same in twice the time, and every page is made of these.
    """

    def __init__(
        self, rows: Iterable[tuple[Text, Text]], lead_width: int, indent: int = 0
    ) -> None:
        self.rows = rows
        self.lead_width = lead_width
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.indent - self.lead_width
        new_line, margin = Segment.line(), Segment(" " * self.indent)
        for lead, body in self.rows:
            if isinstance(body, Address):
                yield from body.render(console, end="\n")
            elif room < NARROWEST_COLUMN:
                joined = Folding.assemble(lead, " ", body, overflow="fold")
                yield inset(joined, self.indent, options.max_width)
            else:
                for line in _wrapped(body, console, room):
                    lead.pad_right(self.lead_width - lead.cell_len)
                    yield margin
                    yield from lead.render(console)
                    yield from line.render(console)
                    yield new_line
                    lead = Text()  # noqa: PLW2901 - the lines below the first have none


def _wrapped(text: Text, console: Console, width: int) -> Iterable[Text]:
    return [text] if text.cell_len <= width else text.wrap(console, width)


class StackingTable:
    """A table of a page: columns side by side where every word fits, else stacked rows."""

    def __init__(self, table: Block) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = self.table
        heads = [Text(c.short or c.title, overflow="fold") for c in table.columns]
        rows = [list(map(_cell, table.columns, row)) for row in table.rows]
        widths = self._widths(options.max_width)
        wide = console.width >= STACK_BELOW
        if not wide or not all(_words_fit(row, widths) for row in (heads, *rows)):
            yield Group(*self._stacked(options.max_width))
        else:
            yield self._beside(heads, rows, widths)
            if not table.dense:
                yield Rule(characters="─", style="frame")

    def _widths(self, width: int) -> Sequence[int]:
        shares = [column.share for column in self.table.columns]
        room = width - GAP * (len(shares) - 1)
        if self.table.dense and sum(shares) <= room:
            return shares
        return _shares(shares, max(room, 1))

    def _beside(
        self, heads: Sequence[Text], rows: Iterable[Sequence[Text]], widths: Sequence[int]
    ) -> Table:
        # Where there is a rule, its edge is one of the two columns between two columns.
        edge = 0 if self.table.dense else 1
        table = Table(
            box=_RULED if edge else None,
            show_edge=False,
            pad_edge=False,
            padding=(0, GAP - edge, 0, 0),
            header_style="label",
            border_style="frame",
            leading=int(self.table.airy),
        )
        for head, width in zip(heads, widths, strict=True):
            table.add_column(head, width=width, overflow="fold")
        for row in rows:
            table.add_row(*row)
        return table

    def _stacked(self, width: int) -> Iterator[RenderableType]:
        for number, row in enumerate(self.table.rows):
            if number:
                yield Text()
            for spans, indent in _stacked_lines(self.table.columns, row):
                yield inset(text(spans), indent, width)


def _cell(column: Column, spans: Spans) -> Text:
    """Return a cell side by side with others: of verdicts the marks alone in a short column."""
    marks = tuple(span for span in spans if span.meaning in VERDICTS)
    return text(marks) if column.short and marks else text(spans)


def _shares(parts: Sequence[int], width: int) -> list[int]:
    """Split `width` columns in proportion to `parts`, with none left over."""
    widths = [width * part // sum(parts) for part in parts]
    widths[-1] += width - sum(widths)
    return widths


def _words_fit(row: Sequence[Text], widths: Sequence[int]) -> bool:
    """Say whether every word of a row fits its column whole."""
    return all(
        cell.cell_len <= width
        or max(Text(word).cell_len for word in cell.plain.split()) <= width
        for cell, width in zip(row, widths, strict=True)
    )


def _stacked_lines(columns: Sequence[Column], row: Sequence[Spans]) -> list[tuple[Spans, int]]:
    """Return (spans, indent) for the lines that a row becomes in a narrow window."""
    lines: list[tuple[Spans, int]] = []
    for column, cell in zip(columns, row, strict=True):
        if not any(span.text for span in cell):
            continue
        shown = (Span(f"{column.title}: ", "aside"), *cell) if column.named else cell
        if column.stacked == "head":
            head = tuple(span._replace(meaning=span.meaning or "label") for span in shown)
            lines.append((head, 0))
        elif column.stacked == "tail" and lines:
            lines[-1] = ((*lines[-1][0], Span("  "), *shown), lines[-1][1])
        else:
            lines.append((shown, 2))
    return lines
