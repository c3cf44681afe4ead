"""What a page is made of, before it is known on what it will be shown.

Views build documents from models; formats draw them. A `Span` is text with the name
of a meaning; only formats decide how a meaning looks.
"""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import Any, NamedTuple, ParamSpec

from heal_cli.errors import HealError
from heal_cli.models import Evidence, Figure, Source, SourceStatus
from heal_cli.text import marks


class Target(NamedTuple):
    """What a span leads to, for those who click or read and type nothing.

    A span with a target is a command or an id in a terminal; a page for a browser says the
    `title` in its place, as a link where the page of that `kind` and `id` is written too.
    Without a title it is of use in a terminal alone, and left out elsewhere.
    """

    kind: str = ""
    id: str = ""
    title: str = ""


class Span(NamedTuple):
    """Text with a meaning: a style's name, or "" for plain text."""

    text: str
    meaning: str = ""
    target: Target | None = None


Spans = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading; level 1 is the page's title. `aside` stands at the other edge."""

    text: str
    level: int = 2
    aside: str = ""


class Paragraph(NamedTuple):
    """Running text; `flush` keeps it at the left edge, beside headings."""

    spans: Spans
    flush: bool = False


class Bullets(NamedTuple):
    """A list of items called `name`, each behind a `mark` that is drawn in `meaning`."""

    items: tuple[Spans, ...]
    name: str
    mark: str = "•"
    meaning: str = ""


class Pairs(NamedTuple):
    """Labels, each with what is said of it; `flush` as for a paragraph."""

    rows: Sequence[tuple[Spans, Spans]]
    flush: bool = False


class Column(NamedTuple):
    """A table's column: its title, its share of the width, and its place when stacked.

    Stacked, a "head" stands above, a "line" below it, and a "tail" ends the line before;
    `named` puts the column's title before the cell. Side by side, a column that has a
    `short` title shows that, and of a verdict the mark alone.
    """

    title: str
    share: int
    stacked: str = "line"
    named: bool = False
    short: str = ""


