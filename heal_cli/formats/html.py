"""Pages as one self-contained HTML file: no script, no outside request, fit for print."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from heal_cli.formats.drawer import Drawer, as_text
from heal_cli.formats.figure_table import figure_table
from heal_cli.models import Evidence, Figure, FigureKind
from heal_cli.views import document as page
from heal_cli.views.document import Document, Spans

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e;
  --line: #d1d9e0; --shade: #f3f5f7; --link: #0550ae;
  --warn: #a40e26; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14181d;
  --soft: #9aa4af; --line: #3a434d; --shade: #1f252c; --link: #6cb6ff;
  --warn: #ff8f8f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; color: var(--ink);
  background: var(--paper); font: 1.05rem/1.55 system-ui, sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 1.2em 0 .2em; }
h2 { font-size: 1.25rem; margin: 1.6em 0 .4em; }
p { margin: .5em 0; }
a { color: var(--link); }
li a { overflow-wrap: anywhere; }
code { background: var(--shade); padding: .1em .3em; border-radius: .2em; }
.aside, .notice, figcaption small { color: var(--soft); }
p.urgent, p.warning { color: var(--warn); border: 2px solid; padding: .6em; }
.urgent, .warning { color: var(--warn); font-weight: 600; }
.box { border: 1px solid var(--line); border-radius: .4em; padding: .6em 1em; margin: 1em 0;
  background: var(--shade); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; }
th, td { text-align: left; vertical-align: top; padding: .4em .6em .4em 0;
  border-bottom: 1px solid var(--line); }
tbody th { font-weight: 600; }
figure { margin: 1em 0; }
.bar { height: .7em; min-width: 1px; background: var(--link); }
td:has(.bar) { width: 40%; }
dt { font-weight: 600; } dd { margin: 0 0 .4em 1em; }
.cautions li::marker { content: "! "; color: var(--warn); font-weight: 700; }
sup a { text-decoration: none; }
@media (max-width: 34rem) { table.stack, .stack tbody, .stack tr, .stack th, .stack td {
  display: block; border: 0; padding: .1em 0; } .stack thead { position: absolute;
  left: -999rem; } .stack tr { border-bottom: 1px solid var(--line); padding: .6em 0; }
  .stack [data-name]::before { content: attr(data-name) ": "; color: var(--soft); } }
@media print { body { max-width: none; font-size: 10.5pt; color: #000; background: #fff; }
  h1, h2, figcaption { break-after: avoid; } tr, figure, .box, li { break-inside: avoid; }
  a { color: inherit; } }
"""

_VERDICTS = "".join(
    f".{each.style} {{ color: {each.look.on_light}; font-weight: 600; }}\n"
    "@media (prefers-color-scheme: dark) "
    f"{{ .{each.style} {{ color: {each.look.on_dark}; }} }}\n"
    for each in Evidence
)
"""The look of each verdict, on light and on dark ground."""

_NUMBER = re.compile(r"\[(\d+)\]")


@as_text
def lines(document: Document) -> Iterator[str]:
    """Yield the lines of a document as a whole HTML page."""
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(document.title)} - heal</title>"
    yield f"<style>{_STYLE}{_VERDICTS}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    drawer = _Drawer()
    for block in document.blocks:
        yield from drawer.block(block)
    yield "</main>"
    yield "</body>"
    yield "</html>"


