"""Blocks as HTML, each by the method of its name."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from heal_cli.formats import html_tables
from heal_cli.formats.drawer import Drawer
from heal_cli.formats.html_spans import Anchors, Place, SpanWriter
from heal_cli.models import Evidence, FigureKind
from heal_cli.views import document as page
from heal_cli.views.document import Spans


class Blocks(Drawer):
    """Draws blocks; each title starts a new set of anchors for sources."""

    def __init__(self, place: Place, define: Callable[[str], str] | None) -> None:
        self.place = place
        self.writer = SpanWriter(place, define)
        self.anchors = Anchors()
        self.title = ""
        self.names_titles = False

    def heading(self, heading: page.Heading) -> Iterator[str]:
        """Yield a heading with a name, and what stands at its edge below it."""
        self.writer.pages += heading.level == 1
        self.title = heading.text
        anchor = self.anchors.name(heading.text)
        own = f' id="{anchor}"' if heading.level > 1 or self.names_titles else ""
        yield f"<h{heading.level}{own}>{escape(heading.text)}</h{heading.level}>"
        if heading.aside:
            yield f'<p class="aside">{escape(heading.aside)}</p>'

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[str]:
        """Yield running text; the line that explains verdicts opens on what they mean."""
        spans = paragraph.spans
        if any(span.target and span.target.kind == "verdicts" for span in spans):
            yield from self._legend(spans)
            return
        first = spans[0].meaning if spans else ""
        kind = f' class="{first}"' if first in {"urgent", "warning", "notice"} else ""
        if told := self.writer.said(spans):
            yield f"<p{kind}>{told}</p>"

    def _legend(self, spans: Spans) -> Iterator[str]:
        kept = [span for span in spans if not span.target]
        asks = kept[-1]._replace(text=kept[-1].text.rstrip(": "))
        shown = self.writer.said((*kept[:-1], asks))
        yield f'<details class="legend"><summary>{shown}</summary>'
        yield "<dl>"
        for each in Evidence:
            mark = f'<span class="{each.style}">{each.mark}</span>'
            yield f"<div><dt>{mark} {each.value}</dt><dd>{escape(each.meaning)}</dd></div>"
        yield "</dl></details>"

    def bullets(self, bullets: page.Bullets) -> Iterator[str]:
        """Yield a list."""
        yield f'<ul class="{"cautions" if bullets.meaning == "warning" else "plain"}">'
        yield from (f"<li>{self.writer.said(item)}</li>" for item in bullets.items)
        yield "</ul>"

    def pairs(self, pairs: page.Pairs) -> Iterator[str]:
        """Yield labels and what is said of each; what leads to a page of its name is a link."""
        rows = [row for row in map(self._pair, pairs.rows) if row]
        for kind, members in groupby(rows, key=lambda row: row[0]):
            texts = [row[1:] for row in members]
            if kind == "link":
                yield '<ul class="links">'
                yield from (f"<li>{text}</li>" for text, _ in texts)
                yield "</ul>"
            elif kind == "text":
                yield from (f"<p>{text}</p>" for text, _ in texts)
            else:
                yield f'<dl class="{kind}">'
                yield from (
                    f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in texts
                )
                yield "</dl>"

    def _pair(self, row: tuple[Spans, Spans]) -> tuple[str, str, str] | None:
        """Return (how to draw it, label, value) of a row, or None where nothing is left."""
        label, value = row
        target = label[0].target if label else None
        told, said = self.writer.said(label), self.writer.said(value)
        if target and page.joined(value) == target.title:
            return "link", told, ""
        if not said and label and all(span.meaning == "aside" for span in label) and value:
            return None  # A label of what only a terminal takes.
        if not (told and said):
            return ("text", told or said, "") if told or said else None
        is_digest = label[0].meaning in {"label", "urgent"}
        return "top" if is_digest else "rows", told, said

    def _tally(self, entries: page.Entries) -> str:
        """Return how many of many claims have each verdict, which fits a small screen."""
        meanings = [span.meaning for entry in entries.items for span in entry.lead]
        counts = {each: meanings.count(each.style) for each in Evidence}
        said = ", ".join(
            f'<span class="{each.style}">{each.mark}</span>\u00a0{number}\u00a0{each.value}'
            for each, number in counts.items()
            if number
        )
        return f'<p class="tally">{len(entries.items)} claims: {said}</p>'

    def table(self, table: page.Table) -> Iterator[str]:
        """Yield a table, or one under a heading for each of its parts."""
        for part in html_tables.of_table(table, self.writer, self.title or table.row_name):
            if isinstance(part, str):
                yield from self.heading(page.Heading(part))
            elif part.rows:
                yield from html_tables.drawn(part)

    def drawing(self, drawing: page.Drawing) -> Iterator[str]:
        """Yield a figure as a list of steps or as a table."""
        figure = drawing.figure
        unit = f" <small>({escape(figure.unit)})</small>" if figure.unit else ""
        cited = self.writer.said(drawing.citations)
        yield "<figure>"
        yield f"<figcaption><strong>{escape(figure.title)}</strong>{unit} {cited}</figcaption>"
        if figure.kind is FigureKind.STEPS:
            yield "<ol>"
            for label, told in figure.rows:
                yield f"<li><strong>{escape(label)}</strong>: {escape(told)}</li>"
            yield "</ol>"
        else:
            yield from html_tables.drawn(html_tables.of_figure(figure))
        if figure.note:
            yield f'<p class="aside">{escape(figure.note)}</p>'
        yield "</figure>"

    def entries(self, entries: page.Entries) -> Iterator[str]:
        """Yield numbered answers, each with the page that it stands on."""
        if entries.dense:
            yield from self._dense(entries)
            return
        yield '<ol class="entries">'
        for entry in entries.items:
            aside = f" {self.writer.said(entry.aside)}" if entry.aside else ""
            lead = f"{self.writer.said(entry.lead)} " if entry.lead else ""
            title, below = f"<strong>{escape(entry.title)}</strong>", ""
            if entry.target and entry.target.title == entry.title:
                title = f"<strong>{self.writer.link(entry.target)}</strong>"
            elif entry.target:
                below = f'<p class="aside">On the page {self.writer.link(entry.target)}</p>'
            elif entry.name:
                title = f"<code>{escape(entry.name)}</code> {title}"
            body = f"<p>{self.writer.said(entry.body)}</p>" if entry.body else ""
            yield f"<li><p>{lead}{title}{aside}</p>{body}{below}</li>"
        yield "</ol>"

    def _dense(self, entries: page.Entries) -> Iterator[str]:
        if len(entries.items) > _AT_A_GLANCE:
            yield self._tally(entries)
        yield '<dl class="flow">'
        for number, entry in enumerate(entries.items, 1):
            label = f'<span class="number">{number}</span> {self.writer.said(entry.lead)}'
            yield f"<div><dt>{label}</dt><dd>{escape(entry.title)}</dd></div>"
        yield "</dl>"

    def references(self, references: page.References) -> Iterator[str]:
        """Yield sources, each with its address in full and a way back to where it is cited."""
        yield '<ol class="sources">'
        for number, identifier, source in references.rows:
            told = escape(page.reference(identifier, source))
            if source and references.detailed:
                told += f" {escape(page.remark(source))}"
            if source and source.address.startswith("https://"):
                address = escape(source.address)
                told += f' <a href="{address}" rel="noopener noreferrer">{address}</a>'
            anchor = self.writer.anchor(number)
            if self.writer.cited.get(anchor):
                told += f' <a class="back" href="#cited-{anchor}" aria-label="{_BACK}">↑</a>'
            yield f'<li id="{anchor}" value="{number}">{told}</li>'
        yield "</ol>"

    def lines(self, lines: page.Lines) -> Iterator[str]:
        """Yield lines as they are."""
        told = "\n".join(map(page.joined, lines.lines))
        yield f'<pre class="lines">{escape(told)}</pre>'

    def box(self, box: page.Box) -> Iterator[str]:
        """Yield a framed paragraph."""
        title = escape(box.title)
        kind = "box urgent" if box.is_urgent else "box"
        said = self.writer.said(box.spans)
        yield f'<div class="{kind}"><strong>{title}.</strong> {said}</div>'


_AT_A_GLANCE = 6
"""Claims that a phone shows at once; of more, their number by verdict stands above them."""

_BACK = "Back to where this source is cited"
