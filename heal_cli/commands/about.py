"""`heal about`: what the library holds, and which verdicts changed."""

from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer

_Changes = Annotated[
    bool, typer.Option("--changes", help="The verdicts that changed, when and why.")
]


def run(session: Session, changes: _Changes = False) -> Answer:
    """Show what the library holds and where it comes from.

    Examples:
        heal about
        heal about --changes
    """
    from heal_cli import __version__
    from heal_cli.formats import json as records
    from heal_cli.views.about import about_page, changes_page

    library = session.library
    if changes:
        changed = [claim for claim in library.claims() if claim.benefit.history]
        page = changes_page(changed)
        return Answer(page, lambda: {"claims": [records.claim(claim) for claim in changed]})
    counts = library.counts()
    kinds = {"Categories": "category", "Therapies": "therapy", "Conditions": "condition"}
    groups = {title: library.groups(kind) for title, kind in kinds.items()}
    page = about_page(__version__, counts, library.folders(), groups)
    return Answer(page, lambda: {"about": counts._asdict()})
