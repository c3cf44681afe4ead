"""Pages as lines for a terminal of any width: nothing is cut, columns become stacked rows."""

from collections.abc import Iterator, Sequence

from heal_cli.formats.drawer import Drawer
from heal_cli.formats.figures import DRAW, as_table, caption
from heal_cli.formats.layout import Layout, Line, cells, length, shares, wrap
from heal_cli.models import FigureKind
from heal_cli.views import document as page
from heal_cli.views.document import Block, Document, Span, Spans, plain

MEASURE = 96
"""Columns of text at the most, however wide the window: longer lines are hard to read."""

STACK_BELOW = 70
"""Columns under which tables become stacked rows."""

INDENT_FROM = 60
"""Columns from which text stands in from its heading."""

GAP = 2
"""Columns between the columns of a table."""


def draw(document: Document, width: int) -> Iterator[Line]:
    """Yield the lines of a document for a window of `width` columns.

    No line is wider, save for addresses, which must stay whole to be of use.
    """
    drawer = _Drawer(Layout(max(1, min(width, MEASURE))))
    previous: Block | None = None
    for block in document.blocks:
        if previous is not None and not _joined(previous, block):
            yield []
        yield from drawer.block(block)
        previous = block


def _joined(previous: Block, block: Block) -> bool:
    """Say whether `block` follows without air: text under its heading."""
    if not isinstance(previous, page.Heading):
        return False
    return previous.level > 1 or isinstance(block, page.Pairs)


