"""The bundled library keeps the promises of the project, topic by topic."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from heal_cli.authoring import prose
from heal_cli.authoring.check import check
from heal_cli.loading.libraries import bundled_root, content_files
from heal_cli.loading.loader import load_shared, load_topic
from heal_cli.models import FigureKind, Shared, SourceKind, Topic
from heal_cli.text import marks

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
    values, faults = load_shared(ROOT)
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


@pytest.mark.parametrize("name", IDS)
def test_every_topic_is_whole(name: str) -> None:
    page = topic(name)
    assert 2 <= len(page.explanation) <= 5
    assert page.benefits
    assert page.cautions
    assert len(page.get_help) >= 2
    assert len(page.related) >= 3
    assert page.also_called
    assert len(page.keywords) >= 5


@pytest.mark.parametrize("name", [name for name in IDS if name != "sex"])
def test_every_topic_has_a_figure_with_sources(name: str) -> None:
    """The fact base has nothing worth drawing for the topic `sex`."""
    figures = [section.figure for section in topic(name).explanation if section.figure]
    assert figures
    assert all(figure.sources for figure in figures)


@pytest.mark.parametrize("name", IDS)
def test_a_summary_is_at_most_two_sentences_without_figures(name: str) -> None:
    summary = topic(name).summary
    assert len(re.findall(r"[.!?](?:\s|$)", summary)) <= 2
    assert not re.search(r"\d", summary.replace("omega-6", "").replace("omega-3", ""))


@pytest.mark.parametrize("name", IDS)
def test_what_a_topic_is_also_called_is_no_question(name: str) -> None:
    """A page shows these names under its title; what people ask is a keyword."""
    questions = re.compile(
        r"(?:how|what|who|when|where|why|is|are|do|does|can)\b", re.IGNORECASE
    )
    assert [called for called in topic(name).also_called if questions.match(called)] == []


@pytest.mark.parametrize("name", IDS)
def test_a_topic_reads_easily(name: str) -> None:
    assert prose.reading_ease(topic(name)) >= 55


@pytest.mark.parametrize("name", IDS)
def test_no_sentence_is_very_long(name: str) -> None:
    for part, text in prose.texts(topic(name)):
        for sentence in prose.sentences(text):
            assert len(sentence.split()) <= 40, f"{part}: {sentence}"


@pytest.mark.parametrize("name", IDS)
def test_units_stand_apart_from_their_numbers(name: str) -> None:
    for part, text in prose.texts(topic(name)):
        wrong = re.search(r"\d(?:mg|g|µg|mmol|mm Hg|mT|µA|IU|kg)\b|\d +%|\bmcg\b|\bug\b", text)
        assert not wrong, f"{part}: {text}"


@pytest.mark.parametrize("name", IDS)
def test_a_bar_chart_has_something_to_draw(name: str) -> None:
    for section in topic(name).explanation:
        if section.figure and section.figure.kind is FigureKind.BARS:
            assert max(float(value) for _, value, _ in section.figure.rows) > 0


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


@pytest.mark.parametrize("name", IDS)
def test_the_origin_names_the_site(name: str) -> None:
    origin = topic(name).origin
    cited = marks.targets(origin, "citation")
    assert "site" in origin.casefold() or any(source.startswith("site-") for source in cited)


def test_glossary_definitions_are_sentences() -> None:
    for term in shared().glossary:
        assert re.fullmatch(r"[A-Z0-9*\"'(−].*[.!?]", term.definition), term.id
        assert len(term.definition) <= 300, term.id


def test_no_emergency_advice_names_a_number_to_call() -> None:
    for urgent in shared().urgent:
        assert not re.search(r"\d{3}", urgent.advice), urgent.id


@pytest.mark.parametrize(
    ("words", "warns"),
    [
        ("chest pain", True),
        ("my face is drooping", True),
        ("i want to die", True),
        ("overdose of magnesium", True),
        ("worst headache of my life", True),
        ("child swallowed epsom salts", True),
        ("can't breathe", True),
        ("bad headaches", False),
        ("heart", False),
        ("can't sleep", False),
        ("chest exercise", False),
        ("heart skips a beat", False),
        ("stroke risk", False),
        ("muscle spasm", False),
    ],
)
def test_words_that_may_mean_an_emergency_warn(words: str, warns: bool) -> None:
    from heal_cli.index.index import Index
    from heal_cli.library.library import Library

    assert bool(Library(Index([ROOT])).urgent(words)) is warns


def test_the_day_a_review_falls_due_is_found() -> None:
    codes = {found.code for found in check(ROOT, date(2030, 1, 1))}
    assert codes == {"W04"}
