"""`heal check`: everything that is wrong or doubtful in a library."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from heal_cli.authoring.findings import Base, Finding, Page, Whole
from heal_cli.authoring.library_checks import check_library
from heal_cli.authoring.topic_checks import check_topic
from heal_cli.errors import ContentError, Fault, UsageMistake
from heal_cli.loading.libraries import Progress, content_files, identity, whole_path
from heal_cli.loading.loader import load_topic, read_shared
from heal_cli.loading.texts import text_of
from heal_cli.models import Shared
from heal_cli.text import names


def library_of(path: Path) -> Path:
    """Return the library that a file or folder belongs to: itself, or one around it.

    Raises:
        UsageMistake: There is no such file or folder, or no library around it.
    """
    if not os.path.exists(path):  # noqa: PTH110 - unlike Path's, it never raises
        raise UsageMistake(
            f'there is no file or folder "{path}"', ["heal check", "heal new ID"]
        )
    for place in (path, *whole_path(path).parents):
        if os.path.isdir(place / "topics"):  # noqa: PTH112 - the same
            return place
    message = f'"{path}" is in no library: a folder with topics/<category>/<id>.yaml in it'
    raise UsageMistake(message, ["heal new ID"])


def check_places(
    places: Sequence[Path], libraries: Sequence[Path], today: date, progress: Progress
) -> tuple[list[Finding], int]:
    """Return what is wrong or doubtful at these places, and how many files were read.

    Of a file only what is found in it is returned, though its library is read whole.

    Args:
        places: Libraries, or files and folders in one.
        libraries: The libraries in force; one may build on those before it.
        today: The day on which reviews are judged.
        progress: Shows how far the reading is.
    """
    found: list[Finding] = []
    files = 0
    for place in {whole_path(place): place for place in places}.values():
        root = library_of(place)
        here = [identity(other) == identity(root) for other in libraries]
        bases = libraries[: here.index(True)] if True in here else libraries
        wanted = str(whole_path(place))
        found += [
            each
            for each in check(root, today, bases, progress)
            if _is_within(each.fault.path, wanted)
        ]
        is_file = os.path.isfile(place)  # noqa: PTH113 - it never raises
        files += 1 if is_file else sum(1 for _ in content_files(root))
    return sorted(set(found)), files


def _is_within(path: str, place: str) -> bool:
    whole = str(whole_path(Path(path)))
    return whole == place or whole.startswith(place + os.sep)


def check(
    root: Path,
    today: date,
    bases: Sequence[Path] = (),
    progress: Progress = lambda files, _: files,
) -> list[Finding]:
    """Return everything wrong or doubtful in a library, sorted by file and place.

    Args:
        root: The library's folder.
        today: The day on which reviews are judged.
        bases: The libraries that are read before it, on which it may build.
        progress: Shows how far the reading is.

    Raises:
        ContentError: A folder cannot be read.
    """
    shared, faults, _, lines = read_shared(root)
    base = read_base(bases)
    files = topic_files(root)
    pages, found = _pages(progress(files, len(files)), base)
    found += [Finding(fault, "F01") for fault in faults]
    broken = {_kind(Path(each.fault.path), root) for each in found if each.code == "F01"}
    whole = Whole(root, pages, shared, base, today, frozenset(broken), lines)
    for page in pages.values():
        found += check_topic(page, whole)
    return sorted({*found, *check_library(whole)})


def _pages(files: Iterable[Path], base: Base) -> tuple[dict[str, Page], list[Finding]]:
    """Return the pages that can be read, by id, and what is wrong with the other files."""
    pages: dict[str, Page] = {}
    found = []
    for path in files:
        taken = pages[path.stem].path if path.stem in pages else base.files.get(path.stem)
        if taken:
            message = f'the id "{path.stem}" is taken by {taken}; rename the file'
            found.append(Finding(Fault(str(path), 1, 1, message), "F09"))
            continue
        try:
            pages[path.stem] = Page(load_topic(path), str(path), text_of(path))
        except ContentError as error:
            found += [Finding(fault, "F01") for fault in error.faults]
    return pages, found


def topic_files(root: Path) -> list[Path]:
    """Return the topic files of a library; raises ContentError."""
    return [path for path in content_files(root) if path.parent != root]


def _kind(path: Path, root: Path) -> str:
    """Return what a broken file holds: the name of a shared file, or topics."""
    return path.stem if path.parent == root else "topics"


def read_base(roots: Sequence[Path]) -> Base:
    """Return what libraries have to build on; the first to have an id or name has it."""
    merged = Shared()
    called: dict[str, str] = {}
    files: dict[str, str] = {}
    for root in roots:
        shared = read_shared(root).shared
        parts: Any = (ours + theirs for ours, theirs in zip(merged, shared, strict=True))
        merged = Shared(*parts)
        for path in topic_files(root):
            files.setdefault(path.stem, str(path))
            try:
                topic = load_topic(path)
            except ContentError:
                continue
            for name in (topic.id, topic.title, *topic.also_called):
                called.setdefault(names.key(name), topic.id)
    return Base(merged, called, files)
