"""`heal export`: the whole library as a folder of pages."""

from pathlib import Path
from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(
    session: Session,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder to make.")],
) -> Answer:
    """Write the whole library as a folder of pages for a browser.

    Examples:
        heal export pages
        heal export pages --force
    """
    from heal_cli.export.folder import whole
    from heal_cli.export.site import Site
    from heal_cli.loading.libraries import shown_path
    from heal_cli.views.document import Document, Lines, Paragraph, plain

    screen = session.screen
    with whole(folder, session.settings.force) as write:
        site = Site(session.library, session.today)
        number = site.write(write, lambda done, total: screen.progress(done, total, "Writing"))
    start = shown_path(folder / "index.html")
    blocks = (
        Lines([plain(f"Wrote {number} pages to {shown_path(folder)}")]),
        Paragraph(plain("Open this one in a browser:"), flush=True),
        Lines([plain(start)]),
    )
    return Answer(Document("Export", blocks))
