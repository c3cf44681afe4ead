"""Every word of a topic is on its page, in its place, at every width."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from heal_cli.models import FigureKind
from tests.conftest import Heal
from tests.fuzzing import IS_LONG, one_and_the_rest
from tests.test_bundled_content import IDS, shared, topic
from tests.whole_pages.bundled import TELLING, TOPICS, bundled
from tests.whole_pages.drawn import WIDEST, letters, missing
from tests.whole_pages.statements import Group, Statements, told_in_detail

WIDTHS = (20, 40, 80, 100)
"""Widths that readers have: a phone's, half a screen, the usual, wider than text needs."""

EDGES = (20, 59, 60, 69, 70, WIDEST)
"""Widths at which the drawing changes its ways, with their neighbours."""

AT_EVERY_WIDTH = IDS if IS_LONG else TELLING
"""Topics that are drawn at every width."""


def page_lines(heal: Heal, name: str, width: int) -> list[str]:
    """Return the lines that a reader with a window of `width` columns is shown."""
    answer = heal("show", name, "--width", str(width))
    assert answer.code == 0
    return answer.out.splitlines()


@pytest.mark.parametrize("name", TOPICS)
def test_every_word_of_a_topic_is_read_in_its_place(heal: Heal, name: str) -> None:
    statements = list(Statements(*bundled(name)))
    for width in WIDTHS:
        lines = page_lines(heal, name, width)
        assert missing(lines, statements) == [], width
        assert [line for line in lines if line != line.rstrip()] == [], width
        if width > WIDEST:
            assert_words_stand_apart(lines, statements)


def assert_words_stand_apart(lines: list[str], statements: list[Group]) -> None:
    """Fail if a word is not one on the page, where there is room for it."""
    shown = set(re.findall(r"\w+", " ".join(lines)))
    for group in statements:
        assert set(re.findall(r"\w+", " ".join(group))) <= shown


@pytest.mark.parametrize("name", TELLING)
def test_every_word_is_read_in_its_place_where_the_drawing_changes_its_ways(
    heal: Heal, name: str
) -> None:
    statements = list(Statements(*bundled(name)))
    for width in EDGES:
        assert missing(page_lines(heal, name, width), statements) == [], width


@pytest.mark.slow
@pytest.mark.parametrize("name", AT_EVERY_WIDTH)
def test_every_word_is_read_in_its_place_at_every_width(heal: Heal, name: str) -> None:
    statements = list(Statements(*bundled(name)))
    for width in range(EDGES[0], WIDEST + 1):
        assert missing(page_lines(heal, name, width), statements) == [], width


def test_a_figure_of_every_kind_is_drawn_at_every_width() -> None:
    sections = [section for name in AT_EVERY_WIDTH for section in topic(name).explanation]
    assert {each.figure.kind for each in sections if each.figure} == set(FigureKind)


@pytest.mark.parametrize("name", TOPICS)
def test_a_wider_window_than_text_needs_changes_nothing(heal: Heal, name: str) -> None:
    assert page_lines(heal, name, 200) == page_lines(heal, name, WIDEST)


@pytest.mark.parametrize("width", one_and_the_rest(EDGES))
def test_every_word_of_every_source_is_read_in_its_place(heal: Heal, width: int) -> None:
    lines = heal("sources", "--width", str(width)).out.splitlines()
    assert missing(lines, told_in_detail(shared().sources)) == []


@pytest.mark.parametrize("name", TELLING)
def test_a_picture_has_every_letter_of_the_drawn_page(
    heal: Heal, tmp_path: Path, name: str
) -> None:
    for width in (20, 69, WIDEST):
        file = tmp_path / f"page-{width}.svg"
        assert heal("show", name, "--width", str(width), "--output", str(file)).code == 0
        shown = "".join(ElementTree.parse(file).getroot().itertext())
        assert letters("".join(page_lines(heal, name, width))) in letters(shown)
