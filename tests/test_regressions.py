"""Mistakes that were made once, and are not to be made again."""

import json
import re
from pathlib import Path

import pytest

from heal_cli.index.index import Index
from tests.conftest import Heal
from tests.invariants import But
from tests.test_bundled_content import topic
from tests.whole_pages.statements import cited


def test_a_file_too_young_for_its_times_is_read_again_at_the_next_run(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 10**12)
    first = Index([library])
    kept = {stamp for (stamp,) in first.rows("SELECT DISTINCT stamp FROM files")}
    assert kept == {"(0, 0, 0, 0)"}


def test_a_page_that_changes_twice_in_a_moment_is_shown_as_it_is(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 10**12)
    assert "of Green tea" in heal("topics", "--long").out
    tea = library / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text("utf-8").replace("of Green tea", "of black tea"), "utf-8")
    assert "of black tea" in heal("topics", "--long").out


def test_a_topic_that_cites_nothing_has_no_sources(heal: Heal, tmp_path: Path) -> None:
    heal("new", "tea", "--content", str(tmp_path))
    (path,) = tmp_path.glob("topics/*/tea.yaml")
    path.write_text(path.read_text().replace("[@nih-ods-magnesium]", "a source"))
    answer = heal("show", "tea", "--content", str(tmp_path), "--format", "json")
    assert json.loads(answer.out)["topics"][0]["sources"] == []


def test_a_word_that_is_gone_is_no_longer_known(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
    tea = library / "topics/drinks/green-tea.yaml"
    good = tea.read_text()
    tea.write_text(good.replace("Plain words", "Plain wrods"))
    assert "Showing results" not in heal("search", "wrods").out
    tea.write_text(good)
    assert "wrods → words" in heal("search", "wrods").out


def test_an_emergency_in_the_words_of_any_command_warns(heal: Heal) -> None:
    for command in (["why", "magnesium-and-heart"], ["search"], ["for"], ["nonsense"]):
        answer = heal(*command, "chest pain", "heart")
        assert (answer.out or answer.err).startswith("╭─ ! Chest pain ─"), command


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["search", "chest pain", "--width", "wide"], 2),
        (["search", "chest pain", "--format", "pdf"], 2),
        (["search", "chest pain", "--colour"], 2),
        (["search", "--limit", "none", "chest pain"], 2),
        (["search", "chest pain", "--help"], 0),
        (["help", "chest pain"], 4),
        (["show", "chest pain"], 0),
        (["chest", "pain"], 0),
        (["define", "chest pain", "-o", "page.docx"], 2),
        (["--content", "/nowhere", "search", "chest pain"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_no_slip_in_a_line_costs_its_warning(heal: Heal, line: list[str], code: int) -> None:
    answer = heal(*line, but=But.WARNED)
    assert answer.code == code
    said = answer.out or answer.err
    assert "╭─ ! Chest pain ─" in said[:400]
    assert "\n! Chest pain: " in said
    assert "\nFor information" in said


def test_words_from_standard_input_warn_as_well(heal: Heal) -> None:
    answer = heal("show", "-", typed="crp\nchest pain\n")
    assert answer.code == 4
    for said in (answer.out, answer.err):
        assert said.startswith("╭─ ! Chest pain ─")


def test_names_of_files_warn_of_nothing(heal: Heal, tmp_path: Path) -> None:
    (tmp_path / "chest pain").mkdir()
    for line in (["check", str(tmp_path / "chest pain")], ["new", "chest-pain"]):
        answer = heal(*line, "--content", str(tmp_path))
        assert "! Chest pain" not in answer.out + answer.err


def test_the_value_of_an_option_is_not_taken_for_the_command(heal: Heal, own: Path) -> None:
    assert heal("--content", str(own), "--color", "never", "topics").code == 0
    assert heal("--width", "80", "topics").code == 0
    assert heal("--format", "plain", "show", "crp").code == 0


def test_a_name_is_answered_though_help_is_asked(heal: Heal) -> None:
    answer = heal("magnesium", "--help")
    assert answer.code == 0
    assert "Magnesium (the topic" in answer.out


@pytest.mark.parametrize("format_name", ["html", "markdown"])
def test_several_claims_on_one_page_share_their_sources(heal: Heal, format_name: str) -> None:
    page = heal("why", "ces", "relieves", "--format", format_name).out
    pattern = r' id="([^"]+)"' if format_name == "html" else r"^\[\^(\d+)\]:"
    names = re.findall(pattern, page, re.MULTILINE)
    assert names
    assert len(names) == len(set(names))


def test_sources_that_nothing_cites_are_a_list_in_markdown(heal: Heal) -> None:
    page = heal("sources", "crp", "--format", "markdown").out
    assert "[^" not in page
    numbers = re.findall(r"^(\d+)\. .*\([a-z0-9-]+\)", page, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(cited(topic("crp"))) + 1)]


def test_no_color_stands_before_a_variable_of_ours_and_after_a_flag(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("HEAL_COLOR", "always")
    assert "\x1b" not in heal("about").out
    assert "\x1b" in heal("about", "--color", "always").out


def test_an_error_heeds_the_width_that_was_asked_for(heal: Heal) -> None:
    answer = heal("show", "--width", "40")
    assert answer.code == 2
    assert max(map(len, answer.err.splitlines())) == 40


def test_a_category_without_topics_is_named(heal: Heal, own: Path) -> None:
    (own / "categories.yaml").write_text("empty: {title: Empty}\n")
    answer = heal("topics", "--category", "empty", "--content", str(own))
    assert 'no topics in "empty"' in answer.err


@pytest.mark.parametrize("width", ["100", "40"])
def test_labels_of_a_hundred_sources_stay_whole(heal: Heal, width: str) -> None:
    page = heal("sources", "--width", width).out
    assert re.findall(r"\[\d+\]\S", page) == []
    assert re.search(r"\[300\] ", page)


def test_a_name_of_several_words_needs_no_quotes(heal: Heal) -> None:
    assert heal("show", "leg", "cramps") == heal("show", "leg cramps")
    assert heal("show", "Muscle", "tension", "and", "spasms").code == 0


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("cramps", "Muscle cramps"),
        ("cramp", "Muscle cramps"),
        ("blood pressure", "High blood pressure"),
    ],
)
def test_a_condition_is_found_by_the_word_people_use(heal: Heal, name: str, title: str) -> None:
    answer = heal("for", name)
    assert answer.code == 0
    assert f"\n{title}: " in answer.out


def test_what_is_mistyped_is_answered_with_what_to_type(heal: Heal) -> None:
    assert "heal help checks" in heal("help", "cheks").err
    assert "heal help search" in heal("help", "serch").err
    assert "Try:  heal check" in heal("check", "no-such-folder").err
