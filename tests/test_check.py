"""The mistakes that writers make: each is found, with its place and what would be right."""

import os
from pathlib import Path

import pytest

from tests.conftest import SHARED, Heal, write_topic
from tests.test_own_content import own

__all__ = ["own"]

CAUTION = "cautions: [Ask first about Red wine.]"
FINDING = "finding: Some did better on Red wine, some did not."
TEXT = "text: Plain words on Red wine."

SLIPS = {
    "a colon": (
        FINDING,
        "finding: Trials: some did better.",
        "F01",
        "with a colon in it needs quotes",
    ),
    "an at sign": (
        FINDING,
        "finding: [@doe-2020] found it.",
        "F01",
        "starts with @ needs quotes",
    ),
    "a tab": (CAUTION, "cautions:\n\t- Ask first.", "F01", "with spaces, not with tabs"),
    "a star": (CAUTION, "cautions:\n  - *Very* hot.", "F01", "starts with * or & needs quotes"),
    "an open quote": (
        CAUTION,
        'cautions: ["Ask first.]',
        "F01",
        "quote or bracket is not closed",
    ),
    "text after quotes": (CAUTION, 'cautions:\n  - "Hot" tea scalds.', "F01", "not closed"),
    "a mapping for text": (
        CAUTION,
        "cautions:\n  - Heat: very hot.",
        "F01",
        "if it holds a colon",
    ),
    "an empty list": (
        "related: []",
        "related:",
        "F01",
        "is empty; write [one, two], or [] for none",
    ),
    "a comma in braces": (
        "text: hiccups that last for days",
        "text: hiccups, or a stiff neck",
        "F01",
        "text with a comma needs quotes within braces",
    ),
    "a capital": ("evidence: mixed", "evidence: Mixed", "F01", 'did you mean "mixed"?'),
    "a slip in a source": ("[doe-2020]", "[doe-2021]", "F02", 'did you mean "doe-2020"?'),
    "a slip in a condition": ("condition: hiccups", "condition: hicups", "F05", '"hiccups"?'),
    "a slip in a bundled therapy": (
        "therapy: water",
        "therapy: lifestile",
        "F05",
        '"lifestyle"?',
    ),
    "a slip in a link": (TEXT, "text: Of [[singultuss]].", "F03", 'did you mean "singultus"?'),
    "a slip in related": (
        "related: []",
        "related: [magnesum]",
        "F04",
        'did you mean "magnesium"?',
    ),
    "a bundled name": ("summary:", "also_called: [crp]\nsummary:", "F06", "leads to crp ("),
    "two sources in one mark": (TEXT, 'text: "Words [@a, @b]."', "W10", "[@one] [@other]"),
    "a capital in a mark": (
        TEXT,
        'text: "Words [@Doe-2020]."',
        "W10",
        '"[@Doe-2020]" is no mark',
    ),
    "a link that is open": (TEXT, 'text: "A [[singultus is long."', "W10", "is no mark"),
    "marks of Markdown": (TEXT, 'text: "Is **bold** here."', "W10", '"**bold**" is no mark'),
    "a hash": (
        CAUTION,
        "cautions:\n  - Very hot wine #1 scalds.",
        "W12",
        '"#1 scalds." is not shown',
    ),
    "the future": ("reviewed: 2026-11-22", "reviewed: 2099-01-01", "W04", "in the future"),
    "itself as related": ("related: []", "related: [red-wine]", "W01", "the page itself"),
    "a keyword that is a name": (
        "summary:",
        "keywords: [red wine]\nsummary:",
        "W13",
        "take it out",
    ),
    "a number without a study": (
        f"evidence: mixed\n    {FINDING}\n    sources: [doe-2020]",
        "evidence: insufficient\n    finding: It helped 70% of them.\n    sources: []",
        "W03",
        "name one in sources",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_found_and_what_would_be_right_is_said(
    heal: Heal, own: Path, slip: tuple[str, str, str, str]
) -> None:
    right, wrong, code, said = slip
    path = write_topic(own, "Red wine", slip=(right, wrong))
    page = heal("check", str(path)).out
    found = [line for line in page.splitlines() if f" {code} " in line]
    assert any(said in line for line in found), page
    assert all(line.startswith(f"{path}:") for line in found)


def test_a_byte_order_mark_as_some_editors_write_it_is_no_fault(heal: Heal, own: Path) -> None:
    path = own / "topics/drinks/green-tea.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert heal("check", str(own)).code == 0


def test_a_fault_in_a_topic_makes_nothing_else_look_wrong(heal: Heal, own: Path) -> None:
    write_topic(own, "Green tea", verdict=("evidence: mixed", "evidence: maybe"))
    write_topic(own, "Cold milk", claim=("    condition: hiccups\n", ""))
    assert "1 fault and 0 warnings" in heal("check", str(own)).out


def test_a_fault_in_a_source_does_not_deny_that_it_is_there(heal: Heal, own: Path) -> None:
    (own / "sources.yaml").write_text(SHARED["sources"].replace("kind: trial", "kind: tryal"))
    page = heal("check", str(own)).out
    assert "F01" in page
    assert "F02" not in page


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("topics/drinks/wine.yml", "its name should end in .yaml"),
        ("topics/drinks/wine.YAML", "its name should end in .yaml"),
        ("topics/wine.yaml", "a folder of its category"),
        ("wine.yaml", "topics/<category>/"),
        ("source.yaml", "topics/<category>/"),
        ("topics/drinks/red/wine.yaml", "this folder is not read"),
    ],
)
def test_a_file_where_none_is_read_is_named(
    heal: Heal, own: Path, place: str, said: str
) -> None:
    (own / place).parent.mkdir(exist_ok=True)
    (own / place).write_text("title: Wine\n")
    found = [line for line in heal("check", str(own)).out.splitlines() if " W11 " in line]
    assert len(found) == 1
    assert said in found[0]


