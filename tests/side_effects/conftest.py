"""What the tests of side effects share."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.answer import Answer
from tests.processes import command, make_library, run, surroundings
from tests.side_effects.audit import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A home, a cache and a folder where nothing has been yet."""
    for name in ("home", "here"):
        (tmp_path / name).mkdir()
    return Place(tmp_path / "home", tmp_path / "cache", tmp_path / "here")


class Trial(NamedTuple):
    """A made-up library, and a cache folder that is not there yet."""

    root: Path
    cache: Path

    def run(self, *arguments: str) -> Answer:
        """Run heal with a mask that hides no lack of care for the rights of a file."""
        asked = command(*arguments, root=self.root)
        return run(asked, surroundings(self.cache), lambda: os.umask(0))

    def edit(self) -> None:
        """Change the page on green tea."""
        tea = self.root / "topics/drinks/green-tea.yaml"
        tea.write_text(tea.read_text().replace("Plain", "Plainer"))


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(make_library(tmp_path / "content"), tmp_path / "cache")


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A file that nothing may touch; what is in it never changes."""
    path = tmp_path / "precious"
    path.write_text("precious\n")
    return path
