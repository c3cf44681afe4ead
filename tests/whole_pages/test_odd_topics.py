"""A page that nobody would write is whole, on the terminal and in every format."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heal_cli.views.frame import framed
from heal_cli.views.topic import topic_page
from tests.conftest import Heal
from tests.fuzzing import examples
from tests.whole_pages.blocks import assert_no_letter_is_lost
from tests.whole_pages.drawn import missing
from tests.whole_pages.formats import assert_says_all
from tests.whole_pages.odd_topics import Written, read_back, sources, topics
from tests.whole_pages.read_through import READERS
from tests.whole_pages.record import as_data
from tests.whole_pages.statements import Statements

CELLS = ("range", "label", "value", "text", "note")
"""The cells of a figure's row, in the order in which every kind has its own."""


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build each index in memory: most examples are read twice at the most."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")


@examples(10)
@given(data=topics(), works=sources(), width=st.integers(20, 110))
def test_a_page_that_nobody_would_write_is_whole_on_the_terminal(
    heal: Heal, library: Path, data: Written, works: Written, width: int
) -> None:
    statements = list(Statements(*read_back(library, data, works)))
    for columns in {width, 20, 70, 96}:
        answer = heal("show", "odd-page", "--width", str(columns))
        assert answer.code == 0, answer.err
        assert missing(answer.out.splitlines(), statements) == [], columns


@examples(10)
@given(data=topics(), works=sources())
def test_a_page_that_nobody_would_write_is_whole_in_every_format(
    heal: Heal, library: Path, data: Written, works: Written
) -> None:
    page, around = read_back(library, data, works)
    for format_name in (*READERS, "json"):
        assert_says_all(heal, format_name, page, around)


@examples(10)
@given(data=topics(), works=sources(), width=st.integers(2, 110))
def test_no_letter_of_a_page_that_nobody_would_write_is_lost(
    library: Path, data: Written, works: Written, width: int
) -> None:
    for block in framed(topic_page(*read_back(library, data, works))).blocks:
        assert_no_letter_is_lost(block, width)


@examples(10)
@given(data=topics(), works=sources())
def test_what_is_written_is_what_is_read(library: Path, data: Written, works: Written) -> None:
    page, around = read_back(library, data, works)
    assert_is_read(page, data)
    for name, source in around.sources.items():
        assert_is_read(source, works[name])


def assert_is_read(value: Any, written: Any) -> None:
    """Fail unless a value holds all that was written, field by field."""
    if isinstance(written, list):
        for part, each in zip(value, written, strict=True):
            assert_is_read(part, each)
    elif not isinstance(written, dict):
        assert as_data(value) == written
    elif hasattr(value, "_fields"):
        for name, each in written.items():
            assert_is_read(getattr(value, name), each)
    else:
        cells = [written[name] for name in CELLS if name in written]
        assert [cell for cell in value if cell] == cells
