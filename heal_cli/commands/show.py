"""`heal show`: the pages of topics."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from heal_cli.command_line.completion import complete, complete_from
from heal_cli.command_line.session import Session
from heal_cli.errors import HealError, NotFound
from heal_cli.views.document import Answer

if TYPE_CHECKING:
    from heal_cli.library.library import Library
    from heal_cli.library.lookup import Meant


_LONGEST_NAME = 6
"""Words that one name may have."""


def _sections() -> Mapping[str, str]:
    from heal_cli.views.topic import SECTIONS

    return SECTIONS


_Topics = Annotated[
    list[str],
    typer.Argument(
        metavar="TOPIC...",
        help="Ids, titles or names; - reads them from standard input, one a line.",
        autocompletion=complete("topic"),
    ),
]
_Sections = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        metavar="NAME",
        help="Only this part; may be repeated.",
        autocompletion=complete_from(_sections),
    ),
]


def run(session: Session, topic: _Topics, section: _Sections = None) -> Answer:
    """Show topics: claims, findings, cautions, sources.

    Examples:
        heal show magnesium
        heal show muscle-spasms crp
        heal show magnesium --section benefits
    """
    words = [name for word in topic for name in (_typed() if word == "-" else [word])]
    session.asked = [*(session.asked or ()), " ".join(words)]
    names = words if "-" in topic else runs(session.library, words)
    return answer(session, names, section or ())


def answer(session: Session, names: Sequence[str], sections: Sequence[str] = ()) -> Answer:
    """Return the pages of the topics that names mean, or of a condition that the one means.

    Raises:
        HealError: None of the names means anything.
    """
    from heal_cli.commands import for_
    from heal_cli.formats import json as records
    from heal_cli.views.results import taken
    from heal_cli.views.topic import parts, topic_page

    library = session.library
    found, errors = _found(library, names)
    if not found:
        if not sections:
            with suppress(HealError):
                return for_.about_condition(session, " ".join(names))
        raise errors[0]
    topics = [library.whole_topic(identifier) for identifier in found]
    around = [library.surroundings(each, session.today) for each in topics]
    whole = list(zip(topics, around, strict=True))
    pages = [topic_page(each, beside, parts(each, sections)) for each, beside in whole]
    page = pages[0]._replace(blocks=chain.from_iterable(each.blocks for each in pages))
    record = {"topics": [records.topic(each, beside) for each, beside in whole]}
    asked = zip(found.values(), topics, strict=True)
    notes = [(typed, topic.title) for (typed, meant), topic in asked if meant.name]
    return Answer(taken(page, notes), lambda: record, errors[0] if errors else None)


def _found(
    library: "Library", names: Sequence[str]
) -> tuple[dict[str, tuple[str, "Meant"]], list[HealError]]:
    """Return what names mean, each by the topic's id with what was typed, and the errors."""
    found: dict[str, tuple[str, Meant]] = {}
    errors: list[HealError] = []
    for name in names:
        try:
            meant = library.meant("topic", name)
        except HealError as error:
            errors.append(error)
        else:
            found.setdefault(meant.id, (name, meant))
    return found, errors


def runs(library: "Library", words: Sequence[str]) -> list[str]:
    """Return the names that words make: all of them together, or else the longest runs."""
    whole = " ".join(words)
    parted = list(_longest_names(library, words))
    if len(parted) == 1 or len(words) > _LONGEST_NAME:
        return parted
    try:
        meant = library.meant("topic", whole)
    except HealError:
        is_one, is_any = False, False
    else:
        is_one, is_any = meant.is_one_name, True
    are_named = all(map(library.names_topic, parted))
    return [whole] if is_one or (is_any and not are_named) else parted


def _longest_names(library: "Library", words: Sequence[str]) -> Iterator[str]:
    """Yield the longest runs of words that are a topic's name, and the words between them."""
    start = 0
    between: list[str] = []
    while start < len(words):
        ends = range(min(len(words), start + _LONGEST_NAME), start, -1)
        named = {end: " ".join(words[start:end]) for end in ends}
        end = next((end for end in ends if library.names_topic(named[end])), 0)
        if not end:
            between.append(words[start])
            start += 1
            continue
        if between:
            yield " ".join(between)
            between = []
        yield named[end]
        start = end
    if between:
        yield " ".join(between)


def _typed() -> list[str]:
    """Return the names on standard input, one a line."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    names = [line.strip() for line in sys.stdin or () if line.strip()]
    if not names:
        raise NotFound("standard input names no topic.", ["heal topics"])
    return names
