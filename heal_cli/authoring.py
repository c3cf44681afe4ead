"""Help for those who write content: checking it, and starting a new topic."""

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from heal_cli.check import Found, check, topic_files
from heal_cli.content import Progress, bundled_root, content_files
from heal_cli.errors import HealError, UsageMistake

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

TEMPLATE = """\
# yaml-language-server: $schema={schema}
# A topic of your own. Take out what does not apply; lines with # are only for you.
# The whole format: docs/writing-topics.md of the project.
title: {title}
also_called: []            # other names; they also find the topic
keywords: []               # lay words, only searched
summary: One or two plain sentences.
origin: Where the claims come from.
reviewed: {today}
explanation:
  - heading: What it is
    text: |
      Short paragraphs, parted by an empty line. Write *emphasis*, link a word of
      the glossary as [[acetylcholine]], and cite a source as [@nih-ods-magnesium].
benefits:
  - claim: What is claimed, in a short sentence
    # condition: insomnia  # a condition of conditions.yaml
    # therapy: lifestyle   # a therapy of therapies.yaml
    evidence: insufficient # supported | mixed | not supported | insufficient
    finding: What studies found, fair in both directions.
    sources: []            # ids of sources.yaml; empty only if no study was found
cautions:
  - What to be careful about.
get_help:                  # emergency, then soon, then next visit
  - {{when: soon, text: what should be seen by someone}}
related: []
"""

_CATEGORY = "{name}:\n  title: {title}\n"


def library_of(path: Path) -> Path:
    """Return the library that a file or folder belongs to: itself, or one around it.

    Raises:
        UsageMistake: There is no such file or folder, or no library around it.
    """
    if not path.exists():
        raise UsageMistake(f'there is no file or folder "{path}"')
    for place in (path, *path.absolute().parents):
        if (place / "topics").is_dir():
            return place
    message = f'"{path}" is in no library: a folder with topics/<category>/<id>.yaml in it'
    raise UsageMistake(message, ["heal new ID"])


def findings(
    places: Sequence[Path], today: date, progress: Progress
) -> tuple[list[Found], int]:
    """Return what is wrong or doubtful at these places, and how many files were read.

    Of a file only what is found in it is returned, though its library is read whole.
    """
    found: list[Found] = []
    files = 0
    for place in dict.fromkeys(places):
        root = library_of(place)
        in_place = check(root, today, bundled_root(), progress)
        wanted = str(place.absolute())
        within = [each for each in in_place if _is_within(each.fault.path, wanted)]
        found += within
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
        if not _ID.fullmatch(name):
            raise UsageMistake(f'"{name}" should be lower-case words joined by hyphens')
    libraries = [root, bundled_root()] if (root / "topics").is_dir() else [bundled_root()]
    for library in libraries:
        for path in topic_files(library):
            if path.stem == identifier:
                raise UsageMistake(f'the id "{identifier}" is taken by {path}; choose another')
    path = root / "topics" / category / f"{identifier}.yaml"
    title = identifier.replace("-", " ").capitalize()
    schema = bundled_root() / "schema" / "topic.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(title=title, today=today.isoformat(), schema=schema))
        _add_category(root, category)
    except OSError as error:
        raise HealError(f'"{path}" cannot be written: {error.strerror}') from None
    return path


def _add_category(root: Path, category: str) -> None:
    """Add a category to the library's own file, unless it or the bundled one has it."""
    own = root / "categories.yaml"
    for path in (own, bundled_root() / "categories.yaml"):
        if path.is_file() and re.search(
            rf"^{category}:", path.read_text("utf-8"), re.MULTILINE
        ):
            return
    title = category.replace("-", " ").capitalize()
    text = own.read_text("utf-8") if own.is_file() else "\n"
    with own.open("a", encoding="utf-8") as file:
        file.write("" if text.endswith("\n") else "\n")
        file.write(_CATEGORY.format(name=category, title=title))
