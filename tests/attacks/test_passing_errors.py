"""What rests on an error of the system is never kept: the next run looks again."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from heal_cli.index.index import Index
from tests.conftest import Heal, write_topic
from tests.invariants import But
from tests.processes import command, index_of, make_library, run, surroundings

MAY = But.WARNED
"""What is attacked here has faults, which are named beside every answer."""

ERRORS = [errno.EIO, errno.EMFILE, errno.ENOMEM, errno.EACCES, errno.ESTALE, errno.ENOENT]


pytestmark = pytest.mark.usefixtures("cache")

Failing = Callable[..., None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Have a call of the system fail for the paths that end so, until it is undone."""

    def begin(call: str, ending: str, number: int) -> None:
        works: Any = getattr(os, call)

        def fails(path: Any, *more: Any, **named: Any) -> Any:
            if str(path).endswith(ending):
                raise OSError(number, os.strerror(number), str(path))
            return works(path, *more, **named)

        monkeypatch.setattr(os, call, fails)

    return begin


FILES = ["topics/drinks/green-tea.yaml", "urgent.yaml", "sources.yaml", "categories.yaml"]


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("file", FILES)
@pytest.mark.usefixtures("library")
def test_a_file_that_could_not_be_opened_once_is_read_at_the_next_run(
    heal: Heal, failing: Failing, monkeypatch: pytest.MonkeyPatch, file: str, number: int
) -> None:
    opening = os.open
    failing("open", file, number)
    answer = heal("topics")
    assert answer.code == 0
    assert "Cold milk" in answer.out
    assert "cannot be read" in answer.err
    monkeypatch.setattr(os, "open", opening)
    for _ in range(2):
        answer = heal("search", "i cannot breathe", "tea")
        assert (answer.code, answer.err) == (0, "")
        assert "Call for help." in answer.out
        assert "Green tea" in answer.out
        assert "Doe J" in heal("sources").out


@pytest.mark.parametrize("file", ["topics/drinks/green-tea.yaml", "sources.yaml"])
def test_an_error_while_an_index_is_brought_up_to_date_is_not_kept_either(
    heal: Heal, library: Path, failing: Failing, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    heal("topics")
    write_topic(library, "Red wine")
    path = library / file
    path.write_text(path.read_text() + "# changed\n")
    opening = os.open
    failing("open", file, errno.EIO)
    assert "cannot be read: Input/output error" in heal("topics").err
    monkeypatch.setattr(os, "open", opening)
    answer = heal("topics")
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert "Doe J" in heal("sources").out


def test_a_folder_of_one_s_own_that_could_not_be_read_once_is_there_at_the_next_run(
    heal: Heal, own: Path, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open
    failing("open", "topics/drinks", errno.EMFILE)
    answer = heal("topics")
    assert answer.code == 0
    assert "the content folder cannot be read: Too many open files" in answer.err
    monkeypatch.setattr(os, "open", opening)
    answer = heal("topics")
    assert answer.err == ""
    assert "Green tea" in answer.out


@pytest.mark.parametrize("ending", ["content", "topics/drinks"])
def test_no_index_is_written_while_the_bundled_content_cannot_be_read(
    heal: Heal, library: Path, cache: Path, failing: Failing, ending: str
) -> None:
    failing("open", ending, errno.EIO)
    answer = heal("topics")
    assert answer.code == 3
    assert "folder cannot be read: Input/output error" in " ".join(answer.err.split())
    assert not cache.exists()


@pytest.mark.parametrize("most", [4, 5, 6, 7, 8])
def test_a_table_of_open_files_that_was_full_leaves_nothing_behind(
    tmp_path: Path, most: int
) -> None:
    root = make_library(tmp_path / "library")
    for number in range(5):
        write_topic(root, f"Tea {number}")

    # Python itself may need more to start, so the table is full from then on.
    full = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({most}, {most}))"
    run(command("topics", root=root, before=full), surroundings(tmp_path), but=But.WARNED)
    answer = run(command("topics", root=root), surroundings(tmp_path))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("Tea ") >= 5


def test_what_heal_itself_refuses_and_links_that_lead_nowhere_are_no_passing_errors(
    library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drinks = library / "topics" / "drinks"
    (drinks / "huge.yaml").write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    (drinks / "folder.yaml").mkdir()
    (drinks / "gone.yaml").symlink_to("nowhere")
    (drinks / "circle.yaml").symlink_to("circle.yaml")
    Index([library]).close()
    before = index_of(cache).stat().st_ino
    monkeypatch.setattr(Index, "_build", lambda _: pytest.fail("built again"))
    Index([library]).close()
    assert index_of(cache).stat().st_ino == before


def test_a_link_is_followed_as_soon_as_it_leads_somewhere(
    heal: Heal, library: Path, tmp_path: Path
) -> None:
    tea = library / "topics/drinks/green-tea.yaml"
    elsewhere = tmp_path / "elsewhere.yaml"
    tea.rename(elsewhere)
    (library / "topics/drinks/green-tea.yaml").symlink_to(tmp_path / "later.yaml")
    assert "cannot be read: No such file" in heal("topics").err
    elsewhere.rename(tmp_path / "later.yaml")
    answer = heal("topics")
    assert answer.err == ""
    assert "Green tea" in answer.out
