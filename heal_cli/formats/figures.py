"""Figures drawn in letters: steps, bars and bands, each as rows of a lead and a body."""

from collections.abc import Callable, Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from heal_cli.formats.renderables import Hanging, inset, text
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


def _widest(texts: Iterator[str]) -> int:
    """Return the columns that the widest of some texts takes, and a gap."""
    return max(map(cell_len, texts)) + 2


def _steps(figure: Figure, width: int, window: int) -> RenderableType:
    """Return a path from top to bottom, its steps numbered."""
    lead = len(str(len(figure.rows))) + 2
    labels = _widest(label for label, _ in figure.rows)
    is_narrow = width - lead - labels < window // 2

    def rows() -> Iterator[tuple[Text, RenderableType]]:
        for number, (label, said) in enumerate(figure.rows, start=1):
            if number > 1:
                yield Text("│"), Text()
            named, told = text(plain(label, "label")), text(plain(said))
            step = Group(named, told) if is_narrow else Hanging([(named, told)], labels)
            yield Text(str(number), "aside"), step

    return Hanging(rows(), lead)


def _bars(figure: Figure, width: int, window: int) -> RenderableType:
    """Return a bar a row, from nought to the largest value."""
    most = max(float(value) for _, value, _ in figure.rows) or 1.0
    labels = _widest(label for label, _, _ in figure.rows)
    values = _widest(value for _, value, _ in figure.rows)
    is_stacked = labels > window // 2
    room = width - values - (0 if is_stacked else labels)
    longest_bar = max(4, room // (2 if any(note for _, _, note in figure.rows) else 1) - 2)

    def rows() -> Iterator[tuple[Text, Text]]:
        for label, value, note in figure.rows:
            bar = Span(_bar(float(value) / most * longest_bar), "command")
            remark = Span(f"  {note}" if note else "", "aside")
            yield text(plain(label)), text((bar, Span(f" {value}"), remark))

    if is_stacked:
        return Group(*(each for label, bar in rows() for each in (label, inset(bar, 2))))
    return Hanging(rows(), labels)


def _bar(length: float) -> str:
    """Return a bar of `length` columns, to an eighth of a column."""
    whole, eighths = divmod(round(length * 8), 8)
    return "█" * whole + _EIGHTHS[eighths].strip() or "▏"


def _bands(figure: Figure, width: int, window: int) -> RenderableType:
    """Return a scale, lowest band first, shaded darker as it rises."""
    ranges = _widest(span for span, _, _ in figure.rows)
    shades = 6
    last = max(1, len(figure.rows) - 1)
    is_stacked = width - ranges - shades < window // 3

    def rows() -> Iterator[tuple[str, str, Text]]:
        for place, (span, label, note) in enumerate(figure.rows):
            shade = _SHADES[place * (len(_SHADES) - 1) // last] * 4
            yield span, shade, text((Span(label, "label"), Span(f"  {note}" if note else "")))

    if is_stacked:
        pairs = ((text(plain(f"{shade} {span}")), said) for span, shade, said in rows())
        return Group(*(each for place, said in pairs for each in (place, inset(said, 2))))
    return Hanging(
        ((text(plain(s)), Hanging([(Text(shade), t)], shades)) for s, shade, t in rows()),
        ranges,
    )


DRAW: dict[FigureKind, Callable[[Figure, int, int], RenderableType]] = {
    FigureKind.STEPS: _steps,
    FigureKind.BARS: _bars,
    FigureKind.BANDS: _bands,
}
"""How each kind is drawn: from the figure, the columns it has, and those of the window."""
