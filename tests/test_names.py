"""One understanding of names for every command, and of words that are no command."""

import json
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from heal_cli.errors import NotFound
from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.loading.libraries import bundled_root
from tests.conftest import Heal, write_topic

SETS = Path(__file__).parent / "relevance"
KINDS = {"show": "topic", "for": "condition", "define": "term"}


@cache
def bundled() -> Library:
    return Library(Index([bundled_root()]))


def meant(kind: str, name: str) -> str:
    try:
        return bundled().find(kind, name)
    except NotFound:
        return "none"


def named() -> list[tuple[str, str, str]]:
    lines = (SETS / "names.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(command, name, right) for command, name, right in rows]


@pytest.mark.parametrize("command", KINDS)
def test_names_as_people_write_them_are_understood(command: str) -> None:
    rows = [(name, right.split(",")) for asked, name, right in named() if asked == command]
    wrong = []
    for name, right in rows:
        found = meant(KINDS[command], name)
        if found not in right and not ("any" in right and found != "none"):
            wrong.append((name, found))
    least = 0.8 if command == "define" else 0.95  # What the glossary lacks is not defined.
    assert len(wrong) <= (1 - least) * len(rows), wrong


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("topic", "vitamin c"),
        ("topic", "covid"),
        ("topic", "iron"),
        ("condition", "low blood pressure"),
        ("condition", "hypotension"),
        ("condition", "kidney stones"),
        ("condition", "nerve damage"),
        ("condition", "memory foam"),
        ("term", "quinidine"),
    ],
)
def test_what_is_absent_is_not_taken_for_something_else(kind: str, name: str) -> None:
    assert meant(kind, name) == "none"


def test_a_beginning_counts_for_ids_and_titles_alone(heal: Heal, library: Path) -> None:
    write_topic(library, "Warm cocoa", keys=("summary:", "also_called: [zanzibar]\nsummary:"))
    assert heal("show", "warm").code == 0
    assert heal("show", "zanz").code == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "magnezium"], '"magnezium" was taken for "Magnesium".'),
        (
            ["show", "skipped beats"],
            '"skipped beats" was taken for "Magnesium, the heart and blood pressure".',
        ),
        (["for", "knee pain relief"], '"knee pain relief" was taken for'),
        (["define", "acetylcoline"], '"acetylcoline" was taken for "acetylcholine".'),
    ],
)
def test_what_a_name_was_taken_for_is_said(heal: Heal, arguments: list[str], said: str) -> None:
    answer = heal(*arguments, "--width", "100")
    assert answer.code == 0
    assert said in answer.out


def test_a_name_to_the_letter_is_taken_without_a_word(heal: Heal) -> None:
    assert "taken for" not in heal("show", "magnesium").out


def test_all_the_words_come_before_the_longest_runs(heal: Heal) -> None:
    def shown(*names: str) -> list[str]:
        topics = json.loads(heal("show", *names, "--format", "json").out)["topics"]
        return [topic["id"] for topic in topics]

    assert shown("magnesium", "and", "sleep") == ["magnesium-and-sleep"]
    assert shown("muscle-spasms", "crp") == ["muscle-spasms", "crp"]
    assert shown("leg", "cramps", "crp") == ["muscle-spasms", "crp"]
    assert shown("drinking", "alcohol") == ["temperance"]


def test_one_name_of_several_that_means_nothing_is_said_beside_the_others(heal: Heal) -> None:
    answer = heal("show", "crp", "zeppelin")
    assert answer.code == 4
    assert answer.out
    assert 'no topic "zeppelin"' in answer.err


def test_a_condition_asked_of_show_is_answered_with_its_claims(heal: Heal) -> None:
    answer = json.loads(heal("show", "asthma", "--format", "json").out)
    assert {claim["condition"] for claim in answer["claims"]} == {"asthma"}


@pytest.mark.parametrize("command", ["for", "define"])
def test_a_topic_asked_of_another_command_is_answered_with_its_page(
    heal: Heal, command: str
) -> None:
    answer = json.loads(heal(command, "hydration", "--format", "json").out)
    assert [topic["id"] for topic in answer["topics"]] == ["water"]


