"""`heal check`: what is wrong or doubtful in content."""

from pathlib import Path
from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(
    session: Session,
    path: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Libraries, or files in one."),
    ] = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Lines that code hosts show beside the code.")
    ] = False,
) -> Answer:
    """Check content: faults and warnings with file, line, column.

    Examples:
        heal check
        heal check my/content
        heal check my/content/topics/spices/ginger.yaml
    """
    from heal_cli.authoring.check import check_places
    from heal_cli.errors import CheckFailed
    from heal_cli.formats import json as records
    from heal_cli.views.check import check_page, counted

    places = [Path(each) for each in path or ()] or list(session.roots)
    found, files = check_places(places, session.roots, session.today, session.screen.progress)
    page = check_page(found, files, annotate)
    is_valid = not any(each.is_fault for each in found)
    failed = None if is_valid else CheckFailed(counted(found, files), ["heal help checks"])
    return Answer(page, lambda: {"findings": list(map(records.finding, found))}, failed)
