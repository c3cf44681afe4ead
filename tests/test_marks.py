"""Content has three inline marks; everything else is text, to the letter."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heal_cli.text import marks
from heal_cli.text.marks import Mark
from tests.fuzzing import examples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [Mark("text", "plain")]),
        ("*loud*", [Mark("emphasis", "loud")]),
        (
            "a [[motor neuron]]s",
            [Mark("text", "a "), Mark("link", "motor neurons", "motor neuron")],
        ),
        (
            "so [@doe-2020].",
            [Mark("text", "so "), Mark("citation", "", "doe-2020"), Mark("text", ".")],
        ),
        ("3 * 4 * 5", [Mark("text", "3 * 4 * 5")]),
        ("[note] [/b] :pill: [b]x[/b]", [Mark("text", "[note] [/b] :pill: [b]x[/b]")]),
    ],
    ids=["text", "emphasis", "link-with-ending", "citation", "sums", "markup-of-others"],
)
def test_marks(text: str, expected: list[Mark]) -> None:
    assert list(marks.parse(text)) == expected


@examples(20)
@given(st.text())
def test_no_letter_is_lost_outside_marks(text: str) -> None:
    kept = "".join(mark.text for mark in marks.parse(text))
    left_out = {letter for letter in text if text.count(letter) > kept.count(letter)}
    assert left_out <= set("*[]@-0123456789" + ascii_lowercase)


def test_stripped_text_reads_as_a_sentence() -> None:
    assert marks.strip("It *rose* [@doe-2020]. Then [[ATP]] fell.") == "It rose. Then ATP fell."
