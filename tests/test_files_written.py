"""heal writes its index, the file of `--output` and a template when asked; nothing else."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Answer
from tests.processes import (
    HANGS,
    PROJECT,
    command,
    give_up_rights,
    has_disclaimer,
    heeds_permissions,
    is_clear,
    make_library,
    run,
    surroundings,
)
from tests.test_disclaimer import EVERY_COMMAND, OTHERS

LINES = [line for lines in EVERY_COMMAND.values() for line in lines] + OTHERS

COMPLETIONS = (
    {"_HEAL_COMPLETE": "complete_bash", "COMP_WORDS": "heal show mag", "COMP_CWORD": "2"},
    {"_HEAL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "heal for i"},
)

# Runs command lines one after another, and notes whatever could touch anything outside.
TRACED = """\
import json, os, sys
sys.path.insert(0, sys.argv[1])
log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
lines = json.loads(sys.argv[3])
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
WATCHED = ("os.", "socket.", "subprocess.", "sqlite3.connect", "shutil.", "tempfile.",
    "ctypes.", "urllib.", "ftplib.", "http.", "smtplib.", "pty.", "winreg.")
QUIET = ("os.listdir", "os.scandir", "os.putenv", "os.unsetenv", "os.walk", "os.getxattr",
    "os.listxattr", "os.fwalk", "sqlite3.connect/handle", "tempfile.")
def note(event, values):
    if event == "open":
        path, mode, flags = values
        if isinstance(path, int) or not (flags or 0) & WRITES:
            return
        values = (path,)
    elif not event.startswith(WATCHED) or event.startswith(QUIET):
        return
    texts = [os.fsdecode(v) for v in values if isinstance(v, (str, bytes, os.PathLike))]
    os.write(log, (json.dumps([event, texts]) + "\\n").encode())
sys.addaudithook(note)
from heal_cli.cli import main
for line in lines:
    try:
        main(line)
    except SystemExit:
        pass
