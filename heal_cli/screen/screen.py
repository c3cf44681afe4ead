"""The only printer: format, width, colour, pager, file. It always adds the disclaimer."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any, TextIO

from heal_cli.command_line.settings import Settings
from heal_cli.errors import ANSWERED, Fault, HealError
from heal_cli.formats.terminal import draw
from heal_cli.screen import encoding, pager
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Block, Document, Pairs, Span, plain
from heal_cli.views.frame import Emergencies, framed

_MOST_FAULTS = 3
_LONG_WORK = 200
_USUAL_SIZE = os.terminal_size((80, 24))


class Screen:
    """Shows answers on stdout or in a file, and messages on stderr, as the settings ask."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.has_answered = False
        self.urgent: Emergencies = ()
        self.width = settings.width or _size(sys.stdout).columns

    def answer(self, document: Document, record: Callable[[], Mapping[str, Any]]) -> None:
        """Show a page; `record` gives its data to the formats that need it."""
        self.has_answered = True
        if self.settings.output is not None:
            from heal_cli.screen import output_file as output

            lines = self._formatted(document, record, sys.stdout, in_file=True)
            output.write(self.settings.output, lines, self.settings.force)
            return
        lines = self._formatted(document, record, sys.stdout)
        command = pager.command(self.settings.pager, sys.stdout, os.environ)
        if command:
            height = _size(sys.stdout).lines
            first = list(islice(lines, height))
            lines = chain(first, lines)
            if len(first) == height and pager.show(command, lines):
                return
        self._write(sys.stdout, lines)

    def show(self, document: Document) -> None:
        """Show a page that has no data behind it, such as help."""
        blocks = tuple(document.blocks)

        def record() -> dict[str, Any]:
            from heal_cli.formats import plain as plain_format

            text = list(plain_format.lines(Document(document.title, blocks)))
            return {"title": document.title, "text": text}

        self.answer(Document(document.title, blocks), record)

    def progress(self, files: Iterable[Any], count: int) -> Iterable[Any]:
        """Return what is read of files, with a bar on stderr meanwhile, on a terminal only."""
        if count < _LONG_WORK or not sys.stderr.isatty():
            return files
        from rich.console import Console
        from rich.progress import track

        console = Console(stderr=True)
        return track(files, "Reading", total=count, console=console, transient=True)

    def warn(self, faults: Sequence[Fault]) -> None:
        """Name broken content files on stderr; the answer itself is not touched by them."""
        if not faults:
            return
        rest = len(faults) - _MOST_FAULTS
        lines = [f"heal: {fault}" for fault in faults[:_MOST_FAULTS]]
        if rest > 0:
            lines.append(f"heal: and {rest} more")
        lines.append("heal: this is left out until it is mended; see all of it: heal check")
        self._write(sys.stderr, (line + "\n" for line in map(visible, lines)))

    def fail(self, error: HealError) -> None:
        """Show an error on stderr, with what to type next."""
        first, *rest = map(visible, error.message.splitlines() or [""])
        told = [(Span("heal: ", "error"), Span(first)), *map(plain, rest)]
        blocks: list[Block] = [Pairs([(line, ()) for line in told], flush=True)]
        if error.next_steps:
            labels = chain(["Try:"], repeat("or:"))
            steps = zip(labels, map(visible, error.next_steps), strict=False)
            rows = [(plain(label), plain(step, "command")) for label, step in steps]
            blocks.append(Pairs(rows, flush=True))
        page = framed(Document("heal", blocks), self.urgent)
        width = self.settings.width or _size(sys.stderr).columns
        self._write(sys.stderr, self._drawn(page, sys.stderr, width))

    def _formatted(
        self,
        document: Document,
        record: Callable[[], Mapping[str, Any]],
        stream: TextIO,
        in_file: bool = False,
    ) -> Iterator[str]:
        """Yield the answer in the format that is asked for, line by line."""
        page = framed(document, self.urgent)
        wanted = self.settings.format
        # What a stream cannot take is written as the format's own escapes, never as stand-ins,
        # which might be marks of the format.
        in_ascii = not (in_file or encoding.is_unicode(stream))
        if wanted == "json":
            from heal_cli.formats import json

            yield from json.lines(record(), self.urgent, in_ascii)
        elif wanted == "svg":
            from heal_cli.formats.svg import picture

            yield picture(page, self.width)
        elif wanted == "rich":
            yield from self._drawn(page, None if in_file else stream, self.width)
        elif wanted == "html" and in_ascii:
            for line in _written(page, wanted):
                yield line.encode("ascii", "xmlcharrefreplace").decode()
        else:
            yield from _written(page, wanted)

    def _drawn(self, page: Document, stream: TextIO | None, width: int) -> Iterator[str]:
        """Yield a page as the lines of a terminal, in the letters and colours it takes."""
        letters = encoding.translation(stream) if stream else {}
        lines = draw(page, width)
        colored = self.settings.color == "always"
        if colored or (stream and wants_color(self.settings.color, stream, os.environ)):
            from heal_cli.formats.theme import painted

            yield from (painted(line).translate(letters) + "\n" for line in lines)
        else:
            for line in lines:
                text = visible("".join(span.text for span in line))
                yield text.translate(letters).rstrip() + "\n"

    def _write(self, stream: TextIO, lines: Iterable[str]) -> None:
        encoding.prepare(stream)
        try:
            stream.writelines(lines)
            stream.flush()
        except BrokenPipeError:
            # The reader has seen enough, as `head` does: quiet, and nothing failed.
            _discard(stream)
            if stream is not sys.stderr:
                raise SystemExit(ANSWERED) from None
        except OSError as error:
            _discard(stream)
            if stream is sys.stderr:
                return
            raise HealError(f"the answer cannot be written: {error.strerror}") from None


def _size(stream: TextIO) -> os.terminal_size:
    """Return a terminal's size: COLUMNS and LINES, that of stdout, of the stream, or usual."""
    try:
        own = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        own = _USUAL_SIZE
    return shutil.get_terminal_size(own if min(own) > 0 else _USUAL_SIZE)


def _written(page: Document, format_name: str) -> Iterator[str]:
    """Yield the lines of a page in a format that is the same wherever it goes."""
    from importlib import import_module

    for block in import_module(f"heal_cli.formats.{format_name}").lines(page):
        yield from (visible(line) + "\n" for line in block.split("\n"))


def _discard(stream: TextIO) -> None:
    """Send what a stream still holds to nobody, so that closing it cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Say whether a stream gets colour.

    A choice stands first, then FORCE_COLOR and CLICOLOR_FORCE (bixense.com/clicolors),
    then what the terminal can.
    """
    if choice != "auto":
        return choice == "always"
    forced = (environment.get("FORCE_COLOR"), environment.get("CLICOLOR_FORCE"))
    if any(value not in {None, "", "0"} for value in forced):
        return True
    return stream.isatty() and environment.get("TERM", "dumb") not in {"", "dumb"}
