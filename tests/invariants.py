"""What every answer of heal is held to, whatever was asked, in every test that asks.

The notice stands first and the whole disclaimer last, with nothing but emergencies above and
the reminders of the same ones below; an error ends with what to type. Nothing is unsafe to
show, nothing went wrong inside, no line is too wide, stderr is empty where all went well.
"""

import json
import os
import re
import shlex
from collections.abc import Iterator, Sequence
from enum import Flag, auto
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from rich.cells import cell_len

from heal_cli.disclaimer import DISCLAIMER, DISCLAIMER_TITLE, NOTICE
from heal_cli.models import Urgency
from heal_cli.text import marks
from tests.answer import Answer, Wanted, letters
from tests.unsafe_letters import unsafe

_CALL = "Call your local emergency number now"

MEASURE = 96
"""Columns that a drawn page takes at the most."""


class But(Flag):
    """What one answer may do that no other may; the test that asks for it says so."""

    NOTHING = 0
    WARNED = auto()
    """Faults of the content are named on stderr beside an answer."""
    FAILED = auto()
    """Something goes wrong inside heal, for the test makes it."""
    WIDE = auto()
    """Letters that a terminal may draw wider or narrower than they are counted."""
    STRANGE = auto()
    """The library has emergencies of its own, whose words stand above the notice."""
    NO_PAGE = auto()
    """The answer is no page: the version, or what the test itself prints."""


_WROTE = re.compile(r"heal: wrote .*\n")
_WARNED = re.compile(
    r"(?:heal: .*:\d+:\d+: .*\n)+(?:heal: and \d+ more\n)?heal: this is left out until .*\n"
)
"""Faults of the content, as they are named on stderr before what is answered."""

_FINDING = re.compile(r".*:\d+:\d+: [FW]\d\d .*|::(?:error|warning) file=.*")
_COPIED = re.compile(r"(?:Try:|or:) +\S.*|(?:heal: )?.*:\d+:\d+: .*|heal: wrote .*")
"""What is copied from stderr whole: commands, and places of files."""

_ADDRESS = re.compile(r" *https://\S+")
_NEW = re.compile(r"Wrote .*|heal (?:check|show) .*")
_ANYTHING = re.compile(r"\S+")
_CODES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def hold(
    arguments: Sequence[str], answer: Answer, wanted: Wanted, but: But = But.NOTHING
) -> None:
    """Fail unless an answer is as every answer of heal is, but for what the test names."""
    broken = [] if But.NO_PAGE in but else list(_broken(arguments, answer, wanted, but))
    asked = f"heal {shlex.join(arguments)}"
    assert not broken, f"{asked[:300]!a} ({answer.code})\n  " + "\n  ".join(broken[:9])


def hold_shown(arguments: Sequence[str], shown: str, but: But = But.NOTHING) -> None:
    """Fail unless a terminal shows notice and disclaimer whole, and nothing unsafe."""
    if But.NO_PAGE in but:
        return
    told = letters(unescape(_CODES.sub("", shown)))
    texts = (DISCLAIMER,) if "json" in arguments else (NOTICE, DISCLAIMER)
    assert all(letters(text) in told for text in texts), shown[-3000:]
    assert unsafe(shown.replace("\r\n", "\n"), colored=True) == ""
    assert is_clear(Answer(shown, "", 0)), shown[-3000:]


def _broken(
    arguments: Sequence[str], answer: Answer, wanted: Wanted, but: But
) -> Iterator[str]:
    """Yield what is wrong with an answer, in words."""
    said = _WARNED.sub("", answer.err)
    written = wanted.output.read_text("utf-8") if wanted.output else ""
    if wanted.output and not answer.code:
        if not _WROTE.search(said):
            yield f"stderr does not say what was written: {said!a}"
        said = _WROTE.sub("", said, count=1)
    if answer.code:
        yield from _wrong_in_error(_WROTE.sub("", said), but)
    elif said or (_WARNED.search(answer.err) and But.WARNED not in but):
        yield f"words on stderr beside an answer: {answer.err[:500]!a}"
    if not (answer.out or written or answer.code):
        yield "nothing at all was answered"
    # What fails half-way leaves half a page, with all that must be said in the error.
    pages = () if But.FAILED in but and answer.code else (answer.out, written)
    for page in filter(None, pages):
        yield from _wrong_in_page(page, wanted.format, but)
    yield from _unsafe(answer, written, wanted)
    if But.FAILED not in but and not is_clear(answer):
        yield f"something went wrong inside: {answer.err[-2000:]}"
    if But.WIDE not in but:
        width = max(wanted.width, wanted.usual) if answer.code == 2 else wanted.width
        drawn = answer.out + written if wanted.format == "rich" else ""
        yield from _too_wide(drawn, width, _kept_whole(arguments))
        yield from _too_wide(said, width, _COPIED)


def _kept_whole(arguments: Sequence[str]) -> re.Pattern[str]:
    """Return what a page of a command may have in lines that are wider than its window."""
    asked = (("check", _FINDING), ("new", _NEW), ("--ids", _ANYTHING))
    return next((lines for word, lines in asked if word in arguments), _ADDRESS)


