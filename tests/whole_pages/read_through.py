"""How formats without columns are read: from beginning to end, as their readers show them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import html5lib
from markdown_it import MarkdownIt

from tests.whole_pages.statements import Group

_IN_A_LINE = {"a", "code", "dfn", "em", "mark", "small", "span", "strong", "sup"}
_NUMBERS = r"\d+(?:, \d+)*(?: and \d+)?"


def words(text: str) -> str:
    """Return the words and signs of a text, each between single spaces."""
    return " ".join(["", *re.findall(r"\w+|[^\w\s]", text), ""])


def read_plain(page: str) -> str:
    """Return what a plain page says, without the numbers of sources."""
    return re.sub(rf"\(sources? {_NUMBERS}\)|\bSources? {_NUMBERS}\.", "", page)


def read_markdown(page: str) -> str:
    """Return what a reader of Markdown shows; footnotes are numbers in brackets."""
    shown = ""
    for token in MarkdownIt("commonmark").enable("table").parse(page):
        shown += "\n" + (token.content if token.type in {"code_block", "fence"} else "")
        link = ""
        for child in token.children or ():
            # A reader may show an address without its codes for letters; where it leads counts.
            if child.type == "link_open" and child.info == "auto":
                link = str(child.attrGet("href"))
            else:
                shown += "\n" if child.type == "softbreak" else link or child.content
                link = ""
    return re.sub(r"\[\^(?:\d+-)?(\d+)\]:?", r"[\1]", shown)


def read_html(page: str) -> str:
    """Return what a browser shows of a page."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return "".join(_shown(tree.find("body")))


def _shown(part: Any) -> Iterator[str]:
    """Yield what is shown of an element; one that is no part of a line stands apart."""
    apart = "" if part.tag in _IN_A_LINE else "\n"
    number = f"[{part.get('value')}] " if part.get("value") else ""
    yield f"{apart}{number}{part.text or ''}"
    for child in part:
        yield from _shown(child)
        yield child.tail or ""
    yield apart


READERS: dict[str, Callable[[str], str]] = {
    "plain": read_plain,
    "markdown": read_markdown,
    "html": read_html,
}


def missing(text: str, groups: Iterable[Group]) -> str:
    """Return the first statement that does not follow the last one, word by word."""
    place, page = 0, words(text)
    for statement in (each for group in groups for each in group if each.strip()):
        found = page.find(words(statement), place)
        if found < 0:
            return statement
        place = found + len(words(statement)) - 1
    return ""
