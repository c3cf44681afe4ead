"""What a shell completes: names that the library knows, each with what it means.

Kept light, for it runs at every press of a key: the index answers, no YAML is read. What
shells are given is data to them: they may run or expand what a name or meaning holds.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Completer = Callable[[Any, str], list[tuple[str, str]]]

_NAME = re.compile(r"[\w.-]+(?: [\w.-]+)*")
"""Names that no shell reads as more than words."""

_UNSAFE = re.compile(r"[^\w .,-]+")
"""What may be more than text to a shell, or to Typer, which reads Rich markup."""


def complete(kind: str) -> Completer:
    """Return what completes a name of a kind: topic, condition, category or term."""

    def completions(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
        try:
            from heal_cli.index.questions import Questions

            library = Questions(ctx.find_root().obj.index)
            found = library.completions(kind, incomplete)
        except Exception:  # noqa: BLE001 - the reader is in the middle of a line: nothing may be drawn
            return []
        return [(name, _text(said)) for name, said in found if _NAME.fullmatch(name)]

    return completions


def complete_from(choices: Callable[[], Mapping[str, str]]) -> Completer:
    """Return what completes one of some fixed choices, each with what it means."""

    def completions(ctx: Any, incomplete: str) -> list[tuple[str, str]]:  # noqa: ARG001 - Typer's
        typed = incomplete.casefold()
        found = choices().items()
        return [(name, _text(on)) for name, on in found if name.startswith(typed)]

    return completions


def complete_claim(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Return the numbers of the claims of the topic that was typed before."""
    try:
        from heal_cli.library.library import Library

        library = Library(ctx.find_root().obj.index)
        claims = library.claims(library.find("topic", ctx.params.get("topic") or ""))
    except Exception:  # noqa: BLE001 - as above
        return []
    numbered = ((str(claim.position), claim.benefit.claim) for claim in claims)
    return [(n, _text(claim)) for n, claim in numbered if n.startswith(incomplete)]


def _text(meaning: str) -> str:
    """Return what a name means, as text to every shell."""
    return " ".join(_UNSAFE.sub(" ", meaning).split())
