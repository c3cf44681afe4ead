"""What is said when something went wrong, and what to type next."""

from collections.abc import Iterator
from itertools import chain, repeat

from heal_cli.errors import ContentError, HealError
from heal_cli.views.document import Block, Lines, Pairs, Span, plain, titled

_LONGEST = 2000
"""Letters of a message that are shown; an argument that it quotes may have any number."""


@titled("heal")
def error_page(error: HealError) -> Iterator[Block]:
    """Return an error's message, and the commands to type next."""
    first, *rest = _shortened(error.message) or [""]
    lines = [(Span("heal: ", "error"), Span(first)), *map(plain, rest)]
    if isinstance(error, ContentError):
        yield Lines(lines)  # The place of a fault is copied whole.
    else:
        yield Pairs([(line, ()) for line in lines], flush=True)
    if error.next_steps:
        labels = chain(["Try:"], repeat("or:"))
        steps = zip(labels, error.next_steps, strict=False)
        yield Lines([(Span(f"{label:<6}"), Span(step, "command")) for label, step in steps])


def _shortened(message: str) -> list[str]:
    """Return the lines of a message, as many as are not too long; one alone is cut within."""
    shown: list[str] = []
    lines = message.split("\n")
    length = 0
    for line in lines:
        length += len(line)
        if shown and length > _LONGEST:
            return [*shown, f"and {len(lines) - len(shown)} more"]
        half = _LONGEST // 2
        shown.append(f"{line[:half]} ... {line[-half:]}" if len(line) > _LONGEST else line)
    return shown
