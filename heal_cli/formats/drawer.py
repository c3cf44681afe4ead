"""How a format finds the way to draw a block, and keeps its lines safe."""

from collections.abc import Callable, Iterator
from typing import Any

from heal_cli.text.safe_text import visible
from heal_cli.views.document import Block, Document

Draw = Callable[[Document], Iterator[str]]


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
