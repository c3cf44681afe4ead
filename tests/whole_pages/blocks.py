"""What each block of a page says when it is drawn: its own letters, and no others."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from heal_cli.formats import terminal
from heal_cli.models import Evidence, FigureKind
from heal_cli.views import document as parts
from heal_cli.views.document import Block, Document, Spans
from tests.whole_pages.drawn import FRAMES

VERDICTS = {evidence.style for evidence in Evidence}
"""What the marks of verdicts mean."""

DRAWN = FRAMES + "░▒▓█▏▎▍▌▋▊▉"
"""What heal draws with; where it stands in a page is not looked at."""


def count(*texts: str) -> Counter[str]:
    """Return how often each letter stands in texts, without spaces and what is drawn."""
    return Counter(re.sub(rf"[\s{DRAWN}]", "", "".join(texts)))


def said(spans: Spans) -> str:
    """Return the words of spans."""
    return "".join(span.text for span in spans)


def lines_of(document: Document, width: int) -> list[str]:
    """Return the lines of a drawn document."""
    return list(terminal.lines(document, width, colored=False))


def of_table(table: parts.Table, stacked: bool) -> list[str]:
    """Return what a table says: stacked, each cell says its column's name.

    Side by side, a column that has a short title shows that, and of a verdict the mark.
    """
    if not stacked:
        rows = (zip(table.columns, row, strict=True) for row in table.rows)
        texts = [beside(column, cell) for row in rows for column, cell in row]
        return texts + [column.short or column.title for column in table.columns]
    texts = [said(cell) for row in table.rows for cell in row]
    for row in table.rows:
        named = zip(table.columns, row, strict=True)
        texts += [f"{column.title}:" for column, cell in named if column.named and said(cell)]
    return texts


def beside(column: parts.Column, cell: Spans) -> str:
    """Return what a cell says that stands beside others."""
    marks = [span.text for span in cell if span.meaning in VERDICTS]
    return "".join(marks) if column.short and marks else said(cell)


def of_drawing(drawing: parts.Drawing, stacked: bool) -> list[str]:
    """Return what a figure says; steps are numbered."""
    figure = drawing.figure
    unit = f"({figure.unit})" if figure.unit else ""
    texts = [figure.title, unit, said(drawing.citations), figure.note]
    texts += [cell for row in figure.rows for cell in row]
    if figure.kind is FigureKind.STEPS:
        return texts + [str(number + 1) for number in range(len(figure.rows))]
    if not stacked:
        return texts + list(figure.columns)
    return texts + [f"{column}:" for column in figure.columns for _ in figure.rows]


def of_references(references: parts.References) -> list[str]:
    """Return what a list of sources says, with the number of each."""
    texts = []
    for number, identifier, source in references.rows:
        texts += [f"[{number}]", parts.reference(identifier, source)]
        if source:
            texts += [source.address, parts.remark(source) if references.detailed else ""]
    return texts


def of_entries(entries: parts.Entries) -> list[str]:
    """Return what numbered answers say."""
    texts = [str(number + 1) for number in range(len(entries.items))]
    for entry in entries.items:
        texts += [entry.name, said(entry.lead), entry.title]
        texts += [said(entry.aside), said(entry.body)]
    return texts


OF_BLOCK: dict[type[Block], Callable[[Any, bool], list[str]]] = {
    parts.Heading: lambda block, _: [block.text, block.aside],
    parts.Paragraph: lambda block, _: [said(block.spans)],
    parts.Bullets: lambda block, _: [block.mark + said(item) for item in block.items],
    parts.Pairs: lambda block, _: [said(label) + said(value) for label, value in block.rows],
    parts.Table: of_table,
    parts.Drawing: of_drawing,
    parts.Entries: lambda block, _: of_entries(block),
    parts.References: lambda block, _: of_references(block),
    parts.Lines: lambda block, _: list(map(said, block.lines)),
    parts.Box: lambda block, _: [block.title, said(block.spans)],
}
"""What each kind of block says, as columns or stacked."""


def assert_no_letter_is_lost(block: Block, width: int) -> None:
    """Fail unless a block is drawn with its own letters, each as often as it is written."""
    drawn = count(*lines_of(Document("", (block,)), width))
    either = [count(*OF_BLOCK[type(block)](block, stacked)) for stacked in (False, True)]
    assert drawn in either, (width, block, drawn - either[0], either[0] - drawn)
