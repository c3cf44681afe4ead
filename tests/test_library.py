"""The questions that are asked across topics, answered from a library that is known."""

import json
from pathlib import Path
from typing import Any

import pytest

from heal_cli.loading.content_format import TOPIC
from heal_cli.loading.node_readers import Many
from tests.conftest import Heal, write_topic

CLAIMS = """\
  - claim: Eases hiccups at night
    condition: hiccups
    evidence: not supported
    finding: A trial saw no change in sleep.
    sources: [doe-2020]
  - claim: Gives deeper sleep
    evidence: supported
    finding: Sleepers woke less.
    sources: [doe-2020]
  - claim: Gives longer sleep
    evidence: insufficient
    finding: Nobody measured it.
    sources: []
"""
ONE_CLAIM = """\
  - claim: It helps with Warm cocoa
    condition: hiccups
    therapy: water
    evidence: mixed
    finding: Some did better on Warm cocoa, some did not.
    sources: [doe-2020]
    studied: adults who had hiccups
    effect: fewer hiccups in half of them
"""


@pytest.fixture
def cocoa(library: Path) -> Path:
    """A topic with three claims, in a library of three topics."""
    return write_topic(library, "Warm cocoa", claims=(ONE_CLAIM, CLAIMS))


def claims(heal: Heal, *words: str) -> list[str]:
    answer = json.loads(heal("why", "warm-cocoa", *words, "--format", "json").out)
    return [claim["claim"] for claim in answer["claims"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(["deeper", "sleep"], ["Gives deeper sleep"], id="most-words"),
        pytest.param(
            ["sleep"],
            ["Gives deeper sleep", "Gives longer sleep"],
            id="all-that-match-alike-and-none-by-its-finding-alone",
        ),
        pytest.param(["trial"], ["Eases hiccups at night"], id="words-of-the-finding"),
        pytest.param(["hiccuping"], ["Eases hiccups at night"], id="another-ending"),
        pytest.param(["changing"], ["Eases hiccups at night"], id="and-in-the-finding"),
    ],
)
def test_words_choose_the_claims_they_fit_best(
    heal: Heal, cocoa: Path, words: list[str], found: list[str]
) -> None:
    assert claims(heal, *words) == found


def test_words_of_no_claim_are_answered_with_the_claims_there_are(
    heal: Heal, cocoa: Path
) -> None:
    answer = heal("why", "warm-cocoa", "slept", "nigh")
    assert answer.code == 4
    for claim in ("Eases hiccups at night", "Gives deeper sleep", "Gives longer sleep"):
        assert f"  {claim}\n" in answer.err


def test_a_topic_without_claims_has_none_to_explain(heal: Heal, library: Path) -> None:
    path = write_topic(library, "Warm cocoa", claims=(ONE_CLAIM, ""))
    path.write_text(path.read_text("utf-8").replace("benefits:\n", "benefits: []\n"), "utf-8")
    answer = heal("why", "warm-cocoa", "sleep")
    assert answer.code == 4
    assert 'no claim of warm-cocoa has the words "sleep"' in answer.err


def test_a_condition_s_title_chooses_the_claims_about_it(heal: Heal, cocoa: Path) -> None:
    text = cocoa.read_text("utf-8").replace("Eases hiccups at night", "Eases them at night")
    cocoa.write_text(text, "utf-8")
    assert claims(heal, "hiccups") == ["Eases them at night"]


def test_about_counts_what_the_library_holds(heal: Heal, cocoa: Path) -> None:
    text = cocoa.read_text("utf-8").replace("reviewed: 2026-11-22", "reviewed: 2025-03-04")
    cocoa.write_text(text, "utf-8")
    assert counted(heal) == {
        "things": {
            "topics": 3,
            "claims": 5,
            "sources": 1,
            "glossary terms": 1,
            "conditions": 1,
        },
        "verdicts": {"supported": 1, "mixed": 2, "insufficient": 1, "not supported": 1},
        "kinds": {"trial": 1},
        "origins": {"bundled": 3},
        "oldest_review": "2025-03-04",
        "newest_review": "2026-11-22",
    }


