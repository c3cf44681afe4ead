"""Pages as plain lines, one statement each: for screen readers, grep and other programs."""

import re
from collections.abc import Iterator

from heal_cli.formats.drawer import Drawer, as_text
from heal_cli.models import Evidence, Figure, FigureKind
from heal_cli.views import document as page
from heal_cli.views.document import Document, Spans

_SENTENCE = re.compile(r"(?<=\S[.!?])\s+(?=[A-Z0-9\"])")
_CITED = re.compile(r"([.!?])((?: \(sources? [^)]*\))+)")
# Numbers of sources stand between these meanwhile, for content may have brackets too.
_OPEN, _CLOSE = "\x02", "\x03"
_NUMBERS = re.compile(rf"{_OPEN}\d+{_CLOSE}(?: {_OPEN}\d+{_CLOSE})*")
_CONTENT = frozenset({"", "emphasis", "link", "match"})
"""What a span means that holds words of content, which are never taken for marks of ours."""
_MARKS = str.maketrans(dict.fromkeys(evidence.mark for evidence in Evidence))


@as_text
def lines(document: Document) -> Iterator[str]:
    """Yield the lines of a document: a statement each, an empty one before a heading."""
    return _Drawer().apart(document, (page.Heading, page.Box))


def said(spans: Spans) -> str:
    """Return spans as words: numbers of sources read as such, marks left to their words."""
    text = "".join(_spoken(span.text, span.meaning) for span in spans)
    text = _NUMBERS.sub(lambda found: f"({_sources(found.group())})", text)
    text = _CITED.sub(r"\2\1", text)
    return " ".join(text.split())


def _spoken(text: str, meaning: str) -> str:
    """Return a span as it is read aloud: no stars around a match, a comma for a gap."""
    if meaning == "citation":
        return text.replace("[", _OPEN).replace("]", _CLOSE)
    if meaning not in _CONTENT:
        text = text.translate(_MARKS).replace(" ·", ",")
    return {"match": text.strip("*"), "gap": ", "}.get(meaning, text)


def _sources(numbers: str) -> str:
    *most, last = re.findall(r"\d+", numbers)
    return f"sources {', '.join(most)} and {last}" if most else f"source {last}"


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text.endswith((".", "!", "?", ":")) else f"{text}."


def _figure_rows(figure: Figure) -> Iterator[str]:
    count = len(figure.rows)
    for number, row in enumerate(figure.rows, 1):
        if figure.kind is FigureKind.STEPS:
            yield f"Step {number} of {count}. {ended(': '.join(row))}"
        elif figure.kind is FigureKind.TABLE:
            cells = zip(figure.columns, row, strict=True)
            told = " ".join(ended(f"{column}: {cell}") for column, cell in cells)
            yield f"Row {number} of {count}. {told}"
        else:
            label, value, note = row
            told = ended(f"{label}: {value}")
            yield f"{told} {ended(note)}".strip()


class _Drawer(Drawer):
    """Draws blocks as statements."""

    def heading(self, heading: page.Heading) -> Iterator[str]:
        yield heading.text
        if heading.aside:
            yield said(page.plain(heading.aside, "aside"))

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[str]:
        yield from _SENTENCE.split(said(paragraph.spans))

    def bullets(self, bullets: page.Bullets) -> Iterator[str]:
        for number, item in enumerate(bullets.items, 1):
            yield f"{bullets.name} {number} of {len(bullets.items)}. {ended(said(item))}"

    def pairs(self, pairs: page.Pairs) -> Iterator[str]:
        label = ""
        for named, value in pairs.rows:
            label = said(named).rstrip(":") or label
            yield f"{label}: {ended(said(value))}" if said(value) else label

    def table(self, table: page.Table) -> Iterator[str]:
        for number, row in enumerate(table.rows, 1):
            parts = [f"{table.row_name} {number} of {len(table.rows)}."]
            for column, cell in zip(table.columns, row, strict=True):
                text = said(cell)
                if not text:
                    continue
                is_head = column.stacked == "head" and not column.named
                if column.stacked == "tail" and not column.named:
                    parts.append(ended(text.strip("()").capitalize()))
                else:
                    parts.append(ended(text if is_head else f"{column.title}: {text}"))
            yield " ".join(parts)

    def drawing(self, drawing: page.Drawing) -> Iterator[str]:
        figure = drawing.figure
        unit = f" ({figure.unit})" if figure.unit else ""
        yield f"Figure. {figure.title}{unit} {said(drawing.citations)}."
        yield from _figure_rows(figure)
        if figure.note:
            yield ended(figure.note)

    def entries(self, entries: page.Entries) -> Iterator[str]:
        for number, entry in enumerate(entries.items, 1):
            parts = [f"{entries.name} {number} of {len(entries.items)}. {ended(entry.name)}"]
            parts += [f"Evidence: {ended(said(entry.lead))}"] if entry.lead else []
            parts += [
                ended(text) for text in (entry.title, said(entry.aside), said(entry.body))
            ]
            yield " ".join(part.strip() for part in parts if part)

    def references(self, references: page.References) -> Iterator[str]:
        for number, identifier, source in references.rows:
            parts = [f"Source {number}. {page.reference(identifier, source)}"]
            if source and references.detailed:
                parts.append(page.remark(source))
            if source and source.address:
                parts.append(source.address)
            yield " ".join(parts)

    def lines(self, lines: page.Lines) -> Iterator[str]:
        yield from map(page.joined, lines.lines)

    def box(self, box: page.Box) -> Iterator[str]:
        yield f"{box.title}: {said(box.spans)}"
