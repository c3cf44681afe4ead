"""`heal define`: a word of the glossary."""

from contextlib import suppress
from typing import Annotated

import typer

from heal_cli.command_line.completion import complete
from heal_cli.command_line.session import Session
from heal_cli.errors import NotFound
from heal_cli.views.document import Answer

_Term = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TERM]...", help="Leave out for all words.", autocompletion=complete("term")
    ),
]


def run(session: Session, term: _Term = None) -> Answer:
    """Explain a word from the glossary, or list its words.

    Examples:
        heal define acetylcholine
        heal define CRP
        heal define mixed
    """
    from heal_cli.command_line.help_subjects import SUBJECTS
    from heal_cli.models import Evidence

    name = " ".join(term or ())
    if not name:
        return _words(session)
    if name.casefold().replace("-", " ") in [verdict.value for verdict in Evidence]:
        return Answer(SUBJECTS["evidence"]({}))
    try:
        return about_term(session, name)
    except NotFound as error:
        from heal_cli.commands import for_, show

        if session.library.names_topic(name):
            return show.answer(session, [name])
        with suppress(NotFound):
            return for_.about_condition(session, name)
        raise error from None


def _words(session: Session) -> Answer:
    from heal_cli.formats import json as records
    from heal_cli.views.reference import words_page

    names = [name for name, _ in session.library.completions("term", "")]
    terms = map(session.library.defined, names)
    return Answer(words_page(names), lambda: {"terms": [records.term(each) for each in terms]})


def about_term(session: Session, name: str) -> Answer:
    """Return the page of the glossary term that a name means; raises NotFound."""
    from heal_cli.formats import json as records
    from heal_cli.library.search import search
    from heal_cli.views.reference import term_page
    from heal_cli.views.results import taken

    meant = session.library.meant("term", name)
    found = session.library.defined(meant.id)
    hits = search(session.library, f'"{found.id}"', limit=3).hits
    page = term_page(found, [hit.topic for hit in hits])
    notes = [(name, meant.name)] if meant.name else []
    return Answer(taken(page, notes), lambda: {"terms": [records.term(found)]})
