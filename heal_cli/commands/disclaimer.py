"""`heal disclaimer`: the disclaimer alone."""

from heal_cli.command_line.session import Session


def run(session: Session) -> None:
    """Show the disclaimer that stands below every answer."""
    from heal_cli.views.document import Document

    session.screen.show(Document("Disclaimer", ()))
