"""The three inline marks of content: *emphasis*, [[link]] and [@source]."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACKETS = (
    r"\[(?:@(?P<citation>[a-z0-9-]+)\]"
    r"|\[(?P<link>[^\[\]\n]+)\]\](?P<ending>[^\W\d_]*))"
)
_EMPHASIS = r"(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
_MARK = re.compile(f"{_BRACKETS}|{_EMPHASIS}")
# A pattern that can only start with a bracket skips to the next one, which is much faster.
_MARK_WITHOUT_STARS = re.compile(_BRACKETS)


class Mark(NamedTuple):
    """A run of text: `kind` is text, emphasis, link or citation.

    For a link, `target` is what it names and `text` what the page shows.
    """

    kind: str
    text: str
    target: str = ""


def parse(text: str) -> Iterator[Mark]:
    """Split `text` into marks; whatever is no mark stays text, to the letter."""
    end = 0
    pattern = _MARK if "*" in text else _MARK_WITHOUT_STARS
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Mark("text", text[end : match.start()])
        end = match.end()
        if match["citation"]:
            yield Mark("citation", "", match["citation"])
        elif match["link"]:
            yield Mark("link", match["link"] + match["ending"], match["link"])
        else:
            yield Mark("emphasis", match["emphasis"])
    if end < len(text):
        yield Mark("text", text[end:])


def strip(text: str) -> str:
    """Return the words of `text` without its marks and citations."""
    if "*" not in text and "[" not in text:
        return " ".join(text.split())
    words = "".join(mark.text for mark in parse(text))
    return " ".join(words.split()).replace(" .", ".").replace(" ,", ",").replace(" )", ")")


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a block of text at its empty lines, each paragraph on one line."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part)


def targets(text: str, kind: str) -> tuple[str, ...]:
    """Return what the links or citations in `text` name, in order."""
    if "[" not in text:
        return ()
    return tuple(mark.target for mark in parse(text) if mark.kind == kind)
