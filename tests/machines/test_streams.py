"""Streams that are closed, full or a terminal of any kind: the whole answer where it can be."""

import re
import signal
import time
from pathlib import Path

import pytest

from heal_cli.disclaimer import NOTICE
from tests.answer import letters
from tests.conftest import write_topic
from tests.fuzzing import one_and_the_rest
from tests.processes import (
    assert_told,
    command,
    ended,
    index_of,
    make_library,
    run,
    run_in_terminal,
    start,
    surroundings,
)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "green-tea"], 0),
        (["show", "nothing"], 4),
        (["--nonsense"], 2),
        (["show", "red-wine"], 3),
    ],
)
def test_messages_that_cannot_be_written_change_no_exit_code(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    broken = make_library(tmp_path / "content")
    write_topic(broken, "Red wine", verdict=("mixed", "maybe"))
    with Path("/dev/full").open("wb") as full:
        asked = command(*arguments, root=broken)
        answer = ended(start(asked, surroundings(tmp_path), err=full))
    assert answer.code == code
    assert ("Green tea" in answer.out) == (code == 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_answer_that_cannot_be_written_is_one_clear_error(warm: Path) -> None:
    line = ["sh", "-c", '"$@" > /dev/full', "sh", *command("topics")]
    answer = run(line, surroundings(warm))
    assert_told(answer, 1, "the answer cannot be written: No space left on device")


def test_a_reader_who_has_seen_enough_ends_an_answer_in_quiet(warm: Path) -> None:
    asked = command("show", "crp")
    line = ["sh", "-c", '("$@"; echo $? >&2) | head -n 1', "sh", *asked]
    answer = run(line, surroundings(warm))
    assert answer.out.startswith("For information and education only")
    assert answer.err == "0\n"


def test_a_reader_who_has_seen_enough_of_an_error_changes_no_exit_code(warm: Path) -> None:
    asked = command("show", "nothing")
    line = ["sh", "-c", 'exec 3>&1; { "$@" 2>&1 >&3; echo $? >&3; } | true', "sh", *asked]
    assert run(line, surroundings(warm)).out == "4\n"


def test_ctrl_c_at_any_moment_shows_no_traceback_of_ours(warm: Path) -> None:
    for delay in range(30, 120, 6):
        process = start(command("topics"), surroundings(warm))
        time.sleep(delay / 1000)
        process.send_signal(signal.SIGINT)
        answer = ended(process)
        # Until the program has said what Ctrl-C does, an interrupt is Python's own affair.
        is_ours = "Fatal Python error" not in answer.err
        assert not is_ours or answer.code in {0, -signal.SIGINT}
        told = set(re.findall(r"heal_cli/([\w/]+)\.py", answer.err))
        assert told <= {"__init__", "__main__", "interrupt"}


IN, OUT, ERR = "<&-", ">&-", "2>&-"
"""How a shell closes a stream."""


@pytest.mark.parametrize(
    "closed",
    [(IN,), (OUT,), (ERR,), (IN, OUT, ERR)],
    ids=" ".join,
)
def test_closed_streams_on_a_cold_cache_harm_neither_answer_nor_index(
    tmp_path: Path, closed: tuple[str, ...]
) -> None:
    root = make_library(tmp_path / "content")
    cache = tmp_path / "cache"
    for arguments, code in ((["topics"], 0), (["show", "nothing"], 4), (["--nonsense"], 2)):
        line = f'"$@" {" ".join(closed)}'
        shell = ["sh", "-c", line, "sh", *command(*arguments, root=root)]
        answer = run(shell, surroundings(cache))
        assert answer.code == code
        assert ("Green tea" in answer.out) == (code == 0 and OUT not in closed)
        assert (answer.err != "") == (code != 0 and ERR not in closed)
    # What was to be printed is not in the file that took the stream's number.
    assert index_of(cache).read_bytes().startswith(b"SQLite format 3\0")
    after = run(command("topics", root=root), surroundings(cache))
    assert (after.code, after.err) == (0, "")
    assert "Green tea" in after.out


SIZES = [(0, 0), (1, 1), (1, 24), (80, 1), (2, 2), (9, 3)]
"""Columns and rows of windows that nobody would want."""


@pytest.mark.parametrize("size", one_and_the_rest(SIZES, [(0, 0), (1, 1)]))
@pytest.mark.parametrize(("topic", "code"), [("crp", 0), ("nothing", 4)])
def test_a_terminal_of_any_size_shows_what_a_file_of_its_width_would_have(
    warm: Path, size: tuple[int, int], topic: str, code: int
) -> None:
    columns, rows = size
    asked = command("show", topic)
    shown = run_in_terminal(asked, surroundings(warm, TERM="dumb"), columns, rows)
    piped = run(asked, surroundings(warm, COLUMNS=str(columns or 80)))
    assert shown.code == piped.code == code
    assert shown.out.replace("\r\n", "\n") == piped.out + piped.err


def test_a_page_is_as_wide_as_its_terminal(warm: Path) -> None:
    shown = run_in_terminal(command("about"), surroundings(warm, TERM="dumb"), columns=50)
    assert max(map(len, shown.out.splitlines())) == 50


def test_an_error_is_as_wide_as_its_terminal_when_the_answer_goes_elsewhere(warm: Path) -> None:
    line = ["sh", "-c", '"$@" | cat', "sh", *command("show", "nothing")]
    shown = run_in_terminal(line, surroundings(warm, TERM="dumb"), columns=50)
    assert "no topic" in shown.out
    assert max(map(len, shown.out.splitlines())) == 50


@pytest.fixture(scope="module")
def whole_page(warm: Path) -> str:
    """What stands on a page that a terminal should show whole."""
    return letters(run(command("show", "crp", "--color", "never"), surroundings(warm)).out)


@pytest.mark.parametrize("term", [None, "", "dumb", "nonsense"])
def test_a_terminal_of_any_kind_without_a_pager_shows_the_whole_page(
    warm: Path, whole_page: str, tmp_path: Path, term: str | None
) -> None:
    environment = surroundings(warm, PATH=str(tmp_path))
    if term is not None:
        environment["TERM"] = term
    asked = command("show", "crp", "--color", "never")
    shown = run_in_terminal(asked, environment)
    assert shown.code == 0
    assert letters(shown.out) == whole_page


@pytest.mark.parametrize("pager", ["no-such-program", "/", "'", "/dev/null", " "])
def test_a_pager_that_cannot_be_run_is_no_error(
    warm: Path, whole_page: str, pager: str
) -> None:
    assert shown_once(shown_by(warm, pager), whole_page)


def shown_once(shown: str, whole_page: str) -> bool:
    """Say whether a page is shown once, after no more than a shell's own message."""
    return shown.endswith(whole_page) and shown.count(letters(NOTICE)) == 1


def shown_by(warm: Path, pager: str) -> str:
    """Return the letters that a terminal shows with such a pager."""
    environment = surroundings(warm, TERM="xterm", HEAL_PAGER=pager)
    asked = command("show", "crp", "--color", "never")
    shown = run_in_terminal(asked, environment)
    assert shown.code == 0
    return letters(shown.out)


@pytest.mark.parametrize("start", [b"#!/no/such/program\n", b"\x7fELF, but no program"])
def test_a_pager_that_is_there_but_does_not_start_is_no_error(
    warm: Path, whole_page: str, tmp_path: Path, start: bytes
) -> None:
    pager = tmp_path / "pager"
    pager.write_bytes(start)
    pager.chmod(0o755)
    assert shown_once(shown_by(warm, f"'{pager}'"), whole_page)
