"""Each heading, statement and table cell of the page that heal restates has its place."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from heal_cli.authoring import prose
from heal_cli.text import marks
from tests.test_bundled_content import IDS, topic

RUN = 8
"""Words in a row that make a sentence a copy."""

RUNS = frozenset(Path(__file__).with_name("site_page_runs.txt").read_text().split("\n"))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each run of words of a text, and its hash."""
    words = re.findall(r"[a-z0-9]+", marks.strip(text).lower())
    for start in range(len(words) - RUN + 1):
        run = " ".join(words[start : start + RUN])
        yield run, blake2b(run.encode(), digest_size=6).hexdigest()


def test_a_copied_sentence_would_be_found() -> None:
    page = "The brain controls the movements of skeletal (voluntary) muscles via specialized"
    assert [run for run, found in runs(page) if found in RUNS]


def test_no_topic_copies_the_page() -> None:
    for name in IDS:
        for _, text in (*prose.texts(topic(name)), ("origin", topic(name).origin)):
            assert [run for run, found in runs(text) if found in RUNS] == [], name


# (what the page states, in a few words of ours; the topic that carries it; words of its text)
HEADINGS = [
    (
        "the running title: a missing mineral",
        "magnesium",
        "mineral that most people are missing",
    ),
    ("magnesium as a muscle relaxant", "magnesium-muscle-relaxant", "relaxes skeletal muscle"),
    ("moving a muscle, the basics", "muscle-movement", "Nerves and muscles work as one system"),
    ("its part in tension and spasms", "muscle-spasms", "Spasms, tics, twitches, tremors"),
    ("magnesium and calm nerves", "magnesium-calms-nerves", "calm the nervous system"),
    (
        "soft tissue that calcifies",
        "soft-tissue-calcification",
        "prevents soft tissue from calcifying",
    ),
    ("diet, lifestyle and feelings", "new-starts", "Food, daily habits and feelings"),
    ("the nine letters", "new-starts", "The nine NEW STARTS together"),
    ("CRP as a marker", "crp", "CRP is a dependable marker"),
    (
        "low inflammation in most illness",
        "chronic-inflammation",
        "has a part in almost all health problems",
    ),
    ("treating it", "lowering-inflammation", "treat chronic low-level inflammation"),
    ("pulsed fields, the future's medicine", "pemf", "the medical kit of the future"),
    ("the body electric", "electrotherapy", "The human body is electrical"),
]

STATEMENTS = [
    ("nerves and muscles together", "muscle-movement", "Nerves and muscles work as one system"),
    ("the brain controls voluntary muscle", "muscle-movement", "The brain steers voluntary"),
    ("the message goes to upper motor neurons", "muscle-movement", "upper motor neurons runs"),
    ("50 to 200 lower motor neurons", "muscle-movement", "50 to 200 lower motor neurons"),
    ("branches, terminals, the junction", "muscle-movement", "presynaptic terminals that meet"),
    ("acetylcholine triggers contraction", "muscle-movement", "let out acetylcholine"),
    ("enough receptors contract the muscle", "muscle-movement", "enough filled receptors"),
    ("force follows the firing rate", "muscle-movement", "force is set by how often"),
    (
        "depletion excites",
        "magnesium-muscle-relaxant",
        "Too little magnesium makes nerves over",
    ),
    (
        "excess does the opposite",
        "magnesium-muscle-relaxant",
        "Too much magnesium does the reverse",
    ),
    ("cattle with grass staggers", "muscle-spasms", "Grass staggers in cattle"),
    ("deficit and migraine", "magnesium-and-migraine", "is involved in migraine"),
    ("deficit and chronic fatigue", "magnesium-and-fatigue", "chronic fatigue syndrome"),
    ("deficit and sleep", "magnesium-and-sleep", "many sleep disorders"),
    (
        "deficit and psychiatric disorders",
        "magnesium-calms-nerves",
        "many psychiatric disorders",
    ),
    ("deficit, nerve and muscle illness", "magnesium-calms-nerves", "nerve and muscle illness"),
    ("calcium binds to vesicles", "magnesium-calms-nerves", "lets calcium bind to vesicles"),
    ("calcium stays trapped", "magnesium-muscle-relaxant", "calcium stays trapped"),
    (
        "ageing muscles stay contracted",
        "muscle-spasms",
        "leaves muscles more or less permanently contracted",
    ),
    ("whole body or one spot", "electrotherapy", "over the whole body or in one spot"),
    ("devices one can afford", "electrotherapy", "reasonably affordable devices are sold"),
    ("praise from users", "electrotherapy", "users have praised"),
]

GENERAL_TABLE = [
    "detoxifies the body",
    "wellness and healthy ageing",
    "Electrotherapy relieves pain",
    "Electrotherapy relieves insomnia",
    "restores the immune system",
    "is anti-inflammatory",
    "cells produce the most energy",
    "healing of tissue, bone and scars",
    "reduces stress",
    "relaxes muscles and helps rehabilitation",
    "increases blood oxygen and circulation",
]

CES_TABLE = [
    "balances neurotransmitters",
    "CES relieves pain",
    "treats depression",
    "withdrawal from abused substances",
    "relieves insomnia",
    "relieves stress and anxiety",
    "is anti-inflammatory",
    "helps fibromyalgia",
]


def everything(name: str) -> str:
    """Return the words of a topic's text and claims."""
    page = topic(name)
    parts = [page.summary, page.origin, *(section.text for section in page.explanation)]
    parts += [benefit.claim for benefit in page.benefits]
    return "\n".join(marks.strip(part) for part in parts)


def test_every_statement_of_the_page_stands_in_its_topic() -> None:
    stated = HEADINGS + STATEMENTS
    assert [each for each in stated if each[2] not in everything(each[1])] == []


@pytest.mark.parametrize(
    ("name", "cells"),
    [("electrotherapy", GENERAL_TABLE), ("ces", CES_TABLE)],
    ids=["all", "ces"],
)
def test_each_cell_of_a_table_is_a_claim_of_its_own_in_the_page_s_order(
    name: str, cells: list[str]
) -> None:
    claims = [benefit.claim for benefit in topic(name).benefits]
    places = [next(n for n, claim in enumerate(claims) if cell in claim) for cell in cells]
    assert places == sorted(set(places))
