"""What heal hands on is safe too: to a terminal, a pager, a shell that completes, a file."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from heal_cli.command_line.settings import ENDINGS
from tests.completions import SHELLS, request
from tests.conftest import Answer, Heal, write_topic
from tests.processes import command, on_terminal, run, surroundings
from tests.terminal_safety.attacks import ATTACKS
from tests.terminal_safety.hostile_library import fill
from tests.terminal_safety.unsafe_letters import unsafe


@pytest.mark.parametrize("attack", ["clipboard (OSC 52)", "8-bit CSI", "trojan source (RLO)"])
def test_a_real_terminal_and_a_pager_get_no_code(tmp_path: Path, attack: str) -> None:
    text = ATTACKS[attack]
    paged = tmp_path / "paged"
    variables = {"HEAL_PAGER": f"tee {paged}", "LESS": text, "HEAL_CONTENT": f"/nowhere/{text}"}
    for line in (["show", "crp", text], ["search", text, "crp"], ["help", "environment"]):
        shown = on_terminal(*line, rows=10, around=variables)
        assert text not in shown
        assert unsafe(shown.replace("\r\n", "\n"), colored=True) == ""
        assert unsafe(paged.read_text("utf-8"), colored=True) == ""
        paged.unlink()


@pytest.mark.parametrize("error", [ValueError, OSError])
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_message_of_an_error_reaches_a_terminal_as_a_code(
    heal: Heal, attack: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error(ATTACKS[attack])

    monkeypatch.setattr("heal_cli.library.library.Library.topics", fail)
    answer = heal("topics")
    assert answer.code == 1
    assert f"went wrong inside heal: {error.__name__}:" in " ".join(answer.err.split())
    assert unsafe(answer.out + answer.err) == ""


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_file_holds_a_code(
    heal: Heal, library: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESS", "\x1bcode")
    write_topic(library, "Red wine", name=("title: Red wine", 'title: "a\\rcode"'))
    (library / "topics/drinks" / "\x1bcode.yaml").write_text("title: x\n")
    for line in (["help", "environment"], ["check", str(library)], ["show", "red-wine"]):
        file = tmp_path / f"{line[0]}{ending}"
        heal(*line, "--output", str(file))
        text = file.read_text("utf-8")
        assert re.search(r"\\(?:x1b|u001b|r)code", text)
        assert unsafe(text) == ""
        if ending == ".svg":
            ElementTree.fromstring(text)


def complete(shell: str, line: str, cache: Path, library: Path | str = "") -> Answer:
    """Ask heal for what a shell completes."""
    variables = {"LC_ALL": "C.UTF-8", "HEAL_CONTENT": str(library), **request(shell, line)}
    return run(command(), surroundings(cache, **variables))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_that_completes_gets_no_code(
    library: Path, session_cache: Path, shell: str
) -> None:
    fill(library, ATTACKS["clipboard (OSC 52)"])
    write_topic(library, "Red wine")
    assert "red-wine" in complete(shell, "heal show red-w", session_cache, library).out
    for line in ("heal show o", "heal define ", "heal show \x1b]0;x\x07", "heal for \x9b"):
        answer = complete(shell, line, session_cache, library)
        # A tab parts a name from what it means.
        assert unsafe(answer.out.replace("\t", " ")) == ""
        assert unsafe(answer.err) == ""


@pytest.mark.parametrize("title", ["Tea [/]", "[bold]Tea[/bold]"])
def test_a_completed_title_is_no_markup(library: Path, session_cache: Path, title: str) -> None:
    write_topic(library, "Red wine", change=("title: Red wine", f"title: '{title}'"))
    answer = complete("fish", "heal show red-w", session_cache, library)
    assert answer.out == f"red-wine\t{title}\n"


@pytest.mark.xfail(reason="Typer wraps what it completes at the width of a terminal")
def test_a_completed_word_is_one_line_with_what_it_means(session_cache: Path) -> None:
    out = complete("fish", "heal define a", session_cache).out
    assert out.count("\n") == out.count("\t")
