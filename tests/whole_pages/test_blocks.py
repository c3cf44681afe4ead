"""No letter of a block is lost, and none comes from nowhere."""

import re
from pathlib import Path

import pytest

from heal_cli.screen.screen import Screen
from heal_cli.views.document import (
    Answer,
    Block,
    Column,
    Document,
    Heading,
    Lines,
    Table,
    plain,
)
from heal_cli.views.frame import Emergencies, framed
from heal_cli.views.topic import topic_page
from tests.conftest import Heal, write_topic
from tests.fuzzing import IS_LONG, one_and_the_rest
from tests.test_formats import EVERY
from tests.whole_pages.blocks import assert_no_letter_is_lost, lines_of
from tests.whole_pages.bundled import TOPICS, bundled
from tests.whole_pages.drawn import WIDEST, assert_within

PAGES = [*EVERY, ["search", "leg cramps", "--explain"], ["help", "environment"]]
"""Command lines whose pages have, between them, every kind of block but lines."""

SOME_WIDTHS = range(20, WIDEST + 1) if IS_LONG else (20, 60, 70, WIDEST)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents that are shown, in order."""
    pages: list[Document] = []
    show = Screen.show

    def keep(screen: Screen, answer: Answer, urgent: Emergencies) -> None:
        pages.append(answer.document._replace(blocks=tuple(answer.document.blocks)))
        show(screen, answer._replace(document=pages[-1]), urgent)

    monkeypatch.setattr(Screen, "show", keep)
    return pages


@pytest.mark.parametrize("name", TOPICS)
def test_no_letter_of_a_topic_is_lost_and_no_block_between_others(name: str) -> None:
    blocks = tuple(framed(topic_page(*bundled(name))).blocks)
    for width in SOME_WIDTHS:
        for block in blocks:
            assert_no_letter_is_lost(block, width)
        apart = [line for b in blocks for line in lines_of(Document("", (b,)), width) if line]
        assert [line for line in lines_of(Document("", blocks), width) if line] == apart


@pytest.mark.parametrize("width", one_and_the_rest(SOME_WIDTHS))
def test_no_letter_of_any_other_page_is_lost(
    heal: Heal, shown: list[Document], width: int
) -> None:
    for arguments in PAGES:
        assert heal(*arguments).code == 0
    assert len(shown) == len(PAGES)
    for page in shown:
        assert_within(lines_of(framed(page), width), width)
        for block in page.blocks:
            assert_no_letter_is_lost(block, width)


def test_a_word_that_is_folded_to_the_end_of_a_line_leaves_no_empty_line_behind() -> None:
    heading = Heading(f"{'x' * 40} {'筋' * 20} end")
    lines = lines_of(Document("", (heading,)), 20)
    assert lines == ["x" * 20, "x" * 20, "筋" * 10, "筋" * 10, "end"]


@pytest.mark.parametrize("width", [2, 3])
def test_no_wide_letter_of_a_table_is_lost_in_the_narrowest_windows(width: int) -> None:
    columns = (Column("Claim", 26, "head"), Column("Evidence", 19, "line"))
    assert_no_letter_is_lost(Table(columns, [(plain("筋肉"), plain("mixed 근육"))]), width)


def test_the_pages_have_every_kind_of_block(heal: Heal, shown: list[Document]) -> None:
    for arguments in PAGES:
        heal(*arguments)
    kinds = {type(block) for page in map(framed, shown) for block in page.blocks}
    assert kinds == set(Block.__args__) - {Lines}


def test_no_finding_of_a_check_is_wrapped_and_no_letter_of_it_lost(
    heal: Heal, library: Path, shown: list[Document]
) -> None:
    write_topic(library, "Red wine", verdict=("mixed", "maybe"))
    lines = heal("check", str(library), "--width", "20").out.splitlines()
    assert any(re.search(r"red-wine\.yaml:\d+:\d+: F01 .*maybe", line) for line in lines)
    for block in shown[0].blocks:
        assert_no_letter_is_lost(block, 20)
