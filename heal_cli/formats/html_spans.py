"""Spans as HTML: verdicts, links, words of the glossary, numbers of sources; and anchors."""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from heal_cli.models import Evidence
from heal_cli.text import marks, names
from heal_cli.views.document import Span, Spans, Target

_NUMBER = re.compile(r"\[(\d+)\]")
_TAGS = {"emphasis": "em", "label": "strong", "command": "code", "match": "mark"}
_STYLES = {each.style for each in Evidence}


def _nowhere(_: Target) -> str:
    return ""


class Place(NamedTuple):
    """Where a page will lie: alone, or in a folder of pages.

    `href` gives the address of the page that a target leads to, or "" where none is written;
    `navigation` is the HTML of the links to the other pages; `scripts` are addresses of ours.
    """

    href: Callable[[Target], str] = _nowhere
    navigation: str = ""
    scripts: tuple[str, ...] = ()


class Anchors:
    """Gives every heading of a page a name of its own, the same each time it is drawn."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name(self, text: str) -> str:
        """Return the next name for a heading of this text."""
        words = [word for word in names.words(text) if word.isascii()]
        base = "-".join(["part", *words[:8]])
        number = self._used[base] = self._used.get(base, 0) + 1
        return base if number == 1 else f"{base}--{number}"


class SpanWriter:
    """Writes spans; keeps which words were explained and how often a source was cited."""

    def __init__(self, place: Place, define: Callable[[str], str] | None) -> None:
        self.place = place
        self.define = define
        self.pages = 0
        self.words: dict[str, tuple[str, str]] = {}
        self.cited: dict[str, int] = {}

    def said(self, spans: Spans) -> str:
        """Return spans as HTML; what only a terminal takes is left out."""
        return "".join(self._parts(spans)).strip()

    def _parts(self, spans: Spans) -> Iterator[str]:
        told, mark = "", ""
        for span in spans:
            if told and span.text.strip() == told:
                continue  # The title that stands beside a command stands in its place already.
            if mark in _STYLES and span.meaning == "label":
                span = span._replace(text=f"\u00a0{span.text.strip()}")  # noqa: PLW2901
            mark = span.meaning
            told = span.target.title if span.target and span.meaning == "command" else ""
            yield self._span(span)

    def _span(self, span: Span) -> str:
        text, meaning, target = span
        if target is not None and meaning != "link":
            return self.link(target)
        if meaning == "citation":
            return _NUMBER.sub(self._citation, text)
        if not meaning or not text.strip():
            return escape(text)
        if meaning == "link":
            return self._word(escape(text), target.id if target else text)
        return _tagged(text, meaning)

    def link(self, target: Target) -> str:
        """Return the title of what a target leads to, as a link where there is a page."""
        title = escape(target.title)
        address = self.place.href(target) if title else ""
        return f'<a href="{escape(address)}">{title}</a>' if address else title

    def marked(self, spans: Spans) -> str:
        """Return the cell of a grid: marks alone in a wide window, with their words else."""
        parts = []
        for span in (each for each in spans if each.text.strip()):
            kind = "" if span.meaning in _STYLES else ' class="word"'
            style = f' class="{span.meaning}"' if span.meaning in _STYLES else kind
            if span.target:
                parts.append(self.link(span.target))
            elif span.text.strip().isdecimal():
                parts.append(span.text)
            else:
                parts.append(f"<span{style}>{escape(span.text)}</span>")
        return "".join(parts)

    def _word(self, told: str, name: str) -> str:
        """Return a word of the glossary with its meaning, and a way to the list of words."""
        key = names.key(name)
        if key not in self.words:
            meaning = marks.strip(self.define(name)) if self.define else ""
            if not meaning:
                return f"<dfn>{told}</dfn>"
            self.words[key] = (name, meaning)
        number = list(self.words).index(key) + 1
        meaning = escape(self.words[key][1])
        return f'<a class="term" href="#word-{number}" title="{meaning}">{told}</a>'

    def _citation(self, found: re.Match[str]) -> str:
        anchor = self.anchor(int(found[1]))
        times = self.cited[anchor] = self.cited.get(anchor, 0) + 1
        own = f' id="cited-{anchor}"' if times == 1 else ""
        return f'<sup><a{own} href="#{anchor}">[{found[1]}]</a></sup>'

    def anchor(self, number: int) -> str:
        """Return the name of a source on this page."""
        return f"source-{self.pages}-{number}"


def _tagged(text: str, meaning: str) -> str:
    """Return text in the element that has its meaning."""
    told = escape(text.strip("*") if meaning == "match" else text)
    if meaning == "aside" and text.strip().isdecimal():
        return f'<span class="number">{told.strip()}</span> '
    tag = _TAGS.get(meaning)
    return f"<{tag}>{told}</{tag}>" if tag else f'<span class="{meaning}">{told}</span>'
