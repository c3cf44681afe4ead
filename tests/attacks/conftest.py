"""The program, whose answers may warn where a module breaks the content it is asked of."""

from pathlib import Path

import pytest

from tests.answer import Answer
from tests.conftest import Heal
from tests.invariants import But


@pytest.fixture
def heal(heal: Heal, request: pytest.FixtureRequest) -> Heal:
    """Run the program as every test does; each answer of a module may do what its MAY names."""
    may: But = getattr(request.module, "MAY", But.NOTHING)

    def run(*arguments: str, typed: str = "", but: But = But.NOTHING) -> Answer:
        return heal(*arguments, typed=typed, but=but | may)

    return run


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own; files are taken as old enough for their times to be trusted."""
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED_IF_COARSE", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"
