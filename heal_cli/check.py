"""What a single file cannot tell: faults and warnings across a whole library."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from heal_cli import marks, names, prose
from heal_cli.content import Progress, content_files
from heal_cli.errors import ContentError, Fault
from heal_cli.loader import load_shared, load_topic
from heal_cli.models import Shared, SourceStatus, Topic, Urgency
from heal_cli.rows import cited_sources

EASIEST_ALLOWED = 50.0
"""The reading ease that a topic needs at the least; see `heal_cli.prose.reading_ease`."""

REVIEW_YEARS = 2
"""Years after which a topic's review is due."""

CODES = {
    "F01": "the file is not valid",
    "F02": "a source that is cited has no entry",
    "F03": "a link leads to no glossary term and no topic",
    "F04": "a related topic does not exist",
    "F05": "a condition, therapy or category does not exist",
    "F06": "a name belongs to two topics",
    "F07": "a verdict rests only on sources that were not checked",
    "F08": "a sentence tells the reader to take a dose",
    "F09": "an id belongs to two topics",
    "W01": "a relation goes only one way",
    "W02": "an entry is used by nothing",
    "W03": "a number has no source beside it",
    "W04": "the review is past due",
    "W05": "the text is hard to read",
    "W06": "American spelling",
    "W07": "reasons to get help do not go from emergency to next visit",
    "W08": "a sentence stands in two topics",
    "W09": "a topic on a treatment has no cautions or no reasons to get help",
}
"""What `heal check` can find: codes with F are faults, with W warnings."""


class Found(NamedTuple):
    """One thing that `heal check` found."""

    fault: Fault
    code: str

    @property
    def is_fault(self) -> bool:
        """Whether content is not valid for it; otherwise it is a warning."""
        return self.code.startswith("F")


class _Page(NamedTuple):
    """A topic with its file, to find places in."""

    topic: Topic
    path: str
    text: str

    def at(self, needle: str, message: str, code: str) -> Found:
        """Return a finding at the first place of `needle` in the file."""
        place = self.text.find(needle)
        line = self.text.count("\n", 0, max(place, 0)) + 1
        column = place - self.text.rfind("\n", 0, place) if place >= 0 else 1
        return Found(Fault(self.path, line, column, message), code)


class _Whole(NamedTuple):
    """A library read whole: its pages by id, what they share, and what they may build on.

    `base` is the bundled library, whose entries and topics others may cite and link to.
    """

    root: Path
    pages: Mapping[str, _Page]
    shared: Shared
    base: Shared
    base_topics: Sequence[str]
    today: date

    def known(self, name: str) -> set[str]:
        """Return the ids of a kind of entry, by its field in `Shared`."""
        return {
            entry.id for shared in (self.shared, self.base) for entry in getattr(shared, name)
        }

    @property
    def linkable(self) -> set[str]:
        """The folded names that a link may lead to."""
        terms = (*self.shared.glossary, *self.base.glossary)
        called = {names.key(name) for term in terms for name in (term.id, *term.also_called)}
        return called | {names.key(name) for name in (*self.pages, *self.base_topics)}


def check(
    root: Path,
    today: date,
    bundled: Path,
    progress: Progress = lambda files, _: files,
) -> list[Found]:
    """Return everything wrong or doubtful in a library, sorted by file and place.

    Args:
        root: The library's folder.
        today: The day on which reviews are judged.
        bundled: The bundled library, which others may build on.
        progress: Shows how far the reading is.

    Raises:
        ContentError: A folder cannot be read.
    """
    shared, faults = load_shared(root)
    is_bundled = root.resolve() == bundled.resolve()
    base = Shared() if is_bundled else load_shared(bundled)[0]
    base_topics = [] if is_bundled else [path.stem for path in topic_files(bundled)]
    pages: dict[str, _Page] = {}
    found = []
    files = topic_files(root)
    for path in progress(files, len(files)):
        taken = pages[path.stem].path if path.stem in pages else ""
        if taken or path.stem in base_topics:
            message = f'the id "{path.stem}" is taken by {taken or "the bundled library"}'
            found.append(Found(Fault(str(path), 1, 1, f"{message}; rename the file"), "F09"))
            continue
        try:
            pages[path.stem] = _Page(load_topic(path), str(path), path.read_text("utf-8"))
        except ContentError as error:
            faults += error.faults
    found += [Found(fault, "F01") for fault in faults]
    whole = _Whole(root, pages, shared, base, base_topics, today)
    for run in _PAGE_CHECKS:
        for page in pages.values():
            found += run(page, whole)
    for look in (_shared_names, _repeated_sentences, _unused):
        found += look(whole)
    return sorted(found)


def topic_files(root: Path) -> list[Path]:
    """Return the topic files of a library; raises ContentError."""
    return [path for path in content_files(root) if path.parent != root]


def _sources(page: _Page, whole: _Whole) -> Iterator[Found]:
    known = whole.known("sources")
    for source in dict.fromkeys(cited_sources(page.topic)):
        if source not in known:
            message = f'source "{source}" is not in sources.yaml; add it there or mend the id'
            yield page.at(source, message, "F02")


