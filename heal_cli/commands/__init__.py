"""The commands, a file each; `run` finds what is asked and returns the answer."""

from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from typing import Any

CommandFunction = Callable[..., Any]

GROUPS = {
    "Read": ("show", "topics", "search", "export"),
    "Look up": ("for", "why", "benefits", "cautions", "compare", "define", "sources"),
    "Write": ("new", "check"),
    "About": ("about", "disclaimer", "help"),
}
"""Every command by what it is for, in the order of help. Its file has its name, `for` with an
underscore."""

COMMANDS = tuple(name for names in GROUPS.values() for name in names)
"""Every command, in the order of help."""

FOR_WRITERS = ("check", "new", "export")
"""Commands that are given names of files, not words: an emergency is not looked for there."""

UNKNOWN = "unknown"
"""The file that answers words which are no command."""


def function(name: str) -> CommandFunction:
    """Return what carries out a command; its docstring is its help."""
    module: Any = import_module(f"heal_cli.commands.{name}{'_' * iskeyword(name)}")
    run: CommandFunction = module.run
    return run
