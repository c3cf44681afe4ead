"""`heal show`: the pages of topics."""

import sys
from io import TextIOWrapper
from itertools import chain
from typing import Annotated

import typer

from heal_cli.completion import complete
from heal_cli.errors import HealError, NotFound
from heal_cli.session import Session


def run(
    session: Session,
    topic: Annotated[
        list[str],
        typer.Argument(
            metavar="TOPIC...",
            help="Ids, titles or names; - reads them from standard input, one a line.",
            autocompletion=complete("topic"),
        ),
    ],
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section", "-s", metavar="NAME", help="Only this part; may be repeated."
        ),
    ] = None,
) -> None:
    """Show topics: claims, findings, cautions, when to get help, sources.

    Examples:
        heal show magnesium
        heal show muscle-spasms crp
        heal show magnesium --section benefits
    """
    from heal_cli.document import Document
    from heal_cli.formats import json as records
    from heal_cli.views.topic import parts, topic_page

    library = session.library
    found, errors = [], []
    joined = " ".join(topic)
    if len(topic) > 1 and library.names_topic(joined):
        topic = [joined]
    wanted = [name for each in topic for name in (_typed() if each == "-" else [each])]
    for name in wanted:
        try:
            found.append(library.topic(name))
        except HealError as error:
            errors.append(error)
    if found:
        around = [library.surroundings(each, session.today) for each in found]
        pages = [
            topic_page(each, beside, parts(each, section or ()))
            for each, beside in zip(found, around, strict=True)
        ]
        page = Document(found[0].title, chain.from_iterable(each.blocks for each in pages))
        record = {"topics": [records.topic(t, a) for t, a in zip(found, around, strict=True)]}
        session.screen.answer(page, lambda: record)
    if errors:
        raise errors[0]


def _typed() -> list[str]:
    """Return the names on standard input, one a line."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    names = [line.strip() for line in sys.stdin or () if line.strip()]
    if not names:
        raise NotFound("standard input names no topic.", ["heal topics"])
    return names
