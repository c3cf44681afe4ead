"""What a shell completes: names that the library knows, each with its title.

Kept light, for it runs at every press of a key: the index answers, no YAML is read.
"""

import os
from collections.abc import Callable
from typing import Any

Completer = Callable[[Any, str], list[tuple[str, str]]]


def _as_it_stands(said: str) -> str:
    """Return what a name means, safe from Typer, which reads Rich markup in it but for bash."""
    from heal_cli.command_line.session import COMPLETION

    is_bash = "bash" in os.environ.get(COMPLETION, "bash")
    return said if is_bash else said.replace("[", "\\[")


def complete(kind: str) -> Completer:
    """Return what completes a name of a kind: topic, condition, category or term."""

    def completions(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
        from heal_cli.errors import HealError
        from heal_cli.index.questions import Questions

        try:
            library = Questions(ctx.find_root().obj.index)
            found = library.completions(kind, incomplete)
            return [(name, _as_it_stands(said)) for name, said in found]
        except HealError:
            return []

    return completions
