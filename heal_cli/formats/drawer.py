"""What formats share: the way to a block, safe lines, figures as tables."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from heal_cli.models import Figure, FigureKind
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Block, Document

Draw = Callable[[Document], Iterator[str]]

_FIGURE_COLUMNS = {
    FigureKind.STEPS: ("Step", "What happens"),
    FigureKind.BARS: ("", "Amount", "Note"),
    FigureKind.BANDS: ("Range", "Meaning", "Note"),
}
"""The columns that a figure has as a table, by its kind."""


class Drawer:
    """Draws each block with the method of its name: a Heading with `heading`, and so on."""

    def block(self, block: Block) -> Iterator[Any]:
        """Yield the lines of a block."""
        drawn: Iterator[Any] = getattr(self, type(block).__name__.lower())(block)
        return drawn

    def apart(self, page: Document, kinds: tuple[type, ...] = (object,)) -> Iterator[str]:
        """Yield the lines of a page, an empty one before each block of these kinds."""
        for place, block in enumerate(page.blocks):
            if place and isinstance(block, kinds):
                yield ""
            yield from self.block(block)


def as_text(draw: Draw) -> Callable[[Document, int, bool], Iterator[str]]:
    """Return a format that is the same for every width, with nothing a terminal obeys."""

    def lines(document: Document, width: int, colored: bool) -> Iterator[str]:  # noqa: ARG001
        for part in draw(document):
            yield from map(visible, part.split("\n"))

    lines.__doc__ = draw.__doc__
    return lines


def figure_table(figure: Figure) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return a figure's columns and rows, without columns that are empty throughout."""
    titles: Sequence[str] = figure.columns or _FIGURE_COLUMNS[figure.kind]
    if figure.kind is FigureKind.BARS and figure.unit:
        titles = ("", figure.unit, "Note")
    used = [any(row[place] for row in figure.rows) for place in range(len(titles))]
    rows = [[cell for cell, keep in zip(row, used, strict=True) if keep] for row in figure.rows]
    return [title for title, keep in zip(titles, used, strict=True) if keep], rows
