"""What `heal` says when nothing was asked."""

from collections.abc import Iterator, Mapping

from heal_cli.views.document import Block, Document, Heading, Pairs, Paragraph, plain

_EXAMPLES = {
    "heal topics": "everything there is to read",
    "heal show magnesium": "one topic: claims, findings, cautions, sources",
    "heal search spasms": "the topics that answer your words",
}

WHAT_IT_IS = (
    "heal shows what the site Heal Yourself at Home claims, how it is said to work, what "
    "studies found, what to be careful about, and where to look it up."
)


def start_page(commands: Mapping[str, str]) -> Document:
    """Return the short help; `commands` maps each command to one line on it."""
    return Document("heal", _blocks(commands))


def _blocks(commands: Mapping[str, str]) -> Iterator[Block]:
    yield Paragraph(plain(WHAT_IT_IS), flush=True)
    yield Heading("Try")
    yield Pairs(
        [(plain(command, "command"), plain(said)) for command, said in _EXAMPLES.items()]
    )
    yield Heading("Commands")
    yield Pairs([(plain(name, "command"), plain(said)) for name, said in commands.items()])
    yield Paragraph(plain("More on a command: heal help COMMAND"), flush=True)
