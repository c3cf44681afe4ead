"""Libraries beside one another: what is whose, and what stands in two of them."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import SHARED, Heal, write_topic
from tests.invariants import But
from tests.test_own_content import MARK


@pytest.fixture
def school(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library without topics and files that is read after the own one."""
    root = tmp_path / "school"
    (root / "topics/drinks").mkdir(parents=True)
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{root}")
    return root


def test_a_category_of_two_libraries_is_one(heal: Heal, school: Path) -> None:
    (school / "categories.yaml").write_text(SHARED["categories"])
    answer = heal("topics", "--category", "drinks")
    assert (answer.code, answer.err) == (0, "")
    assert "green-tea" in answer.out
    assert f"{school}/categories.yaml:1:1: W14" in heal("check", str(school)).out


def test_a_library_may_build_on_those_that_are_read_before_it(
    heal: Heal, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_topic(school, "Red wine", link=("Plain words", "Plain [[green-tea]] words"))
    assert heal("check", str(path)).code == 0
    monkeypatch.setenv("HEAL_CONTENT", str(school))
    assert f'{path}:7:17: F03 "green-tea" is no glossary term' in heal("check", str(path)).out


def test_two_libraries_with_one_source_are_told_apart(
    heal: Heal, own: Path, school: Path
) -> None:
    (school / "sources.yaml").write_text(SHARED["sources"])
    said = f'the id "doe-2020" is taken by {own / "sources.yaml"}'
    assert said in heal("topics", but=But.WARNED).err
    found = f'{school}/sources.yaml:1:1: F09 "doe-2020" stands in another library'
    assert found in heal("check", str(school)).out


@pytest.mark.parametrize("place", [".", "clinic", "./clinic/../clinic"])
def test_an_own_library_named_from_here_is_marked_all_the_same(
    heal: Heal, own: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEAL_CONTENT")
    monkeypatch.chdir(own if place == "." else own.parent)
    assert MARK in heal("show", "green-tea", "--content", place).out


@pytest.mark.usefixtures("own")
def test_a_term_and_a_list_of_sources_of_one_s_own_are_marked(heal: Heal) -> None:
    assert MARK in heal("define", "singultus").out
    assert MARK in heal("sources", "green-tea").out
    assert MARK not in heal("define", "CRP").out


@pytest.mark.usefixtures("own")
def test_an_own_claim_is_marked_wherever_it_is_shown(heal: Heal) -> None:
    for arguments in (
        ["for", "hiccups"],
        ["why", "green-tea", "helps"],
        ["benefits", "green-tea"],
    ):
        assert "part of the reviewed library" in " ".join(heal(*arguments).out.split())
        claims = json.loads(heal(*arguments, "--format", "json").out)["claims"]
        assert {claim["library"] for claim in claims} == {"clinic"}


def test_own_claims_are_not_in_the_grid_of_reviewed_verdicts(
    heal: Heal, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_topic(
        own,
        "Red wine",
        condition=("condition: hiccups", "condition: dehydration"),
        therapy=("therapy: water", "therapy: ces"),
    )
    assert "It helps with Red wine" in heal("for", "dehydration").out
    grid = heal("benefits").out
    monkeypatch.delenv("HEAL_CONTENT")
    assert heal("benefits").out == grid


def test_a_bundled_topic_that_was_broken_takes_its_id_back(
    heal: Heal, library: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
    tea = library / "topics/drinks/green-tea.yaml"
    good = tea.read_text()
    tea.write_text("title: [\n")
    assert MARK in heal("show", "green-tea", but=But.WARNED).out
    tea.write_text(good)
    page = heal("show", "green-tea", but=But.WARNED).out
    assert "Plain words on Green tea." in page
    assert MARK not in page


def test_the_ids_and_the_place_of_a_library_are_shown(heal: Heal, own: Path) -> None:
    about = heal("about", "--width", "200").out
    for identifier in ("electrotherapy", "lifestyle", "insomnia", "hiccups"):
        assert f"  {identifier} " in about
    assert "(doe-2020)" in heal("sources", "green-tea").out
    assert f"2 topics in {own}" in heal("about", "--format", "plain").out
    (own / "topics/drinks/green-tea.yaml").unlink()
    assert f"1 topic in {own}" in heal("about", "--format", "plain").out
