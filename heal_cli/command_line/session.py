"""One run of the program: its options, library and screen, each made when first asked."""

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from heal_cli.command_line.settings import Settings, resolve, resolve_valid
from heal_cli.commands import COMMANDS
from heal_cli.errors import HealError, UsageMistake
from heal_cli.loading.libraries import bundled_root, distinct, whole_path
from heal_cli.loading.user_folders import own_root

if TYPE_CHECKING:
    from heal_cli.index.index import Index
    from heal_cli.library.library import Library
    from heal_cli.screen.screen import Screen
    from heal_cli.views.frame import Emergencies

COMPLETION = "_HEAL_COMPLETE"
"""The variable by which a shell asks for completion."""


class Session:
    """What the commands of one run share."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self.flags: dict[str, str] = {}
        self.line = tuple(arguments)
        self.asked: list[str] | None = None
        """The texts that a command was asked, once the line is understood."""

    @cached_property
    def settings(self) -> Settings:
        """The common options in force."""
        return resolve(self.flags, os.environ)

    @cached_property
    def roots(self) -> tuple[Path, ...]:
        """The libraries in force, none twice: the bundled one, then the reader's own."""
        own = own_root()
        # Unlike Path's, this look never raises, not even in a folder that may not be entered.
        found = [own] if own is not None and os.path.isdir(own) else []  # noqa: PTH112
        return distinct([bundled_root(), *found, *map(whole_path, self.settings.content)])

    @property
    def own_content(self) -> Path:
        """Where a new topic goes: the last library that was named, or the user's own."""
        named = self.settings.content[-1:]
        own = named[0] if named else own_root()
        if own is None:
            raise UsageMistake("there is no home folder; say --content DIR")
        return own

    @cached_property
    def index(self) -> "Index":
        """The index of the bundled content and of the reader's own."""
        from heal_cli.index.index import Index

        if COMPLETION in os.environ:
            # The reader is in the middle of a line: nothing may be drawn there.
            return Index(self.roots)
        return Index(self.roots, self.screen.progress)

    @cached_property
    def library(self) -> "Library":
        """The library; its broken files are named on stderr when it is opened."""
        from heal_cli.library.library import Library

        library = Library(self.index)
        self.screen.warn(library.faults)
        return library

    @property
    def emergencies(self) -> "Emergencies":
        """The emergencies that the words of this run may mean, whatever else is wrong in them.

        Nothing may cost a warning: they are looked for in the bundled library where the one
        in force cannot be read, and in all of a line that was not understood.
        """
        asked = _typed(self.line) if self.asked is None else self.asked
        texts = list(filter(None, dict.fromkeys((*asked, *map(_telling, asked)))))
        if not texts:
            return ()
        with suppress(Exception):
            return self.library.urgent(*texts)
        with suppress(Exception):
            from heal_cli.index.index import Index
            from heal_cli.library.library import Library

            with closing(Index([bundled_root()])) as index:
                return Library(index).urgent(*texts)
        return ()

    @cached_property
    def screen(self) -> "Screen":
        """The screen that answers go to."""
        from heal_cli.screen.screen import Screen

        return Screen(self.settings)

    @property
    def today(self) -> date:
        """The day on which reviews are judged."""
        return date.today()

    @property
    def reviewed(self) -> str:
        """When the library was last reviewed, if it was asked anything."""
        from heal_cli.views.document import last_reviewed

        return last_reviewed(self.library.newest_review()) if "library" in vars(self) else ""

    def close(self) -> None:
        """Let go of the index, if it was opened."""
        if "index" in self.__dict__:
            self.index.close()

    def distrust_index(self) -> bool:
        """Throw away an index that may be damaged; say whether all may go well without it."""
        if "index" not in self.__dict__ or self.screen.has_answered:
            return False
        return self.index.discard()

    def fail(self, error: HealError) -> int:
        """Show an error and return its exit code; works even when the options are wrong."""
        try:
            screen = self.screen
        except UsageMistake:
            from heal_cli.screen.screen import Screen

            screen = Screen(resolve_valid(self.flags))
        screen.fail(error, self.emergencies)
        return error.exit_code


def _typed(line: Sequence[str]) -> list[str]:
    """Return what the words of a line may ask: all of them, and those that name no command.

    What looks like an option may be more than that: heal search --chest-pain.
    """
    words = [word for word in line if not word.startswith("-")]
    others = [word for word in words if word not in COMMANDS]
    dashed = [word for word in line if word.startswith("-") and word not in {"-h", "--help"}]
    asked = [" ".join(words), " ".join(others)] if others else []
    return [*asked, *(word.replace("-", " ").strip() for word in dashed)]


def _telling(text: str) -> str:
    """Return a text without numbers and single letters, which may have been meant for more."""
    return " ".join(word for word in text.split() if len(word) > 1 and not word.isdigit())
