"""What is answered to words that are no command."""

from collections.abc import Callable
from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.commands import COMMANDS
from heal_cli.errors import UsageMistake, command
from heal_cli.views.document import Answer

_LONGEST_SLIP = 20


def run(session: Session, words: Annotated[list[str], typer.Argument()]) -> Answer:
    """Answer words that are no command: a name with its page, else a search.

    The name of a topic comes before that of a condition, and that before a term.
    """
    from heal_cli.commands import search

    typed = " ".join(words)
    named = _named(session, typed)
    if named is not None:
        return named
    near = _command_meant(words[0])
    if near:
        message = f'no command "{words[0]}". Did you mean "{near}"?'
        raise UsageMistake(message, [command(near, *words[1:]), "heal help"])
    return search.answer(session, typed)


def _named(session: Session, typed: str) -> Answer | None:
    """Return the page of what words name to the letter or in another ending, or None."""
    from heal_cli.commands import define, for_, show
    from heal_cli.library.taken_for import named
    from heal_cli.views.results import understood

    answers: dict[str, Callable[[], Answer]] = {
        "topic": lambda: show.answer(session, [typed]),
        "condition": lambda: for_.about_condition(session, typed),
        "term": lambda: define.about_term(session, typed),
    }
    for kind, answer in answers.items():
        meant = named(session.library, kind, typed)
        if meant is not None:
            page = answer()
            return page._replace(document=understood(page.document, kind, typed))
    return None


def _command_meant(word: str) -> str:
    """Return the command that a word is a slip of the fingers for, or ""."""
    if not word or len(word) > _LONGEST_SLIP:
        return ""
    typed = word.lower()
    return next((each for each in COMMANDS if _is_slip(typed, each)), "")


def _is_slip(typed: str, meant: str) -> bool:
    """Say whether a word may be a slip for a command, the letters of a short one swapped."""
    from heal_cli.text import names

    swapped = typed[0] == meant[0] and sorted(typed) == sorted(meant)
    return swapped or names.is_slip(typed, meant)
