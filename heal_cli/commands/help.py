"""`heal help`: help on a command or a subject."""

import os
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from heal_cli.command_line.completion import complete_from
from heal_cli.errors import NotFound
from heal_cli.views.document import Answer


def _subjects() -> Mapping[str, str]:
    from heal_cli.command_line.help_subjects import ON
    from heal_cli.commands import COMMANDS

    return dict.fromkeys(COMMANDS, "a command") | ON


def run(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(metavar="[COMMAND or SUBJECT]", autocompletion=complete_from(_subjects)),
    ] = "",
) -> Answer:
    """Show help on a command or a subject.

    Examples:
        heal help show
        heal help evidence
    """
    from difflib import get_close_matches

    from heal_cli.command_line.help import command_page
    from heal_cli.command_line.help_subjects import SUBJECTS
    from heal_cli.commands import COMMANDS

    root = context.find_root()
    group: Any = root.command
    command = group.get_command(root, subject)
    if command:
        page = command_page(command.make_context(subject, ["--"], root, resilient_parsing=True))
    elif subject in SUBJECTS:
        page = SUBJECTS[subject](os.environ)
    elif not subject:
        page = command_page(root)
    else:
        near = get_close_matches(subject, [*SUBJECTS, *COMMANDS], n=1)
        steps = [*(f"heal help {name}" for name in near), "heal help"]
        raise NotFound(f'no help on "{subject}". Subjects: {", ".join(SUBJECTS)}.', steps)
    return Answer(page)
