"""What a shell completes: names that the library knows, each with its title.

Kept light, for it runs at every press of a key: the index answers, no YAML is read.
"""

from collections.abc import Callable
from typing import Any

Completer = Callable[[Any, str], list[tuple[str, str]]]

_SQL = {
    "topic": "SELECT id, title FROM topics ORDER BY id",
    "condition": "SELECT id, title FROM groups WHERE kind = 'condition' ORDER BY id",
    "category": "SELECT id, title FROM groups WHERE kind = 'category' ORDER BY position",
    "term": "SELECT id, definition FROM terms ORDER BY id",
}


def complete(kind: str) -> Completer:
    """Return what completes a name of a kind: topic, condition, category or term."""

    def completions(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
        from heal_cli.errors import HealError

        try:
            index = ctx.find_root().obj.index
            rows = index.rows(_SQL[kind])
        except HealError:
            return []
        typed = incomplete.casefold()
        return [(name, said) for name, said in rows if name.casefold().startswith(typed)]

    return completions
