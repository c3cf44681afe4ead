"""Every word of a topic is on its page, in its place, at every width."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from heal_cli.models import FigureKind
from tests.conftest import Heal
from tests.fuzzing import IS_LONG
from tests.test_bundled_content import IDS, shared, topic
from tests.whole_pages.bundled import bundled
from tests.whole_pages.drawn import WIDEST, assert_within, letters, missing
from tests.whole_pages.statements import Statements, told_in_detail

NARROWEST = 20
AT_EVERY_WIDTH = IDS if IS_LONG else ["crp", "magnesium"]
"""Topics that are drawn at every width; between them they have a figure of every kind."""

EDGES = (NARROWEST, 59, 60, 69, 70, WIDEST)
"""Widths at which the drawing changes its ways, with their neighbours."""

STEP = 9


def page_lines(heal: Heal, name: str, width: int) -> list[str]:
    """Return the lines that a reader with a window of `width` columns is shown."""
    answer = heal("show", name, "--width", str(width))
    assert answer.code == 0, answer.err
    return answer.out.splitlines()


def widths(name: str) -> list[int]:
    """Return the widths to try a topic at: all, or the edges and some that differ by topic."""
    if name in AT_EVERY_WIDTH:
        return list(range(NARROWEST, WIDEST + 1))
    start = NARROWEST + IDS.index(name) % STEP
    return [*EDGES, *range(start, WIDEST, STEP)]


@pytest.mark.parametrize("name", IDS)
def test_every_word_of_every_topic_is_read_in_its_place(heal: Heal, name: str) -> None:
    statements = list(Statements(*bundled(name)))
    for width in widths(name):
        lines = page_lines(heal, name, width)
        assert missing(lines, statements) == [], width
        assert_within(lines, width)


def test_a_figure_of_every_kind_is_drawn_at_every_width() -> None:
    sections = [section for name in AT_EVERY_WIDTH for section in topic(name).explanation]
    assert {each.figure.kind for each in sections if each.figure} == set(FigureKind)


@pytest.mark.parametrize("name", AT_EVERY_WIDTH)
def test_a_wider_window_than_text_needs_changes_nothing(heal: Heal, name: str) -> None:
    widest = page_lines(heal, name, WIDEST)
    for width in range(WIDEST + 1, 301, 1 if IS_LONG else 7):
        assert page_lines(heal, name, width) == widest


@pytest.mark.parametrize("width", EDGES)
def test_every_word_of_every_source_is_read_in_its_place(heal: Heal, width: int) -> None:
    lines = heal("sources", "--width", str(width)).out.splitlines()
    assert missing(lines, told_in_detail(shared().sources)) == []
    assert_within(lines, width)


@pytest.mark.parametrize("name", IDS)
def test_words_stand_apart_as_they_were_written(heal: Heal, name: str) -> None:
    page = " ".join(page_lines(heal, name, WIDEST))
    shown = set(re.findall(r"\w+", page))
    for group in Statements(*bundled(name)):
        assert set(re.findall(r"\w+", " ".join(group))) <= shown


@pytest.mark.parametrize("name", IDS)
def test_no_line_ends_in_space(heal: Heal, name: str) -> None:
    lines = page_lines(heal, name, 60)
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [NARROWEST, 69, WIDEST])
@pytest.mark.parametrize("name", AT_EVERY_WIDTH)
def test_a_picture_has_every_letter_of_the_drawn_page(
    heal: Heal, tmp_path: Path, name: str, width: int
) -> None:
    file = tmp_path / "page.svg"
    assert heal("show", name, "--width", str(width), "--output", str(file)).code == 0
    shown = "".join(ElementTree.parse(file).getroot().itertext())
    assert letters("".join(page_lines(heal, name, width))) in letters(shown)
