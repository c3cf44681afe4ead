"""Pipes, devices, sockets and links in a library are faults, and block nothing."""

import os
import re
import socket
from contextlib import chdir
from pathlib import Path

import pytest

from tests.content_safety.bounds import ask
from tests.fuzzing import one_and_the_rest
from tests.processes import make_library

LINKS = {"circle": "{}", "nowhere": "gone", "device": "/dev/zero", "itself": "."}
"""Where the links of each kind lead: to their own name, to nothing, to a device, to here."""

NO_FILE = ["circle", "fifo", "device", "socket", "nowhere", "folder"]
NO_FOLDER = ["circle", "fifo", "device", "socket", "nowhere", "file"]


def plant(path: Path, kind: str) -> None:
    """Put something that is not what it should be at a path."""
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_text("a file\n")
    elif kind == "socket":
        # The address of a socket has room for 107 bytes, so it is made from beside.
        with chdir(path.parent), socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    else:
        path.symlink_to(LINKS[kind].format(path.name))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library of two good topics, read by processes that may neither hang nor grow."""
    return make_library(tmp_path / "content")


def test_topics_that_are_no_files_are_faults_and_the_others_stand(
    root: Path, tmp_path: Path
) -> None:
    for kind in NO_FILE:
        plant(root / f"topics/drinks/odd-{kind}.yaml", kind)
    answer = ask(root, tmp_path, "show", "green-tea")
    assert answer.code == 0
    assert len(re.findall(r"odd-\w+\.yaml:1:1: cannot be read: ", answer.err)) == 3
    found = ask(root, tmp_path, "check", str(root)).out
    for kind in NO_FILE:
        assert f"odd-{kind}.yaml:1:1: F01 cannot be read: " in found


@pytest.mark.parametrize("kind", one_and_the_rest(NO_FILE, ["fifo", "device"]))
def test_sources_that_are_no_file_are_a_fault_and_the_topics_stand(
    root: Path, tmp_path: Path, kind: str
) -> None:
    (root / "sources.yaml").unlink()
    plant(root / "sources.yaml", kind)
    answer = ask(root, tmp_path, "show", "green-tea")
    assert answer.code == 0
    assert f"{root / 'sources.yaml'}:1:1: cannot be read: " in answer.err


def test_what_is_no_folder_among_the_categories_is_passed_by(
    root: Path, tmp_path: Path
) -> None:
    for kind in NO_FOLDER:
        plant(root / "topics" / f"odd-{kind}", kind)
    answer = ask(root, tmp_path, "topics")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("green-tea") == 1


def test_a_link_from_one_category_to_another_shows_no_topic_twice(
    root: Path, tmp_path: Path
) -> None:
    (root / "topics" / "again").symlink_to(root / "topics" / "drinks")
    answer = ask(root, tmp_path, "topics")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("green-tea") == 1


@pytest.mark.parametrize("kind", one_and_the_rest([*NO_FOLDER, "itself"], ["circle", "itself"]))
def test_a_topics_folder_that_is_none_is_a_library_without_topics(
    root: Path, tmp_path: Path, kind: str
) -> None:
    (root / "topics").rename(root / "elsewhere")
    plant(root / "topics", kind)
    assert ask(root, tmp_path, "topics").code == 4
    assert ask(root, tmp_path, "check", str(root)).code == (0 if kind == "itself" else 2)


@pytest.mark.parametrize("kind", NO_FOLDER)
def test_an_own_library_that_is_no_folder_leaves_the_bundled_one(
    root: Path, tmp_path: Path, kind: str
) -> None:
    own = tmp_path / "own"
    plant(own, kind)
    answer = ask(root, tmp_path, "show", "green-tea", "--content", str(own))
    assert answer.code == 0
    assert f"{own}:1:1: the content folder cannot be read" in answer.err
