"""Figures drawn in letters: steps, bars and bands."""

from collections.abc import Callable, Iterator, Sequence

from heal_cli.formats.layout import Layout, Line, cells
from heal_cli.models import Figure, FigureKind
from heal_cli.views.document import Column, Drawing, Span, Spans, Table, plain

_SHADES = "░▒▓█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"


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


def draw_steps(figure: Figure, layout: Layout, indent: int) -> Iterator[Line]:
    """Yield a path from top to bottom, its steps numbered."""
    lead = len(str(len(figure.rows))) + 2
    longest = max(cells(label) for label, _ in figure.rows) + 2
    for number, (label, said) in enumerate(figure.rows, start=1):
        if number > 1:
            yield [Span(" " * indent + "│")]
        mark = plain(str(number), "aside")
        if layout.width - indent - lead - longest < layout.width // 2:
            yield from layout.hanging(mark, lead, plain(label, "label"), indent)
            yield from layout.inset(plain(said), indent + lead)
        else:
            named = (plain(label, "label"), longest)
            room = layout.width - indent - lead - longest
            start = ((plain(""), indent), (mark, lead))
            yield from layout.row(*start, named, (plain(said), room))


def draw_bars(figure: Figure, layout: Layout, indent: int) -> Iterator[Line]:
    """Yield a bar a row, from nought to the largest value."""
    most = max(float(value) for _, value, _ in figure.rows) or 1.0
    labels = max(cells(label) for label, _, _ in figure.rows) + 2
    values = max(cells(value) for _, value, _ in figure.rows) + 2
    stacked = labels > layout.width // 2
    room = layout.width - indent - values - (0 if stacked else labels)
    longest_bar = max(4, room // (2 if any(note for _, _, note in figure.rows) else 1) - 2)
    for label, value, note in figure.rows:
        bar = _bar(float(value) / most * longest_bar)
        said = (
            Span(bar, "command"),
            Span(f" {value}"),
            Span(f"  {note}" if note else "", "aside"),
        )
        if stacked:
            yield from layout.inset(plain(label), indent)
            yield from layout.inset(said, indent + 2)
        else:
            yield from layout.hanging(plain(label), labels, said, indent)


def _bar(length: float) -> str:
    """Return a bar of `length` columns, to an eighth of a column."""
    whole, eighths = divmod(round(length * 8), 8)
    return "█" * whole + _EIGHTHS[eighths].strip() or "▏"


def draw_bands(figure: Figure, layout: Layout, indent: int) -> Iterator[Line]:
    """Yield a scale, lowest band first, shaded darker as it rises."""
    ranges = max(cells(span) for span, _, _ in figure.rows) + 2
    last = max(1, len(figure.rows) - 1)
    for place, (span, label, note) in enumerate(figure.rows):
        shade = _SHADES[place * (len(_SHADES) - 1) // last] * 4
        said = (Span(label, "label"), Span(f"  {note}" if note else ""))
        if layout.width - indent - ranges - 6 < layout.width // 3:
            yield from layout.inset((Span(f"{shade} {span}"),), indent)
            yield from layout.inset(said, indent + 2)
        else:
            columns: Sequence[tuple[Spans, int]] = (
                (plain(""), indent),
                (plain(span), ranges),
                (plain(shade), 6),
                (said, layout.width - indent - ranges - 6),
            )
            yield from layout.row(*columns)


DRAW: dict[FigureKind, Callable[[Figure, Layout, int], Iterator[Line]]] = {
    FigureKind.STEPS: draw_steps,
    FigureKind.BARS: draw_bars,
    FigureKind.BANDS: draw_bands,
}
