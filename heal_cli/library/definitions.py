"""What a linked word of the glossary means, for formats that say it beside the word."""

from collections.abc import Callable

from heal_cli.index.questions import Questions
from heal_cli.text import names


def meanings(library: Callable[[], Questions]) -> Callable[[str], str]:
    """Return what gives a word's meaning, or ""; the library is opened when first asked."""

    def define(name: str) -> str:
        found = library().named("term", names.key(name))
        if not found:
            return ""
        term = library().defined(found[0])
        origin = f'From "{term.library}", not part of the reviewed library: '
        return f"{origin if term.library else ''}{term.definition}"

    return define
