"""On any machine, however odd: the right answer or a clear error, and always the disclaimer."""

import fcntl
import html
import json
import os
import pty
import re
import resource
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
import yaml

from heal_cli.disclaimer import DISCLAIMER, NOTICE
from tests.conftest import TOPIC, Answer, write_topic
from tests.content_safety.attacks import ATTACKS
from tests.processes import (
    HANGS,
    command,
    give_up_rights,
    has_disclaimer,
    heeds_permissions,
    is_clear,
    letters,
    make_library,
    run,
    surroundings,
)
from tests.test_disclaimer import EVERY_COMMAND, words

FORMATS = ("markdown", "html", "json")

QUESTIONS = (
    (["show", "crp"], "C-reactive protein"),
    (["search", "charley", "horse"], "muscle-spasms"),
    (["about"], "heal 1."),
)
"""Command lines, each with what a right answer to it says."""

WITHOUT_C_PARSER = "sys.modules['yaml._yaml'] = None"

needs_c_parser = pytest.mark.skipif(
    not hasattr(yaml, "CBaseLoader"), reason="this PyYAML has no C parser to compare with"
)

Environment = dict[str, str]


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the index of the bundled library, for what asks nothing of it."""
    cache = tmp_path_factory.mktemp("warm")
    assert run(command("topics"), surroundings(cache)).code == 0
    return cache


def assert_right(
    environment: Environment, limit: Callable[[], object] | None = None, before: str = ""
) -> None:
    """Ask every question, and see that each is answered in full and in quiet."""
    for arguments, says in QUESTIONS:
        answer = run(command(*arguments, before=before), environment, limit)
        assert (answer.code, answer.err) == (0, ""), arguments
        assert says in answer.out
        assert has_disclaimer(answer)


def assert_told(answer: Answer, code: int) -> None:
    """See that an error is told as heal tells it."""
    assert answer.code == code
    assert is_clear(answer), answer.err
    assert words(NOTICE) in words(answer.err)
    assert has_disclaimer(answer)


NO_USER = "import pwd\ndef nobody(_): raise KeyError\npwd.getpwuid = nobody"
"""Makes a machine that knows nothing of the user, as a container may."""


def test_without_a_home_everything_is_answered_and_new_asks_for_a_place(
    tmp_path: Path,
) -> None:
    homeless = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    assert_right(homeless, before=NO_USER)
    answer = run(command("new", "ginger", before=NO_USER), homeless)
    assert_told(answer, 2)
    assert "no home folder" in answer.err


def home(path: Path) -> Environment:
    """Return surroundings whose cache and data folders are those of a home."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(path),
    }


