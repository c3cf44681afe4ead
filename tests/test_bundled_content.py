"""The bundled library keeps the promises of the project, topic by topic."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from heal_cli.authoring import prose
from heal_cli.authoring.check import check
from heal_cli.loading.libraries import bundled_root, content_files
from heal_cli.loading.loader import load_topic, read_shared
from heal_cli.models import FigureKind, Shared, SourceKind, Topic
from heal_cli.text import marks, names
from tests.conftest import Heal

ROOT = bundled_root()
PATHS = {path.stem: path for path in content_files(ROOT) if path.parent != ROOT}
IDS = sorted(PATHS)

LIBRARY = {
    "magnesium": (
        "magnesium magnesium-and-blood-sugar magnesium-and-fatigue magnesium-and-heart "
        "magnesium-and-migraine magnesium-and-pain magnesium-and-sleep magnesium-calms-nerves "
        "magnesium-deficiency magnesium-foods magnesium-in-hospital magnesium-muscle-relaxant "
        "magnesium-safety magnesium-supplements muscle-spasms soft-tissue-calcification"
    ),
    "body": "muscle-movement",
    "inflammation": "chronic-inflammation crp lowering-inflammation omega-balance",
    "lifestyle": (
        "air exercise new-starts nutrition rest sex sunlight temperance thoughts trust water"
    ),
    "electrotherapy": "ces electrotherapy electrotherapy-safety pemf",
}


@cache
def topic(name: str) -> Topic:
    return load_topic(PATHS[name])


@cache
def shared() -> Shared:
    values, faults, *_ = read_shared(ROOT)
    assert not faults
    return values


def test_the_library_holds_the_topics_it_promises() -> None:
    found = {(topic(name).category, name) for name in IDS}
    assert found == {(group, name) for group, text in LIBRARY.items() for name in text.split()}


def test_check_finds_neither_faults_nor_warnings() -> None:
    # The day of the newest review: a review that falls due must not fail an old checkout.
    today = max(topic(name).reviewed for name in IDS)
    assert [str(found.fault) for found in check(ROOT, today)] == []


def test_the_library_is_as_large_as_it_promises() -> None:
    assert sum(len(topic(name).benefits) for name in IDS) >= 180
    assert len(shared().sources) >= 200
    assert len(shared().glossary) >= 150
    assert len(shared().conditions) >= 25


def test_every_topic_is_whole() -> None:
    for name in IDS:
        page = topic(name)
        assert 2 <= len(page.explanation) <= 5, name
        assert page.benefits, name
        assert page.cautions, name
        assert len(page.get_help) >= 2, name
        assert len(page.related) >= 3, name
        assert page.also_called, name
        assert len(page.keywords) >= 5, name


def test_every_topic_has_a_figure_with_sources() -> None:
    """The fact base has nothing worth drawing for the topic `sex`."""
    for name in set(IDS) - {"sex"}:
        figures = [section.figure for section in topic(name).explanation if section.figure]
        assert figures, name
        assert all(figure.sources for figure in figures), name


def test_a_summary_is_at_most_three_sentences_without_figures() -> None:
    for name in IDS:
        summary = topic(name).summary
        assert len(summary) <= 240, name
        assert len(re.findall(r"[.!?](?:\s|$)", summary)) <= 3, name
        without_names = summary.replace("omega-6", "").replace("omega-3", "")
        assert not re.search(r"\d", without_names), name


def test_what_a_topic_is_also_called_is_no_question() -> None:
    """A page shows these names under its title; what people ask is a keyword."""
    questions = re.compile(
        r"(?:how|what|who|when|where|why|is|are|do|does|can)\b", re.IGNORECASE
    )
    named = [called for name in IDS for called in topic(name).also_called]
    assert [called for called in named if questions.match(called)] == []


def test_every_topic_reads_easily() -> None:
    ease = {name: prose.reading_ease(topic(name)) for name in IDS}
    assert {name: points for name, points in ease.items() if points < 55} == {}


TEXTS = [(name, part, text) for name in IDS for part, text in prose.texts(topic(name))]
"""Every text of every topic, with its topic and its part."""


def test_no_sentence_is_very_long() -> None:
    sentences = [each for _, _, text in TEXTS for each in prose.sentences(text)]
    assert [each for each in sentences if len(each.split()) > 40] == []


def test_units_stand_apart_from_their_numbers() -> None:
    wrong = re.compile(r"\d(?:mg|g|µg|mmol|mm Hg|mT|µA|IU|kg)\b|\d +%|\bmcg\b|\bug\b")
    assert [each for each in TEXTS if wrong.search(each[2])] == []


def test_a_bar_chart_has_something_to_draw() -> None:
    sections = [section for name in IDS for section in topic(name).explanation]
    figures = [section.figure for section in sections if section.figure]
    charts = [figure for figure in figures if figure.kind is FigureKind.BARS]
    assert charts
    for chart in charts:
        assert max(float(value) for _, value, _ in chart.rows) > 0, chart.title


def test_no_two_claims_are_worded_alike() -> None:
    claims = Counter(b.claim.casefold() for name in IDS for b in topic(name).benefits)
    assert [claim for claim, number in claims.items() if number > 1] == []


def test_every_source_says_what_it_showed_and_where_to_find_it() -> None:
    for source in shared().sources:
        assert source.shows.endswith("."), source.id
        assert source.address or source.isbn or source.note, source.id
        assert source.address.startswith("https://") or not source.address


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid", "url"])
def test_no_work_has_two_entries(field: str) -> None:
    values = Counter(getattr(source, field) for source in shared().sources)
    twice = {value for value, number in values.items() if value and number > 1}
    # The front page of an agency may stand for several works that have no address of their own.
    assert {value for value in twice if not re.fullmatch(r"https://[^/]+/", value)} == set()


def test_the_site_itself_is_never_evidence() -> None:
    site = {s.id for s in shared().sources if s.kind is SourceKind.THE_SITE}
    for name in IDS:
        for benefit in topic(name).benefits:
            assert not site & set(benefit.sources), f"{name}: {benefit.claim}"


def test_every_origin_names_the_site() -> None:
    for name in IDS:
        origin = topic(name).origin
        cited = marks.targets(origin, "citation")
        is_cited = any(source.startswith("site-") for source in cited)
        assert is_cited or "site" in origin.casefold(), name


def test_glossary_definitions_are_sentences() -> None:
    for term in shared().glossary:
        assert re.fullmatch(r"[A-Z0-9*\"'(−].*[.!?]", term.definition), term.id
        assert len(term.definition) <= 300, term.id


def test_no_emergency_advice_names_a_number_to_call() -> None:
    for urgent in shared().urgent:
        assert not re.search(r"\d{3}", urgent.advice), urgent.id


WARNING = [
    *("chest pain", "my face is drooping", "i want to die", "overdose of magnesium"),
    *("worst headache of my life", "child swallowed epsom salts", "can't breathe"),
]
HARMLESS = [
    *("bad headaches", "heart", "can't sleep", "chest exercise", "heart skips a beat"),
    *("stroke risk", "muscle spasm"),
]


def test_words_that_may_mean_an_emergency_warn_and_no_others(heal: Heal) -> None:
    for words in (*WARNING, *HARMLESS):
        answer = heal("search", words)
        page = answer.out or answer.err
        assert page.startswith("╭─ ! ") is (words in WARNING), words


def test_the_day_a_review_falls_due_is_found() -> None:
    codes = {found.code for found in check(ROOT, date(2030, 1, 1))}
    assert codes == {"W04"}


def test_whom_the_cautions_are_about_stands_in_the_cautions() -> None:
    for name in IDS:
        page = topic(name)
        said = " ".join((*page.cautions, *(entry.text for entry in page.get_help)))
        there = set(map(names.beginning, names.words(said)))
        assert page.take_care, name
        for text in page.take_care:
            missing = set(map(names.beginning, names.words(text))) - there
            assert not missing, (name, text, missing)


def test_a_caution_about_implants_is_named_wherever_a_device_page_is_shortened() -> None:
    for name in ("pemf", "ces", "electrotherapy", "electrotherapy-safety"):
        assert "implant" in topic(name).take_care[0] or "pacemaker" in topic(name).take_care[0]


def test_no_text_has_a_word_that_a_fold_of_its_line_broke() -> None:
    for path in PATHS.values():
        broken = re.search(r"[a-z]-\n +[a-z]", path.read_text("utf-8"))
        assert broken is None, (path.name, broken)
