"""Where content lies: the folders of a library, and its files. Reads none of them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from heal_cli.errors import ContentError, Fault
from heal_cli.loading.folders import own_root

BUNDLED = "bundled"
"""What the library that comes with heal is called beside a reader's own."""

Stamp = tuple[int, int, int, int]
"""What changes when a file does: inode, size, and times of change in nanoseconds."""

Progress = Callable[[Iterable[Any], int], Iterable[Any]]
"""Passes on what is read of a number of files, showing how far the reading is."""


def bundled_root() -> Path:
    """Return the bundled content: packed into the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    packed = package / "content"
    return packed if packed.is_dir() else package.parent / "content"


def shown_path(path: Path) -> str:
    """Return a path as text, with what is no letter in it written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def library_name(root: Path) -> str:
    """Return what a library is called: as its folder, or "own" for the user's own one.

    One whose folder has the name that the bundled library goes by is called by its path.
    """
    if root == own_root():
        return "own"
    folder = root.resolve()
    name = folder.parent.name if folder.name == "content" else folder.name
    claims_review = {BUNDLED, "reviewed", "own"} & set(re.findall(r"\w+", name.casefold()))
    return shown_path(folder) if claims_review or not name else name


def content_files(root: Path) -> Iterator[Path]:
    """Yield every YAML file of a library: those beside `topics/`, then the topics.

    Raises:
        ContentError: The folder is missing or cannot be read.
    """
    for folder, found in stamps(root):
        for name in sorted(found):
            yield Path(folder, name)


def stamps(root: Path) -> Iterator[tuple[str, dict[str, Stamp]]]:
    """Yield each folder of a library with the stamps of its YAML files, by name, in no order.

    Raises:
        ContentError: A folder is missing or cannot be read.
    """
    try:
        yield _checked(str(root))
        topics = root / "topics"
        if topics.is_dir():
            for folder in sorted(os.scandir(topics), key=attrgetter("name")):
                if folder.is_dir(follow_symlinks=False):
                    yield _checked(folder.path)
    except OSError as error:
        message = f"the content folder cannot be read: {error.strerror}"
        raise ContentError([Fault(shown_path(root), 1, 1, message)]) from None


_stamp_of = attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")


def _checked(folder: str) -> tuple[str, dict[str, Stamp]]:
    """Return a folder and its stamps; raises ContentError for a name that is no text."""
    found = _folder_stamps(folder)
    try:
        "".join((folder, *found)).encode()
    except UnicodeEncodeError:
        wrong = (n for n in (folder, *found) if n != n.encode("utf-8", "ignore").decode())
        message = f"a name in the folder is not UTF-8, {next(wrong)!a}; rename it"
        raise ContentError([Fault(shown_path(Path(folder)), 1, 1, message)]) from None
    return folder, found


def _folder_stamps(folder: str) -> dict[str, Stamp]:
    """Return the stamps of a folder's YAML files, by name.

    Where the system can, a folder is opened once and its files are asked for by their names
    alone, which takes half the time: every command looks at every file.
    """
    # O_DIRECTORY: to open a pipe would wait for whoever writes to it.
    opened = (
        os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if os.scandir in os.supports_fd else None
    )
    try:
        with os.scandir(folder if opened is None else opened) as found:
            entries = [entry for entry in found if entry.name.endswith(".yaml")]
        try:
            return {entry.name: _stamp_of(entry.stat()) for entry in entries}
        except OSError:
            return {entry.name: _stamp(entry) for entry in entries}
    finally:
        if opened is not None:
            os.close(opened)


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        return _stamp_of(entry.stat())
    except OSError:
        # A link that leads nowhere or in a circle: the loader says so.
        return (0, 0, 0, 0)
