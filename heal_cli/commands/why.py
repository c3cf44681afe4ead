"""`heal why`: one claim in full."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete, complete_claim
from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer

_Topic = Annotated[str, typer.Argument(metavar="TOPIC", autocompletion=complete("topic"))]
_Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[N or WORDS]...",
        help="The claim's number, or words of it.",
        autocompletion=complete_claim,
    ),
]


def run(session: Session, topic: _Topic, words: _Words = None) -> Answer:
    """Show one claim in full, or a topic's claims with numbers.

    In full: verdict, effect, who was studied, finding, cautions and sources.

    Examples:
        heal why muscle-spasms
        heal why muscle-spasms 1
        heal why ces depression
    """
    from heal_cli.formats import json as records
    from heal_cli.views.claims import why_list, why_page

    library = session.library
    entry = library.entry(topic)
    page = library.whole_topic(entry.id)
    claims = library.claim(entry.id, " ".join(words)) if words else library.claims(entry.id)
    if words:
        document = why_page(page, claims, library.sources_of(claims))
    else:
        document = why_list(page, entry.library)
    return Answer(document, lambda: {"claims": [records.claim(claim) for claim in claims]})
