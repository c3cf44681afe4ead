"""What is said to words that are no command."""

from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.commands import COMMANDS
from heal_cli.errors import HealError, UsageMistake
from heal_cli.views.document import Answer


def run(session: Session, words: Annotated[list[str], typer.Argument()]) -> Answer:
    """Say what could have been meant by a command that does not exist."""
    from difflib import get_close_matches

    command, typed = words[0], " ".join(words)
    try:
        topic = session.library.find("topic", typed)
    except HealError:
        near = get_close_matches(command, COMMANDS, n=1)
        right = " ".join([*near, *words[1:]]) if near else f"search {typed}"
        maybe = f' Did you mean "{near[0]}"?' if near else ""
        steps = [f"heal {right}", "heal --help"]
        raise UsageMistake(f'no command "{command}".{maybe}', steps) from None
    message = f'no command "{command}", but "{typed}" is a topic.'
    raise UsageMistake(message, [f"heal show {topic}", f"heal search {typed}"])
