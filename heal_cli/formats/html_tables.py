"""Tables as HTML: claims, grids, lists with counts, figures; on a phone each is a list."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from heal_cli.formats.drawer import figure_table
from heal_cli.formats.html_spans import SpanWriter
from heal_cli.models import Figure, FigureKind
from heal_cli.views import document as page

_WIDE = 5
"""Columns from which a table may be wider than its window, and so scrolls."""


class Cells(NamedTuple):
    """A table whose cells are HTML already; the first of a row is its heading.

    `heads` are shown above the columns, `names` stand before a cell on a phone, the first
    only where it is not empty; `bars` are a last cell a row.
    """

    heads: Sequence[str]
    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    bars: Sequence[str] = ()
    kind: str = ""
    label: str = "Table"


def drawn(table: Cells) -> Iterator[str]:
    """Yield a table within a region that scrolls where it may be wider than the window."""
    is_dense = "dense" in table.kind or len(table.heads) >= _WIDE
    kind = " ".join(filter(None, ["stack", table.kind.replace("dense", "").strip()]))
    # A scroll region must be within reach of the keyboard (WCAG 2.1.1).
    region = f' role="region" tabindex="0" aria-label="{escape(table.label)}"'
    yield f'<div class="scroll dense"{region}>' if is_dense else '<div class="scroll">'
    # The roles hold where a style sheet draws the rows as a list.
    yield f'<table class="{kind}" role="table">'
    heads = "".join(f'<th scope="col">{head}</th>' for head in table.heads)
    bar = '<td role="cell"></td>' if table.bars else ""
    yield f'<thead role="rowgroup"><tr role="row">{heads}{bar}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for number, row in enumerate(table.rows):
        yield _row(table.names, row, table.bars[number] if table.bars else "")
    yield "</tbody>"
    yield "</table></div>"


def _row(names: Sequence[str], row: Sequence[str], bar: str) -> str:
    first, *rest = row
    cells = "".join(
        f'<td role="cell"{_named(name)}>{cell}</td>' if cell else '<td role="cell"></td>'
        for name, cell in zip(names[1:], rest, strict=True)
    )
    head = f'<th scope="row" role="rowheader"{_named(names[0])}>{first}</th>'
    return f'<tr role="row">{head}{cells}{bar}</tr>'


def _named(name: str) -> str:
    return f' data-name="{name}"' if name else ""


def of_table(table: page.Table, writer: SpanWriter, label: str) -> Iterator[Cells | str]:
    """Yield a table, or one for each part where its rows have headings: (title, then cells)."""
    if not any(_is_heading(row) for row in table.rows):
        yield _cells(table, table.rows, writer, label)
        return
    title = table.columns[0].title
    rows: list[tuple[page.Spans, ...]] = []
    for row in table.rows:
        if _is_heading(row):
            yield title
            yield _cells(table, rows, writer, title)
            title, rows = page.joined(row[0]), []
        else:
            rows.append(row)
    yield title
    yield _cells(table, rows, writer, title)


def _is_heading(row: Sequence[page.Spans]) -> bool:
    return any(span.meaning == "heading" for span in row[0])


def _cells(
    table: page.Table, rows: Sequence[Sequence[page.Spans]], writer: SpanWriter, label: str
) -> Cells:
    columns = list(table.columns)
    # An id says nothing to who clicks: its title stands beside it and is the link.
    is_listed = bool(rows) and all(_title(row[0]) == page.joined(row[1]) for row in rows)
    keep = [place for place in range(len(columns)) if not (is_listed and place == 1)]
    heads = [_head(columns[place], table.dense) for place in keep]
    names = [escape(columns[place].title) for place in keep]
    if is_listed:
        heads[0] = "Topic"
    names[0] = names[0] if columns[0].named and not is_listed else ""
    said = writer.marked if table.dense else writer.said
    cells = [[said(row[place]) for place in keep] for row in rows]
    kind = f"{'dense' if table.dense and not is_listed else ''}{' counts' * is_listed}"
    return Cells(heads, names, cells, kind=kind.strip(), label=label)


def _title(spans: page.Spans) -> str | None:
    return next((span.target.title for span in spans if span.target), None)


def _head(column: page.Column, is_dense: bool) -> str:
    """Return a column's title; where there is little room, its short one for the eye."""
    title = escape(column.title)
    if not is_dense or not column.short.strip():
        return title
    short = escape(column.short)
    return (
        f'<span aria-hidden="true" title="{title}">{short}</span>'
        f'<span class="hidden">{title}</span>'
    )


def of_figure(figure: Figure) -> Cells:
    """Return a figure that is no path of steps as a table."""
    titles, rows = figure_table(figure)
    names = [escape(title) for title in titles]
    cells = [[escape(cell) for cell in row] for row in rows]
    return Cells(names, names, cells, _bars(figure), label=figure.title)


def _bars(figure: Figure) -> list[str]:
    """Return a bar for each row of a figure of amounts, as the last cell of its row."""
    if figure.kind is not FigureKind.BARS:
        return []
    most = max(float(value) for _, value, _ in figure.rows) or 1.0
    shares = [100 * float(value) / most for _, value, _ in figure.rows]
    return [
        f'<td role="cell" aria-hidden="true">'
        f'<div class="bar" style="width: {share:.1f}%"></div></td>'
        for share in shares
    ]
