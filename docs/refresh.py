"""Bring what is made from the program up to date: documents, man page, schema of content.

`make docs` writes; the tests call `stale` and fail where a document no longer tells
the truth.
"""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from itertools import dropwhile, takewhile
from pathlib import Path

from heal_cli import __version__
from heal_cli.command_line.app import main
from heal_cli.command_line.help_subjects import SUBJECTS
from heal_cli.commands import COMMANDS
from heal_cli.disclaimer import DISCLAIMER, NOTICE
from heal_cli.loading.json_schema import schemas

PROJECT = Path(__file__).parent.parent
README = PROJECT / "README.md"
REFERENCE = PROJECT / "docs" / "command-line.md"
MAN_PAGE = PROJECT / "docs" / "heal.1"
PICTURE = PROJECT / "docs" / "heal-show.svg"

_EXAMPLE = re.compile(r"```console\n\$ (?P<command>heal .*)\n(?P<output>(?:(?!```).*\n)*)```")
_SHARED = "Common options"
_BUILT_BY_VARIABLES = {"environment"}
"""Subjects whose page tells the present state of a machine, and so cannot be kept."""


def output(command: str) -> str:
    """Return what a command prints on a terminal of 80 columns, as a reader would copy it."""
    surroundings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", ""),
        "HOME": os.environ.get("HOME", ""),
        "XDG_DATA_HOME": "/nowhere",
    }
    done = subprocess.run(
        ["sh", "-c", command], env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout


def readme() -> str:
    """Return the README with the output of its examples as it is now."""

    def rewrite(match: re.Match[str]) -> str:
        return f"```console\n$ {match['command']}\n{output(match['command'])}```"

    return _EXAMPLE.sub(rewrite, README.read_text("utf-8"))


def _body(name: str) -> list[str]:
    """Return a help page in plain lines, without notice and disclaimer."""
    with redirect_stdout(io.StringIO()) as page, suppress(SystemExit):
        main(["help", name, "--format", "plain"])
    lines = page.getvalue().splitlines()
    # The notice is two sentences, and so two lines.
    return list(takewhile(lambda line: DISCLAIMER[:40] not in line, lines[2:]))


def _pages() -> Iterator[tuple[str, list[str]]]:
    """Yield (name, lines) of each help page; the options all commands share come once."""
    for name in COMMANDS:
        yield (
            name,
            [line for line in takewhile(lambda line: line != _SHARED, _body(name)) if line],
        )
    shared = dropwhile(lambda line: line != _SHARED, _body(next(iter(COMMANDS))))
    yield "COMMAND", [line for line in shared if line]
    for name in SUBJECTS:
        if name not in _BUILT_BY_VARIABLES:
            yield name, [line for line in _body(name) if line]


def reference() -> str:
    """Return the reference of the command line, from the help of every command."""
    parts = [
        "# Command line",
        "Made from the program's own help by `make docs`; `heal help COMMAND` shows the same.",
        f"> {NOTICE.split('.')[0]}.",
    ]
    for name, lines in _pages():
        parts.append(f"## heal {f'help {name}' if name in SUBJECTS else name}")
        parts.append("```text\n" + "\n".join(lines) + "\n```")
    return "\n\n".join(parts) + "\n"


def man_page() -> str:
    """Return the manual page, in the macros of man(7)."""
    lines = [
        f'.TH HEAL 1 "" "heal {__version__}" "User Commands"',
        ".SH NAME",
        "heal \\- read what a health site claims, and what studies found",
        ".SH SYNOPSIS",
        ".B heal",
        "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        _roff(NOTICE),
        ".SH COMMANDS",
    ]
    for name, body in _pages():
        if name == next(iter(SUBJECTS)):
            lines.append(".SH SUBJECTS")
        lines.append(f".SS {name}")
        for line in body:
            lines += [".PP", _roff(line)]
    lines += [".SH DISCLAIMER", _roff(DISCLAIMER)]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _schema(name: str) -> Callable[[], str]:
    return lambda: json.dumps(schemas()[name], indent=2) + "\n"


def picture() -> str:
    """Return the picture of the front page: a real answer, drawn by heal itself."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.svg"
        output(f"heal for muscle-cramps --width 92 --output {file}")
        return file.read_text("utf-8")


DOCUMENTS = {
    README: readme,
    REFERENCE: reference,
    MAN_PAGE: man_page,
    PICTURE: picture,
} | {PROJECT / "content" / "schema" / name: _schema(name) for name in schemas()}


def stale() -> Iterator[str]:
    """Yield the name of each document that no longer says what is so."""
    for path, made in DOCUMENTS.items():
        if not path.is_file() or path.read_text("utf-8") != made():
            yield path.name


if __name__ == "__main__":
    for document, make in DOCUMENTS.items():
        document.parent.mkdir(exist_ok=True)
        document.write_text(make(), "utf-8")
