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
    from heal_cli.authoring import missing_category, new_topic
    from heal_cli.views.document import Document, Lines, Pairs, Paragraph, plain

    path = new_topic(session.own_content, category, identifier, session.today)
    said = Paragraph(plain(f"Wrote {path}. Fill it in, then:"), flush=True)
    named = f" --content {session.own_content}" if session.settings.content else ""
    steps = (f"heal check {path}", f"heal show {identifier}{named}")
    next_steps = Pairs([(plain(step, "command"), plain("")) for step in steps])
    lines = missing_category(session.own_content, category).splitlines()
    if not lines:
        return Answer(Document("New topic", (said, next_steps)))
    file = session.own_content / "categories.yaml"
    left = Paragraph(plain(f"{file} is left as it is; add these two lines to it:"), flush=True)
    return Answer(Document("New topic", (left, Lines(lines), said, next_steps)))
