"""Checks of one topic at a time: what it names, how it is put, when it was reviewed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice

from heal_cli.authoring import prose
from heal_cli.authoring.findings import Finding, Page, Whole
from heal_cli.authoring.keywords import doubts
from heal_cli.authoring.template import leftovers
from heal_cli.index.rows import cited_sources
from heal_cli.loading.node_readers import MOST_FAULTS
from heal_cli.models import REVIEW_YEARS, Evidence, SourceKind, SourceStatus, Urgency
from heal_cli.text import marks, names

EASIEST_ALLOWED = 50.0
"""The reading ease that a topic needs at the least, as `prose` measures it."""

# What writers take for marks: citations and links with a slip, Markdown's own marks.
_NEAR_MARK = re.compile(r"\[@[^\[\]]*\]?|\[\[[^\[\]]*\]{0,2}|\*\*\S[^*]*\*\*|\]\([^()]*\)")
# A comment has a space after its mark; in text it is "#1".
_CUT = re.compile(r"^\s*(?:- )?(?:[a-z_]+: )?[^\s\"'|>#][^\"'\n]*? (#[^\s#])", re.MULTILINE)


def suggestion(name: str, known: Iterable[str], file: str) -> str:
    """Return what would be right in the place of a name that does not exist."""
    near = get_close_matches(name, known, n=1)
    return f'did you mean "{near[0]}"? Or add it to {file}' if near else f"add it to {file}"


def check_topic(page: Page, whole: Whole) -> Iterator[Finding]:
    """Yield what is wrong or doubtful in one topic; of one with very many, the first of each.

    A text with 100,000 links that lead nowhere is no content, and to look for what each was
    meant to be would take hours.
    """
    for look in _CHECKS:
        yield from islice(look(page, whole), MOST_FAULTS)


def _sources(page: Page, whole: Whole) -> Iterator[Finding]:
    known = set(whole.known("sources"))
    for source in dict.fromkeys(cited_sources(page.topic)):
        if source not in known and not whole.lost("sources"):
            right = suggestion(source, sorted(known), "sources.yaml")
            yield page.at(source, f'source "{source}" does not exist; {right}', "F02")


def _links(page: Page, whole: Whole) -> Iterator[Finding]:
    for _, text in (*prose.texts(page.topic), ("origin", page.topic.origin)):
        for target in marks.targets(text, "link"):
            if names.key(target) not in whole.linkable and not whole.lost("glossary"):
                right = suggestion(target, whole.linkable.values(), "glossary.yaml")
                message = f'"{target}" is no glossary term and no topic; {right}'
                yield page.at(f"[[{target}]]", message, "F03")


def _related(page: Page, whole: Whole) -> Iterator[Finding]:
    topic = page.topic
    named = {topic.id}
    for other in topic.related:
        if other in named:
            yield page.at("related:", f"{other} is the page itself, or named twice", "W01")
        elif other in whole.pages:
            if topic.id not in whole.pages[other].topic.related:
                message = f"{other} does not name {topic.id} as related; add it there"
                yield page.at(other, message, "W01")
        elif other not in whole.base.files and not whole.lost("topics"):
            near = get_close_matches(other, (*whole.pages, *whole.base.files), n=1)
            right = f'did you mean "{near[0]}"?' if near else "take it out"
            yield page.at(other, f'related topic "{other}" does not exist; {right}', "F04")
        named.add(other)


def _groups(page: Page, whole: Whole) -> Iterator[Finding]:
    topic = page.topic
    wanted = [("categories", topic.category), ("therapies", topic.therapy)]
    for benefit in topic.benefits:
        wanted += [("therapies", benefit.therapy), ("conditions", benefit.condition)]
    for name, identifier in dict.fromkeys(wanted):
        known = whole.known(name)
        if identifier and identifier not in known and not whole.lost(name):
            right = suggestion(identifier, known, f"{name}.yaml")
            needle = f": {identifier}" if name != "categories" else "title:"
            found = page.at(needle, f'"{identifier}" is not in {name}.yaml; {right}', "F05")
            place = found.fault
            column = place.column + 2 * (name != "categories")
            yield Finding(place._replace(column=column), found.code)


def _verdicts(page: Page, whole: Whole) -> Iterator[Finding]:
    status = {source.id: source.status for source in whole.sources()}
    for benefit in page.topic.benefits:
        read = [status.get(source) for source in benefit.sources]
        if read and set(read) == {SourceStatus.NOT_CHECKED}:
            message = "the verdict rests only on sources that are not checked"
            yield page.at(benefit.claim, message, "F07")
        if not read and prose.has_bare_number(benefit.finding):
            message = "a number has no source beside it; name one in sources"
            yield page.at(benefit.finding[:30], message, "W03")


_OF_PEOPLE = {SourceKind.SYSTEMATIC_REVIEW, SourceKind.TRIAL, SourceKind.OBSERVATIONAL_STUDY}
"""Kinds of source that study people, as a rule."""


def _size_and_people(page: Page, whole: Whole) -> Iterator[Finding]:
    kinds = {source.id: source.kind for source in whole.sources()}
    for benefit in page.topic.benefits:
        told = f"{benefit.studied} {benefit.effect}"
        if not benefit.sources and re.search(r"\d", told):
            message = "a number of studied or effect has no source; name one in sources"
            yield page.at(benefit.claim, message, "F11")
        of_people = _OF_PEOPLE & {kinds.get(source) for source in benefit.sources}
        if of_people and not told.strip():
            message = "studies of people are cited; say who was studied, and the effect"
            yield page.at(benefit.claim, message, "W15")


def _wording(page: Page, _: Whole) -> Iterator[Finding]:
    for part, text in prose.texts(page.topic):
        start = text.split("[")[0].split("*")[0][:30] or text[:30]
        if part != "benefits" and prose.has_bare_number(text):
            yield page.at(start, "a number has no source beside it; cite one: [@id]", "W03")
        dose = prose.found(prose.DOSE, text)
        if dose:
            message = f'"{dose}" tells the reader to take a dose; state who set the amount'
            yield page.at(start, message, "F08")
        word = prose.found(prose.AMERICAN, text)
        if word:
            yield page.at(word, f'"{word}" is American spelling', "W06")
        habit, right = prose.foreign_habit(text)
        if habit:
            yield page.at(habit, f'"{habit}" sounds translated; write {right}', "W17")


def _near_marks(page: Page, _: Whole) -> Iterator[Finding]:
    for _part, text in prose.texts(page.topic):
        shown = "\n".join(mark.text for mark in marks.parse(text) if mark.kind == "text")
        for match in _NEAR_MARK.finditer(shown):
            near = match.group()
            message = (
                f'"{near}" is no mark; marks are [@source-id], [[a term]] and *emphasis*, '
                "and two sources are [@one] [@other]"
            )
            yield page.at(near, message, "W10")


def _cut_text(page: Page, _: Whole) -> Iterator[Finding]:
    for match in _CUT.finditer(page.text):
        cut = page.text[match.start(1) :].splitlines()[0]
        yield page.at(f" {cut}", f'"{cut}" is not shown; put the text in quotes', "W12")


def _leftovers(page: Page, _: Whole) -> Iterator[Finding]:
    for text in leftovers(page.text):
        yield page.at(text, f'fill in "{text}"', "F10")


def _review(page: Page, whole: Whole) -> Iterator[Finding]:
    if page.topic.is_due(whole.today):
        message = f"reviewed more than {REVIEW_YEARS} years ago; read it again and set the day"
        yield page.at("reviewed:", message, "W04")
    elif (page.topic.reviewed - whole.today).days > 1:
        message = "reviewed in the future; write the day on which it was read"
        yield page.at("reviewed:", message, "W04")


def _ease(page: Page, _: Whole) -> Iterator[Finding]:
    ease = prose.reading_ease(page.topic)
    if ease < EASIEST_ALLOWED:
        message = (
            f"reading ease {ease:.0f}, should be {EASIEST_ALLOWED:.0f} or more: use shorter"
        )
        yield page.at("explanation:", f"{message} words and sentences", "W05")


def _help(page: Page, _: Whole) -> Iterator[Finding]:
    topic = page.topic
    order = [list(Urgency).index(entry.when) for entry in topic.get_help]
    if order != sorted(order):
        yield page.at("get_help:", "should go from emergency to soon to next visit", "W07")
    judged = any(benefit.evidence is not Evidence.INSUFFICIENT for benefit in topic.benefits)
    if (topic.therapy or judged) and not (topic.cautions and topic.get_help):
        empty = "get_help:" if topic.cautions else "cautions:"
        yield page.at(empty, "a topic on a treatment needs cautions and get_help", "W09")


def _keywords(page: Page, whole: Whole) -> Iterator[Finding]:
    topic = page.topic
    seen = {tuple(names.words(topic.title))}
    called_for = doubts(topic, whole)
    for kind, called in (("name", topic.also_called), ("keyword", topic.keywords)):
        for name in called:
            words = tuple(names.words(name))
            if words in seen:
                message = f'the {kind} "{name}" finds what another name finds; take it out'
                yield page.at(name, message, "W13")
            seen.add(words)
            if called is topic.keywords:
                for message in called_for(name):
                    yield page.at(name, message, "W16")


_CHECKS: Sequence[Callable[[Page, Whole], Iterator[Finding]]] = (
    _sources,
    _links,
    _related,
    _groups,
    _verdicts,
    _size_and_people,
    _wording,
    _near_marks,
    _cut_text,
    _leftovers,
    _review,
    _ease,
    _help,
    _keywords,
)
