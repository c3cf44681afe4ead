"""A page as a picture of a terminal, drawn by Rich in a frame of ours."""

import io
from collections.abc import Iterator

from rich.console import Console
from rich.segment import Segment, Segments

from heal_cli.formats.terminal import MEASURE, segments
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Document

_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: "Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{
        font-size: 18px;
        font-weight: bold;
        font-family: arial, sans-serif;
    }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})"
       clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""
"""What Rich's own frame does, without the fonts that it has a viewer fetch from a host: each
run of letters has its length beside it, so that any font of equal letters fits."""


def lines(document: Document, width: int, colored: bool) -> Iterator[str]:  # noqa: ARG001
    """Yield a document as an SVG of a terminal, made wider where an address needs it."""
    drawn = list(segments(document, min(width, MEASURE)))
    console = Console(
        record=True,
        file=io.StringIO(),
        width=max(min(width, MEASURE), *map(Segment.get_line_length, drawn)),
        height=1,
        force_terminal=True,
        color_system="256",
        legacy_windows=False,
    )
    console.print(Segments(part for line in drawn for part in (*line, Segment.line())))
    title = visible(f"heal: {document.title}")
    yield from console.export_svg(title=title, code_format=_FRAME, unique_id="heal").split("\n")
