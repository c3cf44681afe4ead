"""Where each page of the folder lies, and the links that lead there from another."""

import re
from collections.abc import Collection
from html import escape

from heal_cli.formats.html_spans import Place
from heal_cli.text import names
from heal_cli.views.document import Target

START = "index.html"

OTHERS = {
    START: "Start and search",
    "conditions.html": "Conditions",
    "grid.html": "Grid",
    "glossary.html": "Words",
    "sources.html": "Sources",
    "emergencies.html": "Emergencies",
}
"""The pages beside those of topics and conditions, in the order of their links."""

_FOLDERS = {"topic": "topics", "condition": "conditions"}


def page_of(kind: str, identifier: str) -> str:
    """Return the file of a topic's or a condition's page."""
    return f"{_FOLDERS[kind]}/{identifier}.html"


def letter_of(term: str) -> str:
    """Return the part of the glossary that a term stands in."""
    first = names.fold(term)[:1]
    return first.upper() if re.fullmatch("[a-z]", first) else "Other"


def place_of(page: str, conditions: Collection[str], scripts: tuple[str, ...] = ()) -> Place:
    """Return where a page lies; `conditions` are those that have a page."""
    up = "../" * page.count("/")

    def href(target: Target) -> str:
        if target.kind == "topic" or (target.kind == "condition" and target.id in conditions):
            return up + page_of(target.kind, target.id)
        return f"{up}{target.id}" if target.kind == "page" else ""

    links = "".join(_link(up, name, title, name == page) for name, title in OTHERS.items())
    navigation = f'<nav class="site" aria-label="Pages"><ul>{links}</ul></nav>'
    return Place(href, navigation, tuple(up + script for script in scripts))


def _link(up: str, name: str, title: str, is_here: bool) -> str:
    here = ' aria-current="page"' if is_here else ""
    return f'<li><a href="{up}{name}"{here}>{escape(title)}</a></li>'
