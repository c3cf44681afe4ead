"""What goes wrong with a stream, or at the keyboard, is quiet or one clear sentence."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import command


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m heal_cli show magnesium; echo $? >&2"
    done = subprocess.run(
        ["sh", "-c", f"({command}) | head -n 1"], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("For information and education only")
    assert done.stderr == "0\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_stream_that_is_not_utf_8_gets_stand_ins(encoding: str, tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": encoding, "XDG_CACHE_HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        command("show", "electrotherapy"), env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert "o insufficient" in text
    assert "x not supported" in text
    assert ("µA" if encoding != "ascii" else "uA") in text


def in_shell(line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line in a shell that knows heal as a command."""
    surroundings = dict(os.environ)
    surroundings["PATH"] = f"{Path(sys.executable).parent}:{surroundings['PATH']}"
    return subprocess.run(
        ["sh", "-c", line], env=surroundings, capture_output=True, text=True, check=False
    )


def test_a_full_disk_is_one_clear_error() -> None:
    done = in_shell("heal topics > /dev/full")
    assert done.returncode == 1
    assert "the answer cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("heal topics >&-", 0),
        ("heal topics 2>&- >/dev/null", 0),
        ("heal show nothing 2>&-", 4),
        ("heal show nothing >&- 2>&-", 4),
        ("heal topics <&- >&- 2>&-", 0),
        ("heal show - <&-", 4),
    ],
)
def test_a_closed_stream_is_quiet(line: str, code: int) -> None:
    done = in_shell(line)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_ctrl_c_at_any_moment_shows_no_traceback_of_ours() -> None:
    for delay in range(30, 120, 6):
        with subprocess.Popen(
            [str(Path(sys.executable).with_name("heal")), "topics"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            time.sleep(delay / 1000)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate()
        # Before Python has come as far as our first line, an interrupt is its own affair.
        assert process.returncode in {0, 130, -signal.SIGINT}
        assert "heal_cli/" not in err
