"""What is of a reader's own library says so wherever it stands, and never warns as reviewed."""

import json
from pathlib import Path

import pytest

from heal_cli.disclaimer import DISCLAIMER
from tests.answer import letters
from tests.conftest import SHARED, Heal
from tests.invariants import But
from tests.processes import make_library

SHOWN = ["rich", "plain", "markdown", "html"]
MARK = 'From "clinic", not part of the reviewed library: '
CHOKING = "choking: {title: Choking on tea, rules: [gulp + leaves], advice: Ring the clinic.}\n"


@pytest.fixture
def warning(own: Path) -> Path:
    """The reader's own library, with an emergency of its own."""
    (own / "urgent.yaml").write_text(CHOKING)
    return own


@pytest.mark.parametrize("format_name", SHOWN)
def test_an_own_emergency_says_whose_it_is_and_does_not_look_reviewed(
    heal: Heal, warning: Path, format_name: str
) -> None:
    line = ["search", "gulp tea leaves", "--format", format_name]
    page = heal(*line, but=But.STRANGE).out
    told = letters(page if format_name != "html" else page.replace("&quot;", '"'))
    assert letters(f"{MARK}Choking on tea: Ring the clinic.") in told
    assert "! Choking on tea" not in page
    assert told.endswith(letters(DISCLAIMER)) or format_name == "html"


def test_an_own_emergency_in_json_names_its_library(heal: Heal, warning: Path) -> None:
    answer = heal("search", "gulp tea leaves", "--format", "json")
    assert json.loads(answer.out)["urgent"] == [
        {"title": "Choking on tea", "advice": "Ring the clinic.", "library": "clinic"}
    ]


def test_a_reviewed_emergency_stands_above_an_own_one_and_alone_reminds(
    heal: Heal, warning: Path
) -> None:
    (warning / "urgent.yaml").write_text(CHOKING.replace("gulp + leaves", "chest + pain"))
    page = heal("search", "chest pain", but=But.STRANGE).out
    assert page.startswith("╭─ ! Chest pain ─")
    assert page.index("! Chest pain") < page.index(MARK[:20])
    assert page.rindex("! Chest pain: ") > page.index("╭─ Disclaimer")
    assert "Choking" not in page[page.index("╭─ Disclaimer") :]
    urgent = json.loads(heal("search", "chest pain", "--format", "json").out)["urgent"]
    assert [each["library"] for each in urgent] == [None, "clinic"]


def test_an_own_emergency_is_marked_in_errors_too(heal: Heal, warning: Path) -> None:
    answer = heal("show", "gulp leaves", but=But.STRANGE)
    assert answer.code == 4
    assert answer.err.startswith(MARK[:20])
    assert answer.err.rstrip().splitlines()[-1].startswith(("Try:", "or:"))


@pytest.mark.parametrize("format_name", SHOWN)
def test_an_own_source_is_marked_wherever_it_is_listed(
    heal: Heal, own: Path, format_name: str
) -> None:
    for line in (["show", "green-tea"], ["sources", "green-tea"], ["why", "green-tea", "1"]):
        page = heal(*line, "--format", format_name, "--width", "200").out
        assert letters(f"{MARK}Doe J. On hiccups.") in letters(page.replace("&quot;", '"'))
    theirs = heal("sources", "crp", "--format", format_name).out
    assert "not part of the reviewed library" not in " ".join(theirs.split())


def test_an_own_source_in_json_names_its_library(heal: Heal, own: Path) -> None:
    sources = json.loads(heal("sources", "--format", "json").out)["sources"]
    assert {s["id"] for s in sources if s["library"]} == {"doe-2020"}
    assert {s["library"] for s in sources} == {None, "clinic"}


def test_an_own_hit_says_whose_it_is(heal: Heal, own: Path) -> None:
    page = heal("search", "green tea").out
    (first,) = (line for line in page.splitlines() if line.startswith("1  green-tea"))
    assert "Green tea (from clinic)" in first
    results = json.loads(heal("search", "green tea", "--format", "json").out)["results"]
    assert results[0]["library"] == "clinic"


def test_own_claims_say_whose_they_are_and_no_cell_of_the_grid_counts_them(
    heal: Heal, own: Path
) -> None:
    before = heal("benefits", "--format", "plain").out
    assert "Hiccups" not in before
    mark = '(from "clinic", not part of the reviewed library)'
    assert mark in " ".join(heal("for", "hiccups").out.split())
    for line in (["benefits", "green-tea"], ["why", "green-tea"], ["why", "green-tea", "1"]):
        page = " ".join(heal(*line).out.split())
        assert 'Not part of the reviewed library: this page comes from "clinic".' in page


def test_own_topics_under_an_own_category_say_whose_they_are(heal: Heal, own: Path) -> None:
    for options in ([], ["--long"]):
        page = " ".join(heal("topics", "--width", "100", *options).out.split())
        assert page.count("(from clinic)") == 2
    groups = json.loads(heal("about", "--format", "json").out)["about"]
    assert groups["origins"]["clinic"] == 2


@pytest.mark.parametrize("name", ["bundled", "Bundled", "reviewed", "own", "the bundled one"])
def test_no_library_passes_for_another_by_its_name(
    heal: Heal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A folder that is called as the reviewed library is told by its whole path."""
    root = make_library(tmp_path / name)
    (root / "urgent.yaml").unlink()
    monkeypatch.setenv("HEAL_CONTENT", str(root))
    page = " ".join(heal("show", "green-tea", "--width", "1000").out.split())
    assert f'this page comes from "{root}".' in page
    topics = json.loads(heal("topics", "--format", "json").out)["topics"]
    assert {t["library"] for t in topics} == {None, str(root)}
    theirs = json.loads(heal("topics", "--from", "bundled", "--format", "json").out)["topics"]
    assert {t["library"] for t in theirs} == {None}


def test_own_terms_say_whose_they_are(heal: Heal, own: Path) -> None:
    assert "singultus" in SHARED["glossary"]
    page = heal("define", "singultus").out
    assert 'comes from "clinic"' in " ".join(page.split())
    terms = json.loads(heal("define", "singultus", "--format", "json").out)["terms"]
    assert terms[0]["library"] == "clinic"
