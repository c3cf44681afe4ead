"""`heal search`: the topics that answer words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound, UsageMistake, command
from heal_cli.views.document import Answer

if TYPE_CHECKING:
    from heal_cli.library.library import Library
    from heal_cli.library.search import Results


MOST_RESULTS = 10
"""Results that are shown, unless `--limit` says otherwise."""

_NEAR = 0.75
"""How like a word of the library must be that is offered where nothing is found."""

_MOST_TEXT = 300
"""Letters of what was asked for which near words are looked for."""

_Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS...", help="A phrase in quotes within quotes: '\"restless legs\"'."
    ),
]
_Inside = Annotated[
    list[str] | None,
    typer.Option(
        "--in", metavar="FIELD", help="Only in this field; a wrong one lists them all."
    ),
]
_Limit = Annotated[
    int, typer.Option("--limit", "-n", metavar="N", min=1, help="Results at the most.")
]
_Explain = Annotated[
    bool, typer.Option("--explain", help="Say why each result stands where it stands.")
]


def run(
    session: Session,
    words: _Words,
    inside: _Inside = None,
    limit: _Limit = MOST_RESULTS,
    explain: _Explain = False,
) -> Answer:
    """Find the topics that answer your words.

    Examples:
        heal search spasms
        heal search leg cramps at night
        heal search '"restless legs"' --in claims
    """
    return answer(session, " ".join(words), limit, _known_fields(inside or ()), explain)


def answer(
    session: Session,
    text: str,
    limit: int = MOST_RESULTS,
    fields: tuple[str, ...] = (),
    explain: bool = False,
) -> Answer:
    """Return what a search answers; where it finds nothing, JSON and HTML say so as well.

    Raises:
        NotFound: No topic has the words.
    """
    from heal_cli.formats import json as records
    from heal_cli.library.search import search
    from heal_cli.views.results import results_page

    library = session.library
    found = search(library, text, limit, fields)
    error = None if found.hits else _nothing_found(library, text, found)
    if error and session.settings.format not in {"json", "html"}:
        raise error
    also = tuple(library.also(found.query.phrases()))
    claims = dict.fromkeys(hit.topic.id for hit in found.hits if hit.passage.evidence)
    topics = list(map(library.whole_topic, claims))
    page = results_page(found, also, explain, topics)
    return Answer(page, lambda: records.results(found, also), error)


def _known_fields(asked: Sequence[str]) -> tuple[str, ...]:
    from heal_cli.index.tables import SEARCHED_FIELDS

    for field in asked:
        if field not in SEARCHED_FIELDS:
            known = ", ".join(SEARCHED_FIELDS)
            raise UsageMistake(f'field "{field}" should be one of: {known}')
    return tuple(asked)


def _nothing_found(library: "Library", text: str, found: "Results") -> NotFound:
    from heal_cli.index.full_text import FullText
    from heal_cli.library.query import nearest_words
    from heal_cli.text import names
    from heal_cli.views.results import missing_words

    words = FullText(library.index)
    asked = names.words(text[:_MOST_TEXT])
    near = [near for word in asked for near in nearest_words(words, word, _NEAR)]
    maybe = f" Near words: {', '.join(near[:5])}." if near else ""
    missing = f" {missing_words(found)}" if found.unknown else ""
    steps = [command("search", near[0])] if near else []
    return NotFound(f'nothing found for "{text}".{missing}{maybe}', [*steps, "heal topics"])
