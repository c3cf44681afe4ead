"""Search finds what people mean, not only what they typed."""

import json
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heal_cli.index.index import Index
from heal_cli.index.tables import SEARCHED_FIELDS
from heal_cli.library.library import Library
from heal_cli.library.search import search
from heal_cli.loading.libraries import bundled_root
from tests.conftest import Heal, write_topic

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import relevance


@cache
def bundled() -> Library:
    return Library(Index([bundled_root()]))


def found(text: str, **options: object) -> list[str]:
    return [hit.topic.id for hit in search(bundled(), text, **options).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", relevance.KINDS)
def test_the_judged_queries_are_answered_as_well_as_was_reached(kind: str) -> None:
    (_, method) = list(relevance.methods())[-1]
    queries = [query for query in relevance.judged() if query.kind == kind]
    reached = relevance.quality([relevance.rank(query, method) for query in queries])
    assert (
        reached.first
        >= {"exact": 1.0, "lay": 0.95, "question": 0.93, "typo": 0.97, "pro": 0.88}[kind]
    )
    assert reached.three >= 0.97


def test_the_judged_queries_are_many_and_each_right_topic_exists() -> None:
    own = relevance.judged("own")
    assert len(own) >= 60
    known = {entry.id for entry in bundled().topics()}
    assert all(query.right <= known for query in relevance.judged())


def test_where_only_the_likeliest_topics_are_scored_the_answers_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (_, method) = list(relevance.methods())[-1]
    queries = relevance.judged()
    before = [relevance.rank(query, method) for query in queries]
    monkeypatch.setattr("heal_cli.library.ranking.MOST_SCORED", 3)
    assert len(found("magnesium", limit=30)) < 10
    assert [relevance.rank(query, method) for query in queries] == before


@pytest.mark.parametrize(
    "name", ["magnesium", "Muscle tension and spasms", "charley horse", "PEMF"]
)
def test_a_name_of_a_topic_finds_that_topic_first(name: str) -> None:
    assert found(name)[0] == bundled().find("topic", name)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("hypomagnesaemia", "hypomagnesemia"),
        ("fibre", "fiber"),
        ("anaemia", "anemia"),
        ("stress in paediatrics", "stress in pediatrics"),
        ("soft tissue", "Soft  TISSUE"),
        ("caffeine", "cafféine"),
    ],
)
def test_spellings_of_one_word_find_the_same(british: str, american: str) -> None:
    assert found(british) == found(american)
    assert found(british)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("why do my legs cramp?", "legs cramp"),
        ("what is CRP", "CRP"),
        ("how much does magnesium help with migraine", "magnesium migraine"),
    ],
)
def test_words_without_meaning_push_nothing_up_or_down(question: str, words: str) -> None:
    assert found(question) == found(words)


def test_one_missing_word_does_not_empty_the_list() -> None:
    assert found("magnesium for migraine qqqq")[0] == "magnesium-and-migraine"


def test_a_topic_with_every_word_stands_before_one_with_a_single_word() -> None:
    assert found("kidney antibiotics magnesium")[0] == "magnesium-safety"


def test_a_typing_error_is_said_and_its_right_form_searched(heal: Heal) -> None:
    page = " ".join(heal("search", "leg", "cramps", "at", "nigth").out.split())
    assert "Showing results for leg cramps at night (nigth → night; quote a word to" in page
    assert found("leg cramps at nigth") == found("leg cramps at night")


def test_a_quoted_word_is_kept_as_it_was_typed(heal: Heal) -> None:
    assert heal("search", '"nigth"').code == 4


def test_a_phrase_in_quotes_finds_only_where_it_stands() -> None:
    for name in found('"restless legs"'):
        (path,) = bundled_root().glob(f"topics/*/{name}.yaml")
        assert re.search(r"restless[\s\]]+legs", path.read_text("utf-8"), re.IGNORECASE)


def test_synonyms_come_from_the_content(heal: Heal, library: Path) -> None:
    write_topic(library, "Mint", words=("Some did better", "Weary folk did better"))
    (library / "synonyms.yaml").write_text("weary: {same_as: [knackered]}\n")
    assert "mint" in heal("search", "knackered").out


def test_a_term_s_other_names_come_from_the_glossary() -> None:
    assert found("transcutaneous electrical nerve stimulation")[0] == "electrotherapy"


def test_the_passage_that_answers_is_shown_with_its_words_marked(heal: Heal) -> None:
    page = heal("search", "leg cramps at night", "--width", "100").out
    assert "claim · ✕ not supported" in page
    assert "*night* *leg* *cramps*" in page


def test_a_snippet_is_cut_at_sentences_only() -> None:
    for query in ("magnesium", "kidney", "pain", "sleep"):
        for hit in search(bundled(), query).hits:
            text = "".join(hit.passage.snippet)
            assert re.match(r"(\.\.\. )?\S", text)
            assert re.search(r"([.!?;:)\]\"'”]|\w|%)( \.\.\.)?$", text)
            assert "  " not in text


