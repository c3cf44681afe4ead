"""Figures as tables, for the formats that draw none in letters."""

from collections.abc import Sequence

from heal_cli.models import Figure, FigureKind

_COLUMNS = {
    FigureKind.STEPS: ("Step", "What happens"),
    FigureKind.BARS: ("", "Amount", "Note"),
    FigureKind.BANDS: ("Range", "Meaning", "Note"),
}
"""The columns that a figure has as a table, by its kind."""


def figure_table(figure: Figure) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return a figure's columns and rows, without columns that are empty throughout."""
    titles: Sequence[str] = figure.columns or _COLUMNS[figure.kind]
    if figure.kind is FigureKind.BARS and figure.unit:
        titles = ("", figure.unit, "Note")
    used = [any(row[place] for row in figure.rows) for place in range(len(titles))]
    rows = [[cell for cell, keep in zip(row, used, strict=True) if keep] for row in figure.rows]
    return [title for title, keep in zip(titles, used, strict=True) if keep], rows
