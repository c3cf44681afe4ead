"""The options every command takes, and where each value comes from: flag, variable, default."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from heal_cli.errors import UsageMistake
from heal_cli.formats import ENDINGS, FORMATS

NARROWEST, WIDEST = 10, 1000
"""Columns that `--width` may ask for."""

_USUAL_WIDTH = 80

COLORS = ("auto", "always", "never")


class Settings(NamedTuple):
    """The common options of one run; `width` is None for the terminal's own."""

    format: str
    width: int | None
    color: str
    pager: bool
    content: tuple[Path, ...]
    output: Path | None
    force: bool
    open: bool


class Setting(NamedTuple):
    """One common option: its variable, its default, and how its text becomes a value."""

    variable: str
    default: str
    read: Callable[[str], Any]


class Value(NamedTuple):
    """The text of an option that is in force, and where it comes from."""

    text: str
    place: str


def _choice(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise UsageMistake(f'"{text}" should be one of: {", ".join(choices)}')
        return text

    return read


def _width(text: str) -> int | None:
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(WIDEST))
    if is_number and NARROWEST <= int(text) <= WIDEST:
        return int(text)
    raise UsageMistake(f'"{text}" should be a number from {NARROWEST} to {WIDEST}')


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(_path(folder) for folder in text.split(os.pathsep) if folder)


def _file(text: str) -> Path | None:
    return _path(text) if text else None


def _path(text: str) -> Path:
    """Return a path; no shell has expanded a tilde in a variable or behind an equals sign."""
    with suppress(RuntimeError):  # There is no home.
        return Path(text).expanduser()
    return Path(text)


def _is_on(text: str) -> bool:
    return text.casefold() not in {"0", "no", "off", "false"}


SETTINGS = {
    "format": Setting("HEAL_FORMAT", "rich", _choice(tuple(FORMATS))),
    "width": Setting("HEAL_WIDTH", "", _width),
    "color": Setting("HEAL_COLOR", "auto", _choice(COLORS)),
    "pager": Setting("HEAL_USE_PAGER", "yes", _is_on),
    "content": Setting("HEAL_CONTENT", "", _folders),
    "output": Setting("", "", _file),
    "force": Setting("", "no", _is_on),
    "open": Setting("", "no", _is_on),
}


def value(name: str, flags: Mapping[str, str], environment: Mapping[str, str]) -> Value:
    """Return an option's text: a flag before a variable, a variable before the default."""
    setting = SETTINGS[name]
    if flags.get(name):
        return Value(flags[name], f"--{name}")
    if name == "format" and flags.get("open"):
        return Value("html", "--open")
    if name == "format" and flags.get("output") not in {None, "", "-"}:
        ending = ENDINGS.get(Path(flags["output"]).suffix.casefold())
        if ending is None:
            endings = " ".join(ENDINGS)
            text = f'the ending of "{flags["output"]}" names no format; use one of: {endings}'
            raise UsageMistake(f"{text}, or say --format", ["heal help formats"])
        return Value(ending, "--output")
    if name == "color" and environment.get("NO_COLOR"):
        return Value("never", "NO_COLOR")  # no-color.org
    if environment.get(setting.variable):
        return Value(environment[setting.variable], setting.variable)
    return Value(setting.default, "default")


def _help_on(name: str, found: Value) -> str:
    """Return the command that explains an option, and works whatever its variable says."""
    command = "heal help formats" if name == "format" else "heal help environment"
    if found.place.startswith("--"):
        return command
    return f"{command} --{name} {SETTINGS[name].default or _USUAL_WIDTH}"


def resolve(flags: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in force.

    Raises:
        UsageMistake: A flag or variable has a value that the option does not take.
    """
    values = {}
    for name, setting in SETTINGS.items():
        found = value(name, flags, environment)
        try:
            values[name] = setting.read(found.text)
        except UsageMistake as mistake:
            message = f"{found.place}: {name} {mistake.message}"
            raise UsageMistake(message, [_help_on(name, found)]) from None
    if flags.get("content"):  # A flag names one folder, even one with a colon in its name.
        values["content"] = (_path(flags["content"]),)
    settings = Settings(**values)
    if settings.open and settings.format != "html":
        message = f"--open shows a page for a browser; leave --format {settings.format} out"
        raise UsageMistake(message, ["heal help formats"])
    if FORMATS[settings.format].only_in_files and settings.output is None:
        message = "a picture needs a file: add --output page.svg"
        raise UsageMistake(message, ["heal help formats"])
    return settings


def resolve_valid(
    flags: Mapping[str, str], environment: Mapping[str, str] = os.environ
) -> Settings:
    """Return the settings in force, with the default where a flag or variable is wrong.

    For errors: one wrong option must not take away the width or colour that was asked for.
    """
    valid: dict[str, str] = {}
    for name, setting in SETTINGS.items():
        try:
            text = value(name, flags, environment).text
            setting.read(text)
        except UsageMistake:
            text = setting.default
        valid[name] = text
    wanted = valid | {"format": SETTINGS["format"].default, "output": "", "open": "no"}
    return resolve(wanted, {})
