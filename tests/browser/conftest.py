"""One browser and one folder of pages for all checks of a worker."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Browser, chromium
from tests.processes import command, run, surroundings


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that stays for all checks."""
    with chromium() as started:
        yield started


@pytest.fixture(autouse=True)
def on_screen(browser: Browser) -> None:
    """Look at a screen again, whatever the last check looked at."""
    browser.look()


@pytest.fixture(scope="session")
def around(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of programs that are run: all workers share one index."""
    shared = tmp_path_factory.getbasetemp().parent / "browser-cache"
    return surroundings(shared, PYTHONUTF8="1")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, around: dict[str, str]) -> Path:
    """The bundled library as a folder of pages."""
    folder = tmp_path_factory.mktemp("site")
    done = run(command("export", "pages"), around, folder=folder)
    assert done.code == 0, done.err
    return folder / "pages"


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory, around: dict[str, str]) -> dict[str, Path]:
    """Pages that are written one by one, by what is asked."""
    folder = tmp_path_factory.mktemp("alone")
    asked = {
        "topic": "show muscle-spasms",
        "figures": "show ces",
        "two": "show crp pemf",
        "grid": "benefits",
        "condition": "for insomnia",
        "list": "topics",
        "search": "search leg cramps",
        "urgent": "search chest pain",
        "claim": "why ces 1",
        "sources": "sources crp",
    }
    for name, words in asked.items():
        # Files say on stderr that they are written; what they hold is looked at here.
        line = [sys.executable, "-m", "heal_cli", *words.split(), "-o", f"{folder / name}.html"]
        root = str(Path(__file__).parent.parent.parent)
        assert run(line, around | {"PYTHONPATH": root}, folder=folder).code == 0, os.fspath(
            root
        )
    return {name: folder / f"{name}.html" for name in asked}