"""

FILE_EVENTS = {
    "open",
    "sqlite3.connect",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.link",
    "os.chmod",
    "os.utime",
    "shutil.copyfile",
    "os.truncate",
}


class Event(NamedTuple):
    """One thing that a process did, and the paths it named."""

    name: str
    paths: list[str]


class Place(NamedTuple):
    """Folders for one trial; only what is `allowed` may be written."""

    home: Path
    cache: Path
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        return surroundings(self.cache, HOME=str(self.home), **more)

    def is_allowed(self, path: str, *named: Path) -> bool:
        """Say whether a path is the cache, what was named, or nothing at all."""
        bare = re.sub(r"^file://|\?.*$", "", path)
        if bare in {os.devnull, ":memory:", ""}:
            return True
        inside = Path(os.path.normpath(self.folder / bare))
        # A missing cache folder is made, with those it lies in.
        if inside == self.cache or (self.cache / "heal") in (inside, *inside.parents):
            return True
        return any(place in (inside, *inside.parents) for place in named)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for name in ("home", "here"):
        (tmp_path / name).mkdir()
    return Place(tmp_path / "home", tmp_path / "cache", tmp_path / "here")


def traced(place: Place, lines: list[list[str]], **more: str) -> list[Event]:
    log = place.home.parent / "log"
    log.write_text("")
    code = [sys.executable, "-c", TRACED, str(PROJECT), str(log), json.dumps(lines)]
    done = subprocess.run(
        code,
        cwd=place.folder,
        env=place.environment(**more),
        capture_output=True,
        input=b"",
        timeout=HANGS,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr[-2000:].decode()
    return [Event(*json.loads(line)) for line in log.read_text().splitlines()]


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_every_command_writes_nothing_but_the_index(place: Place) -> None:
    # Once on a cold cache and once on a warm one.
    events = traced(place, [*LINES, *LINES])
    assert any(event.name == "sqlite3.connect" for event in events), "nothing was traced"
    assert any(event.name == "os.rename" for event in events), "no index was built"
    for event in events:
        assert event.name in FILE_EVENTS, event
        # A template of `heal new` is refused before anything is made.
        assert all(map(place.is_allowed, event.paths)), event
    assert contents(place.folder) == set()
    assert contents(place.home) == set()
    (index,) = (place.cache / "heal").iterdir()
    assert index.suffix == ".sqlite"


@pytest.mark.parametrize("asked", COMPLETIONS, ids=["bash", "zsh"])
def test_completion_writes_nothing_but_the_index(place: Place, asked: dict[str, str]) -> None:
    for event in traced(place, [[]], **asked):
        assert event.name in FILE_EVENTS, event
        assert all(map(place.is_allowed, event.paths)), event
    assert contents(place.folder) | contents(place.home) == set()


@pytest.mark.parametrize("ending", [".md", ".html", ".json", ".txt", ".svg"])
def test_an_output_file_is_the_only_one_written(place: Place, ending: str) -> None:
    page = place.folder / f"page{ending}"
    lines = [
        ["show", "crp", "--output", page.name],
        ["show", "crp", "--output", page.name, "--force"],
    ]
    for event in traced(place, lines):
        assert event.name in FILE_EVENTS, event
        for path in event.paths:
            is_temporary = Path(path).name.startswith(".heal-")
            assert is_temporary or place.is_allowed(path, page), event
    assert contents(place.folder) == {page.name}
    assert contents(place.home) == set()


def test_a_new_topic_and_its_category_are_all_that_new_writes(place: Place) -> None:
    mine = place.folder / "mine"
    lines = [["new", "ginger-tea", "--category", "spices", "--content", str(mine)]]
    for event in traced(place, lines):
        assert event.name in FILE_EVENTS, event
        assert all(place.is_allowed(path, mine) for path in event.paths), event
    assert {name for name in contents(mine) if name.endswith(".yaml")} == {
        "categories.yaml",
        "topics/spices/ginger-tea.yaml",
    }
    assert contents(place.home) == set()


def test_a_pager_is_the_only_program_that_is_started(place: Place) -> None:
    for event in traced(place, LINES[:8], HEAL_PAGER="touch pager-ran"):
        # No stream is a terminal here, so there is none.
        assert not event.name.startswith(("subprocess", "os.exec", "os.posix_spawn", "os.fork"))
    assert contents(place.folder) == set()


CALLS = (
    "open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,rmdir,chmod,fchmodat,chown,lchown,fchownat,truncate,"
    "utimensat,setxattr,mount,umount2,socket,socketpair,connect,bind,sendto,execve"
)


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The start of a command that traces the calls of the kernel."""
    program = shutil.which("strace")
    if not program:
        pytest.skip("strace is not installed")
    log = tmp_path_factory.mktemp("strace") / "log"
    names = ",".join(f"?{name}" for name in CALLS.split(","))
    tracing = [program, "-f", "-qq", "-s", "4096", "-e", f"trace={names}"]
    tried = [*tracing, "-o", str(log), sys.executable, "-c", ""]
    if subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
    return tracing


def kernel_calls(strace: list[str], place: Place, *arguments: str) -> Iterator[tuple[str, str]]:
    log = place.home.parent / "strace"
    subprocess.run(
        [*strace, "-o", str(log), *command(*arguments)],
        cwd=place.folder,
        env=place.environment(),
        capture_output=True,
        input=b"",
        timeout=HANGS,
        check=False,
    )
    for line in log.read_text("utf-8", "replace").splitlines():
        found = re.search(r"\b([a-z0-9]+)\((.*)", line)
        if found and "ENOENT" not in line and "resumed>" not in line:
            yield found[1], found[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["topics"],
        ["show", "crp"],
        ["search", "chest pain"],
        ["check"],
        ["show", "crp", "-o", "page.html"],
        ["new", "ginger", "--content", "mine"],
    ],
    ids=" ".join,
)
def test_the_kernel_sees_no_socket_and_no_other_file_written(
    place: Place, strace: list[str], arguments: list[str]
) -> None:
    named = [place.folder / "page.html", place.folder / "mine"]
    calls = list(kernel_calls(strace, place, *arguments))
    assert calls
    programs = 0
    for name, rest in calls:
        assert name not in {"socket", "socketpair", "connect", "bind", "sendto", "mount"}, rest
        if name == "execve":
            programs += 1
            continue
        if name.startswith("open") and not re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", rest):
            continue
        for path in re.findall(r'"((?:[^"\\]|\\.)*)"', rest):
            is_temporary = Path(path).name.startswith(".heal-")
            assert is_temporary or place.is_allowed(path, *named), (name, rest)
    assert programs == 1


