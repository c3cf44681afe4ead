"""A right word stays right: only slips are corrected, and never into the opposite."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from heal_cli.index.full_text import FullText
from heal_cli.index.index import Index
from heal_cli.library import vocabulary
from heal_cli.library.query import nearest_words, understand
from heal_cli.loading.libraries import bundled_root
from heal_cli.text import names

SETS = Path(__file__).parent / "relevance"


@cache
def words() -> FullText:
    return FullText(Index([bundled_root()]))


def corrected(text: str) -> dict[str, str]:
    return dict(understand(words(), text).corrected)


def rows(right: str) -> list[str]:
    lines = (SETS / "corrections.txt").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.endswith(f"\t{right}")]


def test_right_words_are_not_swapped() -> None:
    keep = rows("keep")
    assert len([word for word in keep if corrected(word)]) <= 0.05 * len(keep)


def test_slips_are_still_corrected() -> None:
    slips = rows("correct")
    assert len([word for word in slips if corrected(word)]) >= 0.9 * len(slips)


@pytest.mark.parametrize("typed", ["hypotension", "hypocalcemia", "bradycardia", "hypotensoin"])
def test_nothing_is_taken_for_its_opposite(typed: str) -> None:
    assert not any(
        names.are_opposites(typed, other) for other in nearest_words(words(), typed, 0.5)
    )
    assert not any(names.are_opposites(typed, other) for other in corrected(typed).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [("hypotension", "hypertension"), ("tachycardia", "bradycardia")],
)
def test_opposites_are_known_both_ways(one: str, other: str) -> None:
    assert names.are_opposites(one, other)
    assert names.are_opposites(other, one)
    assert not names.are_opposites(one, one)


@pytest.mark.parametrize("word", ["colon", "colons", "stopped", "bodies", "gout", "metformin"])
def test_a_word_of_the_language_is_known_in_its_endings(word: str) -> None:
    assert vocabulary.is_word(word)


@pytest.mark.parametrize("word", ["magnesuim", "inflamation", "", "xq", "\n", "a" * 1000])
def test_what_is_no_word_is_none(word: str) -> None:
    assert not vocabulary.is_word(word)


def test_a_word_of_medicine_is_told_from_others() -> None:
    assert vocabulary.is_medical("appendicitis")
    assert not vocabulary.is_medical("laptop")


@pytest.mark.parametrize("file", ["words.txt", "medical.txt"])
def test_the_lists_are_plain_and_in_order(file: str) -> None:
    text = files("heal_cli.library").joinpath(file).read_text("ascii")
    listed = text.splitlines()
    assert listed == sorted(set(listed))
    assert all(word.isalpha() and word.islower() for word in listed)


def test_the_list_of_words_has_its_notice_beside_it() -> None:
    notice = files("heal_cli.library").joinpath("words.LICENSE").read_text("ascii")
    assert "Copyright 2000-2011 by Kevin Atkinson" in notice


def test_no_list_is_opened_for_words_that_the_library_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: str) -> bool:
        raise AssertionError

    monkeypatch.setattr(vocabulary, "is_word", refuse)
    monkeypatch.setattr(vocabulary, "is_medical", refuse)
    assert understand(words(), "leg cramps at night").terms


def test_a_number_behind_a_word_is_parted_and_no_error() -> None:
    query = understand(words(), "omega3")
    assert query.corrected == ()
    assert "omega 3" in [text for term in query.terms for text, _ in term.variants]


@pytest.mark.parametrize(
    ("typed", "written"), [("hypermagnesemia", "hypermagnesaemia"), ("colour", "colours")]
)
def test_another_spelling_is_found_without_a_word_of_errors(typed: str, written: str) -> None:
    assert names.alike(typed) == names.alike(written)
    assert corrected(typed) == {}


def test_the_typed_word_is_looked_for_beside_its_other_spelling() -> None:
    (term,) = understand(words(), "fibers").terms
    assert term.text == "fibers"
    assert {"fibre", "fibres"} & {text for text, _ in term.variants}
