"""What the kernel is asked for: no socket, no other program, and no file but those named."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.processes import command, run
from tests.side_effects.audit import Place

pytestmark = pytest.mark.slow

CALLS = (
    "open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,rmdir,chmod,fchmodat,chown,lchown,fchownat,truncate,"
    "utimensat,setxattr,mount,umount2,socket,socketpair,connect,bind,sendto,execve"
)
FORBIDDEN = {"socket", "socketpair", "connect", "bind", "sendto", "mount", "umount2"}


class Call(NamedTuple):
    """One call of the kernel: its name, and what was passed to it."""

    name: str
    rest: str

    def writes(self) -> bool:
        """Say whether the call changes a file."""
        if self.name.startswith("open"):
            return bool(re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", self.rest))
        return self.name != "execve"

    def paths(self) -> list[str]:
        """Return the paths that the call names."""
        return re.findall(r'"((?:[^"\\]|\\.)*)"', self.rest)


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The start of a command that traces the calls of the kernel."""
    program = shutil.which("strace")
    if not program:
        pytest.skip("strace is not installed")
    log = tmp_path_factory.mktemp("strace") / "log"
    wanted = ",".join(f"?{name}" for name in CALLS.split(","))
    tracing = [program, "-f", "-qq", "-s", "4096", "-e", f"trace={wanted}"]
    tried = [*tracing, "-o", str(log), sys.executable, "-c", ""]
    if subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
    return tracing


def kernel_calls(strace: list[str], place: Place, *arguments: str) -> list[Call]:
    """Return the calls that heal made, but those that found no file."""
    log = place.home.parent / "strace"
    asked = [*strace, "-o", str(log), *command(*arguments)]
    answer = run(asked, place.environment(), folder=place.folder)
    assert answer.code == 0
    assert answer.err in {"", "heal: wrote page.html\n"}
    calls = []
    for line in log.read_text("utf-8", "replace").splitlines():
        found = re.match(r"\d+ +([a-z0-9]+)\((.*)", line)
        if found and not line.endswith("= -1 ENOENT (No such file or directory)"):
            calls.append(Call(found[1], found[2]))
    return calls


@pytest.mark.parametrize(
    ("arguments", "named", "written"),
    [
        (["topics"], [], {".sqlite"}),
        (["show", "crp"], [], {".sqlite"}),
        (["search", "chest pain"], [], {".sqlite"}),
        (["check"], [], set()),
        (["show", "crp", "-o", "page.html"], ["page.html"], {".sqlite", ".html"}),
        (["new", "ginger", "--content", "mine"], ["mine"], {".yaml", ".json"}),
    ],
)
def test_the_kernel_sees_no_socket_and_no_other_file_written(
    place: Place, strace: list[str], arguments: list[str], named: list[str], written: set[str]
) -> None:
    calls = kernel_calls(strace, place, *arguments)
    asked = [call.name for call in calls]
    assert asked.count("execve") == 1
    assert not FORBIDDEN & set(asked)
    allowed = [place.folder / name for name in named]
    paths = [path for call in calls if call.writes() for path in call.paths()]
    for path in paths:
        assert place.is_allowed(path, *allowed) or place.is_temporary(path), path
    assert {Path(path).suffix for path in paths} - {""} == written
