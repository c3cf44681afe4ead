"""`heal topics`: the list of topics."""

from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound
from heal_cli.views.document import Answer

_Category = Annotated[
    str,
    typer.Option(
        "--category",
        "-c",
        metavar="NAME",
        help="Only this category.",
        autocompletion=complete("category"),
    ),
]
_Origin = Annotated[str, typer.Option("--from", metavar="NAME", help="Only from this library.")]


_Long = Annotated[bool, typer.Option("--long", help="With the summary of each.")]
_Ids = Annotated[bool, typer.Option("--ids", help="Only the ids, one a line.")]


def run(
    session: Session,
    category: _Category = "",
    origin: _Origin = "",
    long: _Long = False,
    ids: _Ids = False,
) -> Answer:
    """List the topics by category.

    Examples:
        heal topics
        heal topics --category magnesium --long
    """
    from heal_cli.formats import json as records
    from heal_cli.views.topics import ids_page, summaries_page, topics_page

    library = session.library
    category = library.find("category", category) if category else ""
    entries = library.topics(category, origin)
    if not entries:
        known = ", ".join(library.origins())
        where = f' in "{category}"' if category else ""
        where += f' from "{origin}"' if origin else ""
        where += f". There are: {known}" if origin and known else ""
        raise NotFound(f"no topics{where}.", ["heal topics" if where else "heal new ID"])
    titles = {group.id: group.title for group in library.groups("category")}
    if ids:
        page = ids_page(entries)
    elif long:
        page = summaries_page(entries, titles)
    else:
        page = topics_page(entries, titles, library.tallies(category))
    return Answer(page, lambda: {"topics": [records.topic_entry(e) for e in entries]})
