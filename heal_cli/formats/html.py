"""Pages as one HTML file: nothing in it is fetched from anywhere or runs, fit for print."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from heal_cli.disclaimer import DISCLAIMER_TITLE
from heal_cli.formats.drawer import as_text
from heal_cli.formats.html_blocks import Blocks
from heal_cli.formats.html_spans import Anchors, Place
from heal_cli.formats.html_style import STYLE, on_paper
from heal_cli.text.safe_text import visible
from heal_cli.views import document as page
from heal_cli.views.document import Block, Document
from heal_cli.views.topic import SECTIONS

ALONE = Place()
"""The place of a page that no other page is written beside."""

_FEWEST_HEADINGS = 3
"""Headings that make a list of contents worth its room."""


@as_text
def lines(document: Document) -> Iterator[str]:
    """Yield the lines of a document as a whole HTML page."""
    # Contents stand above what they list, so all headings must be known before.
    blocks = warnings_first(list(document.blocks))
    return _page(document._replace(blocks=blocks), ALONE, contents(blocks))


def page_in(
    document: Document, place: Place, headings: Sequence[page.Heading] | None = None
) -> Iterator[str]:
    """Yield the lines of a page of a folder; one with `headings` is not held whole."""
    blocks = document.blocks if headings is not None else warnings_first(list(document.blocks))
    above = contents(blocks if headings is None else headings)
    for line in _page(document._replace(blocks=blocks), place, above):
        yield from map(visible, line.split("\n"))


def warnings_first(blocks: list[Block]) -> list[Block]:
    """Return blocks with the warnings of a topic above its claims at a glance.

    The first screen of a phone has room for a dozen lines: whatever is cut off there, it
    must not be the signs of danger.
    """
    for place, block in enumerate(blocks[:-2]):
        warnings = blocks[place + 2]
        is_glance = isinstance(block, page.Heading) and block.text == SECTIONS["glance"]
        if is_glance and isinstance(warnings, page.Pairs):
            blocks[place : place + 3] = [warnings, block, blocks[place + 1]]
    return blocks


def contents(blocks: Iterable[Block]) -> list[tuple[int, str, str]]:
    """Return (level, text, anchor) of the headings that a list of contents has."""
    anchors = Anchors()
    headings = [block for block in blocks if isinstance(block, page.Heading)]
    named = [(each.level, each.text, anchors.name(each.text)) for each in headings]
    titles = sum(level == 1 for level, _, _ in named)
    return [each for each in named if each[0] == 2 or (each[0] == 1 and titles > 1)]  # noqa: PLR2004


def _page(
    document: Document, place: Place, above: Sequence[tuple[int, str, str]]
) -> Iterator[str]:
    blocks = document.blocks
    is_wide = isinstance(blocks, list) and any(map(_is_grid, blocks))
    yield from _head(document, place)
    yield '<body class="wide">' if is_wide else "<body>"
    yield "<main>"
    drawer = _Drawer(place, document.define, above)
    drawer.lacks_title = isinstance(blocks, list) and not any(map(_is_title, blocks))
    drawer.title = document.title
    for block in blocks:
        yield from drawer.block(block)
    yield from drawer.explained()
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _is_title(block: Block) -> bool:
    return isinstance(block, page.Heading) and block.level == 1


def _is_grid(block: Block) -> bool:
    return isinstance(block, page.Table) and block.dense


def _head(document: Document, place: Place) -> Iterator[str]:
    """Yield the head of a page, which forbids all that the page has no need of."""
    allowed = "'self'" if place.scripts else "'none'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}"
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri \'none\'">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(document.title)} - heal</title>"
    yield f"<style>{on_paper(_named(document), document.day)}{STYLE}</style>"
    yield from (f'<script src="{each}" defer></script>' for each in place.scripts)
    yield "</head>"


def _named(document: Document) -> str:
    """Return the title that a page shows, or else the one it has."""
    blocks = document.blocks if isinstance(document.blocks, list) else []
    headings = (block for block in blocks if isinstance(block, page.Heading))
    return next((each.text for each in headings if each.level == 1), document.title)


class _Drawer(Blocks):
    """Draws blocks, and what a page has beside them: contents, other pages, words."""

    def __init__(
        self,
        place: Place = ALONE,
        define: Callable[[str], str] | None = None,
        above: Sequence[tuple[int, str, str]] = (),
    ) -> None:
        super().__init__(place, define)
        self.lacks_title = False
        self.above = above if len(above) >= _FEWEST_HEADINGS else ()
        self.names_titles = any(level == 1 for level, _, _ in self.above)

    def heading(self, heading: page.Heading) -> Iterator[str]:
        if heading.level == 2 and heading.text != SECTIONS["glance"]:  # noqa: PLR2004 - a level
            yield from self._contents()
        yield from super().heading(heading)

    def paragraph(self, paragraph: page.Paragraph) -> Iterator[str]:
        yield from super().paragraph(paragraph)
        if paragraph.spans and paragraph.spans[0].meaning == "notice":
            if self.place.navigation:
                yield self.place.navigation
            if self.lacks_title:
                yield f"<h1>{escape(self.title)}</h1>"

    def box(self, box: page.Box) -> Iterator[str]:
        if box.title == DISCLAIMER_TITLE:
            yield from self.explained()
        yield from super().box(box)

    def _contents(self) -> Iterator[str]:
        if self.above:
            yield '<nav class="contents" aria-label="Contents">'
            yield "<details><summary>On this page</summary><ol>"
            for _, text, anchor in self.above:
                yield f'<li><a href="#{anchor}">{escape(text)}</a></li>'
            yield "</ol></details></nav>"
        self.above = ()

    def explained(self) -> Iterator[str]:
        """Yield the list of the words that the page explained, once."""
        words, self.writer.words = self.writer.words, {}
        if words:
            yield '<h2 id="words">Words on this page</h2>'
            yield '<dl class="words">'
            for number, (name, meaning) in enumerate(words.values(), 1):
                yield f'<div><dt id="word-{number}">{escape(name)}</dt>'
                yield f"<dd>{escape(meaning)}</dd></div>"
            yield "</dl>"
