"""Shells complete commands, options and names, the names with their titles."""

from pathlib import Path

import pytest

from tests.completions import request
from tests.processes import command, run, surroundings


def complete(shell: str, line: str, cache: Path) -> list[str]:
    """Return what a shell is offered for a line whose last word is not yet whole."""
    answer = run(command(), surroundings(cache, **request(shell, line)))
    assert (answer.code, answer.err) == (0, "")
    return answer.out.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("heal sho", ["show"]),
        ("heal show magnesium-and-m", ["magnesium-and-migraine"]),
        ("heal show crp soft", ["soft-tissue-calcification"]),
        ("heal for ins", ["insomnia"]),
        ("heal define acetyl", ["acetylcholine"]),
        ("heal topics --category elec", ["electrotherapy"]),
        ("heal topics --cat", ["--category"]),
        ("heal why ce", ["ces"]),
        ("heal show xyzzy", [""]),
        # What stands for any letters in a pattern of the database stands for itself here.
        ("heal show c%p", [""]),
        ("heal show c_p", [""]),
    ],
)
def test_bash_is_offered_what_fits(session_cache: Path, line: str, offered: list[str]) -> None:
    assert complete("bash", line, session_cache) == offered


def test_fish_is_offered_titles_too(session_cache: Path) -> None:
    assert complete("fish", "heal show cr", session_cache) == ["crp\tC-reactive protein CRP"]


def test_zsh_is_offered_titles_too(session_cache: Path) -> None:
    (offered,) = complete("zsh", "heal show cr", session_cache)
    assert offered == """_arguments '*: :(("crp":"C-reactive protein CRP"))'"""