@pytest.mark.parametrize("command", KINDS)
@pytest.mark.parametrize("name", ["gout", "covid", "zinc"])
def test_what_is_absent_is_told_with_the_nearest_three(
    heal: Heal, command: str, name: str
) -> None:
    answer = heal(command, name, "--width", "200")
    assert answer.code == 4
    nearest = re.search(r"The nearest: (.+)\.", answer.err)
    assert nearest
    assert len(nearest[1].split(", ")) <= 3


@pytest.mark.parametrize(
    ("words", "said", "field"),
    [
        (
            ["magnesium"],
            "Magnesium (the topic; other meanings: heal search magnesium)",
            "topics",
        ),
        (["cramps"], "Muscle cramps (the condition; other meanings", "claims"),
        (["dialysis"], "dialysis (the term; other meanings", "terms"),
        (["leg", "cramps"], "(the topic; other meanings: heal search leg cramps)", "topics"),
    ],
)
def test_a_name_without_a_command_is_answered_at_once(
    heal: Heal, words: list[str], said: str, field: str
) -> None:
    answer = heal(*words, "--width", "100")
    assert answer.code == 0
    assert said in answer.out
    assert json.loads(heal(*words, "--format", "json").out)[field]


def test_words_that_are_no_name_are_searched(heal: Heal) -> None:
    answer = json.loads(heal("leg", "cramps", "at", "night", "--format", "json").out)
    assert answer["results"][0]["topic"] == "muscle-spasms"
    assert heal("xyzzy").code == 4


@pytest.mark.parametrize(
    ("typed", "command"), [("serch", "search"), ("shwo", "show"), ("fro", "for")]
)
def test_a_slip_of_a_command_is_offered_as_such(heal: Heal, typed: str, command: str) -> None:
    answer = heal(typed, "magnesium")
    assert answer.code == 2
    assert f'Did you mean "{command}"?' in answer.err
    assert f"heal {command} magnesium" in answer.err


MISTAKES = [
    ["show", "gout"],
    ["show", "electro"],
    ["show", "magnesium oxydised zeppelin"],
    ["for", "covid"],
    ["for", "muscle"],
    ["define", "zinc"],
    ["define", "neuro"],
    ["search", "nosebleed"],
    ["search", "the"],
    ["topics", "--category", "bodys"],
    ["topics", "--from", "nowhere"],
    ["serch", "leg cramps"],
    ["xyzzy"],
    ["show", 'it\'s "odd" $HOME; `x`'],
    ["why", "gout", "pain"],
    ["why", "ces", "zeppelin"],
    ["benefits", "--condition", "gout"],
    ["sources", "gout"],
    ["show", ""],
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=" ".join)
def test_every_command_that_an_error_offers_works(heal: Heal, mistake: list[str]) -> None:
    answer = heal(*mistake, "--width", "300")
    assert answer.code in {2, 4}
    steps = re.findall(r"^(?:Try:|or:) +(heal .+)$", answer.err, re.MULTILINE)
    assert steps
    for step in steps:
        assert heal(*shlex.split(step)[1:]).code == 0, step


@pytest.mark.parametrize("command", ["show", "for", "define", "search"])
@pytest.mark.parametrize(
    "text", ["a" * 10_000, "the of", '"leg', "a\x01\x1b[31m", "magnesium " * 3000, "🧲", "'"]
)
def test_odd_names_get_a_clear_answer(heal: Heal, command: str, text: str) -> None:
    answer = heal(command, text)
    assert answer.code in {0, 4}
    assert "something went wrong" not in answer.err


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("why muscle-spams 3", "heal why muscle-spasms 3"),
        ("compare pemf cess", "heal compare pemf ces"),
        ("show muscle-spams -s cautions", "heal show muscle-spasms -s cautions"),
    ],
)
def test_the_first_step_is_the_command_that_was_typed_with_its_slip_put_right(
    heal: Heal, line: str, step: str
) -> None:
    answer = heal(*line.split())
    assert answer.code == 4
    assert f"Try:  {step}\n" in answer.err
    assert heal(*step.split()[1:]).code == 0
