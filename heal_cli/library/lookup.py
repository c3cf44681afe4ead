"""Looking a name up: what a reader's word for a topic, condition, category or term means."""

from collections.abc import Sequence
from pathlib import Path

from heal_cli.errors import ContentError, Fault, HealError, NotFound
from heal_cli.index.index import Index
from heal_cli.text import names

_MOST_SUGGESTIONS = 5

_COMMANDS = {
    "topic": ("show", "search", "topics"),
    "category": ("topics --category", "", "topics"),
    "condition": ("for", "search", "benefits"),
    "term": ("define", "search", "help"),
}
"""For each kind of name: the command that takes it, one that searches, one that lists."""


class Lookup:
    """Finds ids by the names of one library."""

    def __init__(self, index: Index, faults: Sequence[Fault]) -> None:
        self.index = index
        self.faults = faults

    def find(self, kind: str, name: str) -> str:
        """Return the id that `name` means: by id, title, other name or unique beginning.

        Case, accents, hyphens, spaces and quotes do not count.

        Raises:
            NotFound: Nothing of that kind answers to the name; says what comes near.
            ContentError: The name is that of a topic whose file is not valid.
        """
        key = names.key(name)
        if key:
            sql = "SELECT id FROM names WHERE kind = ? AND key = ? ORDER BY own, rank LIMIT 1"
            exact = self.index.rows(sql, kind, key)
            if exact:
                return str(exact[0][0])
            self._raise_if_broken(kind, key)
            starting = self._starting(kind, key)
            if len(starting) == 1:
                return starting[0]
            raise self._not_found(kind, name, starting or self.near(kind, key))
        raise self._not_found(kind, name, [])

    def near(self, kind: str, key: str) -> list[str]:
        """Return the ids whose names come nearest to a folded name, nearest first."""
        from difflib import SequenceMatcher, get_close_matches

        sql = "SELECT key, id FROM names WHERE kind = ? AND length(key) BETWEEN ? AND ?"
        slack = 1 + len(key) // 2
        found = dict(self.index.rows(sql, kind, len(key) - slack, len(key) + slack))
        close = get_close_matches(key, found, n=3 * _MOST_SUGGESTIONS, cutoff=0.7)
        likeness = [SequenceMatcher(None, match, key).ratio() for match in close]
        nearest = [
            m for m, like in zip(close, likeness, strict=True) if like > likeness[0] - 0.1
        ]
        return list(dict.fromkeys(found[match] for match in nearest))[:_MOST_SUGGESTIONS]

    def _starting(self, kind: str, key: str) -> list[str]:
        sql = (
            "SELECT id FROM names WHERE kind = ? AND key >= ? AND key < ? "
            "GROUP BY id ORDER BY min(rank), id LIMIT ?"
        )
        rows = self.index.rows(sql, kind, key, key + "\U0010ffff", _MOST_SUGGESTIONS)
        return [identifier for (identifier,) in rows]

    def _all(self, kind: str) -> list[str]:
        sql = "SELECT id FROM groups WHERE kind = ? ORDER BY position"
        return [identifier for (identifier,) in self.index.rows(sql, kind)]

    def _raise_if_broken(self, kind: str, key: str) -> None:
        if kind == "topic":
            faults = [fault for fault in self.faults if names.key(Path(fault.path).stem) == key]
            if faults:
                raise ContentError(faults, [f"heal check {faults[0].path}", "heal topics"])

    def _not_found(self, kind: str, name: str, near: Sequence[str]) -> HealError:
        read, search, everything = _COMMANDS[kind]
        message = f'no {kind} "{name}".'
        if near:
            message += f" Did you mean {_either(near)}?"
        elif kind in {"condition", "category"}:
            message += f"\nThere are: {', '.join(self._all(kind))}."
        steps = [f"heal {read} {near[0]}"] if near else []
        if search and name.strip():
            steps.append(f"heal {search} {' '.join(names.words(name)[:8])}".rstrip())
        return NotFound(message, [*steps, f"heal {everything}"][:2])


def _either(identifiers: Sequence[str]) -> str:
    *most, last = identifiers
    return f"{', '.join(most)} or {last}" if most else last
