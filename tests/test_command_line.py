"""The program behaves as the best command-line tools do."""

import re
from pathlib import Path

import pytest

import heal_cli
from heal_cli import __version__
from heal_cli.commands import COMMANDS
from tests.conftest import Heal, write_topic
from tests.invariants import But


def test_version_is_one_line(heal: Heal) -> None:
    assert heal("--version", but=But.NO_PAGE) == (f"heal {__version__}\n", "", 0)


def test_no_arguments_show_examples_and_commands(heal: Heal) -> None:
    answer = heal()
    assert answer.code == 0
    for text in ("heal leg cramps", "Look up", "cautions", "heal help COMMAND"):
        assert text in answer.out


def test_help_of_a_command_is_the_same_asked_either_way(heal: Heal) -> None:
    for command in COMMANDS:
        asked = heal("help", command)
        assert asked.code == 0
        assert heal(command, "--help").out == asked.out
        assert heal(command, "-h").out == asked.out


def test_help_works_at_the_end_of_anything(heal: Heal) -> None:
    assert (
        heal("show", "magnesium", "--section", "benefits", "-h").out == heal("help", "show").out
    )


def test_help_on_nothing_known_lists_the_subjects(heal: Heal) -> None:
    answer = heal("help", "cooking")
    assert answer.code == 4
    assert "evidence" in answer.err


@pytest.mark.parametrize(
    ("arguments", "code", "says", "next_step"),
    [
        (
            ["sho", "magnesium"],
            2,
            'no command "sho". Did you mean "show"?',
            "heal show magnesium",
        ),
        (["xyzzy"], 4, "Not in this library: xyzzy", "heal topics"),
        (["show"], 2, "Missing argument", "heal show --help"),
        (["show", "magnesium", "--colour"], 2, "No such option", "heal show --help"),
        (
            ["topics", "--width", "wide"],
            2,
            'width "wide" should be a number',
            "heal help environment",
        ),
        (["topics", "--width", "9"], 2, "from 10 to 1000", "heal help environment"),
        (
            ["topics", "--format", "pdf"],
            2,
            'format "pdf" should be one of',
            "heal help formats",
        ),
        (["show", ""], 4, 'no topic ""', "heal topics"),
        (["show", "magnesium", "--section", "recipes"], 4, 'no section "recipes"', ""),
        (["search", "xyzzy"], 4, 'nothing found for "xyzzy"', "heal topics"),
        (["topics", "--category", "cars"], 4, 'no category "cars"', "heal topics"),
        (["for", "xyzzy"], 4, 'no condition "xyzzy"', "heal benefits"),
        (["define", "xyzzy"], 4, 'no term "xyzzy"', "heal define"),
        (["why", "ces", "xyzzy"], 4, "no claim of ces has the words", "heal benefits ces"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_error_says_what_is_wrong_and_what_to_type_next(
    heal: Heal, arguments: list[str], code: int, says: str, next_step: str
) -> None:
    answer = (
        heal(*arguments, "--width", "200") if "--width" not in arguments else heal(*arguments)
    )
    assert answer.code == code
    assert answer.out == ""
    assert says in answer.err
    assert next_step in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("variable", "advised"),
    [
        ("HEAL_FORMAT", "heal help formats --format rich"),
        ("HEAL_WIDTH", "heal help environment --width 80"),
        ("HEAL_COLOR", "heal help environment --color auto"),
    ],
)
def test_the_help_that_is_advised_on_a_wrong_variable_can_be_had(
    heal: Heal, monkeypatch: pytest.MonkeyPatch, variable: str, advised: str
) -> None:
    monkeypatch.setenv(variable, "bogus")
    answer = heal("topics")
    assert answer.code == 2
    assert f"Try:  {advised}\n" in answer.err
    assert heal(*advised.split()[1:]).code == 0


ODD = [
    *("", " ", "a" * 10_000, "\x1b[31mred", "\x00", "🤯", "\u202eabc", "../../etc/passwd"),
    *("--", "-"),
]


@pytest.mark.parametrize("command", ["show", "search", "for", "define", "topics", "nonsense"])
def test_no_argument_is_too_odd_to_be_answered(heal: Heal, command: str) -> None:
    for argument in ODD:
        assert heal(command, argument, but=But.WIDE).code in {0, 2, 4}, argument[:20]


def test_an_unexpected_error_is_one_sentence(
    heal: Heal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("heal_cli.library.library.Library.topics", fail)
    answer = heal("topics", but=But.FAILED)
    assert answer.code == 1
    assert "something went wrong inside heal: ZeroDivisionError: oops" in answer.err
    assert "Traceback" not in answer.err


def test_a_broken_topic_is_named_and_all_others_work(heal: Heal, library: Path) -> None:
    write_topic(library, "Red wine", verdict=("mixed", "maybe"))
    answer = heal("show", "green-tea", but=But.WARNED)
    assert answer.code == 0
    assert "Green tea" in answer.out
    assert "red-wine.yaml:12:15: " in answer.err


def test_a_broken_topic_itself_is_content_that_is_not_valid(heal: Heal, library: Path) -> None:
    write_topic(library, "Red wine", verdict=("mixed", "maybe"))
    answer = heal("show", "red wine", but=But.WARNED)
    assert answer.code == 3
    assert answer.out == ""


def test_missing_content_is_one_clear_error(
    heal: Heal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "heal_cli.command_line.session.bundled_root", lambda: tmp_path / "nowhere"
    )
    answer = heal("topics")
    assert answer.code == 3
    assert "nowhere:1:1: the content folder cannot be read" in answer.err


def test_several_topics_come_on_one_page_and_the_unknown_are_named(heal: Heal) -> None:
    answer = heal("show", "crp", "ginger", "pemf")
    assert answer.code == 4
    assert answer.out.index("C-reactive protein (CRP)") < answer.out.index("PEMF (pulsed")
    assert 'no topic "ginger"' in answer.err


@pytest.mark.parametrize(
    "name", ["muscle-spasms", "Muscle Spasms", "MUSCLE SPASMS", "charley horse", "musclesp"]
)
def test_a_topic_is_found_by_id_title_other_name_and_unique_beginning(
    heal: Heal, name: str
) -> None:
    assert "\nMuscle tension and spasms  " in heal("show", name, "--width", "100").out


def test_a_beginning_that_fits_several_topics_names_them(heal: Heal) -> None:
    answer = heal("show", "magnesium-and", "--width", "200")
    assert answer.code == 4
    assert "magnesium-and-blood-sugar" in answer.err
    assert "magnesium-and-fatigue" in answer.err


def test_every_variable_the_program_reads_is_on_the_environment_page(heal: Heal) -> None:
    reading = re.compile(r'(?:environ(?:ment)?(?:\.get\(|\[)|_folder\()"([A-Z_]+)"')
    folder = Path(heal_cli.__file__).parent
    read = {
        name
        for path in folder.rglob("*.py")
        for name in reading.findall(path.read_text(encoding="utf-8"))
    }
    # What a shell hands over to ask for completions is not the reader's to set.
    read -= {"COMP_WORDS", "_TYPER_COMPLETE_ARGS"}
    assert {"XDG_DATA_HOME", "HEAL_PAGER", "NO_COLOR"} <= read
    shown = set(re.findall(r"[A-Z_]+", heal("help", "environment").out))
    assert sorted(read - shown) == []