@pytest.fixture
def rightless(tmp_path: Path) -> Callable[[], object]:
    """Give up rights in a process, where that can be done."""
    if not heeds_permissions(tmp_path):
        pytest.skip("permissions keep nobody out here")
    return give_up_rights


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A folder that cannot be written to."""
    path = tmp_path / "locked"
    path.mkdir()
    path.chmod(0o555)
    return path


def test_a_home_that_is_not_there_and_cannot_be_made(
    locked: Path, rightless: Callable[[], object]
) -> None:
    assert_right(home(locked / "gone"), rightless)
    answer = run(command("new", "ginger"), home(locked / "gone"), rightless)
    assert_told(answer, 1)


@pytest.mark.parametrize("name", ["HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"])
def test_a_home_of_another_user_that_may_not_be_entered(tmp_path: Path, name: str) -> None:
    if not heeds_permissions(tmp_path):
        pytest.xfail("permissions keep nobody out here")
    other = tmp_path / "other"
    other.mkdir()
    other.chmod(0o000)
    environment = home(tmp_path) | {name: str(other)}
    assert_right(environment, give_up_rights)


@pytest.mark.parametrize("name", ["HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"])
def test_a_home_with_too_long_a_name(tmp_path: Path, name: str) -> None:
    assert_right(home(tmp_path) | {name: "/" + "a" * 300})


def test_a_home_that_is_no_whole_path_makes_no_folder_where_one_stands(tmp_path: Path) -> None:
    asked = command("topics")
    environment = home(Path("somewhere"))
    subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["locked", "long"])
def test_a_path_to_check_that_cannot_be_looked_at_is_a_clear_error(
    tmp_path: Path, kind: str
) -> None:
    if kind == "locked" and not heeds_permissions(tmp_path):
        pytest.xfail("permissions keep nobody out here")
    other = tmp_path / "other"
    other.mkdir()
    other.chmod(0o000)
    path = other / "in" if kind == "locked" else tmp_path / ("a" * 300)
    answer = run(command("check", str(path)), surroundings(tmp_path), give_up_rights)
    assert_told(answer, 2)


def test_where_nothing_at_all_can_be_written(
    locked: Path, rightless: Callable[[], object]
) -> None:
    for name in (".cache", ".local", "tmp"):
        (locked / name).touch()
    (locked / "heal").touch()
    environment = home(locked) | {"TMPDIR": str(locked), "PYTHONPYCACHEPREFIX": str(locked)}
    assert_right(environment, rightless)
    # A folder for heal that is there, but not for this user to write to.
    read_only = environment | {"XDG_CACHE_HOME": str(locked.parent / "cache")}
    folder = locked.parent / "cache" / "heal"
    folder.mkdir(parents=True)
    folder.chmod(0o555)
    assert_right(read_only, rightless)
    assert list(folder.iterdir()) == []


def test_a_stale_index_that_cannot_be_replaced_is_not_believed(
    tmp_path: Path, rightless: Callable[[], object]
) -> None:
    root, folder = make_library(tmp_path / "content"), tmp_path / "heal"
    asked = command("topics", root=root)
    assert "red-wine" not in run(asked, surroundings(tmp_path)).out
    folder.chmod(0o555)
    write_topic(root, "Red wine")
    answer = run(asked, surroundings(tmp_path), rightless)
    assert (answer.code, answer.err) == (0, "")
    assert "red-wine" in answer.out


def test_a_read_only_mount(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    mounts = f"mount --bind {cache} {cache} && mount -o remount,ro,bind {cache}"
    assert_in_mount(mounts, cache)
    assert list(cache.iterdir()) == []


def test_a_full_disk_of_its_own_for_the_cache(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    assert_in_mount(f"mount -t tmpfs -o size=256k,mode=777 tmpfs {cache}", cache)


def assert_in_mount(mounts: str, cache: Path) -> None:
    """Ask questions where something else is mounted, for these processes alone."""
    unshare = shutil.which("unshare")
    if not unshare:
        pytest.skip("there is no unshare")
    apart = (
        [unshare, "--mount"] if os.geteuid() == 0 else [unshare, "--mount", "--map-root-user"]
    )
    tried = subprocess.run([*apart, "sh", "-c", mounts], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("nothing can be mounted here")
    for arguments, says in QUESTIONS[:2]:
        line = f'{mounts} && "$@" && ls {cache}/heal 2>/dev/null | grep -c building- >&2; true'
        asked = [*apart, "sh", "-c", line, "sh", *command(*arguments)]
        answer = run(asked, surroundings(cache))
        # What the build had begun when the disk was full is gone again.
        assert (answer.code, answer.err) == (0, "0\n")
        assert says in answer.out


def small_files() -> None:
    """Let no file grow beyond 20 kB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_fills_up_while_the_index_is_built(tmp_path: Path) -> None:
    assert_right(surroundings(tmp_path), small_files)
    assert list((tmp_path / "heal").iterdir()) == []


def test_a_disk_that_fills_up_while_an_index_is_brought_up_to_date(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    asked = command("show", "green-tea", root=root)
    run(asked, surroundings(tmp_path))
    (index,) = (tmp_path / "heal").iterdir()
    write_topic(root, "Green tea", words=("Plain words", "Plainer words"))
    answer = run(asked, surroundings(tmp_path), small_files)
    assert (answer.code, answer.err) == (0, "")
    assert "Plainer words" in answer.out
    assert list((tmp_path / "heal").iterdir()) == [index]


def test_a_disk_that_fills_up_while_the_answer_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run(command("topics"), surroundings(tmp_path / "cache"))
    for force in ([], ["--force"]):
        asked = command("show", "magnesium", "-o", str(page), *force)
        answer = run(asked, surroundings(tmp_path / "cache"), tiny_files)
        assert_told(answer, 1)
        assert "cannot be written: File too large" in " ".join(answer.err.split())
        assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def tiny_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_messages_that_cannot_be_written_change_no_exit_code(tmp_path: Path) -> None:
    broken = make_library(tmp_path / "content")
    write_topic(broken, "Red wine", verdict=("mixed", "maybe"))
    for arguments, code in (
        (["show", "green-tea"], 0),
        (["show", "nothing"], 4),
        (["nonsense"], 2),
        (["show", "red-wine"], 3),
    ):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command(*arguments, root=broken),
                env=surroundings(tmp_path),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=full,
                timeout=HANGS,
                check=False,
            )
        assert done.returncode == code
        assert (b"Green tea" in done.stdout) == (code == 0)