def test_about_a_library_without_topics_tells_no_day_of_review(
    heal: Heal, library: Path
) -> None:
    for path in library.glob("topics/*/*.yaml"):
        path.unlink()
    answer = counted(heal)
    assert answer["things"]["topics"] == 0
    assert set(answer["verdicts"].values()) == {0}
    assert (answer["oldest_review"], answer["newest_review"]) == ("", "")
    page = heal("about", "--format", "plain").out
    assert "topics: 0." in page
    assert "None" not in page


def counted(heal: Heal) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(heal("about", "--format", "json").out)["about"]
    return answer


def test_a_condition_that_no_claim_is_about_is_said_to_be_one(
    heal: Heal, library: Path
) -> None:
    (library / "conditions.yaml").write_text(
        "hiccups: {title: Hiccups}\nyawning: {title: Yawning}\n", "utf-8"
    )
    answer = heal("for", "yawning")
    assert answer.code == 4
    assert "heal: no claim in this library is about Yawning." in answer.err
    answer = heal("benefits", "--condition", "yawning")
    assert answer.code == 4
    assert "heal: no claim fits that." in answer.err


def test_a_claim_without_a_source_says_that_no_study_was_found(heal: Heal, cocoa: Path) -> None:
    page = heal("why", "warm-cocoa", "longer", "--format", "plain").out
    assert "insufficient: no study was found, or too few" in page
    assert "Sources" not in page


@pytest.mark.parametrize("verdict", ["not supported", "Not-Supported"])
def test_the_grid_can_be_narrowed_to_one_verdict(heal: Heal, cocoa: Path, verdict: str) -> None:
    answer = json.loads(heal("benefits", "--evidence", verdict, "--format", "json").out)
    assert [claim["claim"] for claim in answer["claims"]] == ["Eases hiccups at night"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "no topics."),
        (["--category", "drinks"], 'no topics in "drinks".'),
        (["--from", "clinic"], 'no topics from "clinic".'),
    ],
)
def test_no_topics_is_said_with_where_they_were_looked_for(
    heal: Heal, library: Path, options: list[str], said: str
) -> None:
    for path in library.glob("topics/*/*.yaml"):
        path.unlink()
    answer = heal("topics", *options)
    assert answer.code == 4
    assert f"heal: {said}" in answer.err


def test_a_term_is_shown_with_its_other_names_if_it_has_any(heal: Heal, library: Path) -> None:
    page = heal("define", "singultus", "--format", "json").out
    assert json.loads(page)["terms"][0]["also_called"] == []
    glossary = library / "glossary.yaml"
    glossary.write_text(
        "singultus: {definition: A word., also_called: [hiccup, hick]}\n", "utf-8"
    )
    page = heal("define", "hick", "--format", "json").out
    assert json.loads(page)["terms"][0]["also_called"] == ["hiccup", "hick"]


OPTIONAL = {key: field.reader for key, field in TOPIC.fields.items() if not field.required}
NOT_ON_THE_PAGE = {"keywords", "therapy"}
"""Keys that a page does not show: words that are only searched, and a column of the grid."""


def test_every_key_that_a_topic_may_have_is_shown_or_searched(
    heal: Heal, library: Path
) -> None:
    values = {key: f"x-{key.replace('_', '-')}" for key in OPTIONAL}
    lines = [
        f"{key}: [{value}]" if isinstance(OPTIONAL[key], Many) else f"{key}: {value}"
        for key, value in values.items()
    ]
    write_topic(library, "Warm cocoa", keys=("summary:", "\n".join([*lines, "summary:"])))
    page = heal("show", "warm-cocoa").out
    assert {key for key, value in values.items() if value not in page} == NOT_ON_THE_PAGE
    assert "warm-cocoa" in heal("search", "x-keywords").out
    record = json.loads(heal("show", "warm-cocoa", "--format", "json").out)["topics"][0]
    beside = {"id", "category", "library", "sources"}
    assert record.keys() == {*TOPIC.fields, *beside} - {"therapy"}
