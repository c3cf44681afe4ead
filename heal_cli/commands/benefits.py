"""`heal benefits`: a topic's claims, or the grid of conditions by therapy."""

from typing import TYPE_CHECKING, Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound, UsageMistake
from heal_cli.views.document import Answer

if TYPE_CHECKING:
    from heal_cli.models import Claim


_Topic = Annotated[
    str,
    typer.Argument(
        metavar="[TOPIC]", help="Leave out for the grid.", autocompletion=complete("topic")
    ),
]
_Evidence = Annotated[
    str, typer.Option("--evidence", metavar="VERDICT", help="Only claims so judged.")
]
_Condition = Annotated[
    str,
    typer.Option(
        "--condition",
        metavar="NAME",
        help="Only claims about this.",
        autocompletion=complete("condition"),
    ),
]


def run(
    session: Session, topic: _Topic = "", evidence: _Evidence = "", condition: _Condition = ""
) -> Answer:
    """Show a topic's claims, or the grid of conditions by therapy.

    Examples:
        heal benefits ces
        heal benefits
        heal benefits --evidence supported
    """
    from heal_cli.formats import json as records
    from heal_cli.views.claims import claim_table
    from heal_cli.views.grid import grid_page

    library = session.library
    about = library.find("condition", condition) if condition else ""
    entry = library.entry(topic) if topic else None
    claims = library.claims(entry.id if entry else "", about)
    claims = tuple(claim for claim in claims if _judged(claim, evidence))
    if not claims:
        raise NotFound("no claim fits that.", ["heal benefits"])
    if entry:
        page = claim_table(library.whole_topic(entry.id), claims, library.sources_of(claims))
    else:
        page = grid_page(claims, library.groups("condition"), library.groups("therapy"))
    return Answer(page, lambda: {"claims": [records.claim(claim) for claim in claims]})


def _judged(claim: "Claim", evidence: str) -> bool:
    from heal_cli.models import Evidence

    verdicts = [member.value for member in Evidence]
    wanted = evidence.casefold().replace("-", " ").strip()
    if wanted and wanted not in verdicts:
        raise UsageMistake(f'evidence "{evidence}" should be one of: {", ".join(verdicts)}')
    return wanted in {"", claim.benefit.evidence.value}
