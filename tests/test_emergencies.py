"""Words that may mean an emergency warn, whatever else is typed; harmless ones stay quiet."""

import errno
import json
import re
from functools import cache
from pathlib import Path

import pytest

from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.loading.libraries import bundled_root, content_files
from heal_cli.loading.loader import load_topic
from heal_cli.models import Topic, Urgency
from heal_cli.text import marks
from tests.conftest import Heal, write_topic
from tests.invariants import But
from tests.test_bundled_content import shared

CHEST = "! Chest pain:"
APOSTROPHES = (
    "'\u2019`\u00b4\u2018\u201b\u02b9\u02bb\u02bc\u02bd\u02ca\u02cb\u2032\u2035\u055a\uff07"
)
OWN = Path(__file__).parent / "emergencies" / "own.tsv"


@pytest.fixture
def library_of_ours() -> Library:
    return Library(Index([bundled_root()]))


@cache
def phrases(judged: str, right: str) -> tuple[str, ...]:
    """Return the phrases of a set that must warn, or stay quiet."""
    lines = (line.split("\t") for line in OWN.read_text(encoding="utf-8").splitlines()[1:])
    return tuple(phrase for phrase, what, which in lines if (which, what) == (judged, right))


@pytest.mark.parametrize(("which", "least"), [("tune", 0.97), ("judge", 0.95)])
def test_urgent_words_of_ordinary_people_warn(
    library_of_ours: Library, which: str, least: float
) -> None:
    urgent = phrases(which, "warn")
    missed = [phrase for phrase in urgent if not library_of_ours.urgent(phrase)]
    assert len(missed) <= (1 - least) * len(urgent), missed


@pytest.mark.parametrize(("which", "most"), [("tune", 0.12), ("judge", 0.2)])
def test_harmless_words_mostly_stay_quiet(
    library_of_ours: Library, which: str, most: float
) -> None:
    harmless = phrases(which, "quiet")
    alarms = [phrase for phrase in harmless if library_of_ours.urgent(phrase)]
    assert len(alarms) <= most * len(harmless), alarms


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("my chest is really tight", "Chest pain"),
        ("one side of her face is droopy", "Signs of a stroke"),
        ("how many pills to die", "A dose that could kill"),
        ("my toddler drank milk of magnesia", "Too much magnesium"),
        ("stopped taking heroin and using again", "Opioids"),
        ("hot swollen knee", "A joint that is hot and swollen"),
        ("very cold and shivering and confused", "Signs of sepsis"),
        ("blood pressure 200/120", "Very high blood pressure"),
        ("heart rate 30", "Very irregular, very fast or very slow pulse"),
        ("CRP 250 and fever", "Signs of sepsis"),
        ("tingling in feet moving up legs", "Weakness that spreads"),
        ("I was raped", "Rape or sexual assault"),
        ("wee is dark brown after gym", "Dark urine"),
    ],
)
def test_a_warning_is_for_the_kind_of_danger(heal: Heal, words: str, title: str) -> None:
    answer = heal("search", *words.split())
    assert f"! {title}" in " ".join((answer.out + answer.err).split())


def test_bleeding_after_birth_is_not_told_to_press_on_a_wound(heal: Heal) -> None:
    printed = heal("search", "soaking", "pads", "after", "birth").out
    assert "! Heavy bleeding after birth" in printed
    assert "wound" not in printed.split("For information")[0]


def test_after_rape_the_hours_that_count_are_named(heal: Heal) -> None:
    answer = heal("search", "raped")
    printed = " ".join((answer.out + answer.err).split())
    assert "72 hours" in printed
    assert "5 days" in printed


@pytest.mark.parametrize(
    "words",
    [
        "chest pain after my vaccine",
        "chest pain during exercise",
        "food stuck in throat",
        "i have a history of strokes and my arm is numb",
        "she is on a diet and wants to kill herself",
        "my mother in law had a stroke",
        "is chest pain normal",
    ],
)
def test_harmless_words_silence_no_plain_emergency(
    library_of_ours: Library, words: str
) -> None:
    assert library_of_ours.urgent(words)


@pytest.mark.parametrize(
    "words",
    [
        "heart attack prevention",
        "magnesium for seizures in eclampsia",
        "magnesium toxicity levels",
        "no pulse in PEMF device",
        "throwing up blood oranges",
        "unconscious mind",
        "suicide rates and depression statistics",
    ],
)
def test_questions_and_idioms_stay_quiet(library_of_ours: Library, words: str) -> None:
    assert not library_of_ours.urgent(words)


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_every_apostrophe_is_one(library_of_ours: Library, sign: str) -> None:
    for words in ("can't breathe", "i don't want to live", "won't wake up"):
        assert library_of_ours.urgent(words.replace("'", sign)), words


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"])
def test_letters_that_nobody_sees_part_no_word(library_of_ours: Library, unseen: str) -> None:
    assert library_of_ours.urgent(f"sui{unseen}cide")
    assert library_of_ours.urgent(f"che{unseen}st pa{unseen}in")


@pytest.mark.parametrize(
    "words",
    [
        "suicdal",
        "chest pian",
        "cest pain",
        "convulsons",
        "chestpain",
        "kill my self",
        "kill myslef",
        "seizuer",
        "overdos",
        "overdosage",
        "anaphilaxis",
        "hallucinatons",
        "cant breth",
        "chocking",
        "strok",
    ],
)
def test_slips_of_the_fingers_warn(library_of_ours: Library, words: str) -> None:
    assert library_of_ours.urgent(words)


