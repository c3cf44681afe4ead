"""Pages as Markdown: CommonMark with the tables and footnotes of GitHub's dialect."""

import re
from collections.abc import Iterator, Sequence

from heal_cli.formats.drawer import Drawer, as_text, figure_table
from heal_cli.views import document as page
from heal_cli.views.document import Document, Spans

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")
_STARTS_A_LIST = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+])")
_BARE_LINK = re.compile(r"\b(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)
"""What GitHub's dialect makes a link of by itself; links of ours stand between < and >."""

_NUMBER = re.compile(r"\[(\d+)\]")


@as_text
def lines(document: Document) -> Iterator[str]:
    """Yield the lines of a document."""
    return _Drawer().apart(document)


def escaped(text: str) -> str:
    """Return text whose characters mean nothing to Markdown."""
    text = _BARE_LINK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
    return _STARTS_A_LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def code(text: str) -> str:
    """Return text as a code span, whose fence is longer than any run of backticks in it."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


class _Drawer(Drawer):
    """Draws blocks; each title starts a new set of footnotes."""

    def __init__(self) -> None:
        self.pages = 0
        self.cited: set[str] = set()

    def _said(self, spans: Spans) -> str:
        return "".join(self._span(each.text, each.meaning) for each in spans).strip()

    def _span(self, text: str, meaning: str) -> str:
        if meaning == "citation":
            return _NUMBER.sub(self._cite, text)
        if not text.strip():
            return text
        if meaning == "command":
            return code(text)
        if meaning in {"emphasis", "match"}:
            return f"*{escaped(text.strip('*'))}*"
        if meaning in {"label", "urgent", "warning"}:
            before, behind = (
                " " * (len(text) - len(cut)) for cut in (text.lstrip(), text.rstrip())
            )
            return f"{before}**{escaped(text.strip())}**{behind}"
        return escaped(text)

    def _cite(self, found: re.Match[str]) -> str:
        note = self._note(int(found[1]))
        self.cited.add(note)
        return f"[^{note}]"

    def _note(self, number: int) -> str:
        return f"{self.pages}-{number}" if self.pages > 1 else str(number)

    def heading(self, heading: page.Heading) -> Iterator[str]:
        self.pages += heading.level == 1
        yield f"{'#' * heading.level} {escaped(heading.text)}"
        if heading.aside:
            yield ""
            yield f"*{escaped(heading.aside)}*"

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[str]:
        yield self._said(paragraph.spans)

    def bullets(self, bullets: page.Bullets) -> Iterator[str]:
        yield from (f"- {self._said(item)}" for item in bullets.items)

    def pairs(self, pairs: page.Pairs) -> Iterator[str]:
        label = ""
        for named, value in pairs.rows:
            label = self._said(named) or label
            yield f"- {label}: {self._said(value)}" if self._said(value) else f"- {label}"

    def _rows(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        for number, row in enumerate([titles, *rows]):
            yield f"| {' | '.join(row)} |"
            if number == 0:
                yield f"|{'---|' * len(titles)}"

    def table(self, table: page.Table) -> Iterator[str]:
        titles = [escaped(column.title) for column in table.columns]
        return self._rows(titles, [[self._said(cell) for cell in row] for row in table.rows])

    def drawing(self, drawing: page.Drawing) -> Iterator[str]:
        figure = drawing.figure
        unit = f" ({escaped(figure.unit)})" if figure.unit else ""
        yield f"**{escaped(figure.title)}**{unit} {self._said(drawing.citations)}"
        yield ""
        titles, rows = figure_table(figure)
        yield from self._rows(
            [escaped(title) for title in titles],
            [[escaped(cell) for cell in row] for row in rows],
        )
        if figure.note:
            yield ""
            yield escaped(figure.note)

    def entries(self, entries: page.Entries) -> Iterator[str]:
        for number, entry in enumerate(entries.items, 1):
            name = f"{code(entry.name)} " if entry.name else ""
            aside = self._said(entry.aside or entry.lead)
            remark = f" ({aside})" if aside else ""
            yield f"{number}. {name}**{escaped(entry.title)}**{remark}"
            if entry.body:
                yield from ("", f"   {self._said(entry.body)}")
            if number < len(entries.items) and not entries.dense:
                yield ""

    def references(self, references: page.References) -> Iterator[str]:
        for number, identifier, source in references.rows:
            told = escaped(page.reference(identifier, source))
            if source and references.detailed:
                told += f" {escaped(page.remark(source))}"
            if source and source.address:
                told += f" <{source.address}>"
            note = self._note(number)
            # A footnote that nothing refers to is not shown, so it is a list's item instead.
            yield f"[^{note}]: {told}" if note in self.cited else f"{number}. {told}"

    def lines(self, lines: page.Lines) -> Iterator[str]:
        yield from (f"    {page.joined(line)}" for line in lines.lines)

    def box(self, box: page.Box) -> Iterator[str]:
        yield f"> **{escaped(box.title)}.** {self._said(box.spans)}"
