"""The trials of tests/load.py, small enough to run every time, and the races they found."""

from pathlib import Path

import pytest

from tests.conftest import Answer, write_topic
from tests.load import edited_meanwhile, in_one_process, killed_at_random, numbered
from tests.processes import command, has_disclaimer, is_clear, make_library, run, surroundings


def test_a_library_that_is_edited_meanwhile_is_read_whole(tmp_path: Path) -> None:
    assert edited_meanwhile(tmp_path, processes=14, rounds=2, removes=False)


def test_builds_that_are_killed_at_random_moments_leave_nothing_that_harms(
    tmp_path: Path,
) -> None:
    assert killed_at_random(tmp_path, kills=8, topics=40, seed=1)


def test_one_process_answers_many_commands_and_grows_no_larger(tmp_path: Path) -> None:
    assert in_one_process(tmp_path, 21)


# Does something to a file at the moment when heal opens it for the given time.
AT_OPENING = """
import os
left = [{turn}]
def meddle(event, values):
    if event == "open" and str(values[0]).endswith("{name}") and left:
        left[0] -= 1
        if not left[0]:
            left.clear()
            {act}
sys.addaudithook(meddle)
"""


def ask(root: Path, cache: Path, *arguments: str, turn: int, name: str, act: str) -> Answer:
    before = AT_OPENING.format(turn=turn, name=name, act=act)
    return run(command(*arguments, root=root, before=before), surroundings(cache))


@pytest.mark.parametrize(
    "command_line", [["topics"], ["show", "green-tea"], ["for", "hiccups"]]
)
def test_a_file_that_is_removed_while_the_index_is_built_is_as_if_never_there(
    tmp_path: Path, command_line: list[str]
) -> None:
    root = make_library(tmp_path / "content")
    path = write_topic(root, "Red wine")
    answer = ask(root, tmp_path, *command_line, turn=1, name="red-wine.yaml", act=removal(path))
    assert not path.exists()
    assert (answer.code, answer.err) == (0, "")
    assert has_disclaimer(answer)


def removal(path: Path) -> str:
    return f"os.unlink({str(path)!r})"


def test_a_topic_that_is_removed_while_it_is_asked_for_is_not_found(tmp_path: Path) -> None:
    root = make_library(tmp_path / "content")
    path = write_topic(root, "Red wine")
    # The first time it is opened for the index, the second time to be shown.
    answer = ask(
        root, tmp_path, "show", "red-wine", turn=2, name="red-wine.yaml", act=removal(path)
    )
    assert not path.exists()
    assert answer.code == 4
    assert has_disclaimer(answer)


@pytest.mark.parametrize("turn", [1, 2])
def test_a_topic_that_is_replaced_while_it_is_asked_for_is_shown_as_it_was_or_is(
    tmp_path: Path, turn: int
) -> None:
    root = make_library(tmp_path / "content")
    path = write_topic(root, "Red wine")
    beside = tmp_path / "newer"
    beside.write_text(numbered("Red wine", 7).replace("related: []", "related: [green-tea]"))
    act = f"os.replace({str(beside)!r}, {str(path)!r})"
    asked = ["show", "red-wine", "--width", "200"]
    answer = ask(root, tmp_path, *asked, turn=turn, name="red-wine.yaml", act=act)
    assert not beside.exists()
    assert (answer.code, answer.err) == (0, "")
    old, new = "Plain words on Red wine." in answer.out, "State 7 words" in answer.out
    assert old != new
    assert ("State 7 helps" in answer.out) == new
    after = run(command(*asked, root=root), surroundings(tmp_path))
    assert "State 7 helps" in after.out
    found = run(command("for", "hiccups", "--width", "200", root=root), surroundings(tmp_path))
    assert "State 7 helps" in found.out


@pytest.mark.parametrize("format_name", ["rich", "plain", "markdown", "html", "json"])
def test_a_source_that_is_cited_while_the_page_is_asked_for_breaks_nothing(
    tmp_path: Path, format_name: str
) -> None:
    root = make_library(tmp_path / "content")
    path = write_topic(root, "Red wine")
    beside = tmp_path / "newer"
    text = path.read_text().replace("[doe-2020]", "[doe-2020, roe-2021]")
    beside.write_text(text.replace("Plain words", "Plain [[gone]] words [@poe-2022]"))
    act = f"os.replace({str(beside)!r}, {str(path)!r})"
    asked = ["show", "red-wine", "--format", format_name]
    answer = ask(root, tmp_path, *asked, turn=2, name="red-wine.yaml", act=act)
    assert not beside.exists()
    assert answer.code == 0
    assert is_clear(answer)


@pytest.mark.parametrize("gone", ["topics/drinks", "topics", ""])
def test_a_folder_that_is_removed_while_it_is_read_ends_with_a_clear_answer(
    tmp_path: Path, gone: str
) -> None:
    root = make_library(tmp_path / "content")
    act = f"import shutil; shutil.rmtree({str(root / gone)!r})"
    for cache in ("cold", "cold"):
        answer = ask(root, tmp_path / cache, "topics", turn=1, name="green-tea.yaml", act=act)
        assert answer.code in {0, 3, 4}
        assert is_clear(answer)
        assert has_disclaimer(answer)
