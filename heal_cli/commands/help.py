"""`heal help`: help on a command or a subject."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from heal_cli.errors import NotFound

if TYPE_CHECKING:
    from heal_cli.command_line.session import Session


def run(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="[COMMAND or SUBJECT]")] = "",
) -> None:
    """Show help on a command or a subject.

    Examples:
        heal help show
        heal help evidence
    """
    from difflib import get_close_matches

    from heal_cli.command_line.help import command_page
    from heal_cli.command_line.help_subjects import SUBJECTS
    from heal_cli.commands import COMMANDS

    session: Session = context.obj
    root = context.find_root()
    command = getattr(root.command, "commands", {}).get(subject)
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
    session.screen.show(page)
