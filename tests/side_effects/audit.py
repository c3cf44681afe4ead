"""Notes everything that heal does outside itself, by Python's audit events."""

import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from tests.processes import PROJECT, run, surroundings

# Runs command lines one after another, and notes whatever could touch anything outside.
AUDITED = """\
import json, os, sys
sys.path.insert(0, sys.argv[1])
log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
lines = json.loads(sys.argv[3])
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
WATCHED = ("os.", "socket.", "subprocess.", "sqlite3.connect", "shutil.", "ctypes.",
    "urllib.", "ftplib.", "http.", "smtplib.", "pty.", "winreg.")
QUIET = ("os.listdir", "os.scandir", "os.putenv", "os.unsetenv", "os.walk", "os.getxattr",
    "os.listxattr", "os.fwalk", "sqlite3.connect/handle")
def note(event, values):
    if event == "open":
        path, mode, flags = values
        if isinstance(path, int) or not (flags or 0) & WRITES:
            return
        values = (path,)
    elif not event.startswith(WATCHED) or event in QUIET:
        return
    texts = [os.fsdecode(v) for v in values if isinstance(v, (str, bytes, os.PathLike))]
    os.write(log, (json.dumps([event, texts]) + "\\n").encode())
sys.addaudithook(note)
from heal_cli.command_line.app import main
for line in lines:
    try:
        main(line)
    except SystemExit:
        pass
"""

FILE_EVENTS = {
    "open",
    "sqlite3.connect",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.link",
    "os.chmod",
    "shutil.copyfile",
}
"""Events that touch files alone: neither the network nor another program."""


class Event(NamedTuple):
    """One thing that a process did, and the paths it named."""

    name: str
    paths: list[str]


class Place(NamedTuple):
    """Folders for one trial: a home, a cache, and the folder where heal is started."""

    home: Path
    cache: Path
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Return surroundings with this home, and a pager that would leave a trace."""
        return surroundings(
            self.cache, HOME=str(self.home), HEAL_PAGER="touch pager-ran", **more
        )

    def is_allowed(self, path: str, *named: Path) -> bool:
        """Say whether a path is the index, one of those named or in it, or nothing at all."""
        bare = re.sub(r"^file://([^?]*)\?.*$", r"\1", path)
        if bare in {os.devnull, ":memory:", ""}:
            return True
        inside = Path(os.path.normpath(self.folder / bare))
        # A missing cache folder is made, with those it lies in.
        if inside == self.cache or (self.cache / "heal") in (inside, *inside.parents):
            return True
        return any(place in (inside, *inside.parents) for place in named)

    def is_temporary(self, path: str) -> bool:
        """Say whether a path is that of a page that is still being written."""
        found = self.folder / path
        return found.parent == self.folder and found.name.startswith(".heal-")


def audited(place: Place, *lines: list[str], **more: str) -> list[Event]:
    """Carry out command lines in one process; return what it did outside."""
    log = place.home.parent / "log"
    log.write_text("")
    asked = [sys.executable, "-c", AUDITED, str(PROJECT), str(log), json.dumps(lines)]
    answer = run(asked, place.environment(**more), folder=place.folder)
    assert answer.code == 0, answer.err[-2000:]
    return [Event(*json.loads(line)) for line in log.read_text().splitlines()]


def contents(folder: Path) -> set[str]:
    """Return the path of everything in a folder, however deep."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
