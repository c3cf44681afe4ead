"""What the library does not hold is said, and an answer that is none is not made one."""

import json
from functools import cache
from pathlib import Path

import pytest

from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.library.search import Results, search
from heal_cli.loading.libraries import bundled_root
from tests.conftest import Heal, write_topic

SETS = Path(__file__).parent / "relevance"


@cache
def bundled() -> Library:
    return Library(Index([bundled_root()]))


def found(text: str, limit: int = 10) -> Results:
    return search(bundled(), text, limit)


def lines(name: str) -> list[str]:
    text = (SETS / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_absent_subjects_are_told_as_weak_or_absent() -> None:
    absent = lines("absent.txt")
    absent += [line.split("\t")[0] for line in lines("given-2.tsv") if line.endswith("none")]
    told = [query for query in absent if found(query).is_weak]
    assert len(told) >= 0.9 * len(absent)


def test_present_subjects_are_not_doubted() -> None:
    judged = [
        line.split("\t")
        for name in ("given", "given-2", "own")
        for line in lines(f"{name}.tsv")
    ]
    present = [query for query, _, kind in judged if kind != "none"] + lines("present.txt")
    doubted = [query for query in present if found(query).is_weak]
    assert len(doubted) <= 0.05 * len(present)


def test_certainty_does_not_grow_or_shrink_with_the_library(own: Path) -> None:
    for number in range(60):
        write_topic(own, f"Stone {number}")
    larger = Library(Index([bundled_root(), own]))
    for query in ("leg cramps at night", "gout diet", "magnesium and sleep", "zinc lozenges"):
        before, after = found(query), search(larger, query, 10)
        assert before.is_weak == after.is_weak
        assert before.certainty == pytest.approx(after.certainty, abs=0.15)


def test_words_that_the_library_does_not_have_are_named_above_the_results(heal: Heal) -> None:
    page = heal("search", "magnesium", "laptop", "mortgage", "--width", "100").out
    assert "Not in this library: laptop, mortgage." in page
    assert page.index("Not in this library") < page.index("1  ")


def test_a_weak_answer_says_so_and_shows_three_at_the_most(heal: Heal) -> None:
    answer = heal("search", "gout diet", "--limit", "20")
    assert answer.code == 0
    assert "No topic is about this; the nearest mention:" in " ".join(answer.out.split())
    record = json.loads(heal("search", "gout diet", "--format", "json").out)
    assert record["confidence"] == "weak"
    assert 1 <= len(record["results"]) <= 3


def test_a_good_answer_says_nothing_of_it(heal: Heal) -> None:
    record = json.loads(heal("search", "leg cramps", "--format", "json").out)
    assert (record["confidence"], record["unknown"]) == ("good", [])
    page = heal("search", "leg cramps").out
    assert "nearest mention" not in page
    assert "Not in this library" not in page


def test_where_nothing_is_found_json_says_what_is_not_there(heal: Heal) -> None:
    answer = heal("search", "nosebleed", "--format", "json")
    record = json.loads(answer.out)
    assert answer.code == 4
    assert record["results"] == []
    assert (record["confidence"], record["unknown"]) == ("weak", ["nosebleed"])
    assert "Not in this library: nosebleed." in " ".join(answer.err.split())


@pytest.mark.parametrize("text", ["the", "search the", "what is the", '"', "? !", "of and"])
def test_words_that_say_nothing_find_nothing(heal: Heal, text: str) -> None:
    answer = heal("search", text)
    assert answer.code == 4
    assert not answer.out


def test_a_name_made_of_words_that_say_nothing_is_one(heal: Heal) -> None:
    assert "magnesium-and-fatigue" in heal("search", "ME").out


def test_a_word_of_any_length_is_looked_at_in_a_bounded_time() -> None:
    word = "ab" * 64_000
    results = found(word)
    assert results.hits == ()
    assert results.unknown == (word,)


def test_many_unknown_words_are_named_in_short(heal: Heal) -> None:
    words = [f"{'xq' * 30}{letter}" for letter in "abcdefghijklmno"]
    answer = heal("search", "magnesium", *words, "--width", "100")
    said = " ".join((answer.out or answer.err).split()).split("Not in this library: ")[1]
    said = said.split("more.")[0] + "more."
    assert "and 5 more." in said
    assert len(said) < 600


@pytest.mark.parametrize(
    "medicine", ["metformin", "omeprazole", "warfarin", "lisinopril", "Zoloft"]
)
def test_a_medicine_beside_magnesium_finds_what_is_safe(medicine: str) -> None:
    hits = [hit.topic.id for hit in found(f"can I take {medicine} with magnesium").hits[:3]]
    assert "magnesium-safety" in hits


def test_a_search_in_one_field_is_not_doubted(heal: Heal) -> None:
    record = json.loads(heal("search", "Garrison", "--in", "sources", "--format", "json").out)
    assert record["confidence"] == "good"
