"""`heal show`: the pages of topics."""

import sys
from collections.abc import Iterator, Mapping
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
    from heal_cli.models import Topic


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
    from heal_cli.formats import json as records
    from heal_cli.views.document import Document
    from heal_cli.views.topic import parts, topic_page

    names = [name for word in topic for name in (_typed() if word == "-" else [word])]
    session.words += names
    topics, errors = _found(session.library, names)
    if not topics:
        raise errors[0]
    around = [session.library.surroundings(each, session.today) for each in topics]
    whole = list(zip(topics, around, strict=True))
    pages = [topic_page(each, beside, parts(each, section or ())) for each, beside in whole]
    page = Document(topics[0].title, chain.from_iterable(each.blocks for each in pages))
    record = {"topics": [records.topic(each, beside) for each, beside in whole]}
    return Answer(page, lambda: record, errors[0] if errors else None)


def _found(library: "Library", names: list[str]) -> tuple[list["Topic"], list[HealError]]:
    """Return the topics that are asked for, and what is wrong with those that are not found."""
    topics, errors = [], []
    for name in _runs(library, names):
        try:
            topics.append(library.topic(name))
        except HealError as error:
            errors.append(error)
    return topics, errors


def _runs(library: "Library", words: list[str]) -> Iterator[str]:
    """Yield the names that words make: the longest runs that are a topic's name first."""
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + _LONGEST_NAME), start, -1)
        runs = {end: " ".join(words[start:end]) for end in ends}
        end = next((end for end in ends if library.names_topic(runs[end])), start + 1)
        yield runs[end]
        start = end


def _typed() -> list[str]:
    """Return the names on standard input, one a line."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    names = [line.strip() for line in sys.stdin or () if line.strip()]
    if not names:
        raise NotFound("standard input names no topic.", ["heal topics"])
    return names
