"""What a reader needs first stands first: verdicts and emergencies on the first screens.

Lines are counted from the first that is printed, over every topic, so that a long page
cannot push an answer down unseen.
"""

import re
from collections.abc import Callable
from functools import cache
from statistics import median

import pytest

from heal_cli import formats
from heal_cli.models import Evidence, Urgency
from heal_cli.views.frame import framed
from heal_cli.views.topic import topic_page
from tests.conftest import Heal
from tests.fuzzing import one_and_the_rest
from tests.test_bundled_content import IDS, PATHS, shared, topic
from tests.whole_pages.bundled import bundled

USUAL = 80
"""Columns for which lines are counted."""

NARROW_AND_WIDE = one_and_the_rest([20, 40, USUAL, 100, 200], [20, USUAL])

MARKS = tuple(evidence.mark for evidence in Evidence)

PARTS = [
    "In short",
    "Claims at a glance",
    "! Get help now for",
    "What is claimed, and what studies found",
    "Take care",
    "When to get help",
    "Read on",
    "Where this page comes from",
    "Sources",
    "Disclaimer",
]
"""What every page has, in order; between help and what to read on stands the explanation."""


@cache
def page(name: str, width: int = USUAL) -> tuple[str, ...]:
    """Return the lines of a topic's page, without the spaces around them."""
    document = framed(topic_page(*bundled(name)))
    return tuple(
        line.strip(" │╭╮─") for line in formats.lines("rich", document, width, colored=False)
    )


def first(name: str, fits: Callable[[str], bool]) -> int:
    """Return the number of the first line that fits, from 1."""
    return next(number for number, line in enumerate(page(name), 1) if fits(line))


def first_verdict(name: str) -> int:
    return first(name, lambda line: any(mark in line for mark in MARKS))


def first_help(name: str) -> int:
    return first(name, lambda line: "Get help now" in line)


def warned() -> list[str]:
    """Return the topics that name an emergency."""
    is_urgent = Urgency.EMERGENCY
    return [name for name in IDS if any(e.when is is_urgent for e in topic(name).get_help)]


@pytest.mark.parametrize(
    ("place", "names", "usual", "worst"),
    [(first_verdict, IDS, 22, 40), (first_help, warned(), 34, 60)],
    ids=["verdict", "help"],
)
def test_what_a_reader_needs_first_stands_on_the_first_screens(
    place: Callable[[str], int], names: list[str], usual: int, worst: int
) -> None:
    places = {name: place(name) for name in names}
    assert len(places) >= 30
    assert median(places.values()) <= usual
    assert {name: line for name, line in places.items() if line > worst} == {}


@pytest.mark.parametrize("width", NARROW_AND_WIDE)
def test_the_parts_of_every_page_come_in_one_order_at_every_width(width: int) -> None:
    for name in IDS:
        lines = " ".join(page(name, width))
        place = 0
        headings = [section.heading for section in topic(name).explanation]
        parts = [part for part in PARTS if part != "! Get help now for" or name in warned()]
        place_of_help = parts.index("Read on")
        for part in (*parts[:place_of_help], *headings, *parts[place_of_help:]):
            place = lines.find(part, place)
            assert place >= 0, (name, width, part)
            place += len(part)


def test_every_claim_is_at_a_glance_with_its_number_its_verdict_and_its_qualifier() -> None:
    for name in IDS:
        whole = " ".join(page(name))
        start = whole.index("Claims at a glance")
        glance = whole[start : whole.index("What is claimed, and what studies found")]
        for number, benefit in enumerate(topic(name).benefits, 1):
            mark = f"{number} {benefit.evidence.mark} {benefit.evidence.value}"
            assert mark in " ".join(glance.split()), (name, number)
            assert benefit.qualifier in " ".join(glance.split()), (name, number)


def test_the_grid_fits_a_window_of_75_lines(heal: Heal) -> None:
    lines = heal("benefits", "--width", str(USUAL)).out.splitlines()
    assert len(lines) <= 75


def test_the_list_of_topics_is_a_line_a_topic(heal: Heal) -> None:
    lines = heal("topics", "--width", "100").out.splitlines()
    for name in IDS:
        assert sum(line.split()[:1] == [name] for line in lines) == 1, name


@pytest.mark.parametrize("options", [["--width", "50"], ["--format", "plain"], []])
def test_every_category_stands_above_its_topics_at_any_width(
    heal: Heal, options: list[str]
) -> None:
    lines = heal("topics", *options).out.splitlines()
    said = [re.sub(r"^Line \d+ of \d+\. ", "", line.strip()) for line in lines]
    titles = {group.title: group.id for group in shared().categories}
    above, found = "", {}
    for line in said:
        above = titles.get(line.removesuffix("."), above)
        first = line.split()[0].removesuffix(".") if line else ""
        if first in IDS:
            found[first] = above
    assert found == {name: PATHS[name].parent.name for name in IDS}
