"""Pages as Rich draws them on a terminal of any width: nothing is cut, columns are stacked."""

import io
import re
from collections.abc import Iterable, Iterator

from rich.box import ROUNDED
from rich.color import ColorSystem
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.segment import Segment
from rich.text import Text

from heal_cli.formats.drawer import Drawer
from heal_cli.formats.renderables import (
    GAP,
    Address,
    Hanging,
    StackingTable,
    edges,
    inset,
    text,
)
from heal_cli.formats.terminal_figures import as_pairs, as_table, caption
from heal_cli.formats.theme import THEME
from heal_cli.models import FigureKind
from heal_cli.views import document as page
from heal_cli.views.document import Block, Document, Span, Spans, plain

MEASURE = 96
"""Columns of text at the most, however wide the window: longer lines are hard to read."""

INDENT_FROM = 60
"""Columns from which text stands in from its heading."""

_LINK_ID = re.compile(r"\x1b\]8;id=[^;]*;")
"""The number that Rich gives a link, another one at every run."""


def lines(document: Document, width: int, colored: bool) -> Iterator[str]:
    """Yield the lines of a document for a window of `width` columns.

    No line is wider, save for addresses, which must stay whole to be of use.
    """
    for line in segments(document, width):
        if colored:
            painted = "".join(_painted(segment) for segment in line)
            yield _LINK_ID.sub("\x1b]8;;", painted)
        else:
            yield "".join(segment.text for segment in line)


