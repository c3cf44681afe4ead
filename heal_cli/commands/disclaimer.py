"""`heal disclaimer`: the disclaimer alone."""

from heal_cli.command_line.session import Session
from heal_cli.views.document import Answer, Document


def run(session: Session) -> Answer:  # noqa: ARG001 - as every command
    """Show the disclaimer that stands below every answer."""
    return Answer(Document("Disclaimer", ()))
