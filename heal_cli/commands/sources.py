"""`heal sources`: what is cited, and what it showed."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(
    session: Session,
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", autocompletion=complete("topic"))
    ] = "",
) -> Answer:
    """List the sources of a topic, or of the whole library.

    Examples:
        heal sources crp
        heal sources
    """
    from heal_cli.formats import json as records
    from heal_cli.views.reference import sources_page

    library = session.library
    entry = library.entry(topic) if topic else None
    found = library.sources(library.citing(entry.id) if entry else None).values()
    title = f"Sources of {entry.title}" if entry else "Sources"
    page = sources_page(title, list(found), entry.library if entry else "")
    return Answer(page, lambda: {"sources": [records.source(each) for each in found]})
