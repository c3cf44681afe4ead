"""Cautions are found by the words that people have for their situation and medicine."""

import json

import pytest

from heal_cli.models import Emergency
from heal_cli.views.document import Document, Paragraph, joined
from heal_cli.views.frame import framed
from tests.conftest import Heal
from tests.test_bundled_content import shared


def cautions(heal: Heal, *words: str) -> str:
    """Return what the cautions of some words say."""
    return heal("cautions", *words, "--format", "plain").out


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("warfrin", "warfarin"), ("kidny disease", "kidney disease"), ("pacemkaer", "pacemaker")],
)
def test_a_slip_costs_no_caution_and_is_told(heal: Heal, slip: str, meant: str) -> None:
    asked, right = cautions(heal, slip), cautions(heal, meant)
    assert f'"{slip}" was taken for "{meant}".' in asked
    assert right.partition("Cautions that name")[2] == asked.partition("Cautions that name")[2]


def test_a_situation_that_nothing_names_does_not_pass_for_a_harmless_one(heal: Heal) -> None:
    page = cautions(heal, "kidney disease, zzqq")
    assert "Cautions that name: kidney disease\n" in page
    assert "Not one caution here names: zzqq." in page
    record = json.loads(heal("cautions", "kidney disease, zzqq", "--format", "json").out)
    assert record["unknown"] == ["zzqq"]
    assert record["cautions"]


@pytest.mark.parametrize(
    ("medicine", "said"),
    [
        ("doxycycline", "Tetracycline and quinolone antibiotics may fail"),
        ("nexium", "Long use of an acid-blocker such as omeprazole"),
        ("furosemide", "Some water tablets"),
        ("sertraline", "antidepressants"),
        ("coumadin", "Warfarin: dark greens"),
    ],
)
def test_a_medicine_is_named_by_its_class_in_the_plural_too(
    heal: Heal, medicine: str, said: str
) -> None:
    assert said in cautions(heal, medicine)


@pytest.mark.parametrize(
    ("medicine", "other"),
    [("sertraline", "Warfarin: dark greens"), ("metformin", "Warfarin"), ("warfarin", "SSRI")],
)
def test_what_names_one_medicine_is_not_said_of_another(
    heal: Heal, medicine: str, other: str
) -> None:
    assert other not in cautions(heal, medicine)


def test_every_reminder_says_whom_to_call_or_where_to_go() -> None:
    for urgent in shared().urgent:
        emergency = Emergency(urgent.title, urgent.advice)
        last = list(framed(Document("", ()), [emergency]).blocks)[-1]
        assert isinstance(last, Paragraph)
        said = joined(last.spans).lower()
        assert any(word in said for word in ("call ", "go to ")), urgent.id
