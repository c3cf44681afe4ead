"""Help pages of the commands, made from their own declarations."""

import inspect
from collections.abc import Iterator
from typing import Any

from heal_cli.command_line.help_subjects import ON
from heal_cli.command_line.settings import SETTINGS
from heal_cli.views.document import Block, Document, Heading, Pairs, Paragraph, Span, plain
from heal_cli.views.start import grouped

_COMMON = {*SETTINGS, "help"}
"""The options that every command takes."""


def command_page(context: Any) -> Document:
    """Return the help page of the command of a Typer context."""
    return Document(context.command_path, _command_blocks(context))


def _command_blocks(context: Any) -> Iterator[Block]:
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
    own = [param for param in command.params if param.name not in _COMMON]
    shared = [param for param in command.params if param.name in _COMMON]
    for title, params in (("Arguments and options", own), ("Common options", shared)):
        if params:
            yield Heading(title)
            yield Pairs([_param_row(param) for param in params])
    commands = summaries(context)
    if commands:
        yield Heading("Commands")
        yield from grouped(commands)
        note = "Common options work before and after the command."
        yield Paragraph((Span(note, "aside"),), flush=True)
        yield Heading("Subjects")
        yield Pairs(
            [(plain(f"heal help {name}", "command"), plain(on)) for name, on in ON.items()]
        )


def summaries(context: Any) -> dict[str, str]:
    """Return the first sentence of the help of every command that a context's command has."""
    group = context.command
    names = group.list_commands(context) if hasattr(group, "list_commands") else ()
    return {name: _summary(group.get_command(context, name)) for name in names}


def _summary(command: Any) -> str:
    return " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())


def _param_row(param: Any) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    if param.param_type_name == "argument":
        return plain(param.metavar, "command"), plain(param.help or "")
    names = ", ".join(sorted(param.opts, key=len))
    value = "" if param.is_flag else f" {param.metavar}"
    return plain(names + value, "command"), plain(param.help or "")
