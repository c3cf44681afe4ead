"""The mistakes that writers make: each is found, with its place and what would be right."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import SHARED, Heal, write_topic

pytestmark = pytest.mark.usefixtures("bundled_read_once")

CAUTION = "cautions: [Ask first about Red wine.]"
FINDING = "finding: Some did better on Red wine, some did not."
TEXT = "text: Plain words on Red wine."


class Slip(NamedTuple):
    """What a writer may put for what would be right, and the one finding that answers it."""

    right: str
    wrong: str
    place: str
    code: str
    said: str


SLIPS = {
    "a colon": Slip(
        FINDING,
        "finding: Trials: some did better.",
        "13:20",
        "F01",
        "a value with a colon in it needs quotes",
    ),
    "an at sign": Slip(
        FINDING,
        "finding: [@doe-2020] found it.",
        "13:15",
        "F01",
        "text that starts with @ needs quotes",
    ),
    "a tab": Slip(
        CAUTION,
        "cautions:\n\t- Ask first.",
        "18:1",
        "F01",
        "indent with spaces, not with tabs",
    ),
    "a star": Slip(
        CAUTION,
        "cautions:\n  - *Very* hot.",
        "18:10",
        "F01",
        "text that starts with * or & needs quotes",
    ),
    "an open quote": Slip(
        CAUTION, 'cautions: ["Ask first.]', "20:12", "F01", "a quote or bracket is not closed"
    ),
    "text after quotes": Slip(
        CAUTION,
        'cautions:\n  - "Hot" tea scalds.',
        "18:11",
        "F01",
        "look for a line that stands too far out, or for a quote that is not closed",
    ),
    "a mapping for text": Slip(
        CAUTION,
        "cautions:\n  - Heat: very hot.",
        "18:5",
        "F01",
        "put it in quotes if it holds a colon or brackets",
    ),
    "an empty list": Slip(
        "related: []",
        "related:",
        "20:9",
        "F01",
        "should be a list, is empty; write [one, two], or [] for none",
    ),
    "a comma in braces": Slip(
        "text: hiccups that last for days",
        "text: hiccups, or a stiff neck",
        "19:33",
        "F01",
        "text with a comma needs quotes within braces",
    ),
    "a capital": Slip(
        "evidence: mixed", "evidence: Mixed", "12:15", "F01", 'did you mean "mixed"?'
    ),
    "a slip in a source": Slip(
        "[doe-2020]", "[doe-2021]", "14:15", "F02", 'did you mean "doe-2020"?'
    ),
    "a slip in a condition": Slip(
        "condition: hiccups", "condition: hicups", "10:16", "F05", 'did you mean "hiccups"?'
    ),
    "a slip in a bundled therapy": Slip(
        "therapy: water", "therapy: lifestile", "11:14", "F05", 'did you mean "lifestyle"?'
    ),
    "a slip in a link": Slip(
        TEXT, "text: Of [[singultuss]].", "7:14", "F03", 'did you mean "singultus"?'
    ),
    "a slip in related": Slip(
        "related: []", "related: [magnesum]", "20:11", "F04", 'did you mean "magnesium"?'
    ),
    "a bundled name": Slip(
        "summary:", "also_called: [crp]\nsummary:", "2:15", "F06", '"crp" leads to crp ('
    ),
    "two sources in one mark": Slip(
        TEXT,
        'text: "Words [@a, @b]."',
        "7:18",
        "W10",
        '"[@a, @b]" is no mark; marks are [@source-id], [[a term]] and *emphasis*, '
        "and two sources are [@one] [@other]",
    ),
    "a capital in a mark": Slip(
        TEXT, 'text: "Words [@Doe-2020]."', "7:18", "W10", '"[@Doe-2020]" is no mark'
    ),
    "a link that is open": Slip(
        TEXT, 'text: "A [[singultus is long."', "7:14", "W10", '"[[singultus is long." is no'
    ),
    "marks of Markdown": Slip(
        TEXT, 'text: "Is **bold** here."', "7:15", "W10", '"**bold**" is no mark'
    ),
    "a hash": Slip(
        CAUTION,
        "cautions:\n  - Very hot wine #1 scalds.",
        "18:18",
        "W12",
        '"#1 scalds." is not shown; put the text in quotes',
    ),
    "the future": Slip(
        "reviewed: 2026-11-22", "reviewed: 2099-01-01", "4:1", "W04", "in the future"
    ),
    "itself as related": Slip(
        "related: []", "related: [red-wine]", "20:1", "W01", "red-wine is the page itself"
    ),
    "a relation to one side": Slip(
        "related: []",
        "related: [green-tea]",
        "20:11",
        "W01",
        "green-tea does not name red-wine as related; add it there",
    ),
    "a keyword that is a name": Slip(
        "summary:",
        "keywords: [red wine]\nsummary:",
        "2:12",
        "W13",
        'the keyword "red wine" finds what another name finds; take it out',
    ),
    "a number without a study": Slip(
        f"evidence: mixed\n    {FINDING}\n    sources: [doe-2020]",
        "evidence: insufficient\n    finding: It helped 70% of them.\n    sources: []",
        "13:14",
        "W03",
        "a number has no source beside it; name one in sources",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_the_one_thing_found_and_what_would_be_right_is_said(
    heal: Heal, own: Path, slip: Slip
) -> None:
    path = write_topic(own, "Red wine", slip=(slip.right, slip.wrong))
    page = heal("check", str(path)).out
    (found,) = [line for line in page.splitlines() if line.startswith(f"{path}:")]
    assert found.startswith(f"{path}:{slip.place}: {slip.code} ")
    assert slip.said in found


def test_a_mark_in_a_definition_is_found_for_it_would_be_shown(heal: Heal, own: Path) -> None:
    (own / "glossary.yaml").write_text(
        "# words\ngulp: {definition: A swallow.}\nsip: {definition: 'A [[gulp]], but small.'}\n"
    )
    page = heal("check", str(own)).out
    told = 'the definition of "sip" has a mark; definitions are plain text'
    assert f"{own}/glossary.yaml:3:1: W10 {told}" in page
    assert "0 faults and 1 warning " in page


def test_a_finding_stands_at_the_line_of_its_entry_whatever_its_id_holds(
    heal: Heal, own: Path
) -> None:
    (own / "glossary.yaml").write_text(
        "gulp: {definition: A swallow.}\n'sip: small': {definition: 'A [[gulp]].'}\n"
    )
    assert f"{own}/glossary.yaml:2:1: W10 " in heal("check", str(own)).out


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
    assert f"{own}/sources.yaml:1:" in page
    assert "1 fault and 0 warnings" in page


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
    (found,) = [line for line in heal("check", str(own)).out.splitlines() if " W11 " in line]
    assert found.startswith(f"{own}/")
    assert said in found


def test_of_two_topics_with_one_name_the_newer_is_to_change(heal: Heal, own: Path) -> None:
    older = own / "topics/drinks/green-tea.yaml"
    os.utime(older, (1, 1))
    newer = write_topic(own, "Ale", name=("title: Ale", "title: Green tea"))
    page = heal("check", str(own)).out
    assert f'{newer}:1:8: F06 the name "Green tea" leads to green-tea ({older})' in page
    assert f"{older}:" not in page