def _wrong_in_error(said: str, but: But) -> Iterator[str]:
    """Yield what is wrong above and below the message of an error."""
    told = letters(_CODES.sub("", said))
    frame = letters(NOTICE + DISCLAIMER_TITLE + DISCLAIMER)
    for name, text in (("notice", NOTICE), ("disclaimer", DISCLAIMER)):
        if told.count(letters(text)) != 1:
            yield f"the {name} does not stand once and whole in the error: {said[:2000]!a}"
    above, _, below = told.partition(frame)
    if not below.startswith("heal"):
        yield f"the message does not follow the disclaimer: {said[-900:]!a}"
    if But.STRANGE not in but:
        reminders = _reminders(above)
        if reminders is None:
            yield f"above the notice stands {above[:200]!a}"
        elif not below.endswith(reminders):
            yield f"the error does not end with its warnings: {said[-900:]!a}"


def _wrong_in_page(page: str, format_name: str, but: But) -> Iterator[str]:
    """Yield what is wrong above and below a page in any format."""
    if format_name == "json":
        if json.loads(page)["disclaimer"] != DISCLAIMER:
            yield "the disclaimer is not whole in JSON"
        return
    said = letters(words_of(page, format_name))
    above, *below = said.split(letters(NOTICE))
    if len(below) != 1:
        yield f"the notice stands {len(below)} times in the page"
    reminders = _reminders(above)
    if But.STRANGE in but:
        if said.count(letters(DISCLAIMER_TITLE + DISCLAIMER)) != 1:
            yield f"the disclaimer does not stand once and whole: {page[-900:]!a}"
    elif reminders is None:
        yield f"above the notice stands {above[:200]!a}"
    elif not said.endswith(letters(DISCLAIMER_TITLE + DISCLAIMER) + reminders):
        yield (
            "the page does not end with the whole disclaimer and the reminders of its "
            f"warnings: {page[-900:]!a}"
        )


def _reminders(above: str) -> str | None:
    """Return what must end a page with these warnings above its notice; None for others."""
    known, reminders = _emergencies(), ""
    while above:
        warning = next((text for text in known if above.startswith(text)), None)
        if warning is None:
            return None
        above = above.removeprefix(warning)
        reminders += known[warning]
    return reminders


@cache
def _emergencies() -> dict[str, str]:
    """Return the warnings of the tests' libraries, longest first, with their reminders."""
    from tests.test_bundled_content import IDS, shared, topic

    told = [(urgent.title, urgent.advice) for urgent in shared().urgent]
    for page in map(topic, IDS):
        signs = (reason for reason in page.get_help if reason.when is Urgency.EMERGENCY)
        told += [(page.title, f"{marks.strip(sign.text)}. {_CALL}") for sign in signs]
    told.append(("Choking", "Call for help."))
    known = {
        letters(title + advice[:1].upper() + advice[1:]): letters(
            title + _where_to_turn(advice)
        )
        for title, advice in told
    }
    return dict(sorted(known.items(), key=lambda each: -len(each[0])))


def _where_to_turn(advice: str) -> str:
    """Return the sentences of an advice that say whom to call or where to go."""
    sentences = f"{advice.rstrip('.')}. ".split(". ")
    turning = ("call", "go to", "emergency department")
    return " ".join(each for each in sentences if any(word in each.lower() for word in turning))


def words_of(page: str, format_name: str) -> str:
    """Return what is read of a page in any format, without codes for colours and links."""
    if format_name == "html":
        body = page.partition("<body")[2].partition(">")[2]
        return unescape(re.sub(r"<[^>]*>", "", body))
    if format_name == "svg":
        (lines,) = ElementTree.fromstring(page).iterfind(".//*[@class='heal-matrix']")
        return "".join(lines.itertext())
    return _CODES.sub("", page)


def _unsafe(answer: Answer, written: str, wanted: Wanted) -> Iterator[str]:
    """Yield the letters that a terminal may obey or nobody can see."""
    drawn = wanted.colored and wanted.format == "rich"
    for place, text, colored in (
        ("stdout", answer.out, drawn),
        ("stderr", answer.err, wanted.colored),
        ("the file", written, False),
    ):
        if found := unsafe(text, colored):
            yield f"unsafe on {place}: {found}"


def is_clear(answer: Answer) -> bool:
    """Say whether nothing is told of what went on inside heal."""
    told = answer.out + answer.err
    return "Traceback" not in told and "somethingwentwrong" not in letters(told)


def _too_wide(shown: str, width: int, apart: re.Pattern[str]) -> Iterator[str]:
    """Yield the lines that are wider than their window, but addresses and findings."""
    most = max(1, min(width, MEASURE))
    for line in _CODES.sub("", shown).splitlines():
        # A letter takes two cells at the most, so most lines need not be measured.
        if len(line) * 2 <= most or (line.isascii() and len(line) <= most):
            continue
        if cell_len(line) > most and not (_ADDRESS.fullmatch(line) or apart.fullmatch(line)):
            yield f"wider than {most} columns: {line!a}"


def written_to(path: Path | None, before: bytes | None, code: int) -> Path | None:
    """Return the file that an answer went to, or None where it went to none."""
    if path is None or (code and content_of(path) == before):
        return None
    return path


def content_of(path: Path | None) -> bytes | None:
    """Return what a regular file holds before it may be written."""
    # Unlike Path's, this look never raises, whatever the path is made of.
    is_file = path is not None and os.path.isfile(path)  # noqa: PTH113
    return path.read_bytes() if path and is_file else None