def _links(page: _Page, whole: _Whole) -> Iterator[Found]:
    linkable = whole.linkable
    for _, text in (*prose.texts(page.topic), ("origin", page.topic.origin)):
        for target in marks.targets(text, "link"):
            if names.key(target) not in linkable:
                message = (
                    f'"{target}" is no glossary term and no topic; add it to glossary.yaml'
                )
                yield page.at(f"[[{target}]]", message, "F03")


def _related(page: _Page, whole: _Whole) -> Iterator[Found]:
    for other in page.topic.related:
        if other in whole.base_topics:
            continue
        if other not in whole.pages:
            yield page.at(other, f'related topic "{other}" does not exist', "F04")
        elif page.topic.id not in whole.pages[other].topic.related:
            message = f"{other} does not name {page.topic.id} as related; add it there"
            yield page.at(other, message, "W01")


def _groups(page: _Page, whole: _Whole) -> Iterator[Found]:
    topic = page.topic
    wanted = [("categories", topic.category), ("therapies", topic.therapy)]
    for benefit in topic.benefits:
        wanted += [("therapies", benefit.therapy), ("conditions", benefit.condition)]
    for name, identifier in dict.fromkeys(wanted):
        if identifier and identifier not in whole.known(name):
            message = f'"{identifier}" is not in {name}.yaml; add it there or mend the id'
            yield page.at(identifier, message, "F05")


def _verdicts(page: _Page, whole: _Whole) -> Iterator[Found]:
    sources = (*whole.base.sources, *whole.shared.sources)
    status = {source.id: source.status for source in sources}
    for benefit in page.topic.benefits:
        read = [status.get(source) for source in benefit.sources]
        if read and set(read) == {SourceStatus.NOT_CHECKED}:
            message = "the verdict rests only on sources that are not checked"
            yield page.at(benefit.claim, message, "F07")


def _wording(page: _Page, _: _Whole) -> Iterator[Found]:
    for part, text in prose.texts(page.topic):
        start = text.split("[")[0].split("*")[0][:30] or text[:30]
        if part != "benefits" and prose.has_bare_number(text):
            yield page.at(start, "a number has no source beside it; cite one: [@id]", "W03")
        dose = prose.dose_instruction(text)
        if dose:
            message = f'"{dose}" tells the reader to take a dose; state who set the amount'
            yield page.at(start, message, "F08")
        word = prose.american_spelling(text)
        if word:
            yield page.at(word, f'"{word}" is American spelling', "W06")


def _review(page: _Page, whole: _Whole) -> Iterator[Found]:
    if (whole.today - page.topic.reviewed).days > REVIEW_YEARS * 365.25:
        message = f"reviewed more than {REVIEW_YEARS} years ago; read it again and set the day"
        yield page.at("reviewed:", message, "W04")


def _ease(page: _Page, _: _Whole) -> Iterator[Found]:
    ease = prose.reading_ease(page.topic)
    if ease < EASIEST_ALLOWED:
        message = (
            f"reading ease {ease:.0f}, should be {EASIEST_ALLOWED:.0f} or more: use shorter"
        )
        yield page.at("explanation:", f"{message} words and sentences", "W05")


def _help(page: _Page, _: _Whole) -> Iterator[Found]:
    topic = page.topic
    order = [list(Urgency).index(entry.when) for entry in topic.get_help]
    if order != sorted(order):
        yield page.at("get_help:", "should go from emergency to soon to next visit", "W07")
    if topic.therapy and not (topic.cautions and topic.get_help):
        yield page.at("title:", "a topic on a treatment needs cautions and get_help", "W09")


_PAGE_CHECKS: Sequence[Callable[[_Page, _Whole], Iterator[Found]]] = (
    _sources,
    _links,
    _related,
    _groups,
    _verdicts,
    _wording,
    _review,
    _ease,
    _help,
)


def _shared_names(whole: _Whole) -> Iterator[Found]:
    owner: dict[str, str] = {}
    for page in whole.pages.values():
        for name in (page.topic.id, page.topic.title, *page.topic.also_called):
            first = owner.setdefault(names.key(name), page.topic.id)
            if first != page.topic.id:
                yield page.at(name, f'the name "{name}" belongs to {first} already', "F06")


def _repeated_sentences(whole: _Whole) -> Iterator[Found]:
    owner: dict[str, str] = {}
    for page in whole.pages.values():
        for _, text in prose.texts(page.topic):
            for sentence in prose.sentences(text):
                first = owner.setdefault(sentence, page.topic.id)
                if first != page.topic.id and len(sentence.split()) > 5:  # noqa: PLR2004 - a phrase
                    message = f"the same sentence stands in {first}: {sentence}"
                    yield page.at(sentence[:30], message, "W08")


def _unused(whole: _Whole) -> Iterator[Found]:
    topics = [page.topic for page in whole.pages.values()]
    cited = {source for topic in topics for source in cited_sources(topic)}
    claimed = {benefit.condition for topic in topics for benefit in topic.benefits}
    for name, entries, used in (
        ("sources", whole.shared.sources, cited),
        ("conditions", whole.shared.conditions, claimed),
    ):
        path = whole.root / f"{name}.yaml"
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        for entry in entries:
            if entry.id not in used:
                pattern = re.compile(rf"{re.escape(entry.id)}:")
                line = next((n for n, text in enumerate(lines, 1) if pattern.match(text)), 1)
                yield Found(Fault(str(path), line, 1, f'nothing uses "{entry.id}"'), "W02")
