"""Looking a name up: what a reader's word for a topic, condition, category or term means."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from heal_cli.errors import ContentError, NotFound, command
from heal_cli.index.questions import Questions
from heal_cli.text import names

_MOST_SUGGESTIONS = 3
_LEAST_LIKE = 0.6
_LONGEST_NAME = 200
_MANY = 3000
"""Names of which only those are compared to the letter that are like the one asked for."""

_COMMANDS = {
    "topic": ("show", "search", "topics"),
    "category": ("topics --category", "", "topics"),
    "condition": ("for", "search", "benefits"),
    "term": ("define", "search", "define"),
}
"""For each kind of name: the command that takes it, one that searches, one that lists."""


class Meant(NamedTuple):
    """What a name was taken for: the id, and the name that it was taken for, if another.

    `is_one_name` is false where only several names of one topic have all the words.
    """

    id: str
    name: str
    is_one_name: bool = True


def find(library: Questions, kind: str, name: str) -> Meant:
    """Return what `name` means, and the name it was taken for if it is none to the letter.

    By id, title or other name, where case, accents, hyphens, spaces and quotes do not
    count; then by a unique beginning of an id or title; then by what is clearly meant,
    but words that may mean an emergency are taken for no topic.

    Raises:
        NotFound: Nothing of that kind answers to the name; says what comes near.
        ContentError: The name is that of a topic whose file is not valid.
    """
    key = names.key(name)
    if not key:
        raise _not_found(library, kind, name, [])
    named = library.named(kind, key)
    if named:
        return Meant(named[0], "")
    if kind == "topic":
        _raise_if_broken(library, key)
    starting = library.starting(kind, key, _MOST_SUGGESTIONS)
    if len(starting) == 1:
        return Meant(starting[0], "")
    from heal_cli.library.emergencies import emergencies
    from heal_cli.library.query import says_something

    told = [word for word in names.words(name) if says_something(word)]
    is_ambiguous = bool(starting) and len(told) <= 1
    if kind == "topic" and emergencies(library, name):
        # What a reader in danger typed is no slip, and nothing comes near it.
        raise _not_found(library, kind, name, starting)
    meant = None if is_ambiguous else _taken_for(library, kind, name)
    if meant is None:
        raise _not_found(library, kind, name, starting or _near(library, kind, key))
    return meant


def _taken_for(library: Questions, kind: str, name: str) -> Meant | None:
    if len(name) > _LONGEST_NAME or kind == "category":
        return None
    from heal_cli.library.taken_for import taken_for, topic_taken_for

    if kind == "topic":
        return topic_taken_for(library, name)
    return taken_for(library, kind, name)


def _near(library: Questions, kind: str, key: str) -> list[str]:
    """Return the ids of the few names that come nearest to a folded one, nearest first."""
    from difflib import get_close_matches

    if len(key) > _LONGEST_NAME:
        return []
    slack = 1 + len(key) // 2
    named = library.names_as_long(kind, len(key) - slack, len(key) + slack)
    least = _LEAST_LIKE if len(named) > _MANY else 0.0
    close = get_close_matches(key, named, n=4 * _MOST_SUGGESTIONS, cutoff=least)
    # Two letters that changed places are one slip, which a share of letters does not see.
    close.sort(key=lambda match: names.distance(key, match))
    return list(dict.fromkeys(named[match] for match in close))[:_MOST_SUGGESTIONS]


def _raise_if_broken(library: Questions, key: str) -> None:
    faults = [fault for fault in library.faults if names.key(Path(fault.path).stem) == key]
    if faults:
        raise ContentError(faults, [command("check", faults[0].path), "heal topics"])


def _not_found(library: Questions, kind: str, name: str, near: Sequence[str]) -> NotFound:
    from heal_cli.library.search import search

    read, searches, everything = _COMMANDS[kind]
    message = f'no {kind} "{name}".'
    if near:
        message += f" The nearest: {', '.join(near)}."
    elif kind == "category":
        message += f"\nThere are: {', '.join(group.id for group in library.groups(kind))}."
    is_like = near and _likeness(library, kind, name, near[0]) >= _LEAST_LIKE
    steps = [command(*read.split(), near[0])] if is_like else []
    words = names.words(name[:_LONGEST_NAME])[:8]
    if searches and search(library, " ".join(words), 1).hits:
        steps.append(command("search", *words))
    slip = (name, near[0]) if is_like and kind == "topic" else None
    return NotFound(message, [*steps, f"heal {everything}"][:2], slip)


def _likeness(library: Questions, kind: str, name: str, identifier: str) -> float:
    """Return how like a name is to one of an id's own, or begins one: from 0 to 1."""
    from difflib import SequenceMatcher

    key = names.key(name[:_LONGEST_NAME])
    own = [names.key(called) for called, other in library.called(kind) if other == identifier]
    if any(each.startswith(key) for each in own):
        return 1.0
    return max((SequenceMatcher(None, each, key).ratio() for each in own), default=0.0)
