"""Starts heal as a real process: its own surroundings, its own limits, its own library."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from heal_cli.disclaimer import DISCLAIMER
from tests.conftest import SHARED, Answer, write_topic

HANGS = 60
"""Seconds after which a process is taken to hang; none of those here needs more than a few."""

_START = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
root = sys.argv.pop(1)
if root:
    from pathlib import Path
    import heal_cli.session
    heal_cli.session.bundled_root = lambda: Path(root)
{before}
from heal_cli.__main__ import main
main()
"""

PROJECT = Path(__file__).parent.parent

Command = Sequence[str]


def command(
    *arguments: str,
    root: Path | str = "",
    before: str = "",
    python: Sequence[str] = (sys.executable,),
) -> list[str]:
    """Return how to start heal, with `root` as the bundled library and a line run before."""
    start = _START.format(before=before)
    return [*python, "-c", start, str(PROJECT), str(root), *arguments]


def surroundings(cache: Path | str, **more: str) -> dict[str, str]:
    """Return an environment with nothing of the tester's own in it."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "XDG_CACHE_HOME": str(cache),
        "XDG_DATA_HOME": str(Path(cache).absolute() / "no-data"),
        "PYTHONDONTWRITEBYTECODE": "1",
    } | more


def run(
    command: Command,
    environment: Mapping[str, str],
    limit: Callable[[], object] | None = None,
    typed: bytes = b"",
    out: int | IO[bytes] = subprocess.PIPE,
) -> Answer:
    """Run a process to its end; one that hangs fails the test."""
    done = subprocess.run(
        command,
        env=dict(environment),
        stdout=out,
        stderr=subprocess.PIPE,
        input=typed,
        timeout=HANGS,
        check=False,
        preexec_fn=limit,
    )
    return Answer(
        (done.stdout or b"").decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
        done.returncode,
    )


def make_library(root: Path) -> Path:
    """Write a library of two good topics."""
    (root / "topics" / "drinks").mkdir(parents=True)
    for name, text in SHARED.items():
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    for title in ("Green tea", "Cold milk"):
        write_topic(root, title)
    return root


def letters(shown: str) -> str:
    """Return the letters and digits of a page, whatever frames and line ends it has."""
    return "".join(filter(str.isalnum, shown))


def has_disclaimer(answer: Answer) -> bool:
    """Say whether an answer, or the error in its place, ends with the whole disclaimer."""
    page = answer.out if answer.code == 0 else answer.err
    return letters(page).endswith(letters(DISCLAIMER))


def is_clear(answer: Answer) -> bool:
    """Say whether what went wrong, if anything, is told as heal tells it."""
    told = answer.out + answer.err
    return "Traceback" not in told and "something went wrong" not in told


def give_up_rights() -> None:
    """Make even root heed permissions: drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    if os.geteuid() == 0:
        import ctypes

        for number in (1, 2):
            if ctypes.CDLL(None, use_errno=True).prctl(24, number, 0, 0, 0):
                raise OSError("the right to pass every permission cannot be given up")


def heeds_permissions(folder: Path) -> bool:
    """Say whether a process that gave up its rights is kept out by permissions here."""
    locked = folder / "kept-out"
    locked.touch(mode=0o000)
    locked.chmod(0o000)
    reading = [sys.executable, "-c", "import sys; open(sys.argv[1])", str(locked)]
    try:
        done = subprocess.run(
            reading, capture_output=True, check=False, preexec_fn=give_up_rights
        )
    except subprocess.SubprocessError:
        return False
    return done.returncode != 0
