"""Nothing is cut: every word of the content is on the page, at every width, in every format."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len, get_character_cell_size

from heal_cli import document as parts
from heal_cli import marks
from heal_cli.disclaimer import DISCLAIMER, NOTICE
from heal_cli.document import Block, Document, Spans
from heal_cli.encoding import HIDDEN
from heal_cli.formats.figures import as_table, caption
from heal_cli.formats.terminal import draw
from heal_cli.index import Index
from heal_cli.library import Library
from heal_cli.models import Figure, FigureKind, Source, Surroundings, Topic
from heal_cli.screen import Screen, framed
from heal_cli.views.topic import topic_page
from tests.conftest import Heal, write_topic
from tests.fuzzing import IS_LONG, examples
from tests.test_content import IDS, ROOT, topic

WIDEST = 96
NARROW_TO_WIDE = range(20, 301)
SOME_WIDTHS = NARROW_TO_WIDE if IS_LONG else (20, 27, 42, 60, 69, 70, 83, 96)
WHOLE_RANGE = IDS if IS_LONG else ["crp", "magnesium"]
"""Topics that are drawn at every width; between them they have a figure of every kind."""

PAGES = [
    ["topics"],
    ["search", "leg cramps", "--explain"],
    ["benefits"],
    ["benefits", "ces"],
    ["for", "insomnia"],
    ["why", "ces", "depression"],
    ["define", "CRP"],
    ["sources", "crp"],
    ["about"],
    ["help", "show"],
    ["help", "environment"],
    ["show", "omega-balance", "pemf"],
]
"""Command lines whose pages have, between them, every kind of block."""

FRAMES = "│╭╮╰╯─"
SHADES = "░▒▓█▏▎▍▌▋▊▉"


def letters(text: str) -> str:
    """Return text without spaces, frames and numbers of sources; all else stays as it is."""
    return re.sub(r"\[\d+\]", "", re.sub(rf"[\s{FRAMES}]", "", text))


# What a page has to say, taken from the models and not from the views.


def told(page: Topic, around: Surroundings) -> Iterator[list[str]]:
    """Yield what the page of a topic has to say, in order; what belongs together, together."""
    reviewed = f"{page.reviewed.day} {page.reviewed:%b %Y}"
    yield [page.title, f"{around.category} · reviewed {reviewed}"]
    yield [", ".join(page.also_called)]
    yield [marks.strip(page.summary)]
    for section in page.explanation:
        yield [section.heading]
        yield from ([marks.strip(text)] for text in marks.paragraphs(section.text))
        if section.figure:
            yield from told_by_figure(section.figure)
    for benefit in page.benefits:
        verdict = ", ".join(filter(None, [benefit.evidence.value, benefit.qualifier]))
        yield [marks.strip(benefit.claim), verdict, marks.strip(benefit.finding)]
    yield from ([marks.strip(caution)] for caution in page.cautions)
    yield from ([marks.strip(entry.text)] for entry in page.get_help)
    for name in page.related:
        yield [f"heal show {name}", around.related[name].title]
    yield [marks.strip(page.origin)]
    yield from (told_of_source(around.sources[name]) for name in cited(page))


def told_by_figure(figure: Figure) -> Iterator[list[str]]:
    """Yield what a figure has to say."""
    yield [figure.title + (f" ({figure.unit})" if figure.unit else "")]
    if figure.kind is FigureKind.TABLE:
        yield list(figure.columns)
    yield from map(list, figure.rows)
    yield [figure.note]


def told_of_source(source: Source) -> list[str]:
    """Return what a list of sources has to say of one."""
    published = f"{source.published}, {source.year} ({source.kind.value})"
    number = f"ISBN {source.isbn}" if source.isbn else ""
    return [
        source.authors.rstrip("."),
        source.title.rstrip("."),
        published,
        number,
        source.address,
    ]


def cited(page: Topic) -> list[str]:
    """Return the sources of a topic in the order in which its page names them."""
    order: list[str] = []
    for section in page.explanation:
        order += marks.targets(section.text, "citation")
        order += section.figure.sources if section.figure else ()
    for benefit in page.benefits:
        for text in (benefit.claim, benefit.finding):
            order += marks.targets(text, "citation")
        order += benefit.sources
    for text in (*page.cautions, *(entry.text for entry in page.get_help), page.origin):
        order += marks.targets(text, "citation")
    return list(dict.fromkeys(order))


def number_of_citations(page: Topic) -> int:
    """Return how many numbers of sources a page has, those of its list included."""
    texts = [section.text for section in page.explanation]
    texts += [text for benefit in page.benefits for text in (benefit.claim, benefit.finding)]
    texts += [*page.cautions, *(entry.text for entry in page.get_help), page.origin]
    figures = [section.figure for section in page.explanation if section.figure]
    return sum(
        map(
            len,
            [
                cited(page),
                *(marks.targets(text, "citation") for text in texts),
                *(figure.sources for figure in figures),
                *(benefit.sources for benefit in page.benefits),
            ],
        )
    )


# How a page is read: across, and down each of its columns.


class Chunk:
    """Lines between two empty ones, as a reader may read them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.across = letters("".join(lines))

    @cached_property
    def columns(self) -> list[str]:
        """What is read down each range of columns that text stands in."""
        starts = {len(m.group()) for line in self.lines for m in re.finditer(r"^ *", line)}
        for line in self.lines:
            gaps = re.finditer(r" {2,}(?=\S)", line)
            starts |= {cell_len(line[: gap.end()]) for gap in gaps}
        rows = [in_cells(line) for line in self.lines]
        ends = [*sorted(starts), max(map(len, rows))]
        return [
            letters("".join("".join(row[first:last]) for row in rows))
            for place, first in enumerate(ends)
            for last in ends[place + 1 :]
        ]

    def says(self, statement: str) -> bool:
        """Say whether a statement can be read here, letter by letter, with nothing between."""
        wanted = letters(statement)
        return wanted in self.across or any(wanted in column for column in self.columns)


