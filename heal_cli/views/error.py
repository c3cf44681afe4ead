"""What is said when something went wrong, and what to type next."""

from collections.abc import Iterator
from itertools import chain, repeat

from heal_cli.errors import HealError
from heal_cli.views.document import Block, Document, Pairs, Span, plain


def error_page(error: HealError) -> Document:
    """Return an error's message, and the commands to type next."""
    return Document("heal", _blocks(error))


def _blocks(error: HealError) -> Iterator[Block]:
    first, *rest = error.message.splitlines() or [""]
    message = [(Span("heal: ", "error"), Span(first)), *map(plain, rest)]
    yield Pairs([(line, ()) for line in message], flush=True)
    if error.next_steps:
        labels = chain(["Try:"], repeat("or:"))
        steps = zip(labels, error.next_steps, strict=False)
        rows = [(plain(label), plain(step, "command")) for label, step in steps]
        yield Pairs(rows, flush=True)
