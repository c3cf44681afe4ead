"""What happens to a library, or to the index, at the worst moment of a run."""

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.answer import Answer
from tests.conftest import Heal, write_topic
from tests.load.edits import numbered
from tests.processes import (
    HANGS,
    assert_told,
    command,
    ended,
    index_of,
    make_library,
    run,
    start,
    surroundings,
)

# Does something to a file at the moment when heal opens it for the given time.
AT_OPENING = """
import os, shutil
left = [{turn}]
def meddle(event, values):
    if event == "open" and str(values[0]).endswith("{name}") and left:
        left[0] -= 1
        if not left[0]:
            left.clear()
            {act}
sys.addaudithook(meddle)
"""

TO_INDEX = 1
"""For which time the file of a topic is opened; a page is made from the index."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_library(tmp_path / "content")


@pytest.fixture
def wine(root: Path) -> Path:
    """The file of a topic that something happens to."""
    return write_topic(root, "Red wine")


def ask(wine: Path, act: str, *arguments: str, turn: int) -> Answer:
    """Ask about a library, and act when the topic's file is opened for that time."""
    root = wine.parents[2]
    before = AT_OPENING.format(turn=turn, name=wine.name, act=act)
    return run(command(*arguments, root=root, before=before), surroundings(root.parent))


def removal(path: Path) -> str:
    return f"os.unlink({str(path)!r})"


def replacement(path: Path, text: str) -> str:
    """Return what puts a file with that text in the place of another."""
    beside = path.with_suffix(".newer")
    beside.write_text(text)
    return f"os.replace({str(beside)!r}, {str(path)!r})"


@pytest.mark.parametrize(
    "line", [["topics"], ["for", "hiccups"], ["show", "green-tea"]], ids=" ".join
)
def test_a_file_that_is_removed_while_the_index_is_built_is_as_if_never_there(
    wine: Path, line: list[str]
) -> None:
    answer = ask(wine, removal(wine), *line, turn=TO_INDEX)
    assert not wine.exists()
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert "Red wine" not in answer.out


def test_a_file_that_is_gone_for_the_moment_in_which_it_is_opened_is_opened_again(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_topic(library, "Red wine")
    opening = os.open
    gone = iter(["red-wine.yaml"])

    def gone_for_a_moment(path: Path | str, *more: Any, **named: Any) -> int:
        if Path(path).name == "red-wine.yaml" and next(gone, None):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return opening(path, *more, **named)

    monkeypatch.setattr(os, "open", gone_for_a_moment)
    answer = heal("topics")
    assert (answer.code, answer.err, list(gone)) == (0, "", [])
    assert "Red wine" in answer.out


def test_a_topic_that_is_removed_while_it_is_asked_for_is_not_found(wine: Path) -> None:
    answer = ask(wine, removal(wine), "show", "red-wine", turn=TO_INDEX)
    assert not wine.exists()
    assert_told(answer, 4, 'no topic "red-wine"')


def test_a_topic_that_is_replaced_while_it_is_asked_for_is_shown_as_it_was_or_is(
    root: Path, tmp_path: Path, wine: Path
) -> None:
    newer = numbered("Red wine", 7).replace("related: []", "related: [green-tea]")
    line = ["show", "red-wine", "--width", "200"]
    answer = ask(wine, replacement(wine, newer), *line, turn=TO_INDEX)
    assert wine.read_text() == newer
    assert (answer.code, answer.err) == (0, "")
    old, new = "Plain words on Red wine." in answer.out, "State 7 words" in answer.out
    assert old != new
    assert ("State 7 helps" in answer.out) == new
    for later in (line, ["for", "hiccups", "--width", "200"]):
        after = run(command(*later, root=root), surroundings(tmp_path))
        assert "State 7 helps" in after.out


@pytest.mark.parametrize("format_name", ["rich", "plain", "markdown", "html", "json"])
def test_a_source_that_is_cited_while_the_page_is_asked_for_breaks_nothing(
    wine: Path, format_name: str
) -> None:
    text = wine.read_text().replace("[doe-2020]", "[doe-2020, roe-2021]")
    newer = text.replace("Plain words", "Plain [[gone]] words [@poe-2022]")
    line = ["show", "red-wine", "--format", format_name]
    answer = ask(wine, replacement(wine, newer), *line, turn=TO_INDEX)
    assert wine.read_text() == newer
    assert answer.code == 0
    assert "Red wine" in answer.out


@pytest.mark.parametrize(
    ("gone", "code", "says"),
    [
        ("topics/drinks", 4, "no topics"),
        ("topics", 4, "no topics"),
        ("", 3, "the content folder cannot be read"),
    ],
)
def test_a_folder_that_is_removed_while_it_is_read_leaves_what_was_read_before(
    root: Path, wine: Path, gone: str, code: int, says: str
) -> None:
    answer = ask(wine, f"shutil.rmtree({str(root / gone)!r})", "topics", turn=TO_INDEX)
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert "Red wine" not in answer.out
    after = run(command("topics", root=root), surroundings(root.parent))
    assert_told(after, code, says)


# Says when an index is to be put in its place, and waits until that may be.
LATE = """
import pathlib, time
replace = pathlib.Path.replace
def late(self, target):
    pathlib.Path({reached!r}).touch()
    ends = time.monotonic() + {hangs}
    while not pathlib.Path({free!r}).exists() and time.monotonic() < ends:
        time.sleep(0.01)
    return replace(self, target)
pathlib.Path.replace = late
"""


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    ends = time.monotonic() + HANGS
    while not path.exists():
        assert time.monotonic() < ends, f"{path.name} never came"
        time.sleep(0.01)


def test_a_process_that_is_late_to_put_its_index_in_place_undoes_no_newer_one(
    root: Path, tmp_path: Path
) -> None:
    reached, free, cache = tmp_path / "reached", tmp_path / "free", tmp_path / "cache"
    before = LATE.format(reached=str(reached), free=str(free), hangs=HANGS)
    late = start(command("show", "green-tea", root=root, before=before), surroundings(cache))
    wait_for(reached)
    write_topic(root, "Green tea", words=("Plain words", "Newer words"))
    search = command("search", "newer", root=root)
    meanwhile = run(search, surroundings(cache))
    free.touch()
    answer = ended(late)
    after = run(search, surroundings(cache))
    for each in (answer, meanwhile, after):
        assert (each.code, each.err) == (0, "")
        assert "Green tea" in each.out
    index_of(cache)