def in_cells(line: str) -> list[str]:
    """Return what stands in each cell of a line; a wide letter has an empty one behind it."""
    if line.isascii():
        return list(line)
    cells = [""] * cell_len(line)
    for place, letter in enumerate(line):
        cells[min(cell_len(line[:place]), len(cells) - 1)] += letter
    return cells


def chunks(lines: Sequence[str]) -> list[Chunk]:
    """Return the parts of a page that empty lines set apart."""
    page = "\n".join(lines)
    return [Chunk(part.split("\n")) for part in re.split(r"\n{2,}", page) if part.strip()]


def missing(lines: Sequence[str], groups: Iterator[list[str]]) -> list[str]:
    """Return the first group that a page does not say at or below the place of the last."""
    place, page = 0, chunks(lines)
    for group in groups:
        while not all(page[place].says(statement) for statement in group):
            place += 1
            if place == len(page):
                return group
    return []


def lines_of(document: Document, width: int) -> list[str]:
    """Return the lines of a drawn document."""
    drawn = draw(document, width)
    return ["".join(span.text for span in line).rstrip() for line in drawn]


def assert_nothing_is_cut(lines: Sequence[str], page: Topic, around: Surroundings) -> None:
    """Fail unless all that a topic has to say is there, in order, and shortened nowhere."""
    assert missing(lines, told(page, around)) == []
    text = "".join(lines)
    source = repr((page, around))
    assert text.count("…") == 0 or "…" in source
    assert text.count("...") <= source.count("...")
    squeezed = re.sub(rf"[\s{FRAMES}]", "", text)
    literal = len(re.findall(r"\[\d+\]", source))
    assert len(re.findall(r"\[\d+\]", squeezed)) == number_of_citations(page) + literal


def assert_within(lines: Sequence[str], width: int) -> None:
    """Fail if a line is wider than the window, save for an address alone on its line."""
    wide = [line for line in lines if cell_len(line) > min(width, WIDEST)]
    assert [line for line in wide if not re.fullmatch(r" *https://\S+", line)] == []


@cache
def bundled(name: str) -> tuple[Topic, Surroundings]:
    """Return a topic of the bundled library, with what its page needs to know."""
    index = Index([ROOT])
    around = Library(index).surroundings(topic(name), topic(name).reviewed)
    index.close()
    return topic(name), around


