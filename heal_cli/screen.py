"""The only printer: console, width, colour, pager. It always adds notice and disclaimer."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any, TextIO

from heal_cli import disclaimer, encoding, pager
from heal_cli.document import Block, Box, Document, Pairs, Paragraph, Span, plain
from heal_cli.errors import ANSWERED, HealError
from heal_cli.formats.terminal import draw
from heal_cli.models import Fault
from heal_cli.settings import Settings

_MOST_FAULTS = 3


def framed(blocks: Iterable[Block], urgent: Sequence[tuple[str, str]] = ()) -> Iterator[Block]:
    """Yield `blocks` with the emergency warnings and the notice above, the disclaimer below."""
    for title, advice in urgent:
        yield Paragraph((Span(f"! {title}: ", "urgent"), Span(advice)), flush=True)
    yield Paragraph(plain(disclaimer.NOTICE, "notice"), flush=True)
    yield from blocks
    yield Box(disclaimer.DISCLAIMER_TITLE, plain(disclaimer.DISCLAIMER))


class Screen:
    """Shows answers on stdout and messages on stderr, as the settings ask."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.width = settings.width or shutil.get_terminal_size((80, 24)).columns

    def answer(
        self,
        document: Document,
        record: Callable[[], Mapping[str, Any]],
        urgent: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a page on stdout; `record` gives its data to the formats that need it."""
        if self.settings.format == "json":
            self._write(sys.stdout, [_json(record(), urgent)])
            return
        page = Document(document.title, framed(document.blocks, urgent))
        lines = self._lines(page, sys.stdout)
        command = pager.command(self.settings.pager, sys.stdout, os.environ)
        if command:
            height = shutil.get_terminal_size().lines
            first = list(islice(lines, height))
            lines = chain(first, lines)
            if len(first) == height and pager.show(command, lines):
                return
        self._write(sys.stdout, lines)

    def show(self, document: Document) -> None:
        """Show a page that has no data behind it, such as help."""
        self.answer(document, lambda: {"text": document.title})

    def warn(self, faults: Sequence[Fault]) -> None:
        """Name broken content files on stderr; the answer itself is not touched by them."""
        if not faults:
            return
        rest = len(faults) - _MOST_FAULTS
        lines = [f"heal: {fault}" for fault in faults[:_MOST_FAULTS]]
        if rest > 0:
            lines.append(f"heal: and {rest} more; see them all: heal check")
        self._write(sys.stderr, (line + "\n" for line in map(encoding.visible, lines)))

    def fail(self, error: HealError) -> None:
        """Show an error on stderr, with what to type next."""
        blocks: list[Block] = []
        for number, line in enumerate(error.message.splitlines() or [""]):
            lead = (Span("heal: ", "error"),) if number == 0 else ()
            blocks.append(Paragraph((*lead, Span(encoding.visible(line))), flush=True))
        if error.next_steps:
            labels = chain(["Try:"], repeat("or:"))
            steps = zip(labels, map(encoding.visible, error.next_steps), strict=False)
            rows = [(plain(label), plain(step, "command")) for label, step in steps]
            blocks.append(Pairs(rows, flush=True))
        page = Document("heal", framed(blocks))
        self._write(sys.stderr, self._lines(page, sys.stderr))

    def _lines(self, document: Document, stream: TextIO) -> Iterator[str]:
        """Yield the document's lines as the stream takes them."""
        translation = encoding.translation(stream)
        lines = draw(document, self.width)
        if wants_color(self.settings.color, stream, os.environ):
            from heal_cli.theme import painted

            for line in lines:
                yield painted(line).translate(translation) + "\n"
        else:
            for line in lines:
                text = "".join(span.text for span in line)
                yield text.translate(translation).rstrip() + "\n"

    def _write(self, stream: TextIO, lines: Iterable[str]) -> None:
        encoding.prepare(stream)
        try:
            stream.writelines(lines)
            stream.flush()
        except BrokenPipeError:
            # The reader has seen enough, as `head` does: quiet, and nothing failed.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            raise SystemExit(ANSWERED) from None


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Say whether a stream gets colour.

    A flag stands first, then NO_COLOR (no-color.org), then FORCE_COLOR and
    CLICOLOR_FORCE (bixense.com/clicolors), then what the terminal can.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(
        environment.get(name, "0") not in {"", "0"}
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    return stream.isatty() and environment.get("TERM", "dumb") not in {"", "dumb"}


def _json(record: Mapping[str, Any], urgent: Sequence[tuple[str, str]]) -> str:
    import json

    whole = {
        "schema_version": 1,
        "disclaimer": disclaimer.DISCLAIMER,
        "urgent": [{"title": title, "advice": advice} for title, advice in urgent],
        **record,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
