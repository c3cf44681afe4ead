"""The errors heal raises on purpose, each with its exit code.

HealError
├── UsageMistake     2  the command line is wrong
├── ContentError     3  a content file is not valid
├── CheckFailed      3  `heal check` found faults
├── NotFound         4  nothing answers to that name or those words
└── (anything else)  1  unexpected, see `heal_cli.command_line.app.run`
"""

import shlex
from collections.abc import Sequence
from typing import NamedTuple

ANSWERED, UNEXPECTED, USAGE, NOT_VALID, NOTHING_FOUND, INTERRUPTED = 0, 1, 2, 3, 4, 130


def command(*words: object) -> str:
    """Return words as a command that a shell reads as they stand, whatever is in them."""
    return shlex.join(["heal", *map(str, words)])


class Fault(NamedTuple):
    """One thing wrong in a content file; lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class HealError(Exception):
    """A failure the reader can do something about.

    Args:
        message: What is wrong, in one sentence.
        next_steps: Commands to type next, most useful first.
    """

    exit_code = UNEXPECTED

    def __init__(self, message: str, next_steps: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.next_steps = tuple(next_steps)


class UsageMistake(HealError):
    """The command line asks for something that does not exist."""

    exit_code = USAGE


class NotFound(HealError):
    """No topic, condition, term or result answers to what was asked.

    `slip` is the name that was typed and the topic that it may have been meant for, if any.
    """

    exit_code = NOTHING_FOUND

    def __init__(
        self, message: str, next_steps: Sequence[str] = (), slip: tuple[str, str] | None = None
    ) -> None:
        super().__init__(message, next_steps)
        self.slip = slip


class CheckFailed(HealError):
    """Content was checked on request, and faults were found and shown."""

    exit_code = NOT_VALID


class ContentError(HealError):
    """Content that cannot be shown because its files are not valid.

    `is_passing` says that the system could not read them, which may be otherwise the next
    time: nothing that rests on it may be kept.
    """

    exit_code = NOT_VALID

    def __init__(
        self, faults: Sequence[Fault], next_steps: Sequence[str] = (), is_passing: bool = False
    ) -> None:
        super().__init__("\n".join(str(fault) for fault in faults), next_steps)
        self.faults = tuple(faults)
        self.is_passing = is_passing
