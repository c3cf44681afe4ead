"""`--output` writes that file, whole, over nothing unasked and through no link."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.limits import without_rights
from tests.processes import assert_told, command, run, surroundings
from tests.side_effects.audit import contents
from tests.side_effects.conftest import Trial

LINKS = ["link", "dangling", "circle", "second-name"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The file to write, which is not there."""
    return tmp_path / "page.md"


@pytest.fixture
def put_in_place(page: Path, precious: Path) -> Callable[[str], None]:
    """Puts something of a kind in the place of the page."""

    def put(kind: str) -> None:
        if kind == "file":
            page.write_text("mine\n")
        elif kind == "second-name":
            os.link(precious, page)
        elif kind == "fifo":
            os.mkfifo(page)
        elif kind == "device":
            # As /dev/null, but one that nobody else needs.
            os.mknod(page, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        else:
            gone = page.with_name("gone")
            page.symlink_to({"link": precious, "dangling": gone, "circle": page}[kind])

    return put


def identity(path: Path) -> tuple[int, ...]:
    """Return what changes when a file, or a link itself, is changed or replaced."""
    found = os.lstat(path)
    return found.st_ino, found.st_mode, found.st_nlink, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("kind", ["file", "fifo", *LINKS])
def test_what_is_there_already_is_left_alone(
    trial: Trial, page: Path, precious: Path, put_in_place: Callable[[str], None], kind: str
) -> None:
    put_in_place(kind)
    before = identity(page)
    answer = trial.run("show", "green-tea", "--output", str(page))
    assert_told(answer, 2, "is no regular file" if kind == "fifo" else "is there already")
    assert identity(page) == before
    assert precious.read_text() == "precious\n"
    assert not page.with_name("gone").exists()


@pytest.mark.parametrize("kind", LINKS)
def test_force_puts_a_file_in_the_place_of_a_link_and_writes_through_none(
    trial: Trial, page: Path, precious: Path, put_in_place: Callable[[str], None], kind: str
) -> None:
    put_in_place(kind)
    assert trial.run("show", "green-tea", "--output", str(page), "--force").code == 0
    assert "Green tea" in page.read_text()
    assert not page.is_symlink()
    assert precious.read_text() == "precious\n"
    assert not page.with_name("gone").exists()


@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_force_never_takes_the_place_of_a_pipe_or_device(
    trial: Trial, page: Path, put_in_place: Callable[[str], None], kind: str
) -> None:
    try:
        put_in_place(kind)
    except PermissionError:
        pytest.skip("a device can be made by root alone")
    before = identity(page)
    # A reader, so that a pipe may also be written to.
    reader = os.open(page, os.O_RDONLY | os.O_NONBLOCK)
    answer = trial.run("show", "green-tea", "--output", str(page), "--force")
    os.close(reader)
    assert_told(answer, 2, "is no regular file")
    assert identity(page) == before


@pytest.mark.usefixtures("precious")
@pytest.mark.parametrize(
    ("place", "code", "says"),
    [
        ("folder", 2, "is a folder; name a file in it"),
        ("linked-folder", 2, "is a folder; name a file in it"),
        ("gone/page.md", 1, "cannot be written: No such file or directory"),
        ("precious/page.md", 1, "cannot be written: Not a directory"),
        ("a" * 300, 1, "cannot be written: File name too long"),
    ],
    ids=["folder", "linked folder", "no folder", "file as folder", "too long"],
)
def test_no_place_to_write_to_is_a_clear_error(
    trial: Trial, tmp_path: Path, place: str, code: int, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "linked-folder").symlink_to("folder")
    before = {name for name in contents(tmp_path) if not name.startswith("cache")}
    for force in ([], ["--force"]):
        output = ["--output", str(tmp_path / place), "--format", "plain", *force]
        assert_told(trial.run("show", "green-tea", *output), code, says)
    after = {name for name in contents(tmp_path) if not name.startswith("cache")}
    assert after == before
    assert (tmp_path / "precious").read_text() == "precious\n"


def test_a_path_through_a_linked_folder_leads_where_the_link_does(
    trial: Trial, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    page = tmp_path / "link" / "page.md"
    assert trial.run("show", "green-tea", "--output", str(page)).code == 0
    assert contents(tmp_path / "folder") == {"page.md"}


@pytest.mark.parametrize(
    "name", ["new\nline.md", "esc\x1b[31m.md", "-o.md", "*.md", "é\udcff.md"]
)
def test_an_output_of_any_name_is_that_file_and_names_it_safely(
    trial: Trial, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    line = ["show", "green-tea", "--output", str(folder / name)]
    assert trial.run(*line).code == 0
    again = trial.run(*line)
    assert_told(again, 2, "is there already")
    assert "\x1b" not in again.err
    assert os.listdir(folder) == [name]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o027])
def test_an_output_file_keeps_to_the_mask_and_can_never_be_run(
    trial: Trial, page: Path, mask: int
) -> None:
    asked = command("show", "green-tea", "--output", str(page), root=trial.root)
    run(asked, surroundings(trial.cache), lambda: os.umask(mask))
    assert stat.S_IMODE(page.stat().st_mode) == 0o644 & ~mask


@pytest.mark.parametrize(
    ("mode", "force"), [(0o555, []), (0o555, ["--force"]), (0o000, []), (0o000, ["--force"])]
)
def test_a_folder_that_may_not_be_written_to_or_entered_is_a_clear_error(
    trial: Trial, tmp_path: Path, mode: int, force: list[str]
) -> None:
    limit = without_rights(tmp_path)
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(mode)
    asked = command(
        "show", "green-tea", "--output", str(locked / "page.md"), *force, root=trial.root
    )
    answer = run(asked, surroundings(trial.cache), limit)
    assert_told(answer, 1, "cannot be written: Permission denied")
    locked.chmod(0o700)
    assert contents(locked) == set()
