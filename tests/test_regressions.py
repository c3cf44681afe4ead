"""Mistakes that were made once, and are not to be made again."""

import json
import os
import re
from pathlib import Path

import pytest

from heal_cli import index
from tests.conftest import SHARED, Heal, write_topic
from tests.test_own_content import MARK


@pytest.fixture
def own(tmp_path: Path) -> Path:
    root = tmp_path / "clinic"
    (root / "topics" / "drinks").mkdir(parents=True)
    for name, text in SHARED.items():
        (root / f"{name}.yaml").write_text(text)
    write_topic(root, "Green tea")
    return root


def test_columns_and_a_faulty_row_of_steps_are_faults_and_no_crash(
    heal: Heal, library: Path
) -> None:
    tea = library / "topics/drinks/green-tea.yaml"
    figure = (
        "    figure: {kind: steps, title: T, columns: [a], rows: [{x: y}], sources: [a-1]}\n"
    )
    tea.write_text(tea.read_text().replace("benefits:", f"{figure}benefits:"))
    answer = heal("topics")
    assert answer.code == 0
    assert "green-tea.yaml:8:13" in answer.err


def test_a_file_name_that_is_no_text_harms_no_bundled_topic(heal: Heal, own: Path) -> None:
    (own / "topics/drinks" / os.fsdecode(b"\xff.yaml")).write_text("title: x\n")
    answer = heal("show", "magnesium", "--content", str(own))
    assert answer.code == 0
    assert "rename it" in answer.err


def test_bytes_that_are_no_text_are_an_answer(heal: Heal) -> None:
    for command in (["topics", "--from"], ["show"], ["search"]):
        answer = heal(*command, os.fsdecode(b"\xff"))
        assert answer.code == 4


@pytest.mark.parametrize("place", [".", "clinic", "./clinic/../clinic"])
def test_an_own_library_named_from_here_is_marked_all_the_same(
    heal: Heal, own: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own if place == "." else own.parent)
    assert MARK in heal("show", "green-tea", "--content", place).out


def test_a_file_too_young_for_its_times_is_read_again_at_the_next_run(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "UNSETTLED", 10**12)
    first = index.Index([library])
    kept = {stamp for (stamp,) in first.rows("SELECT DISTINCT stamp FROM files")}
    assert kept == {"(0, 0, 0, 0)"}


def test_a_library_that_comes_into_being_is_read(heal: Heal, tmp_path: Path) -> None:
    root = str(tmp_path / "later")
    assert heal("topics", "--content", root).code == 0
    assert heal("new", "tea", "--category", "lifestyle", "--content", root).code == 0
    assert MARK in heal("show", "tea", "--content", root).out


def test_a_bundled_topic_that_was_broken_takes_its_id_back(
    heal: Heal, library: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "UNSETTLED", 0)
    tea = library / "topics/drinks/green-tea.yaml"
    good = tea.read_text()
    tea.write_text("title: [\n")
    heal("topics", "--content", str(own))
    tea.write_text(good)
    assert MARK not in heal("show", "green-tea", "--content", str(own)).out


def test_a_topic_that_cites_nothing_has_no_sources(heal: Heal, tmp_path: Path) -> None:
    heal("new", "tea", "--content", str(tmp_path))
    (path,) = tmp_path.glob("topics/*/tea.yaml")
    path.write_text(path.read_text().replace("[@nih-ods-magnesium]", "a source"))
    answer = heal("show", "tea", "--content", str(tmp_path), "--format", "json")
    assert json.loads(answer.out)["topics"][0]["sources"] == []


def test_a_word_that_is_gone_is_no_longer_known(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "UNSETTLED", 0)
    tea = library / "topics/drinks/green-tea.yaml"
    good = tea.read_text()
    tea.write_text(good.replace("Plain words", "Plain wrods"))
    assert "Showing results" not in heal("search", "wrods").out
    tea.write_text(good)
    assert "wrods → words" in heal("search", "wrods").out


def test_an_emergency_in_the_words_of_any_command_warns(heal: Heal) -> None:
    for command in (["why", "magnesium-and-heart"], ["search"], ["for"], ["nonsense"]):
        answer = heal(*command, "chest pain", "heart")
        assert (answer.out or answer.err).startswith("! Chest pain"), command