def test_of_two_topics_with_one_name_the_newer_is_to_change(heal: Heal, own: Path) -> None:
    older = own / "topics/drinks/green-tea.yaml"
    os.utime(older, (1, 1))
    newer = write_topic(own, "Ale", name=("title: Ale", "title: Green tea"))
    page = heal("check", str(own)).out
    assert f'{newer}:1:8: F06 the name "Green tea" leads to green-tea ({older})' in page
    assert f"{older}:" not in page


def test_a_category_of_two_libraries_is_one(
    heal: Heal, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "school"
    (other / "topics/drinks").mkdir(parents=True)
    (other / "categories.yaml").write_text(SHARED["categories"])
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{other}")
    answer = heal("topics", "--category", "drinks")
    assert answer.err == ""
    assert "green-tea" in answer.out
    assert "W14" in heal("check", str(other)).out


def test_a_library_may_build_on_those_that_are_read_before_it(
    heal: Heal, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "school"
    (other / "topics/drinks").mkdir(parents=True)
    path = write_topic(other, "Red wine", link=("Plain words", "Plain [[green-tea]] words"))
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{other}")
    assert heal("check", str(path)).code == 0
    monkeypatch.setenv("HEAL_CONTENT", str(other))
    assert "F02" in heal("check", str(path)).out


def test_two_libraries_with_one_source_are_told_apart(
    heal: Heal, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "school"
    (other / "topics/drinks").mkdir(parents=True)
    (other / "sources.yaml").write_text(SHARED["sources"])
    monkeypatch.setenv("HEAL_CONTENT", f"{own}{os.pathsep}{other}")
    said = f'the id "doe-2020" is taken by {own / "sources.yaml"}'
    assert said in heal("topics").err
    assert f"{other}/sources.yaml:1:1: F09" in heal("check", str(other)).out


def test_a_term_and_a_list_of_sources_of_one_s_own_are_marked(heal: Heal, own: Path) -> None:
    assert "Not part of the reviewed library" in heal("define", "singultus").out
    assert "Not part of the reviewed library" in heal("sources", "green-tea").out
    assert "Not part of the reviewed library" not in heal("define", "CRP").out


def test_the_ids_that_a_writer_needs_are_shown(heal: Heal, own: Path) -> None:
    about = heal("about", "--width", "200").out
    for identifier in ("electrotherapy", "lifestyle", "insomnia", "hiccups"):
        assert f"  {identifier} " in about
    assert str(own) in heal("about", "--format", "plain").out
    assert "(garrison-2020)" in heal("sources", "muscle-spasms").out


def test_what_is_mistyped_is_answered_with_what_to_type(heal: Heal, own: Path) -> None:
    assert "heal help checks" in heal("help", "cheks").err
    assert "heal help search" in heal("help", "serch").err
    assert "Try:  heal check" in heal("check", "no-such-folder").err


def test_one_topic_is_said_as_one(heal: Heal, own: Path) -> None:
    (own / "topics/drinks/green-tea.yaml").unlink()
    assert f"1 topic in {own}" in heal("about", "--format", "plain").out
