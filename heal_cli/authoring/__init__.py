"""Help for those who write content: checking it, and starting a new topic."""

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from heal_cli.authoring.check import check, topic_files
from heal_cli.authoring.findings import Finding
from heal_cli.authoring.template import template
from heal_cli.errors import HealError, UsageMistake
from heal_cli.loading.libraries import Progress, bundled_root, content_files
from heal_cli.loading.shapes import ID

_CATEGORY = "{name}:\n  title: {title}\n"


def library_of(path: Path) -> Path:
    """Return the library that a file or folder belongs to: itself, or one around it.

    Raises:
        UsageMistake: There is no such file or folder, or no library around it.
    """
    if not os.path.exists(path):  # noqa: PTH110 - unlike Path's, it never raises
        raise UsageMistake(
            f'there is no file or folder "{path}"', ["heal check", "heal new ID"]
        )
    for place in (path, *path.absolute().parents):
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
        here = [other.resolve() == root.resolve() for other in libraries]
        bases = libraries[: here.index(True)] if True in here else libraries
        wanted = str(place.absolute())
        found += [
            each
            for each in check(root, today, bases, progress)
            if _is_within(each.fault.path, wanted)
        ]
        files += 1 if place.is_file() else sum(1 for _ in content_files(root))
    return sorted(set(found)), files


def _is_within(path: str, place: str) -> bool:
    whole = str(Path(path).absolute())
    return whole == place or whole.startswith(place + os.sep)


def new_topic(root: Path, category: str, identifier: str, today: date) -> Path:
    """Write the template of a topic, and its category if that is new; return its path.

    Raises:
        UsageMistake: A name is not an id, or a topic of that id is there already.
        HealError: The file cannot be written.
    """
    for name in (identifier, category):
        if not re.fullmatch(ID, name):
            raise UsageMistake(f'"{name}" should be lower-case words joined by hyphens')
    libraries = [root, bundled_root()] if (root / "topics").is_dir() else [bundled_root()]
    for library in libraries:
        for path in topic_files(library):
            if path.stem == identifier:
                raise UsageMistake(f'the id "{identifier}" is taken by {path}; choose another')
    path = root / "topics" / category / f"{identifier}.yaml"
    try:
        _write_topic(path, template(identifier, today))
    except OSError as error:
        raise HealError(f'"{path}" cannot be written: {error.strerror or error}') from None
    return path


def _write_topic(path: Path, text: str) -> None:
    """Write a topic with what a library needs beside it, or leave no topic behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    try:
        _add_category(path.parents[2], path.parent.name)
        _add_schemas(path.parents[2])
    except OSError:
        path.unlink()
        raise


def _add_category(root: Path, category: str) -> None:
    """Add a category to the library's own file, unless it or the bundled one has it."""
    own = root / "categories.yaml"
    for path in (own, bundled_root() / "categories.yaml"):
        if path.is_file() and re.search(
            rf"^{category}:", path.read_text("utf-8", "replace"), re.MULTILINE
        ):
            return
    title = category.replace("-", " ").capitalize()
    if own.exists() and not own.is_file():
        raise OSError(f"{own} is no regular file")
    text = own.read_text("utf-8", "replace") if own.exists() else "\n"
    with own.open("a", encoding="utf-8") as file:
        file.write("" if text.endswith("\n") else "\n")
        file.write(_CATEGORY.format(name=category, title=title))


def _add_schemas(root: Path) -> None:
    """Put the schemas for editors into a library, where they stay when heal is renewed."""
    folder = root / "schema"
    folder.mkdir(exist_ok=True)
    for schema in (bundled_root() / "schema").glob("*.json"):
        own = folder / schema.name
        if not own.exists():
            own.write_bytes(schema.read_bytes())
