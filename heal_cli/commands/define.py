"""`heal define`: a word of the glossary."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(
    session: Session,
    term: Annotated[
        list[str], typer.Argument(metavar="TERM...", autocompletion=complete("term"))
    ],
) -> Answer:
    """Explain a word from the glossary.

    Examples:
        heal define acetylcholine
        heal define CRP
    """
    from heal_cli.formats import json as records
    from heal_cli.library.search import search
    from heal_cli.views.reference import term_page

    found = session.library.term(" ".join(term))
    hits = search(session.library, f'"{found.id}"', limit=3).hits
    page = term_page(found, [hit.topic for hit in hits])
    return Answer(page, lambda: {"terms": [records.term(found)]})
