"""Looking a name up: what a reader's word for a topic, condition, category or term means."""

from collections.abc import Sequence
from pathlib import Path

from heal_cli.errors import ContentError, NotFound, command
from heal_cli.index.questions import Questions
from heal_cli.text import names

_MOST_SUGGESTIONS = 5

_COMMANDS = {
    "topic": ("show", "search", "topics"),
    "category": ("topics --category", "", "topics"),
    "condition": ("for", "search", "benefits"),
    "term": ("define", "search", "help"),
}
"""For each kind of name: the command that takes it, one that searches, one that lists."""


def find(library: Questions, kind: str, name: str) -> str:
    """Return the id that `name` means: by id, title, other name or unique beginning.

    Case, accents, hyphens, spaces and quotes do not count.

    Raises:
        NotFound: Nothing of that kind answers to the name; says what comes near.
        ContentError: The name is that of a topic whose file is not valid.
    """
    key = names.key(name)
    if not key:
        raise _not_found(library, kind, name, [])
    named = library.named(kind, key)
    if named:
        return named[0]
    if kind == "topic":
        _raise_if_broken(library, key)
    starting = library.starting(kind, key, _MOST_SUGGESTIONS)
    if len(starting) == 1:
        return starting[0]
    raise _not_found(library, kind, name, starting or _near(library, kind, key))


def _near(library: Questions, kind: str, key: str) -> list[str]:
    """Return the ids whose names come nearest to a folded name, nearest first."""
    from difflib import SequenceMatcher, get_close_matches

    slack = 1 + len(key) // 2
    named = library.names_as_long(kind, len(key) - slack, len(key) + slack)
    close = get_close_matches(key, named, n=3 * _MOST_SUGGESTIONS, cutoff=0.7)
    likeness = [SequenceMatcher(None, match, key).ratio() for match in close]
    nearest = [m for m, like in zip(close, likeness, strict=True) if like > likeness[0] - 0.1]
    return list(dict.fromkeys(named[match] for match in nearest))[:_MOST_SUGGESTIONS]


def _raise_if_broken(library: Questions, key: str) -> None:
    faults = [fault for fault in library.faults if names.key(Path(fault.path).stem) == key]
    if faults:
        raise ContentError(faults, [command("check", faults[0].path), "heal topics"])


def _not_found(library: Questions, kind: str, name: str, near: Sequence[str]) -> NotFound:
    read, search, everything = _COMMANDS[kind]
    message = f'no {kind} "{name}".'
    if near:
        message += f" Did you mean {_either(near)}?"
    elif kind in {"condition", "category"}:
        message += f"\nThere are: {', '.join(group.id for group in library.groups(kind))}."
    steps = [command(*read.split(), near[0])] if near else []
    if search and name.strip():
        steps.append(f"heal {search} {' '.join(names.words(name)[:8])}".rstrip())
    return NotFound(message, [*steps, f"heal {everything}"][:2])


def _either(identifiers: Sequence[str]) -> str:
    *most, last = identifiers
    return f"{', '.join(most)} or {last}" if most else last
