"""The index is only a catalogue: always fresh, never in the way."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Heal, write_topic
from tests.index.snapshot import ids
from tests.processes import index_of


def test_a_fresh_index_is_not_built_again(
    heal: Heal, cache: Path, read_files: list[str]
) -> None:
    assert ids(heal) == ["cold-milk", "green-tea"]
    assert sorted(read_files) == ["cold-milk.yaml", "green-tea.yaml"]
    before = index_of(cache.parent).stat()
    read_files.clear()
    assert ids(heal) == ["cold-milk", "green-tea"]
    assert read_files == []
    after = index_of(cache.parent).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_added_removed_and_renamed_is_seen_at_once(
    heal: Heal, library: Path, cache: Path
) -> None:
    ids(heal)
    write_topic(library, "Red wine")
    assert ids(heal) == ["cold-milk", "green-tea", "red-wine"]
    (library / "topics/drinks/green-tea.yaml").unlink()
    assert ids(heal) == ["cold-milk", "red-wine"]
    wine = library / "topics/drinks/red-wine.yaml"
    wine.rename(wine.with_stem("black-tea"))
    assert ids(heal) == ["black-tea", "cold-milk"]


def test_an_edit_in_the_same_second_and_of_the_same_size_is_seen(
    library: Path, cache: Path, heal: Heal
) -> None:
    tea = library / "topics/drinks/green-tea.yaml"
    assert "Green tea" in heal("search", "tea").out
    before = tea.stat()
    tea.write_text(tea.read_text().replace("Green tea", "Black tea"))
    os.utime(tea, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert tea.stat().st_size == before.st_size
    assert "Black tea" in heal("search", "tea").out


def test_files_too_young_for_their_times_to_be_trusted_are_looked_at_again(
    heal: Heal, read_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 10**12)
    for _ in range(2):
        read_files.clear()
        ids(heal)
        assert sorted(read_files) == ["cold-milk.yaml", "green-tea.yaml"]


def torn(file: Path) -> None:
    """Keep the first page, which says that all is well, with noughts after it."""
    data = file.read_bytes()
    file.write_bytes(data[:4096] + bytes(len(data) - 4096))


def of_other_tables(file: Path) -> None:
    """Leave the tables of another version under the name and stamp of this one."""
    with closing(sqlite3.connect(file)) as database:
        database.executescript("DROP TABLE names; ALTER TABLE topics RENAME TO old")


def of_no_letters(file: Path) -> None:
    """Put bytes that are no UTF-8 into the names of the tables."""
    file.write_bytes(file.read_bytes().replace(b"topicstopics", b"\xff\xfepicstopics"))


def without_a_row(file: Path) -> None:
    """Lose a row that others lead to."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("DELETE FROM topics WHERE id = 'green-tea'")
        database.execute("DELETE FROM groups WHERE kind = 'condition'")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_bytes(b"not a database"),
    "torn": torn,
    "of other tables": of_other_tables,
    "of no letters": of_no_letters,
    "without a row": without_a_row,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_index_is_built_anew(
    library: Path, cache: Path, damage: Callable[[Path], object], heal: Heal
) -> None:
    ids(heal)
    damage(index_of(cache.parent))
    damaged = index_of(cache.parent).read_bytes()
    answer = heal("search", "hiccups tea")
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
    assert "heal for hiccups" in answer.out
    assert index_of(cache.parent).read_bytes() != damaged


def test_without_a_writable_cache_everything_still_works(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heal: Heal
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    answer = heal("search", "tea")
    assert (answer.code, answer.err) == (0, "")
    assert "Green tea" in answer.out