@pytest.fixture
def cold(tmp_path: Path) -> tuple[Path, Path]:
    """A made-up library, and a cache folder that is not there yet."""
    return make_library(tmp_path / "content"), tmp_path / "cache"


def show(cold: tuple[Path, Path], *more: str) -> Answer:
    root, cache = cold
    asked = command("show", "green-tea", *more, root=root)
    return run(asked, surroundings(cache), no_mask)


def no_mask() -> None:
    """Take away what would hide a file's own lack of care for its rights."""
    os.umask(0)


def test_index_and_its_folder_are_private_whatever_the_mask(cold: tuple[Path, Path]) -> None:
    assert show(cold).code == 0
    folder = cold[1] / "heal"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (index,) = folder.iterdir()
    assert stat.S_IMODE(index.stat().st_mode) == 0o600


def test_folders_made_above_it_are_private_too(cold: tuple[Path, Path]) -> None:
    assert show(cold).code == 0
    assert stat.S_IMODE(cold[1].stat().st_mode) == 0o700


def test_an_updated_index_is_private_too(cold: tuple[Path, Path]) -> None:
    show(cold)
    (index,) = (cold[1] / "heal").iterdir()
    index.chmod(0o666)
    tea = cold[0] / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text().replace("Plain", "Plainer"))
    assert "Plainer words" in show(cold).out
    (index,) = (cold[1] / "heal").iterdir()
    assert stat.S_IMODE(index.stat().st_mode) == 0o600


def precious(folder: Path) -> Path:
    """Return a file that nothing may touch."""
    path = folder / "precious"
    path.write_text("precious\n")
    return path


@pytest.mark.parametrize("where", ["file", "nowhere", "folder", "circle"])
def test_a_link_in_the_place_of_the_index_is_never_written_through(
    cold: tuple[Path, Path], tmp_path: Path, where: str
) -> None:
    show(cold)
    (index,) = (cold[1] / "heal").iterdir()
    index.unlink()
    kept = precious(tmp_path)
    gone, folder = tmp_path / "gone", tmp_path / "folder"
    folder.mkdir()
    index.symlink_to({"file": kept, "nowhere": gone, "folder": folder, "circle": index}[where])
    for _ in range(2):
        answer = show(cold)
        assert (answer.code, answer.err) == (0, "")
    assert kept.read_text() == "precious\n"
    assert not gone.exists()
    assert list(folder.iterdir()) == []


def test_an_index_that_another_linked_is_replaced_and_not_changed(
    cold: tuple[Path, Path], tmp_path: Path
) -> None:
    show(cold)
    (index,) = (cold[1] / "heal").iterdir()
    os.link(index, tmp_path / "second-name")
    before = index.read_bytes()
    tea = cold[0] / "topics/drinks/green-tea.yaml"
    tea.write_text(tea.read_text().replace("Plain", "Plainer"))
    assert "Plainer words" in show(cold).out
    assert (tmp_path / "second-name").read_bytes() == before


def test_an_index_that_leads_to_a_device_is_not_copied(cold: tuple[Path, Path]) -> None:
    show(cold)
    (index,) = (cold[1] / "heal").iterdir()
    index.unlink()
    index.symlink_to("/dev/zero")
    watch = (
        "import os\n"
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2**24, 2**24))\n"
        "def note(event, values):\n"
        "    if event == 'shutil.copyfile': os.write(2, b'copied')\n"
        "sys.addaudithook(note)\n"
    )
    asked = command("show", "green-tea", root=cold[0], before=watch)
    answer = run(asked, surroundings(cold[1]))
    assert answer.code == 0
    assert answer.err == ""


def test_links_named_as_temporary_files_are_neither_followed_nor_kept(
    cold: tuple[Path, Path], tmp_path: Path
) -> None:
    kept = precious(tmp_path)
    os.utime(kept, (0, 0))
    folder = cold[1] / "heal"
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"building-{number}").symlink_to(kept)
    (folder / "building-in-a-circle").symlink_to("building-in-a-circle")
    (folder / "other").symlink_to(kept)
    assert show(cold).code == 0
    assert kept.read_text() == "precious\n"
    assert (folder / "other").is_symlink()


