"""What a shell completes is data to it: nothing of a reader's own content is carried out."""

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from select import select
from shutil import which

import pytest

from tests.completions import SHELLS, request
from tests.conftest import write_topic
from tests.fuzzing import one_and_the_rest
from tests.processes import PROJECT, command, make_library, run, surroundings

EVIL = [
    "a`touch PWNED`b",
    "a$(touch PWNED)b",
    'a"; touch PWNED; "b',
    "a'; touch PWNED; 'b",
    "a\\$(touch PWNED)b",
    "a${IFS}b",
    "a|touch PWNED",
    "a\\nb)); touch PWNED; ((",
]
"""Texts that a shell would carry out if it took them for more than text."""

PATIENCE = 20
"""Seconds within which a shell answers."""

WORDS_OF_SHELLS = re.compile(r"[\\`$;|&<>(){}\[\]'\"*?~#!]")
"""What may be more than a part of a word to some shell."""

KINDS = {
    "topic": "heal show ",
    "term": "heal define ",
    "condition": "heal for ",
    "category": "heal topics --category ",
}


def quoted(text: str) -> str:
    """Return a text as YAML writes it in single quotes."""
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A library with such texts in its ids, titles and definitions, beside good ones."""
    root = make_library(tmp_path / "content")
    for number, text in enumerate(EVIL):
        title = ("title: Red wine", f"title: {quoted(f'zz {text}')}")
        write_topic(root, "Red wine", name=title).rename(
            root / f"topics/drinks/zz-{number}.yaml"
        )
    names = [f"{quoted(f'zz{text}')}: {{definition: A word.}}\n" for text in EVIL]
    told = [f"zz-{n}: {{definition: {quoted(t)}}}\n" for n, t in enumerate(EVIL)]
    (root / "glossary.yaml").write_text("".join([*names, *told]))
    for name in ("conditions", "categories"):
        groups = [f"zz-{n}: {{title: {quoted(t)}}}\n" for n, t in enumerate(EVIL)]
        (root / f"{name}.yaml").write_text("".join(groups))
    return root


def offered(shell: str, out: str) -> str:
    """Return what a shell is offered, without what Typer's own script has around it."""
    if shell != "zsh":
        return out
    (inside,) = re.findall(r"^_arguments '\*: :\(\((.*)\)\)'$", out, re.DOTALL | re.MULTILINE)
    return re.sub(r'"([^"]*)"(?::"([^"]*)")?', r"\1 \2", str(inside))


@pytest.mark.parametrize("shell", one_and_the_rest(SHELLS))
@pytest.mark.parametrize("kind", KINDS)
def test_no_name_and_no_meaning_that_is_offered_has_a_sign_of_a_shell(
    evil: Path, tmp_path: Path, shell: str, kind: str
) -> None:
    environment = surroundings(tmp_path / "cache", **request(shell, f"{KINDS[kind]}zz"))
    answer = run(command(root=evil), environment)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("zz-") >= len(EVIL), "good names are offered all the same"
    assert WORDS_OF_SHELLS.findall(offered(shell, answer.out)) == []


@pytest.fixture
def place(evil: Path, tmp_path: Path) -> Path:
    """A folder with a `heal` that has the library for its bundled one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    heal = folder / "heal"
    start = command(root=evil)
    code = tmp_path / "start.py"
    code.write_text(start[2])
    words = f'exec {sys.executable} {code} {PROJECT} {evil} "$@"'
    heal.write_text(f"#!/bin/sh\n{words}\n")
    heal.chmod(0o755)
    return folder


def typed_into(shell: list[str], place: Path, lines: Sequence[tuple[bytes, str]]) -> list[str]:
    """Return what an interactive shell shows after each line, once it shows what is awaited."""
    folder = place.parent
    environment = surroundings(folder / "cache", TERM="xterm", HOME=str(folder))
    environment["PATH"] = f"{place}:{environment['PATH']}"
    own, other = pty.openpty()
    with subprocess.Popen(
        shell, env=environment, cwd=folder, stdin=other, stdout=other, stderr=other
    ) as process:
        os.close(other)
        shown = []
        for line, awaited in lines:
            os.write(own, line)
            shown.append(_read(own, awaited))
        process.kill()
    os.close(own)
    return shown


def _read(terminal: int, awaited: str) -> str:
    """Return what a terminal shows until what is awaited has come, and nothing after it."""
    shown, ends = "", time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if select([terminal], [], [], 0.4)[0]:
            shown += os.read(terminal, 65536).decode("utf-8", "replace").replace("\a", "")
        elif awaited in shown:
            break
    return shown


@pytest.mark.parametrize("shell", one_and_the_rest(["bash", "zsh"]))
def test_a_real_shell_carries_nothing_out(place: Path, shell: str) -> None:
    if not which(shell):
        pytest.skip(f"there is no {shell} here")
    script = place.parent / "completion"
    asked_for = surroundings(place.parent / "cache", _HEAL_COMPLETE=f"source_{shell}")
    script.write_text(run([str(place / "heal")], asked_for).out)
    start = ["bash", "--norc", "-i"] if shell == "bash" else ["zsh", "-f", "-i"]
    first = "" if shell == "bash" else "autoload -U compinit; compinit -u -D; "
    lines = [(f"{first}. '{script}'; echo rea''dy\n".encode(), "ready")]
    # Three tabs show all that fits; then the line is taken away.
    lines += [(f"\x15{line}zz\t\t\t".encode(), "zz-7") for line in KINDS.values()]
    shown = typed_into(start, place, lines)
    for kind, said in zip(KINDS, shown[1:], strict=True):
        assert "zz-7" in said, (kind, shown)
    assert not list(place.parent.rglob("PWNED*"))
