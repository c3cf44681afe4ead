"""Runs heal as a real process, in surroundings of its own, and says whether it ended well."""

import os
import pty
import re
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from heal_cli import __version__
from tests.answer import Answer, letters, wanted
from tests.conftest import SHARED, write_topic
from tests.invariants import But, content_of, hold, hold_shown, written_to

COMPLETION = "_HEAL_COMPLETE"
"""The variable by which a shell asks for completion, which is answered by no page."""

HANGS = 60
"""Seconds after which a process is taken to hang; none of those here needs more than a few."""

_START = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
root = sys.argv.pop(1)
if root:
    from pathlib import Path
    import heal_cli.command_line.session
    heal_cli.command_line.session.bundled_root = lambda: Path(root)
{before}
from heal_cli.__main__ import main
main()
"""

PROJECT = Path(__file__).parent.parent

QUESTIONS = (
    (["show", "crp"], "C-reactive protein"),
    (["search", "charley", "horse"], "muscle-spasms"),
    (["about"], f"heal {__version__}"),
)
"""Command lines, each with what a right answer to it says."""

Command = Sequence[str]


class HealCommand(list[str]):
    """How to start heal; the answer to these arguments is held to the invariants."""

    def __init__(self, start: Sequence[str], arguments: Sequence[str]) -> None:
        super().__init__([*start, *arguments])
        self.arguments = tuple(arguments)


Limit = Callable[[], object]
"""What a process does to itself before it starts."""


def command(
    *arguments: str,
    root: Path | str = "",
    before: str = "",
    python: Sequence[str] = (sys.executable,),
) -> HealCommand:
    """Return how to start heal, with `root` as the bundled library and a line run before."""
    start = _START.format(before=before)
    return HealCommand([*python, "-c", start, str(PROJECT), str(root)], arguments)


def surroundings(cache: Path | str, **more: str) -> dict[str, str]:
    """Return an environment with nothing of the tester's own in it."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "XDG_CACHE_HOME": str(cache),
        "XDG_DATA_HOME": str(Path(cache).absolute() / "no-data"),
        "PYTHONDONTWRITEBYTECODE": "1",
    } | more


def start(
    command: Command,
    environment: Mapping[str, str],
    limit: Limit | None = None,
    folder: Path | None = None,
    err: int | IO[bytes] = subprocess.PIPE,
) -> "subprocess.Popen[bytes]":
    """Start a process in a folder, with nobody who types."""
    return subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=err,
        preexec_fn=limit,  # noqa: PLW1509 - where one is given, no other thread runs
    )


def ended(
    process: "subprocess.Popen[bytes]", encoding: str = "utf-8", within: int = HANGS
) -> Answer:
    """Return what a process printed; one that hangs fails the test."""
    try:
        out, err = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Answer(out.decode(encoding), (err or b"").decode(encoding), process.returncode)


def run(  # noqa: PLR0913 - what a process is given, all of it
    command: Command,
    environment: Mapping[str, str],
    limit: Limit | None = None,
    folder: Path | None = None,
    *,
    encoding: str = "utf-8",
    but: But = But.NOTHING,
) -> Answer:
    """Run a process to its end; if it is heal itself, its answer is held to the invariants."""
    if not isinstance(command, HealCommand) or COMPLETION in environment:
        return ended(start(command, environment, limit, folder), encoding)
    asked = wanted(command.arguments, environment)
    output = (folder or Path()) / asked.output if asked.output else None
    before = content_of(output)
    answer = ended(start(command, environment, limit, folder), encoding)
    file = written_to(output, before, answer.code)
    hold(command.arguments, answer, asked._replace(output=file), but)
    return answer


def run_in_terminal(
    command: Command,
    environment: Mapping[str, str],
    columns: int = 80,
    rows: int = 24,
    but: But = But.NOTHING,
) -> Answer:
    """Run a process in a terminal of that size; all it showed is its output.

    What heal shows is held to the invariants that a terminal and a pager leave whole.
    """
    own, other = pty.openpty()
    termios.tcsetwinsize(own, (rows, columns))
    with subprocess.Popen(
        command, env=dict(environment), stdin=other, stdout=other, stderr=other
    ) as process:
        os.close(other)
        guard = threading.Timer(HANGS, process.kill)
        guard.start()
        shown = b""
        # A terminal that its last process has left can no longer be read.
        with suppress(OSError):
            while part := os.read(own, 65536):
                shown += part
        process.wait()
        guard.cancel()
    os.close(own)
    if isinstance(command, HealCommand):
        hold_shown(command.arguments, shown.decode(), but)
    return Answer(shown.decode(), "", process.returncode)


def on_terminal(
    *arguments: str, rows: int = 1000, around: Mapping[str, str], but: But = But.NOTHING
) -> str:
    """Return what a terminal of 80 columns shows of heal; "unset" takes a variable away."""
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "XDG_DATA_HOME": os.environ["XDG_DATA_HOME"],
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        **around,
    }
    left = {name: value for name, value in environment.items() if value != "unset"}
    return run_in_terminal(command(*arguments), left, rows=rows, but=but).out


def index_of(cache: Path) -> Path:
    """Return the index in a cache folder, which must hold nothing else."""
    (index,) = (cache / "heal").iterdir()
    assert re.fullmatch(r"index-.*\.sqlite", index.name)
    return index


def make_library(root: Path) -> Path:
    """Write a library of two good topics."""
    (root / "topics" / "drinks").mkdir(parents=True)
    for name, text in SHARED.items():
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    for title in ("Green tea", "Cold milk"):
        write_topic(root, title)
    return root


def assert_told(answer: Answer, code: int, says: str = "") -> None:
    """See that an error ends with its exit code and says what it should."""
    assert answer.code == code, answer.err
    assert letters(says) in letters(answer.err)


def assert_right(
    environment: Mapping[str, str], limit: Limit | None = None, before: str = ""
) -> None:
    """Ask every question, and see that each is answered in full and in quiet."""
    for arguments, says in QUESTIONS:
        answer = run(command(*arguments, before=before), environment, limit)
        assert (answer.code, answer.err) == (0, ""), arguments
        assert says in answer.out