def segments(document: Document, width: int) -> Iterator[list[Segment]]:
    """Yield the lines of a document as Rich's segments, without spaces at their ends."""
    console = Console(
        file=io.StringIO(),
        width=max(1, min(width, MEASURE)),
        height=1,  # told both, Rich does not ask the environment, which may hold anything
        theme=THEME,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    previous: Block | None = None
    drawer = _Drawer(console.width)
    for block in document.blocks:
        if previous is not None and not _joined(previous, block):
            yield []
        drawn = Segment.split_lines(console.render(drawer.renderable(block)))
        yield from map(_without_end, drawn)
        previous = block


def _painted(segment: Segment) -> str:
    if segment.style is None:
        return segment.text
    return segment.style.render(segment.text, color_system=ColorSystem.EIGHT_BIT)


def _without_end(line: list[Segment]) -> list[Segment]:
    """Return a line without the spaces that Rich fills it with."""
    while line and not line[-1].text.strip():
        line = line[:-1]
    return [*line[:-1], line[-1]._replace(text=line[-1].text.rstrip())] if line else []


def _joined(previous: Block, block: Block) -> bool:
    """Say whether `block` follows without air: text under its heading."""
    if not isinstance(previous, page.Heading):
        return False
    return previous.level > 1 or isinstance(block, page.Pairs)


class _Drawer(Drawer):
    """Turns blocks into renderables for a window of some width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.indent = GAP if width >= INDENT_FROM else 0

    def renderable(self, block: Block) -> RenderableType:
        """Return what Rich is to print for a block."""
        return Group(*self.block(block))

    def _in(self, renderable: RenderableType, indent: int) -> RenderableType:
        return inset(renderable, indent, self.width)

    def _hanging(self, rows: Iterable[tuple[Spans, Spans]], lead: int) -> Hanging:
        pairs = ((text(label), text(said)) for label, said in rows)
        return Hanging(pairs, lead, self.indent)

    def heading(self, heading: page.Heading) -> Iterator[RenderableType]:
        meaning = {1: "title", 2: "heading"}.get(heading.level, "label")
        title, aside = text(plain(heading.text, meaning)), text(plain(heading.aside, "aside"))
        indent = self.indent if heading.level > 2 else 0  # noqa: PLR2004 - below a section's
        yield from (self._in(each, indent) for each in edges(title, aside, self.width))

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[RenderableType]:
        yield self._in(text(paragraph.spans), 0 if paragraph.flush else self.indent)

    def bullets(self, bullets: page.Bullets) -> Iterator[RenderableType]:
        mark = plain(bullets.mark, bullets.meaning)
        rows = ((mark, item) for item in bullets.items)
        yield self._hanging(rows, len(bullets.mark) + 1)

    def pairs(self, pairs: page.Pairs) -> Iterator[RenderableType]:
        indent = 0 if pairs.flush else self.indent
        rows = [(text(label), text(said)) for label, said in pairs.rows]
        longest = max((label.cell_len for label, _ in rows), default=0) + GAP
        stacked = longest > self.width // (2 if self.width >= INDENT_FROM else 3)
        for label, said in rows:
            if not said:
                yield self._in(label, indent)
            elif stacked:
                yield from (self._in(each, indent) for each in (label,) if each)
                yield self._in(said, indent + 2)
            else:
                yield Hanging([(label, said)], longest, indent)

    def entries(self, entries: page.Entries) -> Iterator[RenderableType]:
        number_width = len(str(len(entries.items))) + GAP
        leads = max((text(entry.lead).cell_len for entry in entries.items), default=0)
        lead = number_width + (leads + GAP if leads else 0)
        for number, entry in enumerate(entries.items, start=1):
            if number > 1 and not entries.dense:
                yield Text()
            mark = Text.assemble((f"{number:<{number_width}}", "aside"), text(entry.lead))
            indent = self.indent if entries.dense else 0
            first, *rest = self._head(entry, self.width - lead - indent)
            yield Hanging([(mark, first)], lead, indent)
            below = filter(None, (*rest, text(entry.body)))
            yield from (self._in(each, number_width + indent) for each in below)

    def _head(self, entry: page.Entry, width: int) -> tuple[Text, ...]:
        """Return the first lines of an answer: its title stands first where a lead does."""
        name, title = Span(entry.name, "command"), Span(entry.title, "label")
        if entry.lead:
            look = "label" if entry.body else ""
            aside = text((Span(entry.name, "aside"),))
            return edges(text((Span(entry.title, look),)), aside, width)
        return edges(text((name, Span("  "), title)), text(entry.aside), width)

    def references(self, references: page.References) -> Iterator[RenderableType]:
        lead = len(f"[{max((number for number, *_ in references.rows), default=0)}]") + 1
        indent = self.indent + lead if self.width >= INDENT_FROM else 0

        def rows() -> Iterator[tuple[Text, Text]]:
            for number, identifier, source in references.rows:
                work = text(plain(page.reference(identifier, source)))
                yield Text(f"[{number}]", "citation"), work
                if source and references.detailed:
                    yield Text(), text(plain(page.remark(source)))
                if source and source.address:
                    yield Text(), Address(source.address, indent)

        yield Hanging(rows(), lead, self.indent)

    def table(self, table: page.Table) -> Iterator[RenderableType]:
        yield self._in(StackingTable(table), 0 if table.dense else self.indent)

    def drawing(self, drawing: page.Drawing) -> Iterator[RenderableType]:
        figure = drawing.figure
        yield self._in(text(caption(drawing)), self.indent)
        if figure.kind is FigureKind.TABLE:
            yield from self.table(as_table(figure))
        else:
            yield from self.pairs(as_pairs(figure, self.width - self.indent))
        if figure.note:
            yield self._in(text(plain(figure.note, "aside")), self.indent)

    def lines(self, lines: page.Lines) -> Iterator[RenderableType]:
        for line in map(text, lines.lines):
            line.no_wrap, line.overflow = True, "ignore"
            yield line

    def box(self, box: page.Box) -> Iterator[RenderableType]:
        title = text(plain(box.title, "frame-title"))
        if self.width - 4 < title.cell_len + GAP:
            yield Group(title, text(box.spans))
        else:
            yield Panel(
                text(box.spans),
                title=title,
                title_align="left",
                box=ROUNDED,
                border_style="frame",
            )
