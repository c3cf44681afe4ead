"""Ctrl-C ends heal as the system ends a program: by the signal, in quiet, with nothing left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from heal_cli.command_line.app import main
from heal_cli.errors import INTERRUPTED
from tests.answer import Answer
from tests.processes import Command, command, ended, make_library, run, start, surroundings

# Says that a step is reached, and takes long over it.
SLOW = """
import time, pathlib
import {module} as module
whole = module.{name}
def slow(*values, **named):
    pathlib.Path({reached!r}).touch()
    time.sleep(30)
    return whole(*values, **named)
module.{name} = slow
"""

STEPS = {
    "the index is built": ("heal_cli.index.catalogue", "fill"),
    "a page is made": ("heal_cli.views.topic", "topic_page"),
    "a page is drawn": ("heal_cli.screen.screen", "framed"),
    "a file is put in its place": ("heal_cli.screen.output_file", "_put_in_place"),
}
"""Moments of a run, each with what is then called."""


def heed_interrupts() -> None:
    """Let a process heed Ctrl-C, also where the tests run behind a shell that lets none."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(asked: Command, cache: Path, reached: Path) -> Answer:
    """Return how a process ends that gets Ctrl-C at such a moment."""
    process = start(asked, surroundings(cache), heed_interrupts)
    ends = time.monotonic() + 30
    while not reached.exists():
        assert time.monotonic() < ends, "the moment never came"
        assert process.poll() is None, ended(process)
        time.sleep(0.01)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    return ended(process, within=10)


@pytest.mark.parametrize("moment", STEPS)
def test_it_ends_by_the_signal_in_quiet_and_leaves_nothing(tmp_path: Path, moment: str) -> None:
    module, name = STEPS[moment]
    root, reached = make_library(tmp_path / "content"), tmp_path / "reached"
    cache, out = tmp_path / "cache", tmp_path / "out"
    out.mkdir()
    before = SLOW.format(module=module, name=name, reached=str(reached))
    line = ["show", "green-tea", "--output", str(out / "page.html")]
    answer = interrupted(command(*line, root=root, before=before), cache, reached)
    assert answer == Answer("", "", -signal.SIGINT)
    assert list(out.iterdir()) == []
    assert [path for path in cache.rglob("*") if path.name.startswith("building-")] == []
    after = run(command("show", "green-tea", root=root), surroundings(cache))
    assert (after.code, after.err) == (0, "")


def test_a_loop_of_the_shell_ends_with_it(tmp_path: Path) -> None:
    reached, counted = tmp_path / "reached", tmp_path / "counted"
    before = SLOW.format(module="heal_cli.screen.screen", name="framed", reached=str(reached))
    asked = command("topics", before=before)
    loop = f'for n in 1 2 3; do echo $n >> "{counted}"; "$@"; done'
    process = subprocess.Popen(
        ["bash", "-c", loop, "bash", *asked],
        env=surroundings(tmp_path / "cache"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no other thread runs
    )
    ends = time.monotonic() + 30
    while not reached.exists():
        assert time.monotonic() < ends
        time.sleep(0.01)
    # As a terminal does: to every process of the foreground at once.
    os.killpg(process.pid, signal.SIGINT)
    answer = ended(process, within=10)
    assert answer == Answer("", "", -signal.SIGINT)
    assert counted.read_text() == "1\n"


def test_a_program_that_uses_heal_keeps_its_own_way(tmp_path: Path) -> None:
    code = (
        "import signal, sys\n"
        "mine = lambda *_: None\n"
        "signal.signal(signal.SIGINT, mine)\n"
        "from heal_cli import interrupt\n"
        "interrupt.end_at_once()\n"
        "with interrupt.after_cleaning_up():\n"
        "    assert signal.getsignal(signal.SIGINT) is mine\n"
        "assert signal.getsignal(signal.SIGINT) is mine\n"
    )
    assert run([sys.executable, "-c", code], surroundings(tmp_path)).code == 0


def test_an_interrupt_that_is_raised_ends_in_quiet_with_the_code_of_a_shell(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a system without signals, or in a program that has its own way with them."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("heal_cli.library.library.Library.topics", interrupt)
    with pytest.raises(SystemExit) as stopped:
        main(["topics"])
    assert stopped.value.code == INTERRUPTED
    assert capsys.readouterr() == ("", "")
