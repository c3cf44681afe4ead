"""A claim is a card, found by its number or by its words; every list of claims ends in care."""

import json
import re
from functools import cache
from statistics import median

import pytest

from heal_cli import formats
from heal_cli.text import marks
from heal_cli.views.claims import why_page
from heal_cli.views.frame import framed
from tests.conftest import Heal
from tests.test_bundled_content import IDS, topic
from tests.whole_pages.bundled import bundled

LONGEST_CARD = 24
"""Lines of the median card at 80 columns, without its sources."""

LISTS = [["why", "ces"], ["benefits", "ces"], ["for", "insomnia"], ["for", "pain"]]
"""Command lines that list claims."""


def test_a_topic_alone_lists_its_claims_with_their_numbers(heal: Heal) -> None:
    for name in IDS:
        page = " ".join(heal("why", name).out.split())
        for number, benefit in enumerate(topic(name).benefits, 1):
            row = f" {number} {benefit.evidence.mark} {benefit.evidence.value} "
            assert f"{row}{marks.strip(benefit.claim)}" in page, (name, number)
        assert f"One in full heal why {name} 1" in page


def test_a_number_shows_that_claim_and_no_other(heal: Heal) -> None:
    claims = topic("ces").benefits
    for number, benefit in enumerate(claims, 1):
        page = heal("why", "ces", str(number)).out
        assert marks.strip(benefit.claim) in " ".join(page.split())
        assert f"ces · claim {number} of {len(claims)}" in page
        assert page.count("· claim ") == 1
        answer = json.loads(heal("why", "ces", str(number), "--format", "json").out)
        assert [claim["claim"] for claim in answer["claims"]] == [marks.strip(benefit.claim)]


def test_words_show_the_claims_that_have_them(heal: Heal) -> None:
    page = heal("why", "ces", "depression").out
    assert re.search(r"^CES treats depression +ces · claim \d+ of \d+$", page, re.MULTILINE)
    assert page == heal("why", "CES", "Depression").out


@pytest.mark.parametrize("number", ["0", "99", "007770"])
def test_a_number_that_is_not_there_is_answered_with_those_that_are(
    heal: Heal, number: str
) -> None:
    answer = heal("why", "ces", number)
    assert (answer.out, answer.code) == ("", 4)
    last = len(topic("ces").benefits)
    said = f"ces has no claim {int(number)}; its claims are numbered 1 to {last}."
    assert said in " ".join(answer.err.split())
    assert answer.err.endswith("Try:  heal why ces\n")


@cache
def card(name: str, number: int) -> tuple[str, ...]:
    """Return the lines of a card, from its claim to the last before its sources."""
    page, around = bundled(name)
    claim = list(page.claims())[number - 1]
    document = framed(why_page(page, [claim], around.sources))
    drawn = "\n".join(formats.lines("rich", document, 80, colored=False))
    body = drawn.partition("Full disclaimer below.\n\n")[2]
    return tuple(re.split(r"\n\n(?:Sources\n|Read  heal show )", body)[0].splitlines())


CARDS = [(name, n + 1) for name in IDS for n in range(len(topic(name).benefits))]
"""Every claim of every topic, by its number."""


def test_the_median_card_fits_a_terminal_of_24_lines(heal: Heal) -> None:
    heights = [len(card(*place)) for place in CARDS]
    assert median(heights) <= LONGEST_CARD
    assert min(heights) >= 4
    assert "\n".join(card("ces", 1)) in heal("why", "ces", "1").out


def test_a_card_says_how_large_and_in_whom_where_that_is_known() -> None:
    for name, number in CARDS:
        benefit = topic(name).benefits[number - 1]
        told = " ".join(" ".join(card(name, number)).split())
        assert f"{benefit.evidence.mark} {benefit.evidence.value}" in told
        assert benefit.qualifier in told
        if benefit.studied:
            assert f"Effect {benefit.effect}" in told
            assert f"Studied {benefit.studied}" in told


@pytest.mark.parametrize("line", LISTS, ids=" ".join)
def test_a_list_of_claims_ends_with_when_to_get_help_and_who_must_take_care(
    heal: Heal, line: list[str]
) -> None:
    lines = heal(*line).out.splitlines()
    care = next(n for n, text in enumerate(lines) if text.startswith("Take care"))
    urgent = next(n for n, text in enumerate(lines) if text.startswith("! Get help now for"))
    claims = [n for n, text in enumerate(lines) if re.search("[●◐○✕] ", text)]
    assert claims[-1] < urgent < care
    assert re.search(r"\d+ cautions? in heal show", " ".join(" ".join(lines[care:]).split()))
    for after in ("Sources", "╭─ Disclaimer"):
        assert all(care < n for n, text in enumerate(lines) if text.startswith(after))


def test_the_best_evidence_for_a_condition_stands_first(heal: Heal) -> None:
    order = ["supported", "mixed", "insufficient", "not supported"]
    for condition in ("insomnia", "pain", "depression"):
        claims = json.loads(heal("for", condition, "--format", "json").out)["claims"]
        places = [(order.index(c["evidence"]), c["qualifier"] is not None) for c in claims]
        assert places == sorted(places), condition
