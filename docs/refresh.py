"""Bring what the documents quote up to date: the output of the README's examples.

`make docs` writes; the tests call `stale` and fail where a document no longer tells
the truth.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
README = PROJECT / "README.md"

_EXAMPLE = re.compile(r"```console\n\$ (?P<command>heal .*)\n(?P<output>(?:(?!```).*\n)*)```")


def output(command: str) -> str:
    """Return what a command prints on a terminal of 80 columns, as a reader would copy it."""
    surroundings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", ""),
        "HOME": os.environ.get("HOME", ""),
    }
    done = subprocess.run(
        ["sh", "-c", command], env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout


def refreshed(text: str) -> str:
    """Return a document with the output of its examples as it is now."""

    def rewrite(match: re.Match[str]) -> str:
        return f"```console\n$ {match['command']}\n{output(match['command'])}```"

    return _EXAMPLE.sub(rewrite, text)


def stale() -> Iterator[str]:
    """Yield the name of each document that quotes what is no longer so."""
    text = README.read_text("utf-8")
    if refreshed(text) != text:
        yield README.name


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), "utf-8")