class _Drawer(Drawer):
    """Draws blocks; each title starts a new set of anchors for sources."""

    def __init__(self) -> None:
        self.pages = 0

    def _said(self, spans: Spans) -> str:
        return "".join(self._span(text, meaning) for text, meaning in spans).strip()

    def _span(self, text: str, meaning: str) -> str:
        told = escape(text)
        if meaning == "citation":
            return _NUMBER.sub(self._citation, text)
        if not meaning or not text.strip():
            return told
        if meaning == "command":
            return f"<code>{told}</code>"
        if meaning == "match":
            return f"<mark>{escape(text.strip('*'))}</mark>"
        tag = {"emphasis": "em", "label": "strong", "link": "dfn"}.get(meaning)
        return f"<{tag}>{told}</{tag}>" if tag else f'<span class="{meaning}">{told}</span>'

    def _citation(self, found: re.Match[str]) -> str:
        return f'<sup><a href="#{self._anchor(int(found[1]))}">[{found[1]}]</a></sup>'

    def _anchor(self, number: int) -> str:
        return f"source-{self.pages}-{number}"

    def heading(self, heading: page.Heading) -> Iterator[str]:
        self.pages += heading.level == 1
        yield f"<h{heading.level}>{escape(heading.text)}</h{heading.level}>"
        if heading.aside:
            yield f'<p class="aside">{escape(heading.aside)}</p>'

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[str]:
        first = paragraph.spans[0].meaning if paragraph.spans else ""
        kind = f' class="{first}"' if first in {"urgent", "warning", "notice"} else ""
        yield f"<p{kind}>{self._said(paragraph.spans)}</p>"

    def bullets(self, bullets: page.Bullets) -> Iterator[str]:
        yield f'<ul class="{"cautions" if bullets.meaning == "warning" else "plain"}">'
        yield from (f"<li>{self._said(item)}</li>" for item in bullets.items)
        yield "</ul>"

    def pairs(self, pairs: page.Pairs) -> Iterator[str]:
        yield "<dl>"
        for label, value in pairs.rows:
            if self._said(label):
                yield f"<dt>{self._said(label)}</dt>"
            if self._said(value):
                yield f"<dd>{self._said(value)}</dd>"
        yield "</dl>"

    def _grid(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        bars: Sequence[str] = (),
        named: bool = True,
    ) -> Iterator[str]:
        """Yield a table of cells that are HTML already; the first of a row is its heading.

        Bars are a last cell a row. Stacked on a phone, cells have their column's title
        before them, the first one only if `named`.
        """
        yield '<div class="scroll"><table class="stack">'
        heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
        yield f"<thead><tr>{heads}{'<td></td>' if bars else ''}</tr></thead>"
        yield "<tbody>"
        name = f' data-name="{titles[0]}"' if named and titles[0] else ""
        for number, (first, *rest) in enumerate(rows):
            cells = "".join(
                f'<td data-name="{title}">{cell}</td>'
                for title, cell in zip(titles[1:], rest, strict=True)
            )
            bar = bars[number] if bars else ""
            yield f'<tr><th scope="row"{name}>{first}</th>{cells}{bar}</tr>'
        yield "</tbody>"
        yield "</table></div>"

    def table(self, table: page.Table) -> Iterator[str]:
        titles = [escape(column.title) for column in table.columns]
        rows = [[self._said(cell) for cell in row] for row in table.rows]
        return self._grid(titles, rows, named=table.columns[0].named)

    def drawing(self, drawing: page.Drawing) -> Iterator[str]:
        figure = drawing.figure
        unit = f" <small>({escape(figure.unit)})</small>" if figure.unit else ""
        cited = self._said(drawing.citations)
        yield "<figure>"
        yield f"<figcaption><strong>{escape(figure.title)}</strong>{unit} {cited}</figcaption>"
        if figure.kind is FigureKind.STEPS:
            yield "<ol>"
            for label, told in figure.rows:
                yield f"<li><strong>{escape(label)}</strong>: {escape(told)}</li>"
            yield "</ol>"
        else:
            titles, rows = figure_table(figure)
            cells = [[escape(cell) for cell in row] for row in rows]
            yield from self._grid([escape(title) for title in titles], cells, _bars(figure))
        if figure.note:
            yield f'<p class="aside">{escape(figure.note)}</p>'
        yield "</figure>"

    def entries(self, entries: page.Entries) -> Iterator[str]:
        yield "<ol>"
        for entry in entries.items:
            lead = f"{self._said(entry.lead)} " if entry.lead else ""
            name = f"<code>{escape(entry.name)}</code> " if entry.name else ""
            aside = f" {self._said(entry.aside)}" if entry.aside else ""
            head = f"<p>{lead}{name}<strong>{escape(entry.title)}</strong>{aside}</p>"
            body = f"<p>{self._said(entry.body)}</p>" if entry.body else ""
            yield f"<li>{head}{body}</li>"
        yield "</ol>"

    def references(self, references: page.References) -> Iterator[str]:
        yield "<ol>"
        for number, identifier, source in references.rows:
            told = escape(page.reference(identifier, source))
            if source and references.detailed:
                told += f" {escape(page.remark(source))}"
            if source and source.address:
                address = escape(source.address)
                told += f' <a href="{address}" rel="noopener noreferrer">{address}</a>'
            yield f'<li id="{self._anchor(number)}" value="{number}">{told}</li>'
        yield "</ol>"

    def lines(self, lines: page.Lines) -> Iterator[str]:
        yield f"<pre>{escape(chr(10).join(map(page.joined, lines.lines)))}</pre>"

    def box(self, box: page.Box) -> Iterator[str]:
        title = escape(box.title)
        kind = "box urgent" if box.is_urgent else "box"
        yield f'<aside class="{kind}"><strong>{title}.</strong> {self._said(box.spans)}</aside>'


def _bars(figure: Figure) -> list[str]:
    """Return a bar for each row of a figure of amounts, as the last cell of its row."""
    if figure.kind is not FigureKind.BARS:
        return []
    most = max(float(value) for _, value, _ in figure.rows) or 1.0
    shares = [100 * float(value) / most for _, value, _ in figure.rows]
    return [
        f'<td aria-hidden="true"><div class="bar" style="width: {share:.1f}%"></div></td>'
        for share in shares
    ]