NARROW = (
    ("C", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ("LANG=C", {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ("unknown", {"LC_ALL": "xx_XX.nonsense"}),
    ("ascii", {"PYTHONIOENCODING": "ascii"}),
    ("latin-1", {"PYTHONIOENCODING": "latin-1"}),
    ("cp1252", {"PYTHONIOENCODING": "cp1252"}),
    ("cp437", {"PYTHONIOENCODING": "cp437"}),
)


@pytest.mark.parametrize(
    "narrow", [more for _, more in NARROW], ids=[name for name, _ in NARROW]
)
def test_letters_that_a_machine_cannot_show_are_stood_in_for(
    warm: Path, narrow: Environment
) -> None:
    assert_right(surroundings(warm, **narrow))
    for name in FORMATS:
        answer = run(
            command("show", "electrotherapy", "--format", name),
            surroundings(warm, **narrow),
        )
        assert (answer.code, answer.err) == (0, "")
        assert "\N{REPLACEMENT CHARACTER}" not in answer.out or "PYTHONIOENCODING" in narrow
        if name == "json" and "PYTHONIOENCODING" not in narrow:
            assert json.loads(answer.out)["disclaimer"] == DISCLAIMER
    wrong = run(command("show", "µé"), surroundings(warm, **narrow))
    assert_told(wrong, 4)


# Letters whose nearest in ASCII mean something in JSON and in HTML.
SLY = (
    "He says \u201cso\u201d, \uff02so\uff02 and \uff3cso, "
    "\uff1cb\uff1eso\uff1c/b\uff1e \uff06amp; \ufe64i\ufe65"
)


@pytest.fixture
def sly(tmp_path: Path) -> Path:
    root = make_library(tmp_path / "content")
    write_topic(root, "Odd", text=("Plain words on Odd.", SLY))
    return root


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_json_stays_json_in_every_encoding(tmp_path: Path, sly: Path, encoding: str) -> None:
    asked = command("show", "odd", "--format", "json", root=sly)
    environment = surroundings(tmp_path, PYTHONIOENCODING=encoding)
    done = subprocess.run(asked, env=environment, capture_output=True, check=True)
    topic = json.loads(done.stdout.decode(encoding, "replace"))["topics"][0]
    assert "so" in topic["explanation"][0]["text"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_no_letter_becomes_a_tag_in_any_encoding(
    tmp_path: Path, sly: Path, encoding: str
) -> None:
    asked = command("show", "odd", "--format", "html", root=sly)
    environment = surroundings(tmp_path, PYTHONIOENCODING=encoding)
    done = subprocess.run(asked, env=environment, capture_output=True, check=True)
    page = done.stdout.decode(encoding, "replace")
    assert "He says" in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_an_html_page_names_the_encoding_it_is_in(tmp_path: Path) -> None:
    asked = command("show", "electrotherapy", "--format", "html")
    environment = surroundings(tmp_path, PYTHONIOENCODING="latin-1")
    done = subprocess.run(asked, env=environment, capture_output=True, check=True)
    named = re.search(rb'charset="([^"]+)"', done.stdout)
    assert named is not None
    assert "µA" in html.unescape(done.stdout.decode(named[1].decode(), "replace"))


@pytest.mark.parametrize("name", ["é", "\udcff", "a b", "50%", "a#b?c", "\U0001f375"])
def test_a_cache_folder_of_any_name_holds_the_index(tmp_path: Path, name: str) -> None:
    cache = tmp_path / name
    root = make_library(tmp_path / "content")
    for more in ({}, NARROW[0][1]):
        answer = run(command("show", "green-tea", root=root), surroundings(str(cache), **more))
        assert (answer.code, answer.err) == (0, "")
        assert "Plain words on Green tea." in answer.out
    assert [path.suffix for path in (cache / "heal").iterdir()] == [".sqlite"]


@pytest.mark.parametrize("name", ["a b", "50%", "a#b?c", "é"])
def test_a_library_in_a_folder_of_any_name_is_read(tmp_path: Path, name: str) -> None:
    own = make_library(tmp_path / name)
    write_topic(own, "Red wine")
    asked = command(
        "show", "red-wine", "--content", str(own), root=make_library(tmp_path / "content")
    )
    answer = run(asked, surroundings(tmp_path / "cache"))
    assert answer.code == 0
    assert "Plain words on Red wine." in answer.out


@pytest.mark.parametrize("more", [{}, NARROW[0][1]], ids=["utf-8", "C"])
def test_a_library_in_a_folder_whose_name_is_not_utf_8(
    tmp_path: Path, more: Environment
) -> None:
    # In the C locale, as Python reads it, no letter beyond ASCII is UTF-8.
    own = make_library(tmp_path / ("é" if more else "\udcff"))
    asked = command("show", "crp", "--content", str(own))
    answer = run(asked, surroundings(str(tmp_path / "cache"), **more))
    assert is_clear(answer)
    assert answer.code in {0, 2, 3}


def in_terminal(
    arguments: list[str], environment: Environment, columns: int, rows: int
) -> tuple[str, int]:
    """Run heal in a terminal of that size; return what it showed, and its exit code."""
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    with subprocess.Popen(
        command(*arguments), env=environment, stdin=there, stdout=there, stderr=there
    ) as process:
        os.close(there)
        shown = b""
        ends = time.monotonic() + HANGS
        while time.monotonic() < ends:
            try:
                part = os.read(here, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        process.wait(HANGS)
    os.close(here)
    return shown.decode("utf-8", "replace"), process.returncode


@pytest.mark.parametrize(
    ("columns", "rows"), [(1, 1), (1, 24), (80, 1), (2, 2), (0, 0), (9, 3)]
)
def test_a_terminal_of_any_size_shows_the_whole_page(
    warm: Path, columns: int, rows: int
) -> None:
    for arguments, code in ((["show", "crp"], 0), (["show", "nothing"], 4)):
        environment = surroundings(warm, TERM="dumb")
        shown, ended = in_terminal(arguments, environment, columns, rows)
        assert ended == code
        assert letters(DISCLAIMER) in letters(shown)
        assert "something went wrong" not in shown


@pytest.mark.parametrize("term", [None, "", "dumb", "nonsense", "unknown"])
def test_a_terminal_of_any_kind_without_a_pager_shows_the_whole_page(
    warm: Path, tmp_path: Path, term: str | None
) -> None:
    environment = surroundings(warm) | {"PATH": str(tmp_path)}
    if term is not None:
        environment["TERM"] = term
    shown, code = in_terminal(["show", "crp", "--color", "never"], environment, 80, 24)
    assert code == 0
    assert "C-reactive protein" in shown
    assert letters(DISCLAIMER) in letters(shown)


@pytest.mark.parametrize("pager", ["no-such-program", "/", "'", "/dev/null", "false"])
def test_a_pager_that_cannot_be_run_is_no_error(warm: Path, pager: str) -> None:
    environment = surroundings(warm, TERM="xterm", HEAL_PAGER=pager)
    shown, code = in_terminal(["show", "crp"], environment, 80, 24)
    assert code == 0
    assert "Traceback" not in shown
    # A pager that starts and shows nothing is the reader's own choice.
    assert pager == "false" or "C-reactive protein" in shown


CLOSED = [kept for kept in product([True, False], repeat=3) if not all(kept)]


@pytest.mark.parametrize(
    "kept", CLOSED, ids=lambda kept: "".join("01"[is_kept] for is_kept in kept)
)
def test_closed_streams_on_a_cold_cache_harm_neither_answer_nor_index(
    tmp_path: Path, kept: tuple[bool, bool, bool]
) -> None:
    closing = "".join(
        f" {number}{'<' if number == 0 else '>'}&-" for number in range(3) if not kept[number]
    )
    for arguments, code in ((["topics"], 0), (["show", "nothing"], 4), (["nonsense"], 2)):
        shell = ["sh", "-c", f'"$@"{closing}', "sh", *command(*arguments)]
        answer = run(shell, surroundings(tmp_path))
        assert answer.code == code
        assert is_clear(answer)
        assert (("magnesium" in answer.out) and kept[1]) == (code == 0 and kept[1])
    # What was to be printed is not in the file that took the stream's number.
    files = list((tmp_path / "heal").iterdir())
    assert [file.suffix for file in files] == [".sqlite"]
    assert files[0].read_bytes().startswith(b"SQLite format 3\0")
    after = run(command("topics"), surroundings(tmp_path))
    assert (after.code, after.err) == (0, "")
    assert "magnesium" in after.out


BACK = "import time\nnow, now_ns = time.time, time.time_ns\n"
CLOCKS = {
    "a-year-back": BACK + "time.time = lambda: now() - 3e7\n"
    "time.time_ns = lambda: now_ns() - 3 * 10**16",
    "a-year-on": BACK + "time.time = lambda: now() + 3e7\n"
    "time.time_ns = lambda: now_ns() + 3 * 10**16",
    "at-the-very-beginning": "import time\ntime.time = lambda: 0.0\ntime.time_ns = lambda: 0",
    "before-it": "import time\ntime.time = lambda: -1e9\ntime.time_ns = lambda: -10**18",
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_wrong_clock_changes_no_answer(tmp_path: Path, clock: str) -> None:
    root = make_library(tmp_path / "content")
    for number in range(2):
        write_topic(root, "Green tea", words=("Plain words", f"Words {number}"))
        asked = command("show", "green-tea", root=root, before=CLOCKS[clock])
        answer = run(asked, surroundings(tmp_path))
        assert (answer.code, answer.err) == (0, "")
        assert f"Words {number} on Green tea." in answer.out
        listed = run(command("topics", root=root), surroundings(tmp_path))
        assert (listed.code, listed.err) == (0, "")


@pytest.mark.parametrize("days", [1, 36_500, -20_000])
def test_files_and_indexes_of_any_day_are_taken_as_they_are(tmp_path: Path, days: int) -> None:
    root = make_library(tmp_path / "content")
    asked = command("show", "green-tea", root=root)
    moment = time.time() + days * 86_400
    for number in range(3):
        path = write_topic(root, "Green tea", words=("Plain words", f"Words {number}"))
        os.utime(path, (moment, moment))
        answer = run(asked, surroundings(tmp_path))
        assert (answer.code, answer.err) == (0, "")
        assert f"Words {number} on Green tea." in answer.out
        (index,) = (tmp_path / "heal").iterdir()
        os.utime(index, (moment, moment))
        os.utime(index.parent, (moment, moment))


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "garbage", "", ":", "XXX+99", "Etc/GMT+12"]
)
def test_an_odd_time_zone_changes_no_answer(warm: Path, zone: str) -> None:
    assert_right(surroundings(warm, TZ=zone))
    checked = run(command("check"), surroundings(warm, TZ=zone))
    assert (checked.code, checked.err) == (0, "")


WITHOUT_FTS5 = """
import sqlite3
class Lean(sqlite3.Connection):
    def execute(self, sql, *values):
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)
    def executescript(self, sql):
        self.execute(sql) if "fts5" in sql else super().executescript(sql)
connect = sqlite3.connect
sqlite3.connect = lambda *a, **k: connect(*a, **{**k, "factory": Lean})
"""


def test_a_sqlite_without_full_text_search_is_one_clear_error(tmp_path: Path) -> None:
    for arguments, _ in QUESTIONS:
        answer = run(command(*arguments, before=WITHOUT_FTS5), surroundings(tmp_path))
        assert_told(answer, 1)
        assert "no full-text search" in answer.err
    for arguments in (["--version"], ["help", "evidence"], ["disclaimer"]):
        answer = run(command(*arguments, before=WITHOUT_FTS5), surroundings(tmp_path))
        assert (answer.code, answer.err) == (0, "")
    assert list((tmp_path / "heal").iterdir()) == []


EVERY_LINE = [line for lines in EVERY_COMMAND.values() for line in lines if line[0] != "new"]

# Prints the answers to many command lines, one after another.
ALL = """
import json
lines = json.loads(sys.argv.pop(1))
from heal_cli.cli import main as once
for line in lines:
    try:
        once([*line, "--format", "json"])
    except SystemExit as ended:
        print("exit code", ended.code, file=sys.stderr)
sys.argv[1:] = ["--version"]
"""


def answers(
    cache: Path, lines: list[list[str]], before: str = "", root: Path | str = ""
) -> Answer:
    asked = command(json.dumps(lines), before=f"{before}\n{ALL}", root=root)
    return run(asked, surroundings(cache))


@needs_c_parser
def test_every_answer_is_the_same_without_the_c_parser(tmp_path: Path) -> None:
    fast = answers(tmp_path / "fast", EVERY_LINE)
    slow = answers(tmp_path / "slow", EVERY_LINE, WITHOUT_C_PARSER)
    assert fast.code == slow.code == 0
    assert fast.err.count("exit code ") == len(EVERY_LINE)
    assert slow == fast


Found = dict[str, set[tuple[int, int, str]]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Found, Found]:
    """What is wrong in each file of the attacks, with and without the C parser."""
    folder = tmp_path_factory.mktemp("both")
    root = make_library(folder / "content")
    for name, attack in ATTACKS.items():
        # How deep is too deep differs.
        if not name.startswith("nested-"):
            (root / "topics/drinks" / f"{name}.yaml").write_bytes(attack.data)
    return findings(root, folder), findings(root, folder, WITHOUT_C_PARSER)


def findings(root: Path, cache: Path, before: str = "") -> Found:
    asked = command("check", str(root), "--format", "json", root=root, before=before)
    answer = run(asked, surroundings(cache))
    assert answer.code == 3, answer.err[-1000:]
    found: Found = {}
    for each in json.loads(answer.out)["findings"]:
        places = found.setdefault(Path(each["path"]).stem, set())
        places.add((each["line"], each["column"], each["message"]))
    return found


@needs_c_parser
def test_every_fault_of_content_is_the_same_without_the_c_parser(
    both: tuple[Found, Found],
) -> None:
    fast, slow = both
    compared = 0
    for name in fast:
        if not any("not valid YAML" in message for _, _, message in fast[name]):
            assert slow[name] == fast[name], name
            compared += 1
    assert compared > 50


@needs_c_parser
@pytest.mark.xfail(reason="the parsers name the places of some faults differently")
def test_every_fault_of_syntax_is_the_same_without_the_c_parser(
    both: tuple[Found, Found],
) -> None:
    fast, slow = both
    assert slow == fast


APART = {
    "tab-after-a-colon": TOPIC.format(title="Odd").replace("title: ", "title:\t"),
    "unknown-directive": "%FOO bar\n---\n" + TOPIC.format(title="Odd"),
    "half-a-pair": TOPIC.format(title="Odd").replace("title: Odd", 'title: "\\ud800"'),
}


@needs_c_parser
@pytest.mark.xfail(
    reason="the parsers differ in what they take after a colon and a percent sign"
)
@pytest.mark.parametrize("name", APART)
def test_a_file_is_valid_with_both_parsers_or_with_none(tmp_path: Path, name: str) -> None:
    root = make_library(tmp_path / "content")
    (root / "topics/drinks/odd.yaml").write_text(APART[name])
    codes = set()
    for before in ("", WITHOUT_C_PARSER):
        # One says where a control character stands, the other that it is no letter.
        asked = command("check", str(root), "--format", "json", root=root, before=before)
        answer = run(asked, surroundings(tmp_path / f"cache-{len(before)}"))
        places = [(f["line"], f["column"]) for f in json.loads(answer.out)["findings"]]
        codes.add((answer.code, *places))
    assert len(codes) == 1


def test_a_letter_that_does_not_exist_is_a_fault_without_the_c_parser(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    write_topic(root, "Odd", name=("title: Odd", 'title: "\\U00110000"'))
    asked = command("show", "green-tea", root=root, before=WITHOUT_C_PARSER)
    answer = run(asked, surroundings(tmp_path))
    assert answer.code == 0
    assert "odd.yaml:1:" in answer.err


@pytest.mark.parametrize(
    "options", [["-O"], ["-W", "error"], ["-X", "dev", "-W", "error"], ["-I"]], ids=" ".join
)
def test_how_python_was_started_changes_no_answer(
    tmp_path: Path, warm: Path, options: list[str]
) -> None:
    for arguments in (["show", "crp"], ["help", "show"], ["show", "nothing"]):
        usual = run(command(*arguments), surroundings(warm))
        asked = command(*arguments, python=[sys.executable, *options])
        # The first of them on a cold cache.
        assert run(asked, surroundings(tmp_path)) == usual


@pytest.mark.xfail(reason="help is made of docstrings, which -OO takes away")
def test_python_without_docstrings_gives_the_same_help(tmp_path: Path) -> None:
    usual = run(command("help", "show"), surroundings(tmp_path))
    asked = command("help", "show", python=[sys.executable, "-OO"])
    assert run(asked, surroundings(tmp_path)) == usual


def test_python_without_docstrings_answers_all_else(warm: Path) -> None:
    for arguments, says in QUESTIONS:
        asked = command(*arguments, python=[sys.executable, "-OO"])
        answer = run(asked, surroundings(warm))
        assert (answer.code, answer.err) == (0, "")
        assert says in answer.out
        assert has_disclaimer(answer)


@pytest.mark.parametrize("name", ["python3.11", "python3.12", "python3.13", "python3.14"])
def test_another_python_gives_the_same_answers(tmp_path: Path, warm: Path, name: str) -> None:
    """Uses the libraries of this environment; the C parser is not among them there."""
    program = shutil.which(name)
    probe = [program or "", "-c", "import sqlite3"]
    if not program or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip(f"there is no {name} that runs")
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    environment = {"PYTHONPATH": os.pathsep.join(libraries)}
    for arguments, _ in QUESTIONS:
        usual = run(command(*arguments), surroundings(warm))
        asked = command(*arguments, python=[program, "-W", "error", "-X", "dev"])
        assert run(asked, surroundings(tmp_path, **environment)) == usual


def version(number: str) -> str:
    """Return what makes a process another version of heal."""
    return f"import heal_cli; heal_cli.__version__ = {number!r}"


def test_an_old_and_a_new_version_share_a_cache_folder_in_peace(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    for turn, number in enumerate(["0.9.0", "99.0.0", "0.9.0", "99.0.0"]):
        write_topic(root, "Green tea", words=("Plain words", f"Words {turn}"))
        for ask in (number, "0.9.0", "99.0.0"):
            asked = command("show", "green-tea", root=root, before=version(ask))
            answer = run(asked, surroundings(tmp_path))
            assert (answer.code, answer.err) == (0, "")
            assert f"Words {turn} on Green tea." in answer.out
    assert len(list((tmp_path / "heal").iterdir())) == 2


def test_an_index_whose_tables_are_of_another_version_is_built_anew(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    asked = command("show", "green-tea", root=root)
    run(asked, surroundings(tmp_path))
    (index,) = (tmp_path / "heal").iterdir()
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        "c.execute('DROP TABLE names'); c.execute('ALTER TABLE topics RENAME TO old'); "
        "c.commit()"
    )
    subprocess.run([sys.executable, "-c", script, str(index)], check=True)
    for _ in range(2):
        answer = run(asked, surroundings(tmp_path))
        assert (answer.code, answer.err) == (0, "")
        assert "Plain words on Green tea." in answer.out


SLOW = """
import pathlib, time
replace = pathlib.Path.replace
def late(self, target):
    time.sleep(1)
    return replace(self, target)
pathlib.Path.replace = late
"""


def test_a_process_that_is_slow_to_put_its_index_in_place_undoes_no_newer_one(
    tmp_path: Path,
) -> None:
    root = make_library(tmp_path / "content")
    with subprocess.Popen(
        command("show", "green-tea", root=root, before=SLOW),
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as slow:
        time.sleep(0.5)
        write_topic(root, "Green tea", words=("Plain words", "Newer words"))
        meanwhile = run(command("show", "green-tea", root=root), surroundings(tmp_path))
        out, err = slow.communicate(timeout=HANGS)
    assert (slow.returncode, err) == (0, b"")
    assert b"words on Green tea." in out
    after = run(command("search", "newer", root=root), surroundings(tmp_path))
    for answer in (meanwhile, after):
        assert (answer.code, answer.err) == (0, "")
        assert "Green tea" in answer.out
    assert len(list((tmp_path / "heal").iterdir())) == 1
