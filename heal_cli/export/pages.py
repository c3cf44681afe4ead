"""The pages of the folder beside those of topics and conditions, as documents."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TypeVar

from heal_cli.export.addresses import letter_of
from heal_cli.index.walk import STEP, Walk
from heal_cli.library.library import Library
from heal_cli.models import Group, Source, SourceKind, Term, TopicEntry
from heal_cli.text import marks
from heal_cli.views import document as page
from heal_cli.views.document import Block, Span, Spans, plain, titled
from heal_cli.views.frame import from_own

Thing = TypeVar("Thing", TopicEntry, Term, Source)

_WHAT_IT_IS = (
    "What the site Heal Yourself at Home claims, what studies found, and what to be careful "
    "about."
)
_CALL = "In an emergency call your local emergency number. "

_HEARD = (
    "The search of the start page names these when its words may mean one of them. Words can "
    "always be read wrongly: if you are afraid for someone, call your local emergency number."
)


@titled("heal")
def start_page(library: Library, walk: Walk) -> Iterator[Block]:
    """Return the start page: every topic by category, with what holds of it in short."""
    titles = {group.id: group.title for group in library.groups("category")}
    yield page.Heading("heal: what is claimed, and what studies found", 1)
    yield page.Paragraph(plain(_WHAT_IT_IS), flush=True)
    signs = Span("Signs", target=page.Target("page", "emergencies.html", "Signs to call for."))
    yield page.Paragraph((Span(_CALL, "urgent"), signs), flush=True)
    for category in walk.categories():
        yield page.Heading(titles.get(category, category))
        for topics in _steps(walk.topics_of(category)):
            yield page.Pairs([_in_list(topic) for topic in topics])


def _in_list(topic: TopicEntry) -> tuple[Spans, Spans]:
    origin = f" (from {topic.library}, not part of the reviewed library)"
    said = (Span(marks.strip(topic.summary)), Span(origin if topic.library else "", "aside"))
    return page.leading("topic", topic.id, topic.title), said


@titled("Conditions")
def conditions_page(conditions: Sequence[Group], counts: dict[str, int]) -> Iterator[Block]:
    """Return every condition that claims are about, with their number."""
    yield page.Heading("Conditions that claims are about", 1)
    rows = []
    for each in conditions:
        said = page.number_of(counts[each.id], "claim")
        own = f" ({from_own(each.library).rstrip(':')})" if each.library else ""
        rows.append((page.leading("condition", each.id, each.title), plain(said + own)))
    yield page.Pairs(rows)


@titled("Glossary")
def glossary_page(walk: Walk) -> Iterator[Block]:
    """Return every word of the glossary with its meaning."""
    yield page.Heading("Words and what they mean", 1)
    for letter, terms in groupby(walk.terms(), key=lambda term: letter_of(term.id)):
        yield page.Heading(letter)
        for some in _steps(terms):
            yield page.Pairs([_defined(term) for term in some])


def _defined(term: Term) -> tuple[Spans, Spans]:
    also = f" Also called {', '.join(term.also_called)}." if term.also_called else ""
    own = f"{from_own(term.library)} " if term.library else ""
    said = (Span(own + marks.strip(term.definition)), Span(also, "aside"))
    return (Span(term.id, "label"),), said


@titled("Sources")
def sources_page(walk: Walk) -> Iterator[Block]:
    """Return every source by kind, strongest kind first."""
    yield page.Heading("Sources", 1)
    number = 0
    for kind in SourceKind:
        is_first = True
        for some in _steps(walk.sources(kind)):
            if is_first:
                yield page.Heading(kind.value.capitalize())
            is_first = False
            yield page.References(_numbered(some, number), detailed=True)
            number += len(some)


def _numbered(sources: Sequence[Source], before: int) -> list[tuple[int, str, Source | None]]:
    return [(number, each.id, each) for number, each in enumerate(sources, before + 1)]


@titled("Emergencies")
def emergencies_page(walk: Walk) -> Iterator[Block]:
    """Return every emergency that words may mean, and what to do."""
    yield page.Heading("Emergencies", 1)
    yield page.Paragraph(plain(_CALL + _HEARD), flush=True)
    for emergency, topic, _ in walk.emergencies():
        if not topic:
            own = f"{from_own(emergency.library)} " if emergency.library else ""
            title = f"{own}{emergency.title}"
            yield page.Pairs([(plain(title, "label"), plain(emergency.advice))])


def _steps(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    iterator = iter(things)
    while some := list(islice(iterator, STEP)):
        yield some
