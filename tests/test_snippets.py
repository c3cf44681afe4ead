"""The passage that is shown answers: it has what was asked, as it was asked, in sentences."""

import json
from pathlib import Path

import pytest

from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.library.matching import Wanted, form, lowered
from heal_cli.library.query import Query, Term
from heal_cli.library.search import Hit, search
from tests.conftest import write_topic


def hit(library: Path, query: str, text: str = "", **changes: tuple[str, str]) -> Hit:
    if text:
        changes["text"] = ("Plain words on Tea.", json.dumps(text))
    write_topic(library, "Tea", **changes)
    found = search(Library(Index([library])), query, 5).hits
    return next(each for each in found if each.topic.id == "tea")


def shown(found: Hit) -> str:
    parts = found.passage.snippet
    return "".join(f"*{part}*" if place % 2 else part for place, part in enumerate(parts))


def wanted(*terms: str) -> Wanted:
    query = Query(tuple(Term(((text, 1.0),)) for text in terms), terms)
    return Wanted(query, [1.0] * len(terms))


def test_terms_are_counted_and_not_their_forms(library: Path) -> None:
    text = "Knees kneeling, a knee that kneels.\n\nOne knee and one elbow."
    assert shown(hit(library, "knee elbow", text)) == "One *knee* and one *elbow*."


def test_the_typed_word_stands_before_a_synonym(library: Path) -> None:
    (library / "synonyms.yaml").write_text("elbow: {same_as: [joint]}\n", "utf-8")
    text = "Warm milk and a joint.\n\nCold milk and an elbow that was hurt."
    assert "*elbow*" in shown(hit(library, "elbow", text))


def test_words_side_by_side_stand_before_words_apart(library: Path) -> None:
    text = "The knee was bent, and a cap was put on.\n\nThe old knee cap was hurt by it."
    assert "*knee* *cap*" in shown(hit(library, "knee cap", text))


def test_the_heading_is_part_of_the_passage(library: Path) -> None:
    heading = ("heading: How it works", "heading: Elbows and tea")
    found = hit(library, "elbow knee", "A knee is warm.", heading=heading)
    assert found.passage.section == "Elbows and tea"


def test_a_sentence_that_only_points_elsewhere_comes_last(library: Path) -> None:
    text = "See elbow and knee.\n\nAn elbow is warm."
    assert shown(hit(library, "elbow knee", text)).startswith("An *elbow*")


def test_rows_of_a_figure_come_last(library: Path) -> None:
    figure = (
        "Plain words on Tea.\n",
        (
            "An elbow is warm.\n    figure:\n      kind: table\n      title: Elbow and knee\n"
            "      columns: [a, b]\n      rows: [[elbow, knee]]\n      sources: [doe-2020]\n"
        ),
    )
    assert shown(hit(library, "elbow knee", text="", figure=figure)) == "An *elbow* is warm."


def test_what_was_found_by_a_keyword_alone_says_so(library: Path) -> None:
    found = hit(library, "MgSO4", keys=("summary:", "keywords: [MgSO4]\nsummary:"))
    assert shown(found).startswith("Found by its keyword: *MgSO4*. What the page says of Tea.")


def test_a_long_passage_is_cut_to_the_sentences_that_answer(library: Path) -> None:
    filler = " ".join(
        f"Sentence number {n} is about nothing much at all." for n in "abcdefghij"
    )
    text = f"{filler} The elbow is named here. {filler}"
    snippet = shown(hit(library, "elbow", text))
    assert snippet.startswith("... ")
    assert snippet.endswith(" ...")
    assert "*elbow*" in snippet
    assert len(snippet) < 300


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("sleep", "sleeping well"),
        ("artery", "hard arteries"),
        ("inflammation", "an inflammatory thing"),
        ("relaxed", "to relax"),
        ("deficiency", "deficient soil"),
        ("soft tissue", "a soft-tissue wound"),
        ("sjogren", "Sjögren syndrome"),
        ("twitches", "a twitch"),
        ("stopped", "it stops"),
    ],
)
def test_a_word_is_found_in_its_endings(word: str, text: str) -> None:
    assert form(word).is_in(lowered(text))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ear", "early in the year"),
        ("rat", "a rate"),
        ("hypertension", "hypotension"),
        ("magnesium", "a magnet"),
        ("protect", "protein"),
        ("c", "calcium"),
    ],
)
def test_a_word_is_not_found_in_another(word: str, text: str) -> None:
    assert not form(word).is_in(lowered(text))


@pytest.mark.parametrize("text", ["İstanbul", "Ünïcödé ﬁne", "naïve “quotes” – dash", "ẞß"])
def test_letters_keep_their_places(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_matches_that_overlap_are_one() -> None:
    assert wanted("blood pressure", "pressure").spans("high blood pressure") == [(5, 19)]


def test_a_term_counts_once_however_often_it_stands() -> None:
    asked = wanted("knee")
    assert asked.worth("knee knee knees") == asked.worth("knee")
    assert asked.worth("elbow") == 0
    assert 0 < asked.worth("elbow", heading="knees") < asked.worth("knee")
