"""How a format finds the way to draw a block."""

from collections.abc import Iterator
from typing import Any

from heal_cli.views.document import Block


class Drawer:
    """Draws each block with the method of its name: a Heading with `heading`, and so on."""

    def block(self, block: Block) -> Iterator[Any]:
        """Yield the lines of a block."""
        drawn: Iterator[Any] = getattr(self, type(block).__name__.lower())(block)
        return drawn
