"""What is said to words that are no command."""

from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.commands import COMMANDS
from heal_cli.errors import HealError, UsageMistake, command
from heal_cli.views.document import Answer


def run(session: Session, words: Annotated[list[str], typer.Argument()]) -> Answer:
    """Say what could have been meant by a command that does not exist."""
    from difflib import get_close_matches

    asked, typed = words[0], " ".join(words)
    try:
        topic = session.library.find("topic", typed)
    except HealError:
        near = get_close_matches(asked, COMMANDS, n=1)
        right = [*near, *words[1:]] if near else ["search", *words]
        maybe = f' Did you mean "{near[0]}"?' if near else ""
        steps = [command(*right), "heal --help"]
        raise UsageMistake(f'no command "{asked}".{maybe}', steps) from None
    message = f'no command "{asked}", but "{typed}" is a topic.'
    raise UsageMistake(message, [command("show", topic), command("search", *words)])
