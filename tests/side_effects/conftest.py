"""What the tests of side effects share."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.answer import Answer
from tests.conftest import Heal
from tests.side_effects.audit import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A home, a cache and a folder where nothing has been yet."""
    for name in ("home", "here"):
        (tmp_path / name).mkdir()
    return Place(tmp_path / "home", tmp_path / "cache", tmp_path / "here")


class Trial(NamedTuple):
    """A made-up library, a cache folder that is not there yet, and who asks."""

    root: Path
    cache: Path
    heal: Heal

    def run(self, *arguments: str) -> Answer:
        """Ask with a mask that hides no lack of care for the rights of a file."""
        before = os.umask(0)
        try:
            return self.heal(*arguments)
        finally:
            os.umask(before)

    def edit(self) -> None:
        """Change the page on green tea."""
        tea = self.root / "topics/drinks/green-tea.yaml"
        tea.write_text(tea.read_text().replace("Plain", "Plainer"))


@pytest.fixture
def trial(heal: Heal, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return Trial(library, cache, heal)


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A file that nothing may touch; what is in it never changes."""
    path = tmp_path / "precious"
    path.write_text("precious\n")
    return path
