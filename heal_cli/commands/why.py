"""`heal why`: one claim in full."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(
    session: Session,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", autocompletion=complete("topic"))],
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words of the claim.")],
) -> Answer:
    """Show one claim in full: verdict, what it means, finding, every source.

    Examples:
        heal why ces depression
        heal why muscle-spasms night cramps
    """
    from heal_cli.formats import json as records
    from heal_cli.views.claims import why_page

    library = session.library
    entry = library.entry(topic)
    claims = library.claim(entry.id, " ".join(words))
    page = why_page(entry, claims, library.sources_of(claims))
    return Answer(page, lambda: {"claims": [records.claim(claim) for claim in claims]})
