"""How each meaning looks on a terminal: the 16 colours that read on dark and light ground."""

from rich.theme import Theme

from heal_cli.models import Evidence

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
    "frame-title": "bold not dim",
    "error": "bold red",
    "gap": "none",
}

THEME = Theme(
    _LOOKS | {verdict.style: verdict.look.terminal for verdict in Evidence}, inherit=False
)
"""The look of every meaning that a span can have."""
