"""An index that is out of date is never believed, whatever its own and its files' times say."""

import os
import time
from pathlib import Path

import pytest

from tests.conftest import write_topic
from tests.limits import without_rights
from tests.processes import command, index_of, make_library, run, surroundings

pytestmark = pytest.mark.slow

WORDS = ("saffron", "walnut", "juniper", "cardamom")
"""Words that are like no other, so that only a fresh index finds them."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_library(tmp_path / "content")


def edit(root: Path, word: str) -> Path:
    """Give the page on green tea a new word in the place of the last."""
    return write_topic(root, "Green tea", words=("Plain words", f"Plain {word} words"))


def assert_found(root: Path, cache: Path, word: str, before: str = "") -> None:
    """See that a search for a word finds it in the page on green tea."""
    asked = command("search", word, root=root, before=before)
    answer = run(asked, surroundings(cache))
    assert (answer.code, answer.err) == (0, "")
    assert f"Plain *{word}* words on Green tea." in answer.out


CLOCKS = {
    "a year back": "lambda: now() - 3 * 10**16",
    "a year on": "lambda: now() + 3 * 10**16",
    "at the very beginning": "lambda: 0",
    "before it": "lambda: -10**18",
}


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_a_wrong_clock_changes_no_answer(root: Path, tmp_path: Path, clock: str) -> None:
    wrong = (
        f"import time; now = time.time_ns; time.time_ns = {clock}; "
        "time.time = lambda: time.time_ns() / 10**9"
    )
    for word in WORDS[:2]:
        edit(root, word)
        assert_found(root, tmp_path, word, wrong)
        assert_found(root, tmp_path, word)


@pytest.mark.parametrize("days", [1, 36_500, -20_000])
def test_files_and_indexes_of_any_day_are_taken_as_they_are(
    root: Path, tmp_path: Path, days: int
) -> None:
    moment = time.time() + days * 86_400
    for word in WORDS[:3]:
        os.utime(edit(root, word), (moment, moment))
        assert_found(root, tmp_path, word)
        index = index_of(tmp_path)
        os.utime(index, (moment, moment))
        os.utime(index.parent, (moment, moment))


def test_an_old_and_a_new_version_share_a_cache_folder_in_peace(
    root: Path, tmp_path: Path
) -> None:
    for word in WORDS:
        edit(root, word)
        for number in ("0.9.0", "99.0.0", "0.9.0"):
            version = f"import heal_cli; heal_cli.__version__ = {number!r}"
            assert_found(root, tmp_path, word, version)
    names = sorted(path.name for path in (tmp_path / "heal").iterdir())
    assert [name.split("-")[1] for name in names] == ["0.9.0", "99.0.0"]


def test_an_index_that_cannot_be_replaced_is_not_believed(root: Path, tmp_path: Path) -> None:
    limit = without_rights(tmp_path)
    edit(root, WORDS[0])
    assert_found(root, tmp_path, WORDS[0])
    before = index_of(tmp_path).read_bytes()
    index_of(tmp_path).parent.chmod(0o555)
    edit(root, WORDS[1])
    answer = run(command("search", WORDS[1], root=root), surroundings(tmp_path), limit)
    assert (answer.code, answer.err) == (0, "")
    assert f"Plain *{WORDS[1]}* words on Green tea." in answer.out
    assert index_of(tmp_path).read_bytes() == before