def page_lines(name: str, width: int) -> list[str]:
    """Return the whole drawn page of a bundled topic."""
    return lines_of(framed(topic_page(*bundled(name))), width)


@pytest.mark.parametrize("name", IDS)
def test_every_word_of_every_topic_is_read_in_its_place(name: str) -> None:
    for width in SOME_WIDTHS:
        assert_nothing_is_cut(page_lines(name, width), *bundled(name))


@pytest.mark.parametrize("name", WHOLE_RANGE)
def test_every_word_of_a_topic_is_read_at_every_width(name: str) -> None:
    for width in range(20, WIDEST + 1):
        lines = page_lines(name, width)
        assert_nothing_is_cut(lines, *bundled(name))
        assert_within(lines, width)


@pytest.mark.parametrize("name", WHOLE_RANGE)
def test_a_wider_window_than_text_needs_changes_nothing(name: str) -> None:
    widest = page_lines(name, WIDEST)
    for width in NARROW_TO_WIDE[WIDEST + 1 - 20 :: 1 if IS_LONG else 7]:
        assert page_lines(name, width) == widest


@examples(60)
@given(name=st.sampled_from(IDS), width=st.sampled_from(NARROW_TO_WIDE))
def test_every_word_is_read_on_any_page_at_any_width(name: str, width: int) -> None:
    lines = page_lines(name, width)
    assert_nothing_is_cut(lines, *bundled(name))
    assert_within(lines, width)


@pytest.mark.parametrize("name", IDS)
def test_no_line_of_any_topic_is_wider_than_the_window(name: str) -> None:
    for width in NARROW_TO_WIDE if IS_LONG else range(20, WIDEST + 1, 5):
        assert_within(page_lines(name, width), width)


# No letter of a block is lost, and none comes from nowhere.


def count(*texts: str) -> Counter[str]:
    """Return how often each letter stands in texts, without spaces and what is drawn."""
    return Counter(re.sub(rf"[\s{FRAMES}{SHADES}]", "", "".join(texts)))


def said(spans: Spans) -> str:
    """Return the words of spans."""
    return "".join(span.text for span in spans)


def of_table(table: parts.Table, stacked: bool) -> list[str]:
    """Return what a table says: stacked, each cell says its column's name."""
    texts = [said(cell) for row in table.rows for cell in row]
    if not stacked:
        return texts + [column.title for column in table.columns]
    for row in table.rows:
        named = zip(table.columns, row, strict=True)
        texts += [f"{column.title}:" for column, cell in named if column.named and said(cell)]
    return texts


def of_drawing(drawing: parts.Drawing, stacked: bool) -> list[str]:
    """Return what a figure says; steps are numbered."""
    figure = drawing.figure
    texts = [said(caption(drawing)), figure.note]
    if figure.kind is FigureKind.TABLE:
        return texts + of_table(as_table(figure), stacked)
    if figure.kind is FigureKind.STEPS:
        texts += [str(number + 1) for number in range(len(figure.rows))]
    return texts + [cell for row in figure.rows for cell in row]


def of_references(references: parts.References) -> list[str]:
    """Return what a list of sources says, with the number of each."""
    texts = []
    for number, identifier, source in references.rows:
        texts += [f"[{number}]", parts.reference(identifier, source)]
        if source:
            texts += [source.address, parts.remark(source) if references.detailed else ""]
    return texts


def of_entries(entries: parts.Entries) -> list[str]:
    """Return what numbered answers say."""
    texts = [str(number + 1) for number in range(len(entries.items))]
    for entry in entries.items:
        texts += [entry.name, entry.title, said(entry.aside), said(entry.body)]
    return texts


OF_BLOCK: dict[str, Callable[[Any, bool], list[str]]] = {
    "Heading": lambda block, _: [block.text, block.aside],
    "Paragraph": lambda block, _: [said(block.spans)],
    "Bullets": lambda block, _: [block.mark + said(item) for item in block.items],
    "Pairs": lambda block, _: [said(label) + said(value) for label, value in block.rows],
    "Table": of_table,
    "Drawing": of_drawing,
    "Entries": lambda block, _: of_entries(block),
    "References": lambda block, _: of_references(block),
    "Lines": lambda block, _: list(block.lines),
    "Box": lambda block, _: [block.title, said(block.spans)],
}
"""What each kind of block says when it is drawn, as columns or stacked."""