def test_the_value_of_an_option_is_not_taken_for_the_command(heal: Heal, own: Path) -> None:
    assert heal("--content", str(own), "--color", "never", "topics").code == 0
    assert heal("--width", "80", "topics").code == 0
    assert heal("--format", "plain", "show", "crp").code == 0


def test_help_on_a_word_that_is_no_command_says_so(heal: Heal) -> None:
    answer = heal("magnesium", "--help")
    assert answer.code == 2
    assert "heal show magnesium" in answer.err
    assert "(unknown)" not in answer.err


def test_a_new_category_goes_on_a_line_of_its_own(heal: Heal, own: Path) -> None:
    (own / "categories.yaml").write_text("drinks: {title: Drinks}")
    heal("new", "ginger", "--category", "spices", "--content", str(own))
    assert "categories.yaml" not in heal("check", str(own)).out
    assert "spices" in heal("topics", "--category", "spices", "--content", str(own)).out.lower()


def test_an_anchor_a_line_is_a_bounded_number_of_faults(heal: Heal, library: Path) -> None:
    path = library / "topics/drinks/anchors.yaml"
    path.write_text("\n".join(f"k{number}: &a{number} x" for number in range(5000)))
    assert heal("check", str(library)).out.count("anchors.yaml") <= 100


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
    assert re.search(r"^1\. .*Pepys", page, re.MULTILINE) or "Pepys" in page


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


@pytest.mark.parametrize(
    "arguments",
    [["for", "insomnia"], ["why", "tea", "claimed"], ["benefits", "tea"]],
    ids=" ".join,
)
def test_an_own_claim_is_marked_wherever_it_is_shown(
    heal: Heal, tmp_path: Path, arguments: list[str]
) -> None:
    root = tmp_path / "mine"
    heal("new", "tea", "--content", str(root))
    (path,) = root.glob("topics/*/tea.yaml")
    path.write_text(path.read_text().replace("# condition: insomnia", "condition: insomnia"))
    page = " ".join(heal(*arguments, "--content", str(root)).out.split())
    assert "part of the reviewed library" in page
    claims = json.loads(heal(*arguments, "--content", str(root), "-f", "json").out)["claims"]
    assert "mine" in {claim["library"] for claim in claims}


def test_own_claims_are_not_in_the_grid_of_reviewed_verdicts(
    heal: Heal, tmp_path: Path
) -> None:
    heal("new", "tea", "--content", str(tmp_path))
    (path,) = tmp_path.glob("topics/*/tea.yaml")
    text = path.read_text().replace("# condition: insomnia", "condition: dehydration")
    path.write_text(text.replace("# therapy: lifestyle", "therapy: ces"))
    assert heal("benefits", "--content", str(tmp_path)).out == heal("benefits").out


@pytest.mark.parametrize("width", ["100", "40"])
def test_labels_of_a_hundred_sources_stay_whole(heal: Heal, width: str) -> None:
    page = heal("sources", "--width", width).out
    assert re.findall(r"\[\d+\]\S", page) == []
    assert re.search(r"\[300\] ", page)


def test_a_name_of_several_words_needs_no_quotes(heal: Heal) -> None:
    assert heal("show", "leg", "cramps") == heal("show", "leg cramps")
    assert heal("show", "Muscle", "tension", "and", "spasms").code == 0


def test_the_step_after_a_new_topic_works_as_it_is_printed(heal: Heal, tmp_path: Path) -> None:
    page = heal("new", "tea", "--content", str(tmp_path), "--width", "1000").out
    (step,) = re.findall(r"heal (show .*)", page)
    assert heal(*step.split()).code == 0


@pytest.mark.parametrize("name", ["cramps", "cramp", "blood pressure"])
def test_a_condition_is_found_by_the_word_people_use(heal: Heal, name: str) -> None:
    assert heal("for", name).code == 0


def test_a_folder_with_a_colon_in_its_name_can_be_named(heal: Heal, tmp_path: Path) -> None:
    own = tmp_path / "notes: mine"
    assert heal("new", "mint", "--content", str(own)).code == 0
    assert MARK in heal("show", "mint", "--content", str(own)).out
