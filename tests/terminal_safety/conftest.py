"""What every test of this folder needs."""

import pytest


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files as old enough for their times to be trusted, as they soon are."""
    monkeypatch.setattr("heal_cli.index.freshness.UNSETTLED", 0)
