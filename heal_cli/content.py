"""Where content lies: the folders of a library, and its files. Reads none of them."""

import os
import sys
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path

from heal_cli.errors import ContentError, Fault

Stamp = tuple[int, int, int, int]
"""What changes when a file does: inode, size, and times of change in nanoseconds."""


def bundled_root() -> Path:
    """Return the bundled content: packed into the package, or beside it in a checkout."""
    package = Path(__file__).parent
    packed = package / "content"
    return packed if packed.is_dir() else package.parent / "content"


def own_root(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder of a reader's own topics, whether it is there or not.

    It is `heal/content` in the user's data folder: XDG_DATA_HOME, or the usual place
    of the system. None where there is no home.
    """
    if environment.get("XDG_DATA_HOME", "").startswith("/"):
        return Path(environment["XDG_DATA_HOME"]) / "heal" / "content"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "heal" / "content"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA", home)) / "heal" / "content"
    return home / ".local" / "share" / "heal" / "content"


def content_files(root: Path) -> Iterator[os.DirEntry[str]]:
    """Yield every YAML file of a library: those beside `topics/`, then the topics.

    Raises:
        ContentError: The folder is missing or cannot be read.
    """
    try:
        yield from _yaml_files(root)
        topics = root / "topics"
        if topics.is_dir():
            for folder in sorted(os.scandir(topics), key=lambda entry: entry.name):
                if folder.is_dir(follow_symlinks=False):
                    yield from _yaml_files(Path(folder.path))
    except OSError as error:
        message = f"the content folder cannot be read: {error.strerror}"
        raise ContentError([Fault(str(root), 1, 1, message)]) from None


def stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield the path and the stamp of every file of a library; raises ContentError."""
    for entry in content_files(root):
        try:
            stamp = _stamp_of(entry.stat())
        except OSError:
            # A link that leads nowhere or in a circle: the loader says so.
            stamp = (0, 0, 0, 0)
        yield entry.path, stamp


_stamp_of = attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")


def _yaml_files(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        files = [entry for entry in found if entry.name.endswith(".yaml")]
    for entry in files:
        try:
            entry.path.encode()
        except UnicodeEncodeError:
            shown = ascii(entry.name)
            message = f"the folder has a file whose name is not UTF-8, {shown}; rename it"
            raise ContentError([Fault(str(folder), 1, 1, message)]) from None
    return sorted(files, key=attrgetter("name"))
