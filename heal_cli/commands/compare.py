"""`heal compare`: two topics or two therapies side by side."""

from typing import TYPE_CHECKING, Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound, UsageMistake
from heal_cli.text import names
from heal_cli.views.document import Answer

if TYPE_CHECKING:
    from heal_cli.library.library import Library
    from heal_cli.views.compare import Side

_BETWEEN = {"and", "with", "vs", "or"}

_Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="A B", help="Two topics, or two therapies.", autocompletion=complete("topic")
    ),
]


def run(session: Session, words: _Names = None) -> Answer:
    """Show two topics or two therapies side by side.

    Examples:
        heal compare ces pemf
        heal compare magnesium and lifestyle
    """
    from heal_cli.formats import json as records
    from heal_cli.views.compare import compare_page

    library = session.library
    first, second = _two(library, [word for word in words or () if word not in _BETWEEN])
    sides = (_side(library, first), _side(library, second))
    titles = {group.id: group.title for group in library.groups("condition")}
    claims = [claim for side in sides for claim in side.claims]
    record = {"claims": [records.claim(claim) for claim in claims]}
    return Answer(compare_page(sides, titles), lambda: record)


def _two(library: "Library", words: list[str]) -> tuple[str, str]:
    """Return the two names that words are, wherever the first ends."""
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    for first, second in splits:
        if all(_is_name(library, name) for name in (first, second)):
            return first, second
    if not splits:
        raise UsageMistake("name two topics or two therapies.", ["heal compare ces pemf"])
    return splits[0] if len(words) == 2 else splits[len(splits) // 2]  # noqa: PLR2004 - a name each


def _is_name(library: "Library", name: str) -> bool:
    return any(library.named(kind, names.key(name)) for kind in ("therapy", "topic"))


def _side(library: "Library", name: str) -> "Side":
    from heal_cli.views.compare import Side

    therapies = library.named("therapy", names.key(name))
    if therapies:
        titles = {group.id: group.title for group in library.groups("therapy")}
        found = library.claims()
        claims = [claim for claim in found if claim.benefit.therapy == therapies[0]]
        if not claims:
            raise NotFound(f"no claim is about {titles[therapies[0]]}.", ["heal benefits"])
        return Side(titles[therapies[0]], claims, library.topics_of(claims))
    topic = library.topic(name)
    return Side(topic.title, library.claims(topic.id), (topic,))
