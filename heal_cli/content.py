"""Where content lies: the folders of a library, and its files. Reads none of them."""

import os
from collections.abc import Iterator
from pathlib import Path

from heal_cli.errors import ContentError, Fault


def bundled_root() -> Path:
    """Return the bundled content: packed into the package, or beside it in a checkout."""
    package = Path(__file__).parent
    packed = package / "content"
    return packed if packed.is_dir() else package.parent / "content"


def content_files(root: Path) -> Iterator[os.DirEntry[str]]:
    """Yield every YAML file of a library in a settled order: shared files, then topics.

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


def _yaml_files(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        files = [entry for entry in found if entry.name.endswith(".yaml") and entry.is_file()]
    return sorted(files, key=lambda entry: entry.name)
