"""How each meaning looks on a terminal: few colours, as light as reads on any ground.

The colour of a verdict is set in `models.Evidence`, that of a page in HTML in `html_style`.
"""

from rich.theme import Theme

from heal_cli.models import Evidence

_LOOKS = {
    "title": "bold",
    "heading": "bold",
    "aside": "dim",
    "label": "bold",
    "emphasis": "italic",
    "link": "underline",
    "citation": "dim",
    "match": "bold underline",
    "command": "bold",
    "bar": "color(67)",
    "address": "underline",
    "warning": "bold color(160)",
    "urgent": "bold color(160)",
    "notice": "dim",
    "frame": "dim",
    "frame-title": "bold not dim",
    "error": "bold color(160)",
    "gap": "none",
}

THEME = Theme(
    _LOOKS | {verdict.style: verdict.look.terminal for verdict in Evidence}, inherit=False
)
"""The look of every meaning that a span can have."""
