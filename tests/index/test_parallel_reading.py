"""A large library is read by other processes, which cost nothing but time if they fail."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from heal_cli.index import parallel_reading
from heal_cli.index.filling import Filling
from tests.conftest import write_topic
from tests.index.snapshot import everything, ids


@pytest.fixture
def helped(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have other processes read even a tiny library, a topic at a time."""
    monkeypatch.setattr(parallel_reading, "FEWEST", 1)
    monkeypatch.setattr(parallel_reading, "BATCH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


def test_what_other_processes_read_is_what_this_one_would(
    library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, helped: None
) -> None:
    write_topic(library, "Red wine", verdict=("mixed", "maybe"))
    write_topic(library, "Old ale")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(
            parallel_reading, "load_topic", lambda _: pytest.fail("was read here")
        )
        together = everything(library)
    monkeypatch.setattr(parallel_reading, "FEWEST", 100)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "alone"))
    assert together == everything(library)


@pytest.mark.parametrize(
    "start",
    ["raise SystemExit", "import os; os.write(1, (99).to_bytes(8) + bytes(9))"],
    ids=["at once", "in the middle"],
)
def test_a_reading_process_that_ends_early_costs_nothing_but_time(
    library: Path, monkeypatch: pytest.MonkeyPatch, helped: None, start: str
) -> None:
    monkeypatch.setattr(parallel_reading, "_START", start)
    assert ids(library) == ["cold-milk", "green-tea"]


def test_where_no_process_can_be_started_topics_are_read_all_the_same(
    library: Path, monkeypatch: pytest.MonkeyPatch, helped: None
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert ids(library) == ["cold-milk", "green-tea"]


def test_no_reading_process_outlives_the_build(
    library: Path, monkeypatch: pytest.MonkeyPatch, helped: None
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def note(*arguments: Any, **options: Any) -> "subprocess.Popen[bytes]":
        started.append(start(*arguments, **options))
        return started[-1]

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", note)
    monkeypatch.setattr(Filling, "add_topic", interrupt)
    with pytest.raises(KeyboardInterrupt):
        ids(library)
    assert len(started) == 3
    assert all(process.poll() is not None for process in started)
