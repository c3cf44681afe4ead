"""Where content lies: the folders of a library, and its files. Reads none of them."""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from heal_cli.errors import ContentError, Fault, HealError
from heal_cli.loading.user_folders import own_root

BUNDLED = "bundled"
"""What the library that comes with heal is called beside a reader's own."""

Stamp = tuple[int, int, int, int]
"""What changes when a file does: inode, size, and times of change in nanoseconds."""

NOWHERE: Stamp = (0, 0, 0, 0)
"""The stamp of a link that leads nowhere or in a circle: no file has it."""

UNKNOWN: Stamp = (0, 0, 0, -1)
"""The stamp of a file of which the system would tell nothing."""

Folder = tuple[str, dict[str, Stamp]]
"""A folder with the stamps of its YAML files, by name, in no order."""

Identity = tuple[int, int]
"""What tells a folder apart by whatever path it was reached: device and inode."""

Progress = Callable[[Iterable[Any], int], Iterable[Any]]
"""Passes on what is read of a number of files, showing how far the reading is."""


def bundled_root() -> Path:
    """Return the bundled content: packed into the package, or beside it in a checkout.

    Raises:
        HealError: heal was started from inside an archive, which holds no folders.
    """
    package = Path(__file__).parent.parent
    packed, beside = package / "content", package.parent / "content"
    if packed.is_dir():
        return packed
    if not beside.is_dir() and any(parent.is_file() for parent in package.parents):
        raise HealError("heal does not run from inside a zip file; unpack it")
    return beside


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


def whole_path(path: Path) -> Path:
    """Return a path from the root of the file system on.

    Where the current folder is gone it stays as it is, and leads nowhere.
    """
    try:
        return path.absolute()
    except OSError:
        return path


def identity(path: Path | str) -> Identity | None:
    """Return what tells a folder from every other, or None where nothing can be told."""
    try:
        status = os.stat(path)  # noqa: PTH116 - also of what is no Path
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def distinct(roots: Iterable[Path]) -> tuple[Path, ...]:
    """Return folders without those that are one of them by another path."""
    kept: dict[Identity | Path, Path] = {}
    for root in roots:
        kept.setdefault(identity(root) or root, root)
    return tuple(kept.values())


def content_files(root: Path) -> Iterator[Path]:
    """Yield every YAML file of a library: those beside `topics/`, then the topics.

    Raises:
        ContentError: The folder is missing or cannot be read.
    """
    for folder, found in stamps(root, {}):
        for name in sorted(found):
            yield Path(folder, name)


def surveyed(roots: Sequence[Path]) -> dict[Path, list[Folder] | ContentError]:
    """Return the folders of each library, none of them twice, or why it has none.

    Raises:
        ContentError: The first library, the bundled one, cannot be read.
    """
    surveys: dict[Path, list[Folder] | ContentError] = {}
    seen: dict[Identity, Path] = {}
    for number, root in enumerate(roots):
        try:
            _stand_apart(root, roots[:number], roots[number + 1 :], seen)
            surveys[root] = list(stamps(root, seen))
        except ContentError as error:
            if number == 0:
                raise
            surveys[root] = error
    return surveys


def _stand_apart(
    root: Path, before: Sequence[Path], after: Sequence[Path], seen: Mapping[Identity, Path]
) -> None:
    """Raise ContentError for a library whose topics are those of another one as well.

    Where two have one folder of topics, it is that of the first; the bundled one is first.
    """
    if identity(root) is None:
        return  # It cannot be read, or has no place at all: the current folder may be gone.
    own = os.path.realpath(root / "topics")
    here = identity(own)
    around = {here, *map(identity, Path(own).parents)} - {None}
    owner = seen.get(identity(root) or (0, 0))
    for other in (*before, *after) if before else ():
        topics = identity(other / "topics")
        if topics in around and (other in before or topics != here):
            owner = owner or other
    if owner:
        message = f'the topics here are those of the library "{shown_path(owner)}", which is '
        message += "read; leave this folder out"
        raise ContentError([Fault(shown_path(root), 1, 1, message)])


def stamps(root: Path, seen: dict[Identity, Path]) -> Iterator[Folder]:
    """Yield each folder of a library, but none twice, by whatever links it is reached.

    Names that begin with a dot are passed by: editors and systems keep things there.

    Args:
        root: The library's folder.
        seen: The categories that were yielded before, each with its library; those of this
            one are added.

    Raises:
        ContentError: A folder is missing or cannot be read.
    """
    try:
        yield _checked(str(root))
        topics = root / "topics"
        if topics.is_dir():
            around = (identity(root), identity(topics))
            for folder in _categories(topics):
                here = identity(folder)
                if here is None or (here not in seen and here not in around):
                    yield _checked(folder)
                    seen |= {here: root} if here else {}
    except OSError as error:
        message = f"the content folder cannot be read: {error.strerror}"
        fault = Fault(shown_path(root), 1, 1, message)
        raise ContentError([fault], is_passing=True) from None


def _categories(topics: Path) -> list[str]:
    """Return the paths of the folders in `topics/`, and after them those linked there."""
    with os.scandir(topics) as found:
        entries = sorted(found, key=attrgetter("name"))
    shown = [entry for entry in entries if not entry.name.startswith(".")]
    real = [entry.path for entry in shown if entry.is_dir(follow_symlinks=False)]
    linked = [entry.path for entry in shown if entry.is_symlink()]
    return real + [path for path in linked if os.path.isdir(path)]  # noqa: PTH112 - never raises


_stamp_of = attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")


def _checked(folder: str) -> Folder:
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
            entries = [
                entry
                for entry in found
                if entry.name.endswith(".yaml") and not entry.name.startswith(".")
            ]
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
    except OSError as error:
        # The loader says what is wrong.
        return NOWHERE if error.errno in {errno.ENOENT, errno.ELOOP} else UNKNOWN
