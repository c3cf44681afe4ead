"""One run of the program: its options, library and screen, each made when first asked."""

import os
from datetime import date
from functools import cached_property

from heal_cli.content import bundled_root
from heal_cli.errors import HealError, UsageMistake
from heal_cli.index import Index
from heal_cli.library import Library
from heal_cli.screen import Screen
from heal_cli.settings import Settings, resolve


class Session:
    """What the commands of one run share."""

    def __init__(self) -> None:
        self.flags: dict[str, str] = {}

    @cached_property
    def settings(self) -> Settings:
        """The common options in force."""
        return resolve(self.flags, os.environ)

    @cached_property
    def index(self) -> Index:
        """The index of the bundled content and of the reader's own."""
        return Index([bundled_root(), *self.settings.content])

    @cached_property
    def library(self) -> Library:
        """The library; its broken files are named on stderr when it is opened."""
        library = Library(self.index)
        self.screen.warn(library.faults)
        return library

    @cached_property
    def screen(self) -> Screen:
        """The screen that answers go to."""
        return Screen(self.settings)

    @property
    def today(self) -> date:
        """The day on which reviews are judged."""
        return date.today()

    def fail(self, error: HealError) -> int:
        """Show an error and return its exit code; works even when the options are wrong."""
        try:
            screen = self.screen
        except UsageMistake:
            screen = Screen(resolve({}, {}))
        screen.fail(error)
        return error.exit_code
