"""Fixtures: the program as a function, and a tiny invented library to read."""

import io
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from heal_cli.authoring.check import read_base
from heal_cli.authoring.findings import Base
from heal_cli.command_line.app import main
from heal_cli.index.index import Index
from heal_cli.loading.libraries import bundled_root
from tests.answer import Answer, wanted
from tests.invariants import But, content_of, hold, written_to

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
    studied: adults who had hiccups
    effect: fewer hiccups in half of them
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
    "urgent": "choking: {title: Choking, rules: [cannot breathe], advice: Call for help.}\n",
    "sources": (
        "doe-2020: {authors: Doe J, title: On hiccups, published: Journal, year: 2020, "
        "kind: trial, doi: 10.1000/1, shows: Half got better., status: checked}\n"
    ),
}


class Heal(Protocol):
    """The program as a function, whose every answer is held to the invariants."""

    def __call__(self, *arguments: str, typed: str = "", but: But = But.NOTHING) -> Answer:
        """Answer a command line; `but` names what this answer alone may do."""


@pytest.fixture(scope="session")
def session_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the index of the bundled library, from which others start."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as here:
        here.setenv("XDG_CACHE_HOME", str(cache))
        Index([bundled_root()]).close()
    return cache


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, session_cache: Path, tmp_path: Path) -> None:
    """Take away what the tester's own machine would add."""
    for name in ("COLUMNS", "PAGER", "HEAL_PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("FORMAT", "WIDTH", "COLOR", "USE_PAGER", "CONTENT"):
        monkeypatch.delenv(f"HEAL_{name}", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(session_cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no-data"))
    monkeypatch.setenv("HOME", str(tmp_path / "no-home"))


@pytest.fixture
def heal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Heal:
    """Run the program as the shell would, hold what it says to the invariants, return it."""

    def run(*arguments: str, typed: str = "", but: But = But.NOTHING) -> Answer:
        asked = wanted(arguments, os.environ)
        before = content_of(asked.output)
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        printed = capsys.readouterr()
        answer = Answer(printed.out, printed.err, int(stopped.value.code or 0))
        file = written_to(asked.output, before, answer.code)
        hold(arguments, answer, asked._replace(output=file), but)
        return answer

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


@pytest.fixture
def bundled_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `heal check` read what it builds on at the first test alone: no test changes it."""
    monkeypatch.setattr(sys.modules[read_base.__module__], "read_base", _read_base)


@cache
def _read_base(roots: Sequence[Path]) -> Base:
    return read_base(roots)


def write_topic(root: Path, title: str, **changes: tuple[str, str]) -> Path:
    """Write a topic with its title as id; each change is a pair (text, what replaces it)."""
    text = TOPIC.format(title=title)
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    path = root / "topics" / "drinks" / f"{title.lower().replace(' ', '-')}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
