"""A reader's own topics stand beside the bundled ones, and never in their place."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from heal_cli.authoring.findings import CODES
from heal_cli.loading.json_schema import schemas
from heal_cli.loading.libraries import bundled_root, content_files
from tests.conftest import SHARED, Heal, write_topic
from tests.invariants import But

FORMATS = ["rich", "plain", "markdown", "html", "json"]
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MARK = "Not part of the reviewed library"


def test_a_page_of_one_s_own_is_marked_in_every_format(heal: Heal, own: Path) -> None:
    for format_name in FORMATS:
        page = heal("show", "green-tea", "--format", format_name).out
        if format_name == "json":
            assert json.loads(page)["topics"][0]["library"] == "clinic"
        else:
            assert MARK in page
        assert MARK not in heal("show", "magnesium", "--format", format_name).out


def test_own_topics_are_listed_searched_and_counted_with_their_origin(
    heal: Heal, own: Path
) -> None:
    assert "green-tea" in heal("topics", "--from", "clinic").out
    assert "crp" not in heal("topics", "--from", "clinic").out
    assert "green-tea" not in heal("topics", "--from", "bundled").out
    assert "(from clinic)" in heal("search", "green tea").out
    assert "clinic" in heal("about").out
    assert "It helps with Green tea" in heal("for", "hiccups").out


def test_an_origin_that_does_not_exist_is_answered_with_those_that_do(
    heal: Heal, own: Path
) -> None:
    answer = heal("topics", "--from", "nowhere")
    assert answer.code == 4
    assert "bundled, clinic" in answer.err


def test_own_topics_may_build_on_the_bundled_ones(heal: Heal, own: Path) -> None:
    tea = own / "topics/drinks/green-tea.yaml"
    text = tea.read_text().replace("sources: [doe-2020]", "sources: [garrison-2020]")
    tea.write_text(text.replace("related: []", "related: [magnesium]"))
    page = heal("show", "green-tea", "--width", "100").out
    assert "Magnesium for skeletal muscle cramps" in page
    assert "heal show magnesium" in page
    assert heal("check", str(tea)).code == 0


def test_a_bundled_topic_stands_where_an_own_file_takes_its_id(heal: Heal, own: Path) -> None:
    write_topic(own, "Magnesium")
    answer = heal("show", "magnesium", but=But.WARNED)
    assert MARK not in answer.out
    assert 'the id "magnesium" is taken by' in answer.err
    assert "magnesium.yaml" in answer.err


def test_an_own_name_cannot_take_that_of_a_bundled_topic(heal: Heal, own: Path) -> None:
    write_topic(own, "Other", name=("summary:", "also_called: [charley horse]\nsummary:"))
    assert "Muscle tension and spasms" in heal("show", "charley horse").out


def test_an_entry_of_a_taken_id_is_a_fault_and_the_bundled_one_stands(
    heal: Heal, own: Path
) -> None:
    (own / "sources.yaml").write_text(SHARED["sources"].replace("doe-2020", "garrison-2020"))
    answer = heal("sources", "muscle-spasms", but=But.WARNED)
    assert "Garrison SR" in answer.out
    assert "On hiccups" not in answer.out
    assert 'clinic/sources.yaml:1:1: the id "garrison-2020" is taken by' in answer.err
    assert str(bundled_root() / "sources.yaml") in answer.err
    assert "F09" in heal("check", str(own)).out


def test_own_content_cannot_take_warning_or_disclaimer_away(heal: Heal, own: Path) -> None:
    (own / "urgent.yaml").write_text(
        "heart-attack: {title: Relax, rules: [chest + pain], advice: Do nothing.}\n"
    )
    answer = heal("search", "chest pain", but=But.WARNED | But.STRANGE)
    assert answer.out.startswith("╭─ ! Chest pain ─")
    assert "your local emergency number" in " ".join(answer.out.split())


def test_a_folder_that_is_not_there_is_named_and_the_rest_works(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer = heal("show", "magnesium", "--content", str(tmp_path / "nowhere"), but=But.WARNED)
    assert answer.code == 0
    assert "nowhere:1:1: the content folder cannot be read" in answer.err


def test_the_user_s_data_folder_is_read_without_being_named(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert heal("new", "green-tea", "--category", "drinks").code == 0
    assert MARK in heal("show", "green-tea").out


FILLED = {
    "One or two plain sentences.": "Ginger tea is a hot drink.",
    "Where the claims come from.": "A leaflet of the clinic.",
    "Short paragraphs, parted by an empty line.": "Ginger is a root.",
    "What is claimed, in a short sentence": "Settles the stomach",
    "What studies found, fair in both directions.": "No study was looked for.",
    "What to be careful about.": "Let it cool before you drink.",
    "what should be seen by someone": "vomiting that goes on for days",
}


@pytest.mark.usefixtures("bundled_read_once")
def test_a_template_once_filled_in_passes_the_check_and_is_shown(
    heal: Heal, tmp_path: Path
) -> None:
    root = tmp_path / "mine"
    answer = heal("new", "ginger-tea", "--category", "spices", "--content", str(root))
    assert (answer.code, answer.err) == (0, "")
    path = root / "topics/spices/ginger-tea.yaml"
    assert heal("check", str(root)).code == 3
    text = path.read_text()
    for old, new in FILLED.items():
        assert f'F10 fill in "{old}"' in heal("check", str(root)).out
        text = text.replace(old, new)
        path.write_text(text)
    assert "0 faults and 0 warnings" in heal("check", str(root)).out
    assert "Ginger tea" in heal("show", "ginger tea", "--content", str(root)).out


def test_a_template_names_a_schema_that_travels_with_the_library(
    heal: Heal, tmp_path: Path
) -> None:
    heal("new", "ginger-tea", "--category", "spices", "--content", str(tmp_path))
    path = tmp_path / "topics/spices/ginger-tea.yaml"
    named = path.read_text().splitlines()[0].partition("$schema=")[2]
    assert json.loads((path.parent / named).read_text()) == schemas()["topic.json"]


def test_a_template_never_takes_the_place_of_a_topic(heal: Heal, own: Path) -> None:
    before = (own / "topics/drinks/green-tea.yaml").read_text()
    for name in ("green-tea", "magnesium"):
        answer = heal("new", name, "--content", str(own))
        assert answer.code == 2
        assert "is taken by" in answer.err
    assert (own / "topics/drinks/green-tea.yaml").read_text() == before


@pytest.mark.parametrize("name", ["Ginger Tea", "../ginger", "", "a/b", "ginger.yaml"])
def test_a_name_that_is_no_id_makes_no_file(heal: Heal, tmp_path: Path, name: str) -> None:
    assert heal("new", name, "--content", str(tmp_path)).code == 2
    assert list(tmp_path.rglob("*.yaml")) == []


def test_check_names_file_line_column_and_code(heal: Heal, own: Path) -> None:
    tea = write_topic(
        own,
        "Red wine",
        source=("sources: [doe-2020]", "sources: [roe-1999]"),
        verdict=("cautions: [Ask first about Red wine.]", "cautions: [Take 300 mg at night.]"),
        link=("Plain words", "Plain [[words]]"),
    )
    answer = heal("check", str(own))
    assert answer.code == 3
    assert f"{tea}:14:15: F02 source" in answer.out
    assert f"{tea}:7:17: F03" in answer.out
    assert f"{tea}:17:12: F08" in answer.out
    assert f"{tea}:17:12: W03" in answer.out
    assert "3 faults and 1 warning " in answer.out


def test_check_of_one_file_shows_only_what_is_in_it(heal: Heal, own: Path) -> None:
    write_topic(own, "Red wine", source=("sources: [doe-2020]", "sources: [roe-1999]"))
    assert heal("check", str(own / "topics/drinks/green-tea.yaml")).code == 0
    assert heal("check", str(own / "topics/drinks/red-wine.yaml")).code == 3


def test_check_finds_broken_files_and_twice_used_ids(heal: Heal, own: Path) -> None:
    write_topic(own, "Red wine", verdict=("evidence: mixed", "evidence: maybe"))
    write_topic(own, "Magnesium")
    page = heal("check", str(own)).out
    assert "F01" in page
    assert "F09" in page


def test_check_lines_can_take_the_form_of_a_code_host(heal: Heal, own: Path) -> None:
    wine = write_topic(own, "Red wine", source=("sources: [doe-2020]", "sources: [roe-1999]"))
    page = heal("check", "--annotate", str(own)).out
    assert f"::error file={wine},line=14,col=15,title=F02::" in page


def test_check_as_json_is_for_programs(heal: Heal, own: Path) -> None:
    write_topic(own, "Red wine", source=("sources: [doe-2020]", "sources: [roe-1999]"))
    answer = heal("check", str(own), "--format", "json")
    assert answer.code == 3
    assert [finding["code"] for finding in json.loads(answer.out)["findings"]] == ["F02"]


def test_a_path_without_a_library_is_a_clear_error(heal: Heal, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: b\n")
    for path in (tmp_path / "x.yaml", tmp_path / "nowhere"):
        assert heal("check", str(path)).code == 2


def test_every_code_is_explained(heal: Heal) -> None:
    page = heal("help", "checks", "--width", "90").out
    for code, meaning in CODES.items():
        assert f"{code}  {meaning}" in page


def test_the_schema_of_editors_accepts_every_bundled_file() -> None:
    known = schemas()
    for path in content_files(bundled_root()):
        name = "topic.json" if path.parent != bundled_root() else f"{path.stem}.json"
        value = yaml.load(path.read_text("utf-8"), Loader=LOADER)
        jsonschema.validate(value, known[name])


def test_the_schema_of_editors_refuses_what_the_loader_refuses() -> None:
    (path,) = bundled_root().glob("topics/*/crp.yaml")
    value = yaml.load(path.read_text("utf-8"), Loader=LOADER)
    for key, wrong in (
        ("title", ""),
        ("tittle", "x"),
        ("benefits", "x"),
        ("summary", "x" * 300),
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(value | {key: wrong}, schemas()["topic.json"])


def test_the_bundled_library_passes_its_own_check(heal: Heal) -> None:
    answer = heal("check", str(bundled_root()))
    assert answer.code == 0
    assert "\n0 faults and " in answer.out
