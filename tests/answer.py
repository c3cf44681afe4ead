"""What a run of heal printed, and what its command line and surroundings asked for."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from heal_cli.formats import ENDINGS

NARROWEST, USUAL, WIDEST = 10, 80, 1000
"""Columns: the fewest and the most that `--width` takes, and those of a pipe."""

TAKES_A_VALUE = {"--format", "-f", "--output", "-o", "--width", "--color", "--content"}
"""Options of every command that a value follows."""


class Answer(NamedTuple):
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


class Wanted(NamedTuple):
    """What is in force for one answer.

    `usual` is the width that holds where the options themselves are wrong.
    """

    format: str
    width: int
    usual: int
    colored: bool
    output: Path | None


def letters(shown: str) -> str:
    """Return the letters and digits of a page, whatever frames and line ends it has."""
    return "".join(filter(str.isalnum, shown))


def wanted(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Wanted:
    """Return what a command line asks for: a flag before a variable, the last of two flags."""
    named = _last(arguments, "--output", "-o")
    output = "" if named == "-" else named  # A dash is the standard output.
    ending = Path(output).suffix.casefold() if output else ""
    by_place = ENDINGS.get(ending, "") if output else environment.get("HEAL_FORMAT", "")
    columns = _columns(environment)
    # Where a line is not understood, its options are followed up to the slip.
    usual = max(columns, *map(_width, _values(arguments, ["--width"])))
    return Wanted(
        _last(arguments, "--format", "-f") or by_place or "rich",
        _width(_last(arguments, "--width") or environment.get("HEAL_WIDTH", "")) or columns,
        usual,
        _is_colored(_last(arguments, "--color"), environment),
        Path(output) if output else None,
    )


def _last(arguments: Sequence[str], *names: str) -> str:
    """Return the last value that is typed for an option, or nothing.

    One behind the command is in force before one of the program itself, unless it is empty.
    """
    command = _place_of_command(arguments)
    behind, before = arguments[command:], arguments[:command]
    return list(_values(behind, names))[-1] or list(_values(before, names))[-1]


def _place_of_command(arguments: Sequence[str]) -> int:
    """Return the place of the first word that is no option and no option's value."""
    is_value = False
    for place, word in enumerate(arguments):
        if not is_value and not word.startswith("-"):
            return place
        is_value = not is_value and word in TAKES_A_VALUE
    return len(arguments)


def _values(arguments: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    yield ""
    for place, word in enumerate(arguments):
        # Before the command, two dashes end nothing but the options of the program itself.
        if word == "--" and place > 0:
            return
        if word in names and place + 1 < len(arguments):
            yield arguments[place + 1]
        name, equals, value = word.partition("=")
        if name in names and equals:
            yield value


def _width(text: str) -> int:
    """Return a width that `--width` takes, or nought."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(WIDEST))
    return int(text) if is_number and NARROWEST <= int(text) <= WIDEST else 0


def _columns(environment: Mapping[str, str]) -> int:
    try:
        columns = int(environment.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    return columns if columns > 0 else USUAL


def _is_colored(asked: str, environment: Mapping[str, str]) -> bool:
    """Say whether what is no terminal gets colour."""
    if asked in {"always", "never"}:
        return asked == "always"
    own = environment.get("HEAL_COLOR", "")
    if not asked and environment.get("NO_COLOR"):
        return False
    if not asked and own in {"always", "never"}:
        return own == "always"
    forced = (environment.get("FORCE_COLOR"), environment.get("CLICOLOR_FORCE"))
    return next(filter(None, forced), "0") not in {"0", "false", "no", "off"}
