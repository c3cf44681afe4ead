"""`heal new`: the template of a topic in its place, with what a library needs beside it."""

import os
import re
from datetime import date
from pathlib import Path

from heal_cli.authoring.check import topic_files
from heal_cli.authoring.template import template
from heal_cli.authoring.writing import append, is_own_file, make_folder, write_new
from heal_cli.errors import ContentError, HealError, UsageMistake, command
from heal_cli.loading.content_format import ID
from heal_cli.loading.libraries import bundled_root
from heal_cli.loading.loader import entries_of
from heal_cli.loading.texts import is_gone, text_of
from heal_cli.text import names

_CATEGORY = "{name}:\n  title: {title}\n"

_RESERVED = r"con|nul|prn|aux|(com|lpt)[0-9]"
"""Names that Windows keeps for devices, whatever ending they have."""


def new_topic(root: Path, category: str, identifier: str, today: date) -> Path:
    """Write the template of a topic, and its category if that is new; return its path.

    Raises:
        UsageMistake: A name is not an id, or a topic of that id is there already.
        HealError: A file cannot be written.
    """
    for name in (identifier, category):
        if not re.fullmatch(ID, name):
            right = "-".join(re.findall(r"[a-z0-9]+", names.fold(name)))
            message = f'"{name}" should be lower-case words joined by hyphens'
            raise UsageMistake(message, [command("new", right)] if right else ["heal new ID"])
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


def missing_category(root: Path, category: str) -> str:
    """Return the lines that a library's categories.yaml lacks for a category, or ""."""
    for library in (root, bundled_root()):
        try:
            text = text_of(library / "categories.yaml")
        except ContentError:
            continue
        if category in entries_of("categories", text)[0]:
            return ""
    title = category.replace("-", " ").capitalize()
    return _CATEGORY.format(name=category, title=title)


def _write_topic(root: Path, path: Path, text: str) -> None:
    """Write a topic with what a library needs beside it, or leave no topic behind."""
    categories = root / "categories.yaml"
    if not (is_gone(categories) or os.path.isfile(categories)):  # noqa: PTH113 - never raises
        raise OSError(f"{categories} is no regular file")
    make_folder(root, "topics", path.parent.name)
    write_new(path, text.encode())
    try:
        _add_category(categories, path.parent.name)
        _add_schemas(root)
    except OSError:
        path.unlink()
        raise


def _add_category(own: Path, category: str) -> None:
    """Add a category to a library's own file, unless a writer had better do so.

    That is where the file would not be valid then, or is another's as well.
    """
    lines = missing_category(own.parent, category)
    if lines and is_gone(own):
        write_new(own, f"\n{lines}".encode())
    elif lines and is_own_file(own):
        try:
            text = text_of(own)
        except ContentError:
            return
        known, faults = entries_of("categories", text)
        added = lines if not text or text.endswith("\n") else f"\n{lines}"
        glued, then = entries_of("categories", text + added)
        if glued == [*known, category] and len(then) <= len(faults):
            append(own, added.encode())


def _add_schemas(root: Path) -> None:
    """Put the schemas for editors into a library, where they stay when heal is renewed."""
    folder = make_folder(root, "schema")
    for schema in (bundled_root() / "schema").glob("*.json"):
        if is_gone(folder / schema.name):
            write_new(folder / schema.name, schema.read_bytes())