class _Drawer(Drawer):
    """Draws blocks with one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.width = layout.width
        self.indent = 2 if layout.width >= INDENT_FROM else 0

    def heading(self, heading: page.Heading) -> Iterator[Line]:
        meaning = {1: "title", 2: "heading"}.get(heading.level, "label")
        aside = cells(heading.aside)
        room = self.width - aside
        if aside and cells(heading.text) + GAP <= room:
            title, remark = plain(heading.text, meaning), plain(heading.aside, "aside")
            yield from self.layout.row((title, room), (remark, aside))
            return
        indent = self.indent if heading.level > 2 else 0  # noqa: PLR2004 - below a section's
        yield from self.layout.inset(plain(heading.text, meaning), indent)
        if aside:
            yield from self.layout.inset(plain(heading.aside, "aside"), indent)

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[Line]:
        return self.layout.inset(paragraph.spans, 0 if paragraph.flush else self.indent)

    def bullets(self, bullets: page.Bullets) -> Iterator[Line]:
        mark = plain(bullets.mark, bullets.meaning)
        for item in bullets.items:
            yield from self.layout.hanging(mark, cells(bullets.mark) + 1, item, self.indent)

    def pairs(self, pairs: page.Pairs) -> Iterator[Line]:
        indent = 0 if pairs.flush else self.indent
        longest = max((length(label) for label, _ in pairs.rows), default=0) + GAP
        stacked = longest > self.width // (2 if self.width >= INDENT_FROM else 3)
        for label, value in pairs.rows:
            if not length(value):
                yield from self.layout.inset(label, indent)
            elif stacked:
                if length(label):
                    yield from self.layout.inset(label, indent)
                yield from self.layout.inset(value, indent + 2)
            else:
                yield from self.layout.hanging(label, longest, value, indent)

    def entries(self, entries: page.Entries) -> Iterator[Line]:
        lead = len(str(len(entries.items))) + GAP
        for number, entry in enumerate(entries.items, start=1):
            if number > 1:
                yield []
            name = (Span(entry.name, "command"), Span("  "), Span(entry.title, "label"))
            mark, aside = plain(str(number), "aside"), length(entry.aside)
            room = self.width - lead - aside
            if aside and length(name) + GAP <= room:
                yield from self.layout.row((mark, lead), (name, room), (entry.aside, aside))
            else:
                yield from self.layout.hanging(mark, lead, name, 0)
                if aside:
                    yield from self.layout.inset(entry.aside, lead)
            yield from self.layout.inset(entry.body, lead)

    def references(self, references: page.References) -> Iterator[Line]:
        lead = len(f"[{max(number for number, *_ in references.rows)}]") + 1
        for number, identifier, source in references.rows:
            mark = plain(f"[{number}]", "citation")
            yield from self.layout.hanging(
                mark, lead, plain(page.reference(identifier, source)), self.indent
            )
            if source and references.detailed:
                yield from self.layout.inset(plain(page.remark(source)), self.indent + lead)
            if source and source.address:
                indent = self.indent + lead if self.width >= INDENT_FROM else 0
                yield [Span(" " * indent), Span(source.address, "address")]

    def table(self, table: page.Table) -> Iterator[Line]:
        room = self.width - self.indent - GAP * (len(table.columns) - 1)
        widths = shares([column.share for column in table.columns], max(room, 1))
        if self.width < STACK_BELOW or not _words_fit(table, widths):
            yield from self._stacked(table)
            return
        titles = [plain(column.title, "label") for column in table.columns]
        rule = [Span(" " * self.indent), Span("─" * (self.width - self.indent), "frame")]
        yield from self._cells(titles, widths)
        yield rule
        for number, row in enumerate(table.rows):
            if number and table.airy:
                yield []
            yield from self._cells(row, widths)
        yield rule

    def _cells(self, cells: Sequence[Spans], widths: Sequence[int]) -> Iterator[Line]:
        spaced: list[tuple[Spans, int]] = [(plain(""), self.indent)]
        for number, cell in enumerate(zip(cells, widths, strict=True)):
            spaced += [(plain(""), GAP), cell] if number else [cell]
        return self.layout.row(*spaced)

    def _stacked(self, table: page.Table) -> Iterator[Line]:
        for number, row in enumerate(table.rows):
            if number:
                yield []
            for spans, indent in _stacked_lines(table, row):
                yield from self.layout.inset(spans, self.indent + indent)

    def drawing(self, drawing: page.Drawing) -> Iterator[Line]:
        figure = drawing.figure
        yield from self.layout.inset(caption(drawing), self.indent)
        if figure.kind is FigureKind.TABLE:
            yield from self.table(as_table(figure))
        else:
            yield from DRAW[figure.kind](figure, self.layout, self.indent)
        if figure.note:
            yield from self.layout.inset(plain(figure.note, "aside"), self.indent)

    def lines(self, lines: page.Lines) -> Iterator[Line]:
        yield from ([Span(line)] for line in lines.lines)

    def box(self, box: page.Box) -> Iterator[Line]:
        inner = self.width - 4
        if inner < cells(box.title) + GAP:
            yield from self.layout.inset(plain(box.title, "label"), 0)
            yield from self.layout.inset(box.spans, 0)
            return
        top = "─" * (inner - cells(box.title) - 1) + "╮"
        yield [Span("╭─ ", "frame"), Span(box.title, "label"), Span(f" {top}", "frame")]
        for line in wrap(box.spans, inner):
            fill = Span(" " * (inner - length(line)))
            yield [Span("│ ", "frame"), *line, fill, Span(" │", "frame")]
        yield [Span("╰" + "─" * (self.width - 2) + "╯", "frame")]


def _words_fit(table: page.Table, widths: Sequence[int]) -> bool:
    """Say whether every word of a table fits its column whole."""
    titles = tuple(plain(column.title) for column in table.columns)
    for row in (titles, *table.rows):
        for cell, width in zip(row, widths, strict=True):
            for span in cell:
                if (
                    len(span.text) > width
                    and max(map(cells, span.text.split()), default=0) > width
                ):
                    return False
    return True


def _stacked_lines(table: page.Table, row: Sequence[Spans]) -> list[tuple[Spans, int]]:
    """Return (spans, indent) for the lines that a row becomes in a narrow window."""
    lines: list[tuple[Spans, int]] = []
    for column, cell in zip(table.columns, row, strict=True):
        if not length(cell):
            continue
        name = Span(f"{column.title}: ", "aside")
        shown = (name, *cell) if column.named else cell
        if column.stacked == "head":
            lines.append((tuple(Span(text, look or "label") for text, look in shown), 0))
        elif column.stacked == "tail" and lines:
            lines[-1] = ((*lines[-1][0], Span(" "), *shown), lines[-1][1])
        else:
            lines.append((shown, 2))
    return lines
