"""`heal cautions`: what names the reader's own situation."""

from typing import Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound, UsageMistake, command
from heal_cli.views.document import Answer

_Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS...", help="Situations or medicines; commas part them."),
]


def run(session: Session, words: _Words = None) -> Answer:
    """Show the cautions that name your situation or medicine.

    Examples:
        heal cautions kidney disease, pregnant
        heal cautions warfarin
        heal cautions pacemaker
    """
    from heal_cli.formats import json as records
    from heal_cli.library.search import search
    from heal_cli.library.situations import naming, phrases, situations, without_slips
    from heal_cli.views.cautions import cautions_page
    from heal_cli.views.results import taken

    library = session.library
    typed = situations(" ".join(words or ()))
    if not typed:
        raise UsageMistake("name a situation or a medicine.", ["heal cautions kidney disease"])
    asked = [without_slips(library, situation) for situation in typed]
    looked_for = [phrases(library, situation) for situation in asked]
    found = list(naming(library, looked_for))
    if not found:
        said = "; ".join(", ".join(same) for same in looked_for)
        message = (
            f"no caution names that. Looked for: {said}. What is not listed may still matter."
        )
        words = asked[0].split()
        known = search(library, asked[0], 1).hits
        raise NotFound(message, [command("search", *words)] if known else ["heal topics"])
    # Of several situations, one that nothing names must not pass for one without cautions.
    unnamed = [same[0] for same in looked_for if not any(naming(library, [same]))]
    corrected = [pair for pair in zip(typed, asked, strict=True) if pair[0] != pair[1]]
    cited = library.sources(s for named in found for s in library.citing(named.topic.id))
    page = taken(cautions_page(asked, unnamed, found, cited), corrected)
    return Answer(
        page,
        lambda: {
            "cautions": [records.caution(each) for each in found],
            "corrected": dict(corrected),
            "unknown": unnamed,
        },
    )
