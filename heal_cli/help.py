"""Help pages: of every command, from its own declaration, and of a few subjects."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from heal_cli.document import Block, Document, Heading, Pairs, Paragraph, Span, plain

_EVIDENCE = """
A verdict judges the claim as the site words it, not the whole subject. Each was reached by
reading the studies, reviews and official statements that are listed under the claim.

● supported: good evidence backs the claim as worded: several good trials, a good review, or
a regulator's decision for that very use.

◐ mixed: studies disagree, or only part of the claim holds.

○ insufficient: no study was found, or too few or too weak ones to say.

✕ not supported: it was tested and did no better than a dummy treatment, or it goes against
accepted knowledge.

A word after the verdict narrows it, such as "in the laboratory". A source marked "not
checked" was not read for this library and carries no verdict alone. A result for one machine,
medicine or salt never passes to another.
"""

_EXIT_CODES = """
0: answered.

1: unexpected, a fault in heal itself.

2: wrong usage, such as an unknown command or option.

3: content that was asked for is not valid.

4: nothing found.

130: interrupted with Ctrl-C.
"""

SUBJECTS = {
    "evidence": ("What the verdicts mean", _EVIDENCE),
    "exit-codes": ("Exit codes", _EXIT_CODES),
}


def subject_page(name: str) -> Document:
    """Return the help page of a subject in `SUBJECTS`."""
    title, text = SUBJECTS[name]
    paragraphs = inspect.cleandoc(text).split("\n\n")
    blocks: list[Block] = [Heading(title, 1)]
    blocks += [Paragraph(plain(" ".join(part.split())), flush=True) for part in paragraphs]
    return Document(title, blocks)


def command_page(context: Any, common: Mapping[str, Any]) -> Document:
    """Return the help page of the command of a Typer context.

    Args:
        context: The context of the command that help was asked for.
        common: The names of the options that every command takes.
    """
    return Document(context.command_path, _command_blocks(context, common))


def _command_blocks(context: Any, common: Mapping[str, Any]) -> Iterator[Block]:
    command = context.command
    said, _, examples = inspect.cleandoc(command.help or "").partition("\n\nExamples:")
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece]
    usage = " ".join([context.command_path, *pieces])
    yield Pairs([(plain("Usage", "label"), plain(usage, "command"))], flush=True)
    for part in said.split("\n\n"):
        yield Paragraph(plain(" ".join(part.split())), flush=True)
    if examples:
        yield Heading("Examples")
        lines = [line.strip() for line in examples.strip().splitlines()]
        yield Pairs([(plain(line, "command"), plain("")) for line in lines])
    own = [param for param in command.params if param.name not in common]
    shared = [param for param in command.params if param.name in common]
    for title, params in (("Arguments and options", own), ("Common options", shared)):
        if params:
            yield Heading(title)
            yield Pairs([_param_row(param, context) for param in params])
    commands = getattr(command, "commands", {})
    if commands:
        yield Heading("Commands")
        shown = {name: each for name, each in commands.items() if not each.hidden}
        yield Pairs([(plain(n, "command"), plain(summary(each))) for n, each in shown.items()])
        note = "Common options work before and after the command."
        yield Paragraph((Span(note, "aside"),), flush=True)


def summary(command: Any) -> str:
    """Return the first sentence of a command's help."""
    return " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())


def _param_row(param: Any, context: Any) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    if param.param_type_name == "argument":
        return plain(param.make_metavar(context), "command"), plain(param.help or "")
    names = ", ".join(sorted(param.opts, key=len))
    value = "" if param.is_flag else f" {param.make_metavar(context)}"
    return plain(names + value, "command"), plain(param.help or "")
