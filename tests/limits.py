"""What a process may be kept from: large files, and the rights of those who may do all."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import Limit


def file_size(most: int) -> Limit:
    """Return what keeps a process from writing larger files, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def without_rights(folder: Path) -> Limit:
    """Return what makes a process heed permissions, even root's; skip where nothing does."""
    locked = folder / "kept-out"
    locked.touch(mode=0o000)
    reading = [sys.executable, "-c", "import sys; open(sys.argv[1])", str(locked)]
    try:
        done = subprocess.run(
            reading, capture_output=True, check=False, preexec_fn=_give_up_rights
        )
        keeps_out = done.returncode != 0
    except subprocess.SubprocessError:
        keeps_out = False
    locked.unlink()
    if not keeps_out:
        pytest.skip("permissions keep nobody out here")
    return _give_up_rights


def _give_up_rights() -> None:
    """Drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    if os.geteuid() == 0:
        import ctypes

        for number in (1, 2):
            if ctypes.CDLL(None, use_errno=True).prctl(24, number, 0, 0, 0):
                raise OSError("the right to pass every permission cannot be given up")
