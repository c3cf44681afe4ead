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
    from heal_cli.authoring.new_topic import missing_category, new_topic
    from heal_cli.errors import command
    from heal_cli.loading.libraries import shown_path
    from heal_cli.views.document import Block, Document, Lines, Paragraph, plain

    root = session.own_content
    path = new_topic(root, category, identifier, session.today)
    named = ("--content", root) if session.settings.content else ()
    steps = (command("check", path), command("show", identifier, *named))
    blocks: list[Block] = [
        Lines([plain(f"Wrote {shown_path(path)}")]),
        Paragraph(plain("Fill it in, then:"), flush=True),
        Lines([plain(step, "command") for step in steps]),
    ]
    missing = missing_category(root, category).splitlines()
    if missing:
        file = shown_path(root / "categories.yaml")
        left = plain(f"{file} is left as it is; add these two lines to it:")
        blocks = [
            Paragraph(left, flush=True),
            Lines([plain(line) for line in missing]),
            *blocks,
        ]
    return Answer(Document("New topic", tuple(blocks)))
