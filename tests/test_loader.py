"""Every fault of a topic is named with its place, and what would be right."""

import json
from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic


def figure(kind: str, row: str) -> tuple[str, str]:
    """Return a change that puts a figure of one row into a topic."""
    drawn = f"{{kind: {kind}, title: Cups, rows: [{row}], sources: [doe-2020]}}"
    return "benefits:", f"    figure: {drawn}\nbenefits:"


def faults(heal: Heal, path: Path) -> list[str]:
    """Return what `heal check` finds wrong in a file, each with its line and column."""
    found = json.loads(heal("check", str(path), "--format", "json").out)["findings"]
    return [f"{f['line']}:{f['column']}: {f['message']}" for f in found if f["code"] == "F01"]


def test_values_stay_the_text_that_was_written(heal: Heal, library: Path) -> None:
    write_topic(library, "Tea", figure=figure("bars", "{label: no, value: 012}"))
    (topic,) = json.loads(heal("show", "tea", "--format", "json").out)["topics"]
    assert (topic["id"], topic["category"]) == ("tea", "drinks")
    assert topic["explanation"][0]["figure"]["rows"] == [["no", "012", ""]]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "title: Tea",
            "title:",
            "1:7: is empty; write a value, or take the key away if it may be",
        ),
        ("title: Tea", "tittle: Tea", '1:1: unknown key "tittle"; did you mean "title"?'),
        ("title: Tea\n", "", '1:1: key "title" is missing'),
        (
            "evidence: mixed",
            "evidence: maybe",
            '12:15: "maybe" should be one of: supported, mixed, insufficient, not supported',
        ),
        ("2026-11-22", "22/11/2026", '4:11: "22/11/2026" should be a date such as 2026-11-22'),
        (
            "[Ask first about Tea.]",
            "Hot.",
            "17:11: should be a list, is text; write [one, two], or [] for none",
        ),
        (
            "sources: [doe-2020]",
            "sources: []",
            "9:5: has no source; add one from sources.yaml, or say evidence: insufficient",
        ),
        ("when: soon", "when: never", '19:12: "never" should be one of: '),
        (
            "What the page says of Tea. How that stands.",
            "A drink. " * 40,
            "2:10: has 359 characters; 240 is the most",
        ),
    ],
)
def test_a_fault_names_its_place_and_what_would_be_right(
    heal: Heal, library: Path, old: str, new: str, fault: str
) -> None:
    path = write_topic(library, "Tea", change=(old, new))
    found = faults(heal, path)
    assert any(line.startswith(fault) for line in found), found


@pytest.mark.parametrize(
    ("kind", "row", "fault"),
    [
        ("bars", "{label: a, value: many}", '8:64: "many" should be a number such as 7.8'),
        ("bars", "[a, 1]", "8:46: should be keys with values, is a list"),
        ("table", "[a]", '8:13: "columns" belong to figures of kind table, and they need them'),
        (
            "table, columns: [a, b]",
            "[c]",
            "8:64: a row needs a cell for every column: 2, not 1",
        ),
        (
            "steps, columns: [a]",
            "{x: y}",
            '8:13: "columns" belong to figures of kind table, and they need them',
        ),
    ],
)
def test_a_fault_of_a_figure_names_its_place_and_what_would_be_right(
    heal: Heal, library: Path, kind: str, row: str, fault: str
) -> None:
    path = write_topic(library, "Tea", figure=figure(kind, row))
    assert fault in faults(heal, path)


def test_every_fault_of_a_file_is_told_at_once(heal: Heal, library: Path) -> None:
    path = write_topic(
        library,
        "Tea",
        name=("title: Tea", "title:"),
        verdict=("evidence: mixed", "evidence: maybe"),
        cautions=("cautions: [Ask first about Tea.]\n", ""),
    )
    places = [fault.partition(" ")[0] for fault in faults(heal, path)]
    assert places == ["1:1:", "1:7:", "12:15:"]


def test_a_file_name_must_be_an_id(heal: Heal, library: Path) -> None:
    path = write_topic(library, "Tea").rename(library / "topics/drinks/Green Tea.yaml")
    (fault,) = faults(heal, path)
    assert fault == '1:1: the name "Green Tea" should be lower-case words joined by hyphens'
