"""Every code of `heal check` is given for what it means, and for nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from heal_cli.authoring.findings import CODES
from tests.conftest import SHARED, Heal, write_topic

pytestmark = pytest.mark.usefixtures("bundled_read_once")

HARD = (
    "Pharmacological interventions predominantly necessitate multidisciplinary "
    "characterisation of heterogeneous physiological susceptibilities."
)


def wine(old: str, new: str) -> Callable[[Path], object]:
    """Return what writes a topic in which one text is replaced by another."""
    return lambda own: write_topic(own, "Red wine", change=(old, new))


def beside(name: str, text: str) -> Callable[[Path], object]:
    """Return what puts something at the end of a file that topics share."""
    return lambda own: (own / f"{name}.yaml").write_text(SHARED[name] + text)


def unread_sources(own: Path) -> None:
    works = SHARED["sources"].replace("status: checked", "status: not checked")
    (own / "sources.yaml").write_text(works)


def unsourced_number(own: Path) -> None:
    write_topic(
        own,
        "Red wine",
        verdict=("evidence: mixed", "evidence: insufficient"),
        sources=("sources: [doe-2020]", "sources: []"),
        people=("adults who had hiccups", "80 adults who had hiccups"),
    )


PEOPLE = """\
    studied: adults who had hiccups
    effect: fewer hiccups in half of them
"""

UNREADABLE_RULE = (
    "choking: {title: Choking, rules: [<nobody> + choke], advice: Call for help.}\n"
)

FOUND: dict[str, Callable[[Path], object]] = {
    "F01": wine("evidence: mixed", "evidence: maybe"),
    "F02": wine("sources: [doe-2020]", "sources: [roe-1999]"),
    "F03": wine("Plain words", "Plain [[wordless]] words"),
    "F04": wine("related: []", "related: [no-such-topic]"),
    "F05": wine("therapy: water", "therapy: fire-walking"),
    "F06": wine("summary:", "also_called: [charley horse]\nsummary:"),
    "F07": unread_sources,
    "F08": wine("[Ask first about Red wine.]", "[Take 3 g at night.]"),
    "F09": lambda own: write_topic(own, "Magnesium"),
    "F10": wine("Plain words on Red wine.", "Short paragraphs, parted by an empty line."),
    "F11": unsourced_number,
    "F12": lambda own: (own / "urgent.yaml").write_text(UNREADABLE_RULE),
    "W01": wine("related: []", "related: [red-wine]"),
    "W02": beside("conditions", "yawning: {title: Yawning}\n"),
    "W03": wine("Plain words", "Plain words, 12 of them,"),
    "W04": wine("2026-11-22", "2019-11-22"),
    "W05": wine("Plain words on Red wine.", " ".join([HARD] * 3)),
    "W06": wine("Plain words", "Words of any color"),
    "W07": wine("get_help:\n", "get_help:\n  - {when: next visit, text: dull hiccups}\n"),
    "W08": wine("Plain words on Red wine.", "What the page says of Green tea."),
    "W09": wine("[Ask first about Red wine.]", "[]"),
    "W10": wine("Plain words", "Plain **words**"),
    "W11": lambda own: (own / "topics" / "wine.yaml").write_text("title: Wine\n"),
    "W12": wine("Plain words on", "Plain words #on"),
    "W13": wine("summary:", "keywords: [red wine]\nsummary:"),
    "W16": wine("summary:", "keywords: [zeppelin]\nsummary:"),
    "W14": beside("conditions", "insomnia: {title: Sleeplessness}\n"),
    "W15": wine(PEOPLE, ""),
    "W17": wine("Plain words", "A review of 2023 has plain words"),
}
"""What brings about each code in a library that is right otherwise."""

WITH = {"F08": {"W03"}, "W14": {"W02"}, "W17": {"W03"}}
"""Codes that are found beside one, as they should be."""


def codes(heal: Heal, own: Path) -> set[str]:
    answer = heal("check", str(own), "--format", "json")
    return {finding["code"] for finding in json.loads(answer.out)["findings"]}


def test_every_code_is_tried_here() -> None:
    assert set(FOUND) == set(CODES)


def test_a_library_that_is_right_has_none(heal: Heal, own: Path) -> None:
    assert codes(heal, own) == set()


@pytest.mark.parametrize("code", FOUND)
def test_a_code_is_found_where_it_is_meant_and_alone(heal: Heal, own: Path, code: str) -> None:
    FOUND[code](own)
    assert codes(heal, own) == {code} | WITH.get(code, set())
