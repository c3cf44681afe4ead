"""The only printer: format, width, colour, pager, file. It always adds the disclaimer."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from heal_cli import formats
from heal_cli.errors import ANSWERED, Fault, HealError, command
from heal_cli.screen import encoding, pager
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Answer, Document
from heal_cli.views.error import error_page
from heal_cli.views.frame import Emergencies, framed

if TYPE_CHECKING:
    from heal_cli.command_line.settings import Settings

_MOST_FAULTS = 3
_LONG_WORK = 200
_OFF = {"0", "false", "no", "off"}
_USUAL_SIZE = os.terminal_size((80, 24))


STDOUT = "-"
"""What --output names the standard output with."""


class Screen:
    """Shows answers on stdout or in a file, and messages on stderr, as the settings ask."""

    def __init__(self, settings: "Settings") -> None:
        self.settings = settings
        self.has_answered = False
        self.width = settings.width or _size(sys.stdout).columns

    def show(self, answer: Answer, urgent: Emergencies = ()) -> None:
        """Show an answer, and the emergencies it may be about, once the whole is drawn."""
        lines = list(self._lines(answer, urgent))
        self.has_answered = True
        if self.settings.open and self.settings.output is None:
            from heal_cli.screen import browser

            self._write(sys.stderr, [f"heal: {browser.show(browser.write(lines))}\n"])
            return
        if self.settings.output is not None and str(self.settings.output) != STDOUT:
            from heal_cli.screen import output_file

            output_file.write(self.settings.output, lines, self.settings.force)
            self._write(sys.stderr, [f"heal: wrote {visible(str(self.settings.output))}\n"])
            if self.settings.open:
                from heal_cli.screen import browser

                self._write(sys.stderr, [f"heal: {browser.show(self.settings.output)}\n"])
            return
        stand_ins = formats.FORMATS[self.settings.format].stand_ins
        if self.settings.format == "html" and not encoding.is_unicode(sys.stdout):
            # The page says that it is UTF-8, which without these letters it is.
            lines = [line.encode("ascii", stand_ins).decode("ascii") for line in lines]
        command = pager.command(self.settings.pager, sys.stdout, os.environ)
        is_long = len(lines) >= _size(sys.stdout).lines
        if command and is_long and pager.show(command, lines, sys.stdout, stand_ins):
            return
        self._write(sys.stdout, lines, stand_ins)

    def progress(
        self, files: Iterable[Any], count: int, doing: str = "Reading"
    ) -> Iterable[Any]:
        """Return what is read of files, with a bar on stderr meanwhile, on a terminal only."""
        if count < _LONG_WORK or not sys.stderr.isatty():
            return files
        from rich.console import Console
        from rich.progress import track

        size = _size(sys.stderr)
        # Told both, Rich does not ask the environment, which may hold anything.
        console = Console(stderr=True, width=size.columns, height=size.lines)
        return track(files, doing, total=count, console=console, transient=True)

    def warn(self, faults: Sequence[Fault]) -> None:
        """Name broken content files on stderr; the answer itself is not touched by them."""
        if not faults:
            return
        rest = len(faults) - _MOST_FAULTS
        lines = [f"heal: {fault}" for fault in faults[:_MOST_FAULTS]]
        if rest > 0:
            lines.append(f"heal: and {rest} more")
        named = self.settings.content if len(self.settings.content) == 1 else ()
        see = command("check", *(part for folder in named for part in ("--content", folder)))
        lines.append(f"heal: this is left out until it is mended; see all of it: {see}")
        self._write(sys.stderr, (line + "\n" for line in map(visible, lines)))

    def fail(self, error: HealError, urgent: Emergencies = ()) -> None:
        """Show an error on stderr, with what to type next."""
        page = framed(error_page(error), urgent, is_error=True)
        width = self.settings.width or _size(sys.stderr).columns
        drawn = formats.lines("rich", page, width, self._is_colored(sys.stderr))
        self._write(sys.stderr, [f"{line}\n" for line in drawn])

    def _lines(self, answer: Answer, urgent: Emergencies) -> Iterator[str]:
        """Yield an answer in the format that is asked for, line by line."""
        wanted = self.settings.format
        if wanted == "json":
            from heal_cli.formats import json

            record = answer.record() if answer.record else _as_text(answer.document)
            drawn = json.lines(record, urgent)
        else:
            page = framed(answer.document, urgent)
            drawn = formats.lines(wanted, page, self.width, self._is_colored(sys.stdout))
        yield from (f"{line}\n" for line in drawn)

    def _is_colored(self, stream: TextIO) -> bool:
        is_file = stream is sys.stdout and self.settings.output is not None
        if is_file:
            return self.settings.color == "always"
        return wants_color(self.settings.color, stream, os.environ)

    def _write(
        self, stream: TextIO, lines: Iterable[str], stand_ins: str = "heal-letters"
    ) -> None:
        encoding.prepare(stream, stand_ins)
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


def _as_text(document: Document) -> dict[str, Any]:
    """Return the record of a page that has no data behind it, such as help."""
    text = list(formats.lines("plain", document, 0, colored=False))
    return {"title": document.title, "text": text}


def _size(stream: TextIO) -> os.terminal_size:
    """Return a terminal's size: COLUMNS and LINES, that of stdout, of the stream, or usual."""
    try:
        own = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        own = _USUAL_SIZE
    return shutil.get_terminal_size(own if min(own) > 0 else _USUAL_SIZE)


def _discard(stream: TextIO) -> None:
    """Send what a stream still holds to nobody, so that closing it cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Say whether a stream gets colour.

    A choice stands first, then FORCE_COLOR and CLICOLOR_FORCE, then CLICOLOR
    (bixense.com/clicolors) and what the terminal can. In each, 0 and false mean no.
    """
    if choice != "auto":
        return choice == "always"
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        asked = environment.get(name, "")
        if asked:
            return asked not in _OFF
    wanted = environment.get("CLICOLOR", "1") not in _OFF
    return wanted and stream.isatty() and not pager.is_dumb(environment)
