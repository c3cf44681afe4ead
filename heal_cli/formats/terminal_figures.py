"""Figures drawn in letters: steps, bars and bands, each as rows of a label and what it says."""

from collections.abc import Callable

from rich.cells import cell_len

from heal_cli.models import Figure, FigureKind
from heal_cli.views.document import Column, Drawing, Pairs, Span, Spans, Table, plain

Rows = list[tuple[Spans, Spans]]

_SHADES = "░▒▓█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SHORTEST_BAR = 4


def caption(drawing: Drawing) -> Spans:
    """Return a figure's title with its unit and the numbers of its sources."""
    figure = drawing.figure
    unit = f" ({figure.unit})" if figure.unit else ""
    return (Span(figure.title, "label"), Span(unit + " "), *drawing.citations)


def as_table(figure: Figure) -> Table:
    """Return the table that a figure of kind table is."""
    widest = [
        max(len(column), *(len(row[place]) for row in figure.rows))
        for place, column in enumerate(figure.columns)
    ]
    columns = tuple(
        # Between the extremes, so that a short column keeps its words whole beside a long one.
        Column(title, min(max(longest, 8), 40) + 2, "line" if place else "head", named=True)
        for place, (title, longest) in enumerate(zip(figure.columns, widest, strict=True))
    )
    return Table(columns, tuple(tuple(map(plain, row)) for row in figure.rows))


def as_pairs(figure: Figure, width: int) -> Pairs:
    """Return the rows that a figure of another kind is, for so many columns."""
    return Pairs(_ROWS[figure.kind](figure, width))


def _steps(figure: Figure, _: int) -> Rows:
    """Return a path from top to bottom, its steps numbered."""
    lead = len(str(len(figure.rows))) + 2
    rows: Rows = []
    for number, (label, said) in enumerate(figure.rows, start=1):
        rows += [(plain("│"), ())] if rows else []
        rows.append(((Span(f"{number:<{lead}}", "aside"), Span(label, "label")), plain(said)))
    return rows


def _bars(figure: Figure, width: int) -> Rows:
    """Return a bar a row, from nought to the largest value."""
    most = max(float(value) for _, value, _ in figure.rows) or 1.0
    labels, values, notes = (
        max(map(cell_len, cells)) for cells in zip(*figure.rows, strict=True)
    )
    room = width - values - (labels if labels < width // 2 else 0)
    longest = max(_SHORTEST_BAR, room // (2 if notes else 1) - 4)
    rows: Rows = []
    for label, value, note in figure.rows:
        bar = Span(_bar(float(value) / most * longest), "bar")
        remark = Span(f"  {note}" if note else "", "aside")
        rows.append((plain(label), (bar, Span(f" {value}"), remark)))
    return rows


def _bar(length: float) -> str:
    """Return a bar of `length` columns, to an eighth of a column."""
    whole, eighths = divmod(round(length * 8), 8)
    return "█" * whole + _EIGHTHS[eighths].strip() or "▏"


def _bands(figure: Figure, _: int) -> Rows:
    """Return a scale, lowest band first, shaded darker as it rises."""
    ranges = max(cell_len(span) for span, _, _ in figure.rows)
    last = max(1, len(figure.rows) - 1)
    rows: Rows = []
    for place, (span, label, note) in enumerate(figure.rows):
        shade = _SHADES[place * (len(_SHADES) - 1) // last] * 4
        gap = " " * (ranges - cell_len(span) + 2)
        said = (Span(label, "label"), Span(f"  {note}" if note else ""))
        rows.append((plain(f"{span}{gap}{shade}"), said))
    return rows


_ROWS: dict[FigureKind, Callable[[Figure, int], Rows]] = {
    FigureKind.STEPS: _steps,
    FigureKind.BARS: _bars,
    FigureKind.BANDS: _bands,
}
"""How each kind is drawn, from the figure and the columns there are."""
