"""`heal new`: the template of a topic."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(
    session: Session,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="As ginger-tea.")],
    category: Annotated[
        str,
        typer.Option("--category", "-c", metavar="NAME", autocompletion=complete("category")),
    ] = "notes",
) -> Answer:
    """Write a commented template for a topic of your own.

    Examples:
        heal new ginger-tea
        heal new ginger-tea --category spices --content my/content
    """
    from heal_cli.authoring import new_topic
    from heal_cli.errors import command
    from heal_cli.loading.libraries import shown_path
    from heal_cli.views.document import Document, Lines, Paragraph, plain

    path = new_topic(session.own_content, category, identifier, session.today)
    named = ("--content", session.own_content) if session.settings.content else ()
    steps = (command("check", path), command("show", identifier, *named))
    blocks = (
        Lines([plain(f"Wrote {shown_path(path)}")]),
        Paragraph(plain("Fill it in, then:"), flush=True),
        Lines([plain(step, "command") for step in steps]),
    )
    return Answer(Document("New topic", blocks))