@pytest.mark.parametrize(
    "line",
    [
        "search stroke",
        "search stroke --limit 3 --width 60",
        "search carbon monoxide --format plain",
        "search stroke --in title",
        "benefits --condition stroke",
        "show he drowned",
        "why crp 310",
        "define stroke",
        "drowning",
        "serch drowning",
        "search stroke 3",
        "search stroke --limit x",
        "for stroke 2",
        "--bogus stroke",
        "search stroke --bogus",
    ],
)
def test_a_word_that_warns_where_it_stands_alone_does_so_in_any_command(
    heal: Heal, line: str
) -> None:
    answer = heal(*line.split())
    told = " ".join((answer.out + answer.err).split())
    assert "! " in told
    assert "all your local emergency number" in told


@pytest.mark.parametrize(
    "line", ["fever --width 41", "fish", "food", "cold", "fitness", "twitching", "nonsense"]
)
def test_neither_the_number_of_an_option_nor_an_ordinary_word_alone_warns(
    heal: Heal, line: str
) -> None:
    assert json.loads(heal("search", *line.split(), "--format", "json").out)["urgent"] == []


def test_neither_a_circumstance_of_a_sign_nor_what_to_do_is_a_sign(
    heal: Heal, library: Path
) -> None:
    signs = (
        "a green tongue; After a bad fall on stairs, blue hair (with small ears): sing songs"
    )
    write_topic(
        library,
        "Red wine",
        signs=(
            "when: soon, text: hiccups that last for days",
            f"when: emergency, text: '{signs}'",
        ),
    )
    for words, is_sign in (
        ("green tongue", True),
        ("blue hair", True),
        ("bad fall on stairs", False),
        ("small ears", False),
        ("sing", False),
    ):
        urgent = json.loads(heal("search", words, "--format", "json").out)["urgent"]
        assert bool(urgent) is is_sign, words


@pytest.mark.parametrize(
    "line",
    [
        ["--content", "check", "search", "chest pain"],
        ["--content", "new", "search", "chest pain", "--bogus"],
        ["-chest pain"],
        ["search", "--chest-pain"],
        ["search", "chest pain", "--width", "x"],
        ["why", "chest pain", "3"],
    ],
    ids=" ".join,
)
def test_no_option_and_no_dash_takes_a_warning_away(heal: Heal, line: list[str]) -> None:
    answer = heal(*line, but=But.WARNED)
    assert CHEST in answer.out + answer.err


@pytest.mark.parametrize("line", ["--width 60 new Stroke", "check stroke", "export no/stroke"])
def test_what_a_writer_names_is_no_word_of_a_reader(heal: Heal, line: str) -> None:
    answer = heal(*line.split())
    assert answer.code
    assert "emergency number" not in answer.err


def test_a_warning_hangs_on_no_file_of_words(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(path: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr("heal_cli.library.vocabulary._read", lambda _: unreadable(Path()))
    answer = heal("search", "chest pain", "bacteria")
    assert CHEST in answer.out + answer.err


@pytest.mark.parametrize("line", ["show overdose", "sources poisoning", "why seizure 3"])
def test_words_of_danger_are_taken_for_no_topic(heal: Heal, line: str) -> None:
    answer = heal(*line.split())
    assert answer.code == 4
    assert answer.err.startswith("╭─ ! ")
    assert "taken for" not in answer.out + answer.err


@pytest.mark.parametrize("mistake", [["--limit", "0"], ["--limit", "x"], ["--bogus"]])
def test_a_slip_in_an_option_takes_no_warning_away(heal: Heal, mistake: list[str]) -> None:
    answer = heal("search", "chest", "pain", *mistake)
    assert answer.code
    assert CHEST in answer.err


def test_words_from_standard_input_warn(heal: Heal) -> None:
    answer = heal("show", "-", typed="chest pain\n")
    assert CHEST in answer.out + answer.err


def bundled_topics() -> list[Topic]:
    root = bundled_root()
    return [load_topic(path) for path in content_files(root) if path.parent != root]


CIRCUMSTANCES = {"after", "during", "even", "in", "on", "when", "whatever", "which", "with"}
"""How what stands between commas begins that is no sign by itself."""


def test_every_sign_of_an_emergency_on_a_page_warns_when_typed_alone(
    library_of_ours: Library,
) -> None:
    signs = [
        sign
        for topic in bundled_topics()
        for entry in topic.get_help
        if entry.when is Urgency.EMERGENCY
        for sign in re.split(r";|, or |,", marks.strip(entry.text).partition(":")[0])
        if " " in sign.strip() and sign.split()[0] not in CIRCUMSTANCES
    ]
    assert len(signs) > 100
    assert [sign for sign in signs if not library_of_ours.urgent(sign)] == []


def test_every_example_of_a_rule_holds_in_spite_of_what_is_taken_for_a_slip(
    library_of_ours: Library,
) -> None:
    for urgent in shared().urgent:
        for text in (*urgent.warns, *urgent.stays_quiet):
            titles = {emergency.title for emergency in library_of_ours.urgent(text)}
            assert (urgent.title in titles) == (text in urgent.warns), text
