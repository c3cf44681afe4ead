"""Fixtures: the program as a function, and a tiny invented library to read."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from heal_cli.command_line.app import main

TOPIC = """\
title: {title}
summary: What the page says of {title}. How that stands.
origin: The heading {title}, which has no text.
reviewed: 2026-11-22
explanation:
  - heading: How it works
    text: Plain words on {title}.
benefits:
  - claim: It helps with {title}
    condition: hiccups
    therapy: water
    evidence: mixed
    finding: Some did better on {title}, some did not.
    sources: [doe-2020]
cautions: [Ask first about {title}.]
get_help:
  - {{when: soon, text: hiccups that last for days}}
related: []
"""

SHARED = {
    "categories": "drinks: {title: Drinks}\n",
    "conditions": "hiccups: {title: Hiccups, also_called: [singultus]}\n",
    "therapies": "water: {title: Water}\n",
    "glossary": "singultus: {definition: The medical word for hiccups.}\n",
    "urgent": "choking: {title: Choking, phrases: [cannot breathe], advice: Call for help.}\n",
    "sources": (
        "doe-2020: {authors: Doe J, title: On hiccups, published: Journal, year: 2020, "
        "kind: trial, doi: 10.1000/1, shows: Half got better., status: checked}\n"
    ),
}


class Answer(NamedTuple):
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Heal = Callable[..., Answer]


@pytest.fixture(scope="session")
def session_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, session_cache: Path, tmp_path: Path) -> None:
    """Take away what the tester's own machine would add."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "HEAL_PAGER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("FORMAT", "WIDTH", "COLOR", "USE_PAGER", "CONTENT"):
        monkeypatch.delenv(f"HEAL_{name}", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(session_cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no-data"))
    monkeypatch.setenv("HOME", str(tmp_path / "no-home"))


@pytest.fixture
def heal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Heal:
    """Run the program as the shell would, and return what it printed."""

    def run(*arguments: str, typed: str = "") -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        printed = capsys.readouterr()
        return Answer(printed.out, printed.err, int(stopped.value.code or 0))

    return run


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two topics that takes the place of the bundled one."""
    from tests.processes import make_library

    root = make_library(tmp_path / "content")
    monkeypatch.setattr("heal_cli.command_line.session.bundled_root", lambda: root)
    return root


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two topics that is read beside the bundled one."""
    from tests.processes import make_library

    root = make_library(tmp_path / "clinic")
    (root / "urgent.yaml").unlink()
    monkeypatch.setenv("HEAL_CONTENT", str(root))
    return root


def write_topic(root: Path, title: str, **changes: tuple[str, str]) -> Path:
    """Write a topic with its title as id; each change is a pair (text, what replaces it)."""
    text = TOPIC.format(title=title)
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    path = root / "topics" / "drinks" / f"{title.lower().replace(' ', '-')}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