def test_a_cache_folder_that_is_a_link_takes_only_the_index(
    cold: tuple[Path, Path], tmp_path: Path
) -> None:
    kept = precious(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    cold[1].mkdir()
    (cold[1] / "heal").symlink_to(elsewhere)
    assert show(cold).code == 0
    assert [path.suffix for path in elsewhere.iterdir()] == [".sqlite"]
    (cold[1] / "heal").unlink()
    (cold[1] / "heal").symlink_to(kept)
    answer = show(cold)
    assert (answer.code, answer.err) == (0, "")
    assert kept.read_text() == "precious\n"


def refused(answer: Answer, code: int) -> bool:
    return answer.code == code and is_clear(answer) and has_disclaimer(answer)


def identity(path: Path) -> tuple[int, ...]:
    """Return what changes when a file, or a link itself, is changed or replaced."""
    found = os.lstat(path)
    return found.st_ino, found.st_mode, found.st_nlink, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("kind", ["file", "link", "dangling", "circle", "second-name", "fifo"])
def test_what_is_there_already_is_left_alone(
    cold: tuple[Path, Path], tmp_path: Path, kind: str
) -> None:
    kept = precious(tmp_path)
    page = tmp_path / "page.md"
    if kind == "file":
        page.write_text("mine\n")
    elif kind == "second-name":
        os.link(kept, page)
    elif kind == "fifo":
        os.mkfifo(page)
    else:
        page.symlink_to({"link": kept, "dangling": tmp_path / "gone", "circle": page}[kind])
    before = identity(page)
    answer = show(cold, "--output", str(page))
    assert refused(answer, 2)
    assert ("is no regular file" if kind == "fifo" else "there already") in answer.err
    assert identity(page) == before
    assert kept.read_text() == "precious\n"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("kind", ["link", "dangling", "circle", "second-name"])
def test_force_puts_a_file_in_the_place_of_a_link_and_writes_through_none(
    cold: tuple[Path, Path], tmp_path: Path, kind: str
) -> None:
    kept = precious(tmp_path)
    page = tmp_path / "page.md"
    if kind == "second-name":
        os.link(kept, page)
    else:
        page.symlink_to({"link": kept, "dangling": tmp_path / "gone", "circle": page}[kind])
    assert show(cold, "--output", str(page), "--force").code == 0
    assert "Green tea" in page.read_text()
    assert not page.is_symlink()
    assert kept.read_text() == "precious\n"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_force_never_takes_the_place_of_a_pipe_or_device(
    cold: tuple[Path, Path], tmp_path: Path, kind: str
) -> None:
    page = tmp_path / "page.md"
    if kind == "fifo":
        os.mkfifo(page)
    else:
        try:
            # As /dev/null, but one that nobody else needs.
            os.mknod(page, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        except OSError:
            pytest.xfail("a device can be made by root alone")
    before = stat.S_IFMT(os.lstat(page).st_mode)
    # A reader, so that a pipe may also be written to.
    reader = os.open(page, os.O_RDONLY | os.O_NONBLOCK)
    answer = show(cold, "--output", str(page), "--force")
    os.close(reader)
    assert stat.S_IFMT(os.lstat(page).st_mode) == before
    assert is_clear(answer)


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["plain", "force"])
@pytest.mark.parametrize("kind", ["folder", "linked-folder", "no-folder", "file-as-folder"])
def test_no_place_to_write_to_is_a_clear_error(
    cold: tuple[Path, Path], tmp_path: Path, kind: str, force: list[str]
) -> None:
    kept = precious(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    places = {
        "folder": tmp_path / "folder",
        "linked-folder": tmp_path / "link",
        "no-folder": tmp_path / "gone" / "page.md",
        "file-as-folder": kept / "page.md",
    }
    answer = show(cold, "--output", str(places[kind]), "--format", "plain", *force)
    assert answer.code in {1, 2}
    assert is_clear(answer)
    assert has_disclaimer(answer)
    assert kept.read_text() == "precious\n"
    assert list((tmp_path / "folder").iterdir()) == []
    assert not (tmp_path / "gone").exists()


def test_a_path_through_a_linked_folder_leads_where_the_link_does(
    cold: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    assert show(cold, "--output", str(tmp_path / "link" / "page.md")).code == 0
    assert contents(tmp_path / "folder") == {"page.md"}


@pytest.mark.parametrize(
    "name", ["new\nline.md", "esc\x1b[31m.md", "-o.md", "*.md", "é\udcff.md"]
)
def test_an_output_of_any_name_is_that_file_and_names_it_safely(
    cold: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    page = str(folder / name)
    assert show(cold, "--output", page).code == 0
    assert os.listdir(folder) == [name]
    again = show(cold, "--output", page)
    assert refused(again, 2)
    assert "\x1b" not in again.err
    assert os.listdir(folder) == [name]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o027])
def test_an_output_file_keeps_to_the_mask_and_can_never_be_run(
    cold: tuple[Path, Path], tmp_path: Path, mask: int
) -> None:
    page = tmp_path / "page.md"
    asked = command("show", "green-tea", "--output", str(page), root=cold[0])
    run(asked, surroundings(cold[1]), lambda: os.umask(mask))
    assert stat.S_IMODE(page.stat().st_mode) == 0o644 & ~mask


def test_a_folder_that_cannot_be_written_to_is_a_clear_error(
    cold: tuple[Path, Path], tmp_path: Path
) -> None:
    if not heeds_permissions(tmp_path):
        pytest.skip("permissions keep nobody out here")
    show(cold)
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    for arguments in (
        ["show", "green-tea", "--output", str(locked / "page.md")],
        ["new", "ginger", "--content", str(locked)],
    ):
        answer = run(command(*arguments, root=cold[0]), surroundings(cold[1]), give_up_rights)
        assert refused(answer, 1)
        assert "cannot be written: Permission denied" in " ".join(answer.err.split())
    assert list(locked.iterdir()) == []


@pytest.mark.parametrize("kind", ["locked", "long"])
def test_an_output_that_cannot_even_be_looked_for_is_a_clear_error(
    cold: tuple[Path, Path], tmp_path: Path, kind: str
) -> None:
    if not heeds_permissions(tmp_path):
        pytest.xfail("permissions keep nobody out here")
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o000)
    page = locked / "page.md" if kind == "locked" else tmp_path / ("a" * 300 + ".md")
    asked = command("show", "green-tea", "--output", str(page), root=cold[0])
    answer = run(asked, surroundings(cold[1]), give_up_rights)
    assert answer.code in {1, 2}
    assert is_clear(answer)


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "/x", "..", ".", "a\nb", "x.yaml", "~", "a\0b"]
)
@pytest.mark.parametrize("as_what", ["topic", "category"])
def test_a_name_for_a_template_is_never_a_path(place: Place, name: str, as_what: str) -> None:
    words = [name] if as_what == "topic" else ["ginger", "--category", name]
    mine = place.folder / "mine"
    for event in traced(place, [["new", "--content", str(mine), *words]]):
        assert all(map(place.is_allowed, event.paths)), event
    assert not mine.exists()
    assert contents(place.home) == set()


