"""How each meaning looks on a terminal: the 16 colours that read on dark and light ground."""

from collections.abc import Iterable
from functools import cache

from rich.color import ColorSystem
from rich.style import Style

from heal_cli.text.safe_text import visible
from heal_cli.views.document import Span

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


def painted(line: Iterable[Span]) -> str:
    """Return a line with the codes a terminal takes for its colours and links."""
    return "".join(_paint(text, meaning) for text, meaning in line).rstrip()


def _paint(text: str, meaning: str) -> str:
    look = style(meaning)
    text = visible(text)
    if look is None:
        return text
    if meaning == "address":
        look = look.update_link(text)
    return look.render(text, color_system=ColorSystem.STANDARD)
