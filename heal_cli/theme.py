"""How each meaning looks on a terminal: the 16 colours that read on dark and light ground."""

from functools import cache

from rich.style import Style

_LOOKS = {
    "title": "bold",
    "heading": "bold cyan",
    "aside": "dim",
    "label": "bold",
    "emphasis": "italic",
    "link": "underline",
    "citation": "dim",
    "match": "bold underline",
    "command": "cyan",
    "address": "underline",
    "warning": "bold red",
    "urgent": "bold red",
    "notice": "dim",
    "frame": "dim",
    "supported": "green",
    "mixed": "magenta",
    "insufficient": "bold",
    "not-supported": "red",
    "error": "bold red",
}


@cache
def style(meaning: str) -> Style | None:
    """Return the style of a meaning, or None where it looks like any text."""
    look = _LOOKS.get(meaning)
    return Style.parse(look) if look else None
