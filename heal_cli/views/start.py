"""What `heal` says when nothing was asked."""

from collections.abc import Iterator, Mapping

from heal_cli.commands import GROUPS
from heal_cli.views.document import Block, Pairs, Paragraph, Span, plain, titled

WHAT_IT_IS = (
    "What the site Heal Yourself at Home claims, what studies found, what to be careful "
    "about. Type two words: heal leg cramps"
)


@titled("heal")
def start_page(commands: Mapping[str, str]) -> Iterator[Block]:
    """Return the short help; `commands` maps each command to one line on it."""
    yield Paragraph(plain(WHAT_IT_IS), flush=True)
    yield from grouped(commands)
    more = (Span("More on a command: "), Span("heal help COMMAND", "command"))
    yield Paragraph(more, flush=True)


def grouped(commands: Mapping[str, str]) -> Iterator[Block]:
    """Yield the commands by what they are for, each with one line on it."""
    widest = max(map(len, GROUPS)) + 2
    rows = []
    for title, names in GROUPS.items():
        for place, name in enumerate(names):
            group = Span(f"{'' if place else title:<{widest}}", "aside")
            rows.append(((group, Span(name, "command")), plain(commands[name])))
    yield Pairs(rows, flush=True)
