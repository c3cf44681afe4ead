"""What heal hands on is safe too: to a terminal, a pager, a shell that completes, a file."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from heal_cli.formats import ENDINGS
from tests.answer import Answer
from tests.completions import SHELLS, request
from tests.conftest import Heal, write_topic
from tests.invariants import But
from tests.processes import on_terminal
from tests.terminal_safety.attacks import ATTACKS, TOGETHER
from tests.terminal_safety.hostile_library import fill
from tests.unsafe_letters import unsafe


def test_a_real_terminal_and_a_pager_get_no_code(tmp_path: Path) -> None:
    texts = [ATTACKS[name] for name in ("clipboard (OSC 52)", "8-bit CSI", "colour")]
    text, paged = "".join(texts), tmp_path / "paged"
    variables = {"HEAL_PAGER": f"tee '{paged}'", "LESS": text, "HEAL_CONTENT": f"/none/{text}"}
    for line in (["show", "crp", text], ["search", text, "crp"], ["help", "environment"]):
        shown = on_terminal(*line, rows=10, around=variables)
        assert text not in shown
        assert unsafe(paged.read_text("utf-8"), colored=True) == ""
        paged.unlink()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ValueError, "went wrong inside heal: ValueError:"),
        (OSError, "Try: heal help environment"),
    ],
)
def test_no_message_of_an_error_reaches_a_terminal_as_a_code(
    heal: Heal, error: type[Exception], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error(TOGETHER)

    monkeypatch.setattr("heal_cli.library.library.Library.topics", fail)
    answer = heal("topics", but=But.FAILED | But.WIDE)
    assert answer.code == 1
    assert says in " ".join(answer.err.split())


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_file_holds_a_code(
    heal: Heal, library: Path, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESS", "\x1bcode")
    write_topic(library, "Red wine", name=("title: Red wine", 'title: "a\\rcode"'))
    (library / "topics/drinks" / "\x1bcode.yaml").write_text("title: x\n")
    for line in (["help", "environment"], ["check", str(library)], ["show", "red-wine"]):
        file = tmp_path / f"{line[0]}{ending}"
        heal(*line, "--output", str(file), but=But.WARNED)
        text = file.read_text("utf-8")
        assert re.search(r"\\(?:x1b|u001b|r)code", text)
        assert unsafe(text) == ""
        if ending == ".svg":
            ElementTree.fromstring(text)


@pytest.fixture
def complete(heal: Heal, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Answer]:
    """Asks heal for what a shell completes."""

    def ask(shell: str, line: str) -> Answer:
        with monkeypatch.context() as patch:
            for name, value in request(shell, line).items():
                patch.setenv(name, value)
            return heal(but=But.NO_PAGE)

    return ask


Complete = Callable[[str, str], Answer]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_that_completes_gets_no_code(
    complete: Complete, library: Path, shell: str
) -> None:
    fill(library, ATTACKS["clipboard (OSC 52)"])
    write_topic(library, "Red wine")
    assert "red-wine" in complete(shell, "heal show red-w").out
    for line in ("heal show o", "heal define ", "heal show \x1b]0;x\x07", "heal for \x9b"):
        answer = complete(shell, line)
        # A tab parts a name from what it means.
        assert unsafe(answer.out.replace("\t", " ")) == ""
        assert unsafe(answer.err) == ""


@pytest.mark.parametrize(
    ("title", "offered"), [("Tea [/]", "Tea"), ("[bold]Tea[/bold]", "bold Tea bold")]
)
def test_a_completed_title_is_no_markup(
    complete: Complete, library: Path, title: str, offered: str
) -> None:
    write_topic(library, "Red wine", change=("title: Red wine", f"title: '{title}'"))
    assert complete("fish", "heal show red-w").out == f"red-wine\t{offered}\n"


@pytest.mark.xfail(reason="Typer wraps what it completes at the width of a terminal")
def test_a_completed_word_is_one_line_with_what_it_means(complete: Complete) -> None:
    out = complete("fish", "heal define a").out
    assert out.count("\n") == out.count("\t")
