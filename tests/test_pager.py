"""Whatever the pager does, a page is shown once: by it, or else by heal itself."""

import shlex
import sys
from pathlib import Path

import pytest

from heal_cli.disclaimer import DISCLAIMER, NOTICE
from heal_cli.screen import pager
from tests.answer import letters
from tests.invariants import But
from tests.processes import command, on_terminal, run_in_terminal, surroundings

LONG = ["show", "crp", "--color", "never"]
"""A command line whose page does not fit the terminal."""

KILLED = shlex.join([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"])

READ_NOTHING = ["false", "true", "exit 3", "sh -c 'exit 3'", KILLED, "no-such-pager | cat >&2"]
"""Pagers that end without having read the page."""

READ_ALL = ["cat -", "cat | cat", "cat $UNSET", "sh -c 'cat; exit 3'", "tee /dev/null", "(cat)"]
"""Pagers that show the page whole, some by ways of a shell."""


def shown_with(chosen: str, *line: str, **around: str) -> str:
    return on_terminal(*(line or LONG), rows=20, around={"PAGER": chosen, **around})


def assert_once(shown: str) -> None:
    """Fail unless the page is shown, and that once."""
    told = letters(shown)
    for text in (NOTICE, "Where this page comes from", DISCLAIMER):
        assert told.count(letters(text)) == 1, shown[-2000:]


@pytest.mark.parametrize("chosen", READ_NOTHING)
def test_a_page_that_the_pager_did_not_read_is_shown_without_it(chosen: str) -> None:
    assert_once(shown_with(chosen))


@pytest.mark.parametrize("chosen", READ_ALL)
def test_a_page_that_the_pager_read_is_not_shown_again(chosen: str) -> None:
    assert_once(shown_with(chosen))


def test_a_pager_of_a_shell_is_run_by_one() -> None:
    shown = shown_with("sed 's/^/>> /' | cat")
    assert_once(shown.replace(">> ", ""))
    lines = shown.splitlines()
    assert all(line.startswith(">> ") for line in lines)


@pytest.mark.parametrize("name", ["PAGER", "HEAL_PAGER"])
def test_a_word_of_the_reader_is_no_command_to_the_shell(tmp_path: Path, name: str) -> None:
    """The pager is the reader's own command; what is asked for never comes near it."""
    (tmp_path / "here").touch()
    evil = f"'; touch {tmp_path}/PWNED; '"
    on_terminal("show", "crp", evil, rows=20, around={name: "cat | cat"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here"]


@pytest.mark.parametrize(
    ("flags", "given"),
    [
        ("unset", "FRX"),
        ("", "-R"),
        ("-F", "-F -R"),
        ("FX", "FX -R"),
        ("-R", "-R"),
        ("FRX", "FRX"),
        ("-r", "-r"),
        ("--quit-if-one-screen", "--quit-if-one-screen -R"),
    ],
)
def test_less_is_told_to_show_colours(tmp_path: Path, flags: str, given: str) -> None:
    """A program called less says what flags it is given."""
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "flags: $LESS."\ncat\n')
    less.chmod(0o755)
    shown = on_terminal(*LONG, rows=20, around={"PAGER": str(less), "LESS": flags})
    assert f"flags: {given}." in shown
    assert_once(shown)


def test_less_itself_shows_colours_where_its_flags_forget_them(tmp_path: Path) -> None:
    if not Path("/usr/bin/less").exists():
        pytest.skip("there is no less here")
    around = {"PAGER": "/usr/bin/less", "LESS": "-E -X"}
    around |= {"LINES": "20"}
    shown = on_terminal("show", "crp", rows=4000, around=around, but=But.NO_PAGE)
    assert "\x1b[1mC-reactive protein" in shown
    assert "ESC[" not in shown


@pytest.mark.parametrize("term", ["unset", "", "dumb"])
def test_a_terminal_that_does_not_say_what_it_can_gets_no_pager(term: str) -> None:
    shown = on_terminal("show", "crp", rows=20, around={"PAGER": "echo PAGED", "TERM": term})
    assert_once(shown)
    assert "PAGED" not in shown
    assert "\x1b" not in shown


def test_an_answer_and_an_error_after_it_are_each_shown_once(tmp_path: Path) -> None:
    variables = surroundings(tmp_path, TERM="xterm", PAGER="cat | cat")
    answer = run_in_terminal(command(*LONG, "nothing"), variables, but=But.NO_PAGE)
    assert answer.code == 4
    assert letters(answer.out).count(letters(DISCLAIMER)) == 2
    assert answer.out.rstrip().splitlines()[-1].lstrip().startswith(("Try:", "or:"))


@pytest.mark.parametrize("chosen", ["", "cat", " cat "])
def test_no_pager_at_all_is_asked_for_by_an_empty_one_or_cat(chosen: str) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    environment = {"TERM": "xterm", "PAGER": chosen}
    assert pager.command(True, Terminal(), environment) == ""  # type: ignore[arg-type]
