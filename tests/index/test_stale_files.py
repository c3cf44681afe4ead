"""What other runs and versions left in the cache folder goes when nobody can want it."""

import os
import time
from pathlib import Path

import pytest

from tests.conftest import Heal
from tests.invariants import But

HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture
def folder(library: Path, cache: Path) -> Path:
    """The folder of the index, with none in it."""
    cache.mkdir(parents=True)
    return cache


@pytest.mark.parametrize(
    ("name", "age", "stays"),
    [
        ("building-left_000.sqlite", HOUR + 60, False),
        ("building-young_00.sqlite", HOUR - 60, True),
        ("index-0.9.0-7-0badcafe.sqlite", 30 * DAY + 60, False),
        ("index-0.9.0-7-0badcafe.sqlite", 30 * DAY - 60, True),
        ("somebody-else-s", 400 * DAY, True),
    ],
)
def test_a_file_goes_when_nobody_can_want_it_any_more(
    heal: Heal, folder: Path, name: str, age: int, stays: bool
) -> None:
    file = folder / name
    file.write_text("left behind")
    os.utime(file, (time.time() - age, time.time() - age))
    heal("topics")
    assert file.exists() is stays


def test_an_index_of_this_version_stays_however_old(heal: Heal, folder: Path) -> None:
    heal("topics")
    (own,) = folder.iterdir()
    other = folder / f"{own.name[:-12]}other.sqlite"
    other.write_bytes(own.read_bytes())
    os.utime(other, (0, 0))
    own.unlink()
    heal("topics")
    assert other.exists()


def test_links_in_a_circle_keep_nothing_else_from_going(heal: Heal, folder: Path) -> None:
    for number in range(20):
        circle = folder / f"building-circle{number:02}.sqlite"
        circle.symlink_to(circle.name)
        left = folder / f"building-left__{number:02}.sqlite"
        left.write_text("left behind")
        os.utime(left, (0, 0))
    heal("topics")
    assert list(folder.glob("building-left*")) == []


def test_without_a_cache_folder_a_question_is_asked_of_memory(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "/")
    for _ in range(2):
        assert "2 topics." in heal("topics").out


def test_a_failure_without_a_cache_folder_is_told_at_once(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "/")
    monkeypatch.setattr("heal_cli.library.library.Library.topics", fail)
    answer = heal("topics", but=But.FAILED)
    assert answer.code == 1
    assert "ZeroDivisionError" in answer.err
