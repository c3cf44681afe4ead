"""Texts that are easily misread: of several lines, like a mark, or wider than they look."""

from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic
from tests.whole_pages.read_through import READERS, read_markdown, words

TEXT = "Plain words on Red wine."
FIELDS = {
    "claim": "It helps with Red wine",
    "finding": "Some did better on Red wine, some did not.",
    "origin": "The heading Red wine, which has no text.",
    "caution": "Ask first about Red wine.",
    "get help": "hiccups that last for days",
    "heading": "How it works",
}


def show_with(heal: Heal, library: Path, old: str, new: str, *options: str) -> str:
    """Return the page of a topic in which a text was replaced by another."""
    write_topic(library, "Red wine", change=(old, new))
    answer = heal("show", "red-wine", *options)
    assert answer.code == 0, answer.err
    return answer.out


@pytest.mark.parametrize("format_name", ["rich", *READERS])
def test_a_text_over_several_lines_is_one_text(
    heal: Heal, library: Path, format_name: str
) -> None:
    texts = {
        field: (old, f'"one {field}\\n- and the next\\n\\n# and another"')
        for field, old in FIELDS.items()
    }
    write_topic(library, "Red wine", **texts)
    page = heal("show", "red-wine", "--format", format_name, "--width", "60").out
    shown = READERS[format_name](page) if format_name in READERS else page
    for field in FIELDS:
        assert words(f"one {field} - and the next # and another") in words(shown), field


def test_spaces_between_two_marks_are_no_error(heal: Heal, library: Path) -> None:
    text = f"'*one*{' ' * 50}*two*'"
    for field in ("claim", "finding"):
        page = show_with(heal, library, FIELDS[field], text, "--width", "80")
        assert {"one", "two"} <= set(page.split())


def test_signs_that_a_selector_makes_wide_are_folded_in_time(heal: Heal, library: Path) -> None:
    page = show_with(heal, library, TEXT, "❤\ufe0f" * 60, "--width", "40")
    assert page.count("❤") == 60


def test_a_text_that_looks_like_the_mark_of_a_list_stays_text_in_markdown(
    heal: Heal, library: Path
) -> None:
    for text in ("-", "+", "---", "1.", "2)"):
        page = show_with(heal, library, TEXT, f"'{text}'", "--format", "markdown")
        assert text in read_markdown(page).splitlines()


def test_no_word_of_content_is_taken_for_a_mark_of_heal_in_plain(
    heal: Heal, library: Path
) -> None:
    for text in ("vitamin [12] level", "a ● b ◐ c", "3 · 4"):
        assert text in show_with(heal, library, TEXT, f"'{text}'", "--format", "plain")
