"""`heal about`: what the library holds."""

from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer


def run(session: Session) -> Answer:
    """Show what the library holds, where it comes from and what it is not."""
    from heal_cli import __version__
    from heal_cli.views.reference import about_page

    library = session.library
    counts = library.counts()
    kinds = {
        title: library.groups(kind)
        for title, kind in (
            ("Categories", "category"),
            ("Therapies", "therapy"),
            ("Conditions", "condition"),
        )
    }
    page = about_page(__version__, counts, library.folders(), kinds)
    return Answer(page, lambda: {"about": counts._asdict()})
