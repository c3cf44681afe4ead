"""On a disk that is full or can only be read: the right answer, and nothing half written."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import write_topic
from tests.limits import file_size
from tests.processes import (
    QUESTIONS,
    assert_right,
    assert_told,
    command,
    index_of,
    make_library,
    run,
    surroundings,
)

pytestmark = pytest.mark.slow

LESS_THAN_AN_INDEX = 20_000
LESS_THAN_A_PAGE = 4_000


def test_a_read_only_mount(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    assert_in_mount(f"mount --bind {cache} {cache} && mount -o remount,ro,bind {cache}", cache)


def test_a_full_disk_of_its_own_for_the_cache(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    assert_in_mount(f"mount -t tmpfs -o size=256k,mode=777 tmpfs {cache}", cache)


def assert_in_mount(mounts: str, cache: Path) -> None:
    """Ask questions where something else is mounted, for these processes alone."""
    unshare = shutil.which("unshare")
    if not unshare:
        pytest.skip("there is no unshare")
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    apart = [unshare, "--mount", *user, "sh", "-c"]
    if subprocess.run([*apart, mounts], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    # What the build had begun when the disk was full is to be gone again.
    line = f'{mounts} && "$@" && find {cache} -type f >&2'
    for arguments, says in QUESTIONS:
        answer = run([*apart, line, "sh", *command(*arguments)], surroundings(cache))
        assert (answer.code, answer.err) == (0, "")
        assert says in answer.out


def test_a_disk_that_fills_up_while_the_index_is_built(tmp_path: Path) -> None:
    assert_right(surroundings(tmp_path), file_size(LESS_THAN_AN_INDEX))
    assert list((tmp_path / "heal").iterdir()) == []


def test_a_disk_that_fills_up_while_an_index_is_brought_up_to_date(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    run(command("topics", root=root), surroundings(tmp_path))
    old = index_of(tmp_path).read_bytes()
    assert len(old) > LESS_THAN_AN_INDEX
    write_topic(root, "Green tea", words=("Plain words", "Saffron words"))
    asked = command("search", "saffron", root=root)
    answer = run(asked, surroundings(tmp_path), file_size(LESS_THAN_AN_INDEX))
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert index_of(tmp_path).read_bytes() == old


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["new", "forced"])
def test_a_disk_that_fills_up_while_the_answer_is_written(
    warm: Path, tmp_path: Path, force: list[str]
) -> None:
    page = tmp_path / "page.html"
    if force:
        page.write_text("mine\n")
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    asked = command("show", "magnesium", "--output", str(page), *force)
    answer = run(asked, surroundings(warm), file_size(LESS_THAN_A_PAGE))
    assert_told(answer, 1, "cannot be written: File too large")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before
