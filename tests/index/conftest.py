"""What the tests of the index share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_READING: list[list[str]] = []
"""Where the names of topic files that are read go, while a test listens."""


def _note(event: str, values: tuple[object, ...]) -> None:
    if _READING and event == "open" and "topics/drinks/" in (path := str(values[0])):
        _READING[-1].append(Path(path).name)


sys.addaudithook(_note)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the index, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "heal"


@pytest.fixture
def read_files(library: Path, cache: Path) -> Iterator[list[str]]:
    """The names of the topic files that are read, as they are read."""
    _READING.append([])
    yield _READING[-1]
    _READING.pop()


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files as old enough for their times to be trusted, as they soon are."""
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
