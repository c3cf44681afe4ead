"""What every test of this folder needs."""

import pytest

from heal_cli import index


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files as old enough for their times to be trusted, as they soon are."""
    monkeypatch.setattr(index, "UNSETTLED", 0)
