"""`heal for`: what is claimed to help a condition."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound
from heal_cli.views.document import Answer


def run(
    session: Session,
    condition: Annotated[
        list[str], typer.Argument(metavar="CONDITION...", autocompletion=complete("condition"))
    ],
) -> Answer:
    """Show everything that is claimed to help a condition, best evidence first.

    Examples:
        heal for insomnia
        heal for leg cramps
    """
    name = " ".join(condition)
    try:
        return about_condition(session, name)
    except NotFound as error:
        from heal_cli.commands import show

        if session.library.names_topic(name):
            return show.answer(session, [name])
        raise error from None


def about_condition(session: Session, name: str) -> Answer:
    """Return what is claimed for the condition that a name means; raises NotFound."""
    from heal_cli.formats import json as records
    from heal_cli.views.claims import by_evidence, condition_page
    from heal_cli.views.results import taken

    library = session.library
    meant = library.meant("condition", name)
    group = next(g for g in library.groups("condition") if g.id == meant.id)
    found = library.claims(condition=group.id)
    sources = library.sources_of(found)
    claims = tuple(by_evidence(found, sources))
    if not claims:
        raise NotFound(f"no claim in this library is about {group.title}.", ["heal benefits"])
    therapies = {therapy.id: therapy.title for therapy in library.groups("therapy")}
    topics = library.topics_of(claims)
    page = condition_page(group, claims, therapies, sources, topics)
    record = {"claims": [records.claim(claim) for claim in claims]}
    notes = [(name, group.title)] if meant.name else []
    return Answer(taken(page, notes), lambda: record)