@pytest.mark.parametrize("kind", ["dangling", "link", "fifo"])
def test_a_template_is_written_through_no_link(
    cold: tuple[Path, Path], tmp_path: Path, kind: str
) -> None:
    kept = precious(tmp_path)
    own = make_library(tmp_path / "own")
    template = own / "topics/drinks/ginger.yaml"
    if kind == "fifo":
        os.mkfifo(template)
    else:
        template.symlink_to(kept if kind == "link" else tmp_path / "gone")
    asked = command(
        "new", "ginger", "--category", "drinks", "--content", str(own), root=cold[0]
    )
    answer = run(asked, surroundings(cold[1]))
    assert refused(answer, 2)
    assert "is taken by" in answer.err
    assert kept.read_text() == "precious\n"
    assert not (tmp_path / "gone").exists()


def test_a_categories_file_that_is_a_pipe_does_not_hold_new_up(
    cold: tuple[Path, Path], tmp_path: Path
) -> None:
    own = make_library(tmp_path / "own")
    (own / "categories.yaml").unlink()
    os.mkfifo(own / "categories.yaml")
    asked = command(
        "new", "ginger", "--category", "spices", "--content", str(own), root=cold[0]
    )
    with subprocess.Popen(
        asked,
        env=surroundings(cold[1]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail("heal new waits for a reader of the pipe")
