"""Where the system tells times in steps, or wrong, a change is found all the same."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from heal_cli.index.freshness import look
from heal_cli.index.index import Index
from heal_cli.loading import libraries
from tests.conftest import Heal

SECOND = 1_000_000_000
NOW = 2_000_000_000 * SECOND

Clock = Callable[[int, int], None]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have all files be changed at a time, and the clock show another."""

    def be(changed: int, now: int) -> None:
        monkeypatch.setattr(libraries, "_stamp_of", lambda _: (1, 2, changed, changed))
        monkeypatch.setattr(time, "time_ns", lambda: now)

    return be


def is_kept(library: Path) -> bool:
    """Say whether an index that is made now is still believed at the next moment."""
    with closing(Index([library])) as index:
        return "unsettled" not in index.stamp


STEPS = {
    "seconds, at once": (NOW, 0, False),
    "seconds, after two": (NOW, 2 * SECOND, False),
    "seconds, after three": (NOW, 3 * SECOND, True),
    "two seconds": (NOW - SECOND, SECOND, False),
    "milliseconds": (NOW + 7_000_000, SECOND, False),
    "nanoseconds, at once": (NOW + 7_000_001, 0, False),
    "nanoseconds, soon": (NOW + 7_000_001, 100_000_000, True),
}


@pytest.mark.parametrize(("changed", "later", "kept"), STEPS.values(), ids=STEPS)
def test_a_file_is_trusted_only_when_its_next_change_must_show(
    library: Path, clock: Clock, changed: int, later: int, kept: bool
) -> None:
    clock(changed, changed + later + 1)
    assert is_kept(library) is kept


@pytest.mark.parametrize(
    ("ahead", "kept"), [(30, False), (61, True), (24 * 3600, True), (10**8, True)]
)
def test_a_change_that_is_told_to_lie_far_ahead_has_no_index_made_at_every_run(
    library: Path, clock: Clock, ahead: int, kept: bool
) -> None:
    clock(NOW + ahead * SECOND, NOW)
    assert is_kept(library) is kept


def test_a_young_file_is_looked_at_again_beside_one_from_the_future(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([NOW + 10**6 * SECOND, NOW - 1])

    def stamp(_: object) -> libraries.Stamp:
        changed = next(times, NOW - 10**6 * SECOND)
        return (1, 2, changed, changed)

    monkeypatch.setattr(libraries, "_stamp_of", stamp)
    monkeypatch.setattr(time, "time_ns", lambda: NOW)
    assert "unsettled" in look([library]).stamp


def test_an_edit_of_the_same_size_within_a_step_is_found(
    heal: Heal, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ext3 has it: the stamps before and after are the same."""

    def stamp(status: object) -> libraries.Stamp:
        coarse = int(time.time()) * SECOND
        return (1, getattr(status, "st_size", 0), coarse, coarse)

    begun = int(time.time())
    monkeypatch.setattr(libraries, "_stamp_of", stamp)
    monkeypatch.setattr(time, "time", lambda: float(begun))
    tea = library / "topics/drinks/green-tea.yaml"
    assert "Green tea" in heal("search", "tea").out
    tea.write_text(tea.read_text().replace("Green tea", "Black tea"))
    assert "Black tea" in heal("search", "tea").out
