"""Pages read well: parts in one order, tables that stack, figures in proportion."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from heal_cli.loading.libraries import bundled_root
from heal_cli.text import marks
from tests.conftest import Heal, write_topic
from tests.test_bundled_content import IDS, topic


@pytest.mark.parametrize(
    ("width", "is_table"), [(100, True), (80, True), (60, False), (40, False)]
)
def test_a_benefit_table_becomes_stacked_rows_in_a_narrow_window(
    heal: Heal, width: int, is_table: bool
) -> None:
    page = heal("show", "ces", "--section", "benefits", "--width", str(width)).out
    header = re.search(r"^ *Claim +Evidence +What studies found +Sources$", page, re.MULTILINE)
    assert bool(header) is is_table


def test_the_parts_of_a_page_come_in_one_order(heal: Heal) -> None:
    page = heal("show", "muscle-spasms", "--width", "100").out
    parts = [
        "Muscle tension and spasms  ",
        "Also called",
        "╭─ In short",
        "\nClaims at a glance",
        "! Get help now for",
        "\nWhat is claimed, and what studies found",
        "\nTake care\n",
        "\nWhen to get help",
        "What the cramp trials found",
        "\nRead on",
        "Where this page comes from",
        "\nSources",
        "╭─ Disclaimer",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_the_path_from_brain_to_muscle_is_drawn_as_steps(heal: Heal) -> None:
    page = heal("show", "muscle-movement", "--width", "100").out
    assert re.search(r"^  1 +Brain .*\n  │\n  2 +Upper", page, re.MULTILINE)


def test_crp_is_drawn_as_bands_that_darken(heal: Heal) -> None:
    page = heal("show", "crp", "--width", "100").out
    shades = [page.index(shade) for shade in ("░░░░", "▒▒▒▒", "▓▓▓▓", "████")]
    assert shades == sorted(shades)


def test_intake_by_age_is_drawn_as_bars_in_proportion(heal: Heal) -> None:
    page = heal("show", "magnesium", "--width", "100").out
    bars = {value: len(bar) for bar, value in re.findall(r"(█+)[▏▎▍▌▋▊▉]? (\d+)", page)}
    assert bars["420"] > bars["320"] > bars["240"]


def test_only_the_parts_asked_for_are_shown(heal: Heal) -> None:
    page = heal("show", "magnesium", "--section", "cautions").out
    assert "Take care" in page
    assert "When to get help" not in page
    assert "In short" not in page


def test_sources_can_be_shown_alone(heal: Heal) -> None:
    page = heal("show", "crp", "--section", "sources").out
    assert "Pepys MB" in page
    assert "Take care" not in page


def test_every_topic_is_listed_with_its_summary(heal: Heal) -> None:
    page = " ".join(heal("topics", "--long", "--width", "100").out.split())
    for name in IDS:
        assert name in page
        assert marks.strip(topic(name).summary) in page


def test_one_category_lists_its_topics_alone(heal: Heal) -> None:
    page = heal("topics", "--category", "Electrotherapy").out
    assert "pemf" in page
    assert "crp" not in page
    assert "4 topics." in page


def test_a_page_says_when_its_review_is_past_due(heal: Heal, library: Path) -> None:
    tea = library / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text().replace("reviewed: 2026-11-22", "reviewed: 2019-01-01"))
    assert "The review of this page is past due" in heal("show", "green-tea").out
    assert "past due" not in heal("show", "cold-milk").out


def test_markup_of_others_in_content_is_shown_as_it_stands(heal: Heal, library: Path) -> None:
    tea = library / "topics/drinks/green-tea.yaml"
    said = "See [note] and [/b] and :pill: here"
    tea.write_text(tea.read_text().replace("Plain words on Green tea.", f"'{said}'"))
    assert said in heal("show", "green-tea").out


def test_the_bundled_root_lies_beside_the_package_in_a_checkout() -> None:
    assert (bundled_root() / "topics").is_dir()


@pytest.mark.parametrize("width", [100, 72, 50, 30])
@pytest.mark.parametrize(
    "words",
    [
        "筋肉のけいれんと痛み マグネシウム",
        "e\u0301te\u0301 cafe\u0301 nai\u0308ve",
        "تشنج العضلات والألم",
    ],
    ids=["wide", "combining", "right-to-left"],
)
def test_letters_of_any_script_keep_boxes_and_tables_straight(
    heal: Heal, library: Path, words: str, width: int
) -> None:
    write_topic(library, "Red wine", words=("Some did better", f"{words} " * 8))
    tea = library / "topics/drinks/red-wine.yaml"
    tea.write_text(tea.read_text("utf-8").replace("How that stands", f"{words} {words}"))
    lines = heal("show", "red-wine", "--width", str(width)).out.splitlines()
    assert max(map(cell_len, lines)) <= min(width, 96)
    edges = {cell_len(line) for line in lines if line.startswith(("│ ", "╭", "╰"))}
    assert len(edges) == 1
