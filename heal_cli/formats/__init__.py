"""Formats: each draws the blocks of a document for one kind of reader."""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from heal_cli.views.document import Document


class Format(NamedTuple):
    """One format: the module that draws it, the file ending that asks for it, its use.

    `stand_ins` names the error handler for letters that a stream cannot take: what it puts
    in their place must not be a mark of the format.
    """

    module: str
    ending: str
    use: str
    stand_ins: str = "heal-letters"
    only_in_files: bool = False


FORMATS = {
    "rich": Format("terminal", "", "for a terminal, with tables and colour; the default."),
    "plain": Format(
        "plain",
        ".txt",
        "one statement a line, without boxes and columns; for screen readers and grep.",
    ),
    "markdown": Format(
        "markdown", ".md", "CommonMark with tables and footnotes; for documents."
    ),
    "html": Format(
        "html",
        ".html",
        "one page with everything in it; for a browser, a phone or paper.",
        "xmlcharrefreplace",
    ),
    "json": Format(
        "json",
        ".json",
        "an object with schema_version, disclaimer, urgent and the data; for programs. What "
        "is not found is an empty list, with exit code 4.",
        "heal-json",
    ),
    "svg": Format(
        "svg", ".svg", "a picture of a terminal, always in a file.", only_in_files=True
    ),
}
"""Every format, in the order of help."""

SHOWN = [name for name, each in FORMATS.items() if not each.only_in_files]
"""The formats that can be shown as well as written to a file."""

ENDINGS = {each.ending: name for name, each in FORMATS.items() if each.ending}
"""The format that a file's ending asks for."""


def lines(name: str, document: "Document", width: int, colored: bool) -> Iterator[str]:
    """Yield the lines of a document in a format; JSON, which draws no pages, is not one.

    A format that has columns takes `width` of them; `colored` lines tell a terminal of
    colours and links.
    """
    drawer = import_module(f"heal_cli.formats.{FORMATS[name].module}")
    drawn: Iterator[str] = drawer.lines(document, width, colored)
    return drawn
