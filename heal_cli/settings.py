"""The options every command takes, and where each value comes from: flag, variable, default."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from heal_cli.errors import UsageMistake

NARROWEST, WIDEST = 10, 1000
"""Columns that `--width` may ask for."""

FORMATS = ("rich", "json")
COLORS = ("auto", "always", "never")


class Settings(NamedTuple):
    """The common options of one run; `width` is None for the terminal's own."""

    format: str
    width: int | None
    color: str
    pager: bool
    content: tuple[Path, ...]


class Setting(NamedTuple):
    """One common option: its variable, its default, and how its text becomes a value."""

    variable: str
    default: str
    read: Callable[[str], Any]


def _choice(name: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise UsageMistake(f'{name} "{text}" should be one of: {", ".join(choices)}')
        return text

    return read


def _width(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and NARROWEST <= int(text[:5]) <= WIDEST:
        return int(text)
    raise UsageMistake(f'width "{text}" should be a number from {NARROWEST} to {WIDEST}')


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(folder) for folder in text.split(os.pathsep) if folder)


def _is_on(text: str) -> bool:
    return text.casefold() not in {"0", "no", "off", "false"}


SETTINGS = {
    "format": Setting("HEAL_FORMAT", "rich", _choice("format", FORMATS)),
    "width": Setting("HEAL_WIDTH", "", _width),
    "color": Setting("HEAL_COLOR", "auto", _choice("color", COLORS)),
    "pager": Setting("HEAL_USE_PAGER", "yes", _is_on),
    "content": Setting("HEAL_CONTENT", "", _folders),
}


def resolve(flags: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in force: a flag before a variable, a variable before a default.

    Raises:
        UsageMistake: A flag or variable has a value that the option does not take.
    """
    values = {}
    for name, setting in SETTINGS.items():
        text, place = flags.get(name, ""), f"--{name}"
        if not text:
            text, place = environment.get(setting.variable, ""), setting.variable
        try:
            values[name] = setting.read(text or setting.default)
        except UsageMistake as mistake:
            raise UsageMistake(
                f"{place}: {mistake.message}", ["heal help environment"]
            ) from None
    return Settings(**values)