def test_matches_are_marked_without_changing_the_text() -> None:
    for hit in search(bundled(), "magnesium and kidney disease").hits:
        assert all(re.match(r"\w", part) for part in hit.passage.snippet[1::2])


def test_conditions_and_terms_are_offered_beside_the_topics(heal: Heal) -> None:
    page = heal("search", "insomnia").out
    assert "heal for insomnia" in page
    assert "heal define acetylcholine" in heal("search", "acetylcholine").out


@pytest.mark.parametrize("field", SEARCHED_FIELDS)
def test_a_search_in_one_field_finds_only_what_stands_there(field: str) -> None:
    assert bool(found("Garrison", fields=(field,))) is (field == "sources")


def test_a_compound_with_a_hyphen_is_one_thing() -> None:
    assert found("soft-tissue calcification")[0] == "soft-tissue-calcification"
    assert found("interleukin-6") != found("6 interleukin")


def test_only_the_title_is_searched_if_asked(heal: Heal) -> None:
    answer = heal("search", "magnesium", "--in", "title", "--limit", "50", "--format", "json")
    topics = [result["topic"] for result in json.loads(answer.out)["results"]]
    assert topics
    assert all("magnesium" in topic or topic == "soft-tissue-calcification" for topic in topics)


def test_a_field_that_does_not_exist_is_named(heal: Heal) -> None:
    answer = heal("search", "x", "--in", "footnotes")
    assert answer.code == 2
    assert 'field "footnotes" should be one of' in answer.err


def test_a_limit_shortens_the_list(heal: Heal) -> None:
    answer = heal("search", "magnesium", "--limit", "2", "--format", "json")
    assert len(json.loads(answer.out)["results"]) == 2


def test_explain_gives_the_points_of_each_word(heal: Heal) -> None:
    page = heal("search", "kidney disease", "--explain").out
    assert re.search(r"\[\d+\.\d: .*kidney \d+\.\d", page.replace("\n", " "))


def test_words_of_an_emergency_warn_above_everything(heal: Heal) -> None:
    page = heal("search", "chest pain").out
    assert page.startswith("! ")
    assert "your local emergency number" in " ".join(page.split()[:60])
    assert json.loads(heal("search", "chest pain", "--format", "json").out)["urgent"]


def test_json_results_stand_in_rank_order(heal: Heal) -> None:
    results = json.loads(heal("search", "magnesium sleep", "--format", "json").out)["results"]
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert set(results[0]) >= {"topic", "section", "snippet", "score"}


OPERATORS = st.sampled_from(
    ['"', "*", "NEAR(", "NEAR", "AND", "OR", "NOT", "-", ":", "^", "(", ")", "title:", "{", "}"]
)
QUERIES = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(OPERATORS, st.sampled_from(["magnesium", "pain"])), max_size=8).map(
        " ".join
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES)
def test_any_text_is_a_search_and_never_a_command_to_the_database(text: str) -> None:
    for hit in search(bundled(), text).hits:
        assert hit.score > 0
        assert hit.topic.id


@pytest.mark.parametrize(
    "operator", ["magnesium NOT pain", "magnesium AND pain", "magnesium OR pain", "title:pain"]
)
def test_words_that_are_operators_elsewhere_are_only_words(operator: str) -> None:
    words = re.sub(r"NOT|AND|OR|:", " ", operator)
    assert found(operator) == found(words)


@pytest.mark.parametrize(
    "text", ["magnesium " * 2000, "a" * 10_000, "\x00", "مغنيسيوم", "🧲" * 50]
)
def test_an_endless_or_odd_query_is_answered(heal: Heal, text: str) -> None:
    assert heal("search", text).code in {0, 4}


@pytest.mark.parametrize("word", ["quinine", "gout", "banana", "keto", "adhd", "vegan"])
def test_a_word_the_library_does_not_know_is_not_turned_into_another(
    heal: Heal, word: str
) -> None:
    answer = heal("search", word)
    assert answer.code == 4
    assert f'nothing found for "{word}"' in answer.err


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("magnesuim", "magnesium"),
        ("depresion", "depression"),
        ("slep", "sleep"),
        ("nigth", "night"),
        ("defficiency", "deficiency"),
        ("electrotheraphy", "electrotherapy"),
    ],
)
def test_a_slip_of_the_fingers_is_understood(slip: str, meant: str) -> None:
    assert search(bundled(), slip).query.corrected == ((slip, meant),)


@pytest.mark.parametrize(
    ("query", "word"), [("turmeric dose", "turmeric"), ("magnesium glycinate", "glycinate")]
)
def test_the_snippet_has_the_word_that_tells_most(query: str, word: str) -> None:
    (first, *_) = search(bundled(), query).hits
    assert word in "".join(first.passage.snippet).casefold()