def assert_no_letter_is_lost(block: Block, width: int) -> None:
    """Fail unless a block is drawn with its own letters, each as often as it is written."""
    drawn = count(*lines_of(Document("", (block,)), width))
    either = [
        count(*OF_BLOCK[type(block).__name__](block, stacked)) for stacked in (False, True)
    ]
    assert drawn in either, (width, block, drawn - either[0], either[0] - drawn)


@pytest.mark.parametrize("name", IDS)
def test_no_letter_of_a_topic_is_lost_and_none_comes_from_nowhere(name: str) -> None:
    for block in framed(topic_page(*bundled(name))).blocks:
        for width in SOME_WIDTHS:
            assert_no_letter_is_lost(block, width)


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
def test_no_letter_of_any_other_page_is_lost_at_any_width(
    heal: Heal, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    answer = Screen.answer

    def keep(screen: Screen, document: Document, record: Any) -> None:
        pages.append(Document(document.title, tuple(document.blocks)))
        answer(screen, pages[-1], record)

    monkeypatch.setattr(Screen, "answer", keep)
    assert heal(*arguments).code == 0
    (page,) = pages
    for width in range(20, WIDEST + 1, 1 if IS_LONG else 4):
        assert_within(lines_of(framed(page), width), width)
        for block in page.blocks:
            assert_no_letter_is_lost(block, width)


@pytest.mark.parametrize("name", IDS)
def test_a_page_is_its_blocks_and_no_block_is_lost_between_them(name: str) -> None:
    page = framed(topic_page(*bundled(name)))
    blocks = tuple(page.blocks)
    for width in (20, 69, 70, 96):
        apart = [line for b in blocks for line in lines_of(Document("", (b,)), width) if line]
        whole = [line for line in lines_of(Document("", blocks), width) if line]
        assert whole == apart


# The formats that are read from beginning to end.


def read_plain(page: str) -> str:
    """Return the words of a plain page, without the numbers of sources."""
    return letters(re.sub(r"\((?:and )?sources? [\d, and]+\)|Sources? [\d, and]+\.", "", page))


def read_markdown(page: str) -> str:
    """Return what a reader of Markdown shows, without the numbers of sources."""
    shown = []
    for token in MarkdownIt("commonmark").enable("table").parse(page):
        shown.append(token.content if token.type in {"code_block", "fence"} else "")
        shown += [
            child.content if child.type in {"text", "code_inline"} else " "
            for child in token.children or ()
        ]
    return letters(re.sub(r"\[\^[\d-]+\]:?", "", "".join(shown)))


def read_html(page: str) -> str:
    """Return what a browser shows of a page, without the numbers of sources."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    body = tree.find("body")

    def texts(part: Any) -> Iterator[str]:
        if part.tag != "sup":
            yield part.text or ""
            for child in part:
                yield from texts(child)
                yield child.tail or ""

    return letters("".join(texts(body)))


READERS = {"plain": read_plain, "markdown": read_markdown, "html": read_html}


def missing_from(page: str, groups: Iterator[list[str]], format_name: str) -> str:
    """Return the first statement that does not follow the last one on a page."""
    place = 0
    for statement in (text for group in groups for text in group):
        wanted = letters(statement)
        if format_name == "plain":
            wanted = letters(statement.replace(" ·", ","))
        found = page.find(wanted, place)
        if found < 0:
            return statement
        place = found + len(wanted)
    return ""


def in_reading_order(
    page: Topic, around: Surroundings, format_name: str
) -> Iterator[list[str]]:
    """Yield what a topic has to say as formats without columns say it, in their order."""
    for group in told(page, around):
        for section in page.explanation:
            figure = section.figure
            is_table = figure and figure.kind is FigureKind.TABLE
            if figure and is_table and format_name == "plain" and group == [*figure.columns]:
                break
            if figure and is_table and format_name == "plain" and tuple(group) in figure.rows:
                named = zip(figure.columns, group, strict=True)
                yield [f"{column}: {cell}" for column, cell in named]
                break
        else:
            yield group


def expected_record(page: Topic, around: Surroundings) -> dict[str, Any]:
    """Return the JSON of a topic, made from its model alone."""
    return {
        "id": page.id,
        "title": page.title,
        "category": page.category,
        "library": around.library or None,
        "summary": marks.strip(page.summary),
        "also_called": list(page.also_called),
        "keywords": list(page.keywords),
        "origin": page.origin,
        "reviewed": str(page.reviewed),
        "explanation": [
            {
                "heading": section.heading,
                "text": section.text,
                "figure": section.figure
                and {
                    "kind": section.figure.kind.value,
                    "title": section.figure.title,
                    "rows": [list(row) for row in section.figure.rows],
                    "sources": list(section.figure.sources),
                    "unit": section.figure.unit,
                    "note": section.figure.note,
                    "columns": list(section.figure.columns),
                },
            }
            for section in page.explanation
        ],
        "benefits": [
            {
                "topic": page.id,
                "library": around.library or None,
                "claim": marks.strip(benefit.claim),
                "condition": benefit.condition or None,
                "therapy": benefit.therapy or page.therapy or None,
                "evidence": benefit.evidence.value,
                "qualifier": benefit.qualifier or None,
                "finding": marks.strip(benefit.finding),
                "sources": list(benefit.sources),
            }
            for benefit in page.benefits
        ],
        "cautions": list(page.cautions),
        "get_help": [{"when": e.when.value, "text": e.text} for e in page.get_help],
        "related": list(page.related),
        "sources": [
            {
                "id": source.id,
                "authors": source.authors,
                "title": source.title,
                "published": source.published,
                "year": source.year,
                "kind": source.kind.value,
                "shows": source.shows,
                "status": source.status.value,
                "address": source.address or None,
                "isbn": source.isbn or None,
                "note": source.note or None,
            }
            for _, source in sorted(around.sources.items())
        ],
    }


def assert_each_format_says_all(
    heal: Heal, page: Topic, around: Surroundings, *options: str
) -> None:
    """Fail unless every format without columns says all of a topic, and JSON exactly that."""
    for format_name, read in READERS.items():
        answer = heal("show", page.id, "--format", format_name, *options)
        assert answer.code == 0, answer.err
        shown = read(answer.out)
        wanted = in_reading_order(page, around, format_name)
        assert missing_from(shown, wanted, format_name) == "", format_name
        assert letters(NOTICE) in shown
        assert shown.endswith(letters(DISCLAIMER))
    record = json.loads(heal("show", page.id, "--format", "json", *options).out)
    assert record["disclaimer"] == DISCLAIMER
    assert record["topics"] == [expected_record(page, around)]


@pytest.mark.parametrize("name", IDS)
def test_every_format_says_all_of_a_topic_in_one_order(heal: Heal, name: str) -> None:
    assert_each_format_says_all(heal, *bundled(name))


@pytest.mark.parametrize("width", [20, 69, 96])
@pytest.mark.parametrize("name", IDS if IS_LONG else WHOLE_RANGE)
def test_a_picture_has_every_letter_of_the_drawn_page(
    heal: Heal, tmp_path: Path, name: str, width: int
) -> None:
    file = tmp_path / "page.svg"
    assert heal("show", name, "--width", str(width), "--output", str(file)).code == 0
    shown = "".join(ElementTree.parse(file).getroot().itertext())
    assert letters("".join(page_lines(name, width))) in letters(shown)


# Pages that nobody would write.

TOKENS = [
    # what other programs take for their own marks
    *("[bold]", "[/]", "[/b]", "[link=file:///etc/passwd]x[/link]", ":pill:", "[red on blue]x"),
    *("\\", "\\|", "a|b", "|", "||", "`code`", "``", "#", "# x", "> x", "~~x~~", "<b>x</b>"),
    *("<!--", "-->", "<script>x</script>", "&amp;", "&#65;", "&", "<", "a<b>c", "</p>", "]]>"),
    *("_x_", "__x__", "**x**", "a*b*c", "* x", "***", "![x](y)", "[x](y)", "[x]: y", "[^a]"),
    *("+ x", "1. x", "2) x", "$x$", "{x}", "{0}", "%s", "%(x)s", "\\n", "\\x1b[31m", "~", "=="),
    *("https://example.org/x?a=b&c", "<https://example.org>", "www.example.org", "a@b.org"),
    *(
        "'",
        '"',
        "”",
        "’",
        "...",
        "?!",
        "--",
        "- x",
        "\\[",
        "[",
        "]",
        "[[",
        "]]",
        "[@",
        "!",
        ":",
    ),
    # our own marks
    *("*loud*", "[[singultus]]", "[[singultus]]es", "[@doe-2020]", "*two words*"),
    # letters that take two cells, or none, or go the other way
    *("筋肉のけいれん", "マグネシウム", "근육", "e\u0301te\u0301", "nai\u0308ve", "ก็ดี", "नमस्ते"),
    *("💊", "🇬🇧", "❤\ufe0f", "👍🏽", "تشنج", "עווית", "ﬁ", "ß", "İ", "Ǆ", "µ", "½"),
    # words that fit no line
    *("pneumonoultramicroscopicsilicovolcanoconiosis" * 3, "筋" * 60, "x" * 150, "é" * 97),
]

_DRAWN = FRAMES + SHADES + "…●◐○✕·"


def is_plain_letter(letter: str) -> bool:
    """Say whether a letter is one that shows, takes room and is not drawn by heal itself."""
    return (
        get_character_cell_size(letter) > 0
        and letter not in _DRAWN
        and not re.match(HIDDEN, letter)
        and letter not in "\xad\u115f"
    )


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S"]).filter(is_plain_letter), min_size=1
)
# A text that is nothing but the mark of a list or a rule has a test of its own below.
LONE_MARK = re.compile(r"\+|[- ]+|\d+[.)]")
TEXTS = (
    st.lists(st.sampled_from(TOKENS) | st.sampled_from(TOKENS) | WORDS, min_size=1, max_size=9)
    .map(" ".join)
    .filter(lambda text: not LONE_MARK.fullmatch(text) and marks.strip(text))
    .filter(lambda text: not re.search(r"\[\d+\]", text))
)
LONG_TEXTS = st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)
LISTS = st.lists(TEXTS, max_size=3)
NUMBERS = st.sampled_from(["0", "0.5", "3", "420", "999999999999.999999"])
SOURCES = st.sampled_from([["doe-2020"], ["doe-2020", "roe-2021"]])


def rows(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return lists of rows with named cells; a note may be left out."""
    return st.lists(
        st.fixed_dictionaries(columns).map(
            lambda row: {key: value for key, value in row.items() if value}
        ),
        min_size=1,
        max_size=4,
    )


def figures() -> st.SearchStrategy[dict[str, Any]]:
    """Return figures of every kind."""
    maybe = st.just("") | TEXTS
    by_kind = {
        "steps": rows(label=TEXTS, text=TEXTS),
        "bars": rows(label=TEXTS, value=NUMBERS, note=maybe),
        "bands": rows(range=TEXTS, label=TEXTS, note=maybe),
    }
    drawn = st.sampled_from(sorted(by_kind)).flatmap(
        lambda kind: st.fixed_dictionaries(
            {"kind": st.just(kind), "title": TEXTS, "rows": by_kind[kind], "sources": SOURCES},
            optional={"note": TEXTS, "unit": TEXTS},
        )
    )
    table = st.integers(1, 4).flatmap(
        lambda number: st.fixed_dictionaries(
            {
                "kind": st.just("table"),
                "title": TEXTS,
                "columns": st.lists(TEXTS, min_size=number, max_size=number),
                "rows": st.lists(
                    st.lists(TEXTS, min_size=number, max_size=number), min_size=1, max_size=3
                ),
                "sources": SOURCES,
            },
            optional={"note": TEXTS},
        )
    )
    return drawn | table


def topics() -> st.SearchStrategy[dict[str, Any]]:
    """Return whole topics as a writer could write them, though none would."""
    section = st.fixed_dictionaries(
        {"heading": TEXTS, "text": LONG_TEXTS}, optional={"figure": figures()}
    )
    benefit = st.fixed_dictionaries(
        {
            "claim": TEXTS,
            "evidence": st.sampled_from(
                ["supported", "mixed", "insufficient", "not supported"]
            ),
            "finding": TEXTS,
            "sources": SOURCES,
        },
        optional={"qualifier": TEXTS, "condition": st.just("hiccups")},
    )
    when = st.sampled_from(["emergency", "soon", "next visit"])
    return st.fixed_dictionaries(
        {
            "title": TEXTS,
            "summary": TEXTS.filter(lambda text: len(text) <= 240),
            "origin": TEXTS,
            "reviewed": st.dates(date(2000, 1, 1)).map(str),
            "explanation": st.lists(section, min_size=1, max_size=2),
            "benefits": st.lists(benefit, max_size=3),
            "cautions": LISTS,
            "get_help": st.lists(st.fixed_dictionaries({"when": when, "text": TEXTS})),
            "related": st.sampled_from([[], ["green-tea"]]),
        },
        optional={"also_called": LISTS, "keywords": LISTS},
    )


def sources() -> st.SearchStrategy[dict[str, Any]]:
    """Return the two sources that generated topics cite."""
    source = st.fixed_dictionaries(
        {
            "authors": TEXTS,
            "title": TEXTS,
            "published": TEXTS,
            "year": st.sampled_from(["2020", "undated"]),
            "kind": st.sampled_from(["trial", "the site itself"]),
            "shows": TEXTS,
            "status": st.sampled_from(["checked", "not checked"]),
        },
        optional={
            "note": TEXTS,
            "isbn": st.just("978-3-16-148410-0"),
            "url": st.sampled_from(
                ["https://example.org/" + "long" * 30, "https://example.org/?a=b&c=d_e*f"]
            ),
            "pmid": st.just("123"),
        },
    )
    return st.fixed_dictionaries({"doe-2020": source, "roe-2021": source})


class WithoutAliases(yaml.SafeDumper):
    """Writes a value out each time it occurs, since content may not have aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build each index anew, so that no page is shown as it was a moment before."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")


def written(
    library: Path, data: dict[str, Any], works: dict[str, Any]
) -> tuple[Topic, Surroundings]:
    """Write a topic and its sources into a library, and return them as they are read back."""
    path = library / "topics/drinks/odd-page.yaml"
    for file, what in ((path, data), (library / "sources.yaml", works)):
        file.write_text(yaml.dump(what, Dumper=WithoutAliases, allow_unicode=True), "utf-8")
    index = Index([library])
    shelf = Library(index)
    assert shelf.faults == ()
    page = shelf.topic("odd-page")
    around = shelf.surroundings(page, date(2026, 12, 1))
    index.close()
    return page, around


@examples(40)
@given(data=topics(), works=sources(), width=st.integers(20, 110))
@pytest.mark.usefixtures("no_cache")
def test_a_page_that_nobody_would_write_is_whole_on_the_terminal(
    heal: Heal, library: Path, data: dict[str, Any], works: dict[str, Any], width: int
) -> None:
    page, around = written(library, data, works)
    for columns in {width, 20, 70, 96}:
        answer = heal("show", "odd-page", "--width", str(columns))
        assert answer.code == 0, answer.err
        lines = answer.out.splitlines()
        assert missing(lines, told(page, around)) == [], columns
        assert_within(lines, columns)
        assert "…" not in answer.out
        shown = letters(answer.out)
        assert letters(NOTICE) in shown
        assert shown.endswith(letters(DISCLAIMER))


@examples(40)
@given(data=topics(), works=sources())
@pytest.mark.usefixtures("no_cache")
def test_a_page_that_nobody_would_write_is_whole_in_every_format(
    heal: Heal, library: Path, data: dict[str, Any], works: dict[str, Any]
) -> None:
    assert_each_format_says_all(heal, *written(library, data, works))


@examples(40)
@given(data=topics(), works=sources(), width=st.integers(2, 110))
@pytest.mark.usefixtures("no_cache")
def test_no_letter_of_a_page_that_nobody_would_write_is_lost(
    library: Path, data: dict[str, Any], works: dict[str, Any], width: int
) -> None:
    page = framed(topic_page(*written(library, data, works)))
    for block in page.blocks:
        assert_no_letter_is_lost(block, width)


@examples(40)
@given(data=topics(), works=sources())
@pytest.mark.usefixtures("no_cache")
def test_what_is_written_is_what_is_read(
    library: Path, data: dict[str, Any], works: dict[str, Any]
) -> None:
    page, around = written(library, data, works)
    assert page.title == data["title"]
    assert list(page.cautions) == data["cautions"]
    assert [section.text for section in page.explanation] == [
        section["text"] for section in data["explanation"]
    ]
    for benefit, told_so in zip(page.benefits, data["benefits"], strict=True):
        assert benefit.claim == told_so["claim"]
        assert benefit.finding == told_so["finding"]
    for name, source in around.sources.items():
        assert source.title == works[name]["title"]
        assert source.authors == works[name]["authors"]


def show_with(heal: Heal, library: Path, old: str, new: str, *options: str) -> str:
    """Return the page of a topic in which a text was replaced by another."""
    write_topic(library, "Red wine", change=(old, new))
    answer = heal("show", "red-wine", *options)
    assert answer.code == 0, answer.err
    return answer.out


# What is not yet so.

FIELDS = {
    "claim": "It helps with Red wine",
    "finding": "Some did better on Red wine, some did not.",
    "origin": "The heading Red wine, which has no text.",
    "caution": "Ask first about Red wine.",
    "get help": "hiccups that last for days",
    "heading": "How it works",
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_over_several_lines_is_one_text_on_the_terminal(
    heal: Heal, library: Path, field: str
) -> None:
    text = '"one line\\nand the next"'
    page = show_with(heal, library, FIELDS[field], text, "--width", "60")
    assert "one line and the next" in page


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_over_several_lines_is_one_text_in_markdown(
    heal: Heal, library: Path, field: str
) -> None:
    text = '"one line\\n- and the next\\n\\n# and another"'
    page = show_with(heal, library, FIELDS[field], text, "--format", "markdown")
    assert letters("one line - and the next # and another") in read_markdown(page)


@pytest.mark.parametrize("field", ["claim", "finding"])
def test_spaces_between_two_marks_are_no_error(heal: Heal, library: Path, field: str) -> None:
    text = f"'*one*{' ' * 50}*two*'"
    page = show_with(heal, library, FIELDS[field], text, "--width", "80")
    assert {"one", "two"} <= set(page.split())


def test_signs_that_a_selector_makes_wide_are_folded_in_time(heal: Heal, library: Path) -> None:
    text = "Plain words on Red wine."
    page = show_with(heal, library, text, "❤\ufe0f" * 60, "--width", "40")
    assert_within(page.splitlines(), 40)


def test_a_mark_on_a_wide_letter_is_not_lost_in_one_column() -> None:
    drawn = lines_of(Document("", (parts.Paragraph(parts.plain("👍🏽")),)), 1)
    assert count(*drawn) == count("👍🏽")


@pytest.mark.parametrize("text", ["-", "+", "---", "1.", "2)"])
def test_a_text_that_looks_like_the_mark_of_a_list_stays_text_in_markdown(
    heal: Heal, library: Path, text: str
) -> None:
    old = "text: Plain words on Red wine."
    page = show_with(heal, library, old, f"text: '{text}'", "--format", "markdown")
    assert letters(marks.strip(text)) in read_markdown(page)


@pytest.mark.parametrize("text", ["vitamin [12] level", "a ● b ◐ c", "3 · 4"])
def test_no_word_of_content_is_taken_for_a_mark_of_heal_in_plain(
    heal: Heal, library: Path, text: str
) -> None:
    page = show_with(
        heal, library, "Plain words on Red wine.", f"'{text}'", "--format", "plain"
    )
    assert text in page


def test_a_page_that_changes_twice_in_a_moment_is_shown_as_it_is(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.UNSETTLED", 10**12)
    assert "Green tea" in heal("topics").out
    tea = library / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text("utf-8").replace("of Green tea", "of black tea"), "utf-8")
    assert "of black tea" in heal("topics").out
