"""Help for those who write content: checking it, and starting a new topic."""

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from heal_cli.authoring.check import check, topic_files
from heal_cli.authoring.findings import Finding
from heal_cli.authoring.template import template
from heal_cli.authoring.writing import append, is_own_file, make_folder, write_new
from heal_cli.errors import ContentError, HealError, UsageMistake
from heal_cli.loading.libraries import (
    Progress,
    bundled_root,
    content_files,
    identity,
    whole_path,
)
from heal_cli.loading.loader import entries_of
from heal_cli.loading.shapes import ID
from heal_cli.loading.texts import is_gone, text_of

_CATEGORY = "{name}:\n  title: {title}\n"

_RESERVED = r"con|nul|prn|aux|(com|lpt)[0-9]"
"""Names that Windows keeps for devices, whatever ending they have."""


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
    for place in dict.fromkeys(places):
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


def new_topic(root: Path, category: str, identifier: str, today: date) -> Path:
    """Write the template of a topic, and its category if that is new; return its path.

    Raises:
        UsageMistake: A name is not an id, or a topic of that id is there already.
        HealError: A file cannot be written, or the category not be added to its file.
    """
    for name in (identifier, category):
        if not re.fullmatch(ID, name):
            raise UsageMistake(f'"{name}" should be lower-case words joined by hyphens')
        if re.fullmatch(_RESERVED, name):
            raise UsageMistake(f'"{name}" cannot be the name of a file on Windows; add a word')
    has_topics = os.path.isdir(root / "topics")  # noqa: PTH112 - unlike Path's, it never raises
    for library in (root, bundled_root()) if has_topics else (bundled_root(),):
        for path in topic_files(library):
            if path.stem == identifier:
                raise UsageMistake(f'the id "{identifier}" is taken by {path}; choose another')
    path = root / "topics" / category / f"{identifier}.yaml"
    try:
        _write_topic(root, path, template(identifier, today))
    except OSError as error:
        raise HealError(f'"{path}" cannot be written: {error.strerror or error}') from None
    return path


def _write_topic(root: Path, path: Path, text: str) -> None:
    """Write a topic with what a library needs beside it, or leave no topic behind."""
    entry = _category_entry(root, path.parent.name)
    make_folder(root, "topics", path.parent.name)
    write_new(path, text.encode())
    try:
        _add_entry(root / "categories.yaml", entry)
        _add_schemas(root)
    except OSError:
        path.unlink()
        raise


def _category_entry(root: Path, category: str) -> str:
    """Return what is to be added to the categories of a library, or "" if nothing is.

    Raises:
        HealError: The library's file is none to add to; says what a writer would add.
        OSError: It is no file at all.
    """
    bundled = text_of(bundled_root() / "categories.yaml")
    if category in entries_of("categories", bundled)[0]:
        return ""
    entry = _CATEGORY.format(name=category, title=category.replace("-", " ").capitalize())
    own = root / "categories.yaml"
    if is_gone(own):
        return entry
    if not os.path.isfile(own):  # noqa: PTH113 - it never raises
        raise OSError(f"{own} is no regular file")
    try:
        text = text_of(own)
    except ContentError as error:
        raise HealError(f"{error.faults[0].path} {error.faults[0].message}") from None
    known, faults = entries_of("categories", text)
    if category in known:
        return ""
    entry = entry if not text or text.endswith("\n") else f"\n{entry}"
    glued, new_faults = entries_of("categories", text + entry)
    is_whole = glued == [*known, category] and len(new_faults) <= len(faults)
    if not (is_whole and is_own_file(own)):
        lines = entry.strip("\n")
        raise HealError(f"{own} is left as it is; add these two lines to it first:\n{lines}")
    return entry


def _add_entry(own: Path, entry: str) -> None:
    """Add what is to be added to the library's own categories, if anything is."""
    if entry and is_gone(own):
        write_new(own, f"\n{entry}".encode())
    elif entry:
        append(own, entry.encode())


def _add_schemas(root: Path) -> None:
    """Put the schemas for editors into a library, where they stay when heal is renewed."""
    folder = make_folder(root, "schema")
    for schema in (bundled_root() / "schema").glob("*.json"):
        if is_gone(folder / schema.name):
            write_new(folder / schema.name, schema.read_bytes())