class Table(NamedTuple):
    """Rows of cells under named columns; `row_name` is what one row is called.

    An airy table has an empty line between its rows; a dense one has no rules, and its
    columns are as wide as their shares.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Spans, ...]]
    row_name: str = "Row"
    airy: bool = False
    dense: bool = False


class Drawing(NamedTuple):
    """A figure with the numbers of its sources."""

    figure: Figure
    citations: Spans


class Entry(NamedTuple):
    """One answer of a numbered list: a name, its title, a remark, and text below.

    A `lead`, such as a verdict, stands before the title, at the same place in all of them.
    """

    name: str
    title: str
    aside: Spans
    body: Spans
    lead: Spans = ()
    target: Target | None = None


class Entries(NamedTuple):
    """Numbered answers, best first, each called `name`; dense ones have a line each."""

    items: Sequence[Entry]
    name: str
    dense: bool = False


class References(NamedTuple):
    """Sources with their numbers on this page; a missing one is None.

    In detail each also says what it showed and how far it was read.
    """

    rows: Sequence[tuple[int, str, Source | None]]
    detailed: bool = False


class Lines(NamedTuple):
    """Lines that are copied or read by programs: never wrapped, whatever the width."""

    lines: Sequence[Spans]


class Box(NamedTuple):
    """A framed paragraph; a page has two at the most, so that a frame means something.

    The frame of an urgent one is drawn in the look of a warning.
    """

    title: str
    spans: Spans
    is_urgent: bool = False


Block = (
    Heading | Paragraph | Bullets | Pairs | Table | Drawing | Entries | References | Lines | Box
)


class Document(NamedTuple):
    """A page: its title for formats that need one, and its blocks in reading order.

    `define` gives what a linked word means, or "", for formats that say it beside the word;
    `day` says when the page was reviewed, for every sheet of paper.
    """

    title: str
    blocks: Iterable[Block]
    define: Callable[[str], str] | None = None
    day: str = ""


Asked = ParamSpec("Asked")


def titled(
    title: str,
) -> Callable[[Callable[Asked, Iterator[Block]]], Callable[Asked, Document]]:
    """Return what makes a page of this title of the blocks that a function yields."""

    def page_of(blocks: Callable[Asked, Iterator[Block]]) -> Callable[Asked, Document]:
        @wraps(blocks)
        def page(*args: Asked.args, **kwargs: Asked.kwargs) -> Document:
            return Document(title, blocks(*args, **kwargs))

        return page

    return page_of


class Answer(NamedTuple):
    """What a command answers: a page, and what went wrong beside it, if anything did.

    `record` gives the page's data to programs; a page without data gives its text.
    """

    document: Document
    record: Callable[[], Mapping[str, Any]] | None = None
    error: HealError | None = None


class Citations:
    """Numbers sources in the order in which a page first names them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        """Return the number of `source` on this page."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def spans(self, sources: Iterable[str]) -> Spans:
        """Return the numbers of `sources` as they stand in text: [1] [2]."""
        numbers = " ".join(f"[{self.number(source)}]" for source in sources)
        return (Span(numbers, "citation"),) if numbers else ()

    def used(self) -> tuple[str, ...]:
        """Return the sources named so far, in the order of their numbers."""
        return tuple(self._numbers)


def reference(identifier: str, source: Source | None) -> str:
    """Return what a list of sources says of one, without its address."""
    if source is None:
        return f"{identifier} (no entry in sources.yaml)"
    title = (
        source.title if source.title.endswith(("?", "!")) else f"{source.title.rstrip('.')}."
    )
    authors, kind = source.authors.rstrip("."), source.kind.value
    own = f'From "{source.library}", not part of the reviewed library: '
    said = f"{authors}. {title} {source.published}, {source.year} ({kind})."
    said = own + said if source.library else said
    return f"{said} ISBN {source.isbn}." if source.isbn else said


def remark(source: Source) -> str:
    """Return what a source showed, what of it was not read, and the id to cite it by."""
    said = source.shows
    if source.status is SourceStatus.NOT_CHECKED:
        said += " Not read for this library."
    note = source.note[:1].upper() + source.note[1:]
    said = f"{said} {note.rstrip('.')}." if note else said
    return f"{said} ({source.id})"


def cited(
    citations: Citations, sources: Mapping[str, Source], detailed: bool = False
) -> Iterator[Block]:
    """Yield the sources cited so far under their heading, or nothing where there are none."""
    used = enumerate(citations.used(), 1)
    rows = [(number, name, sources.get(name)) for number, name in used]
    if rows:
        yield Heading("Sources")
        yield References(rows, detailed)


def own_note(library: str) -> Iterator[Block]:
    """Yield what marks a page that is not from the bundled library."""
    if library:
        said = f'Not part of the reviewed library: this page comes from "{library}".'
        yield Paragraph(plain(said, "warning"), flush=True)


def day_of(day: date) -> str:
    """Return a day as people write it: 2 Nov 2026."""
    return f"{day.day} {day:%b %Y}"


def reviewed(day: date) -> str:
    """Return the day of a review as people write it."""
    return f"reviewed {day_of(day)}"


def last_reviewed(newest: date | None) -> str:
    """Return when the newest of several pages was reviewed, or ""."""
    return f"last {reviewed(newest)}" if newest else ""


def number_of(number: int, thing: str) -> str:
    """Return a number of things, of which one alone has no "s"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def joined(spans: Spans) -> str:
    """Return the text of spans."""
    return "".join(span.text for span in spans)


def plain(text: str, meaning: str = "") -> Spans:
    """Return `text` as a single span."""
    return (Span(text, meaning),)


TYPED = Target()
"""The target of what only a terminal takes."""

_SHOWN_BY = {"topic": "show", "condition": "for", "term": "define"}


def leading(kind: str, identifier: str, title: str) -> Spans:
    """Return the command that shows a topic or a condition, and what it shows."""
    said = f"heal {_SHOWN_BY[kind]} {identifier}"
    return (Span(said, "command", Target(kind, identifier, title)),)


def target_of(command: str, title: str) -> Target:
    """Return what a command such as `heal for cramps` leads to."""
    _, verb, *name = shlex.split(command)
    kind = next((kind for kind, own in _SHOWN_BY.items() if own == verb), "")
    return Target(kind, " ".join(name), title)


def written(text: str, citations: Citations) -> Spans:
    """Return content text as spans, its marks turned into meanings."""
    spans = []
    for mark in marks.parse(text):
        if mark.kind == "citation":
            spans.append(Span(f"[{citations.number(mark.target)}]", "citation"))
        elif mark.kind == "link":
            spans.append(Span(mark.text, "link", Target("term", mark.target, mark.text)))
        else:
            spans.append(Span(mark.text, "" if mark.kind == "text" else mark.kind))
    return tuple(spans)


def verdict(evidence: Evidence, qualifier: str = "") -> Spans:
    """Return a verdict as mark and word, so that colour never carries it alone."""
    shown = (Span(evidence.mark, evidence.style), Span(f" {evidence.value}", "label"))
    return (*shown, Span(f", {qualifier}")) if qualifier else shown
