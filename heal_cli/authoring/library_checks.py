"""Checks across a whole library: names and sentences that stand twice, entries, stray files."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from heal_cli.authoring import prose
from heal_cli.authoring.findings import Finding, Page, Whole
from heal_cli.errors import Fault
from heal_cli.index.rows import cited_sources
from heal_cli.loading.content_format import SHARED
from heal_cli.loading.libraries import content_files
from heal_cli.models import Urgent
from heal_cli.text import marks, names, word_rules
from heal_cli.text.emergency_rules import urgent_rules

_SHORTEST_SENTENCE = 6
"""Words from which a sentence is more than a turn of phrase."""

_CLASHING = ("glossary", "sources")
"""Files whose entries are of one library alone; a condition or category may be of several."""

_GROUPS = ("categories", "conditions", "therapies")


def check_library(whole: Whole) -> Iterator[Finding]:
    """Yield what is wrong or doubtful across the topics and files of a library."""
    for look in (
        _shared_names,
        _repeated_sentences,
        _unused,
        _marks_in_definitions,
        _taken,
        _emergencies,
        _stray,
    ):
        yield from look(whole)


def _shared_names(whole: Whole) -> Iterator[Finding]:
    owner = dict(whole.base.names)
    paths = {**whole.base.files, **{name: page.path for name, page in whole.pages.items()}}
    for page in _oldest_first(whole):
        topic = page.topic
        for name in (topic.id, topic.title, *topic.also_called):
            first = owner.setdefault(names.key(name), topic.id)
            if first != topic.id:
                message = f'the name "{name}" leads to {first} ({paths[first]}); choose another'
                yield page.at(name, message, "F06")


def _oldest_first(whole: Whole) -> list[Page]:
    """Return the pages by age: where two share a name, the newer one is to choose another."""
    return sorted(whole.pages.values(), key=_age)


def _age(page: Page) -> int:
    try:
        return Path(page.path).stat().st_mtime_ns
    except OSError:
        return 0  # It was removed meanwhile.


def _repeated_sentences(whole: Whole) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for page in whole.pages.values():
        for _, text in prose.texts(page.topic):
            for sentence in prose.sentences(text):
                first = owner.setdefault(sentence, page.topic.id)
                if first != page.topic.id and len(sentence.split()) >= _SHORTEST_SENTENCE:
                    message = f"the same sentence stands in {first}: {sentence}"
                    yield page.at(sentence[:30], message, "W08")


def _unused(whole: Whole) -> Iterator[Finding]:
    if whole.lost("topics"):
        return  # What a broken topic uses is not known.
    topics = [page.topic for page in whole.pages.values()]
    claims = [benefit for topic in topics for benefit in topic.benefits]
    used = {
        "sources": {source for topic in topics for source in cited_sources(topic)},
        "conditions": {claim.condition for claim in claims},
        "categories": {topic.category for topic in topics},
        "therapies": {topic.therapy for topic in topics} | {claim.therapy for claim in claims},
    }
    for name, taken in used.items():
        for entry in getattr(whole.shared, name):
            if entry.id not in taken:
                yield _entry(whole, name, entry.id, f'nothing uses "{entry.id}"', "W02")


def _marks_in_definitions(whole: Whole) -> Iterator[Finding]:
    """Yield the definitions with marks, which are shown as plain text."""
    for term in whole.shared.glossary:
        if any(mark.kind != "text" for mark in marks.parse(term.definition)):
            message = f'the definition of "{term.id}" has a mark; definitions are plain text'
            yield _entry(whole, "glossary", term.id, message, "W10")


def _emergencies(whole: Whole) -> Iterator[Finding]:
    """Yield the emergencies whose rules cannot be read or fail at their own examples."""
    every = (*whole.base.shared.classes, *whole.shared.classes)
    classes = {each.id: each.words for each in every}
    for urgent in whole.shared.urgent:
        for message in _wrong(urgent, classes):
            yield _entry(whole, "urgent", urgent.id, f"{urgent.id}: {message}", "F12")


def _wrong(urgent: Urgent, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for text in urgent.rules:
        try:
            rule = word_rules.parse(text, classes)
        except KeyError as error:
            yield f'the rule "{text}" names the class {error}, which is not in classes.yaml'
        else:
            if not all(any(group) for group in rule):
                yield f'the rule "{text}" has a group of which nothing is looked at'
    rules = urgent_rules(urgent, classes)
    for example in urgent.warns:
        if not rules.hear(word_rules.tokens(example)):
            yield f'no rule warns of "{example}"; add one, or take the example out'
    for example in urgent.stays_quiet:
        if rules.hear(word_rules.tokens(example)):
            yield f'a rule warns of "{example}"; narrow it, or add a word to quiet'


def _taken(whole: Whole) -> Iterator[Finding]:
    """Yield the entries that another library has under the same id."""
    for name in (*_CLASHING, *_GROUPS):
        theirs = {entry.id for entry in getattr(whole.base.shared, name)}
        for entry in getattr(whole.shared, name):
            if entry.id in theirs:
                clashes = name in _CLASHING
                remedy = "choose another id" if clashes else "take it out"
                message = f'"{entry.id}" stands in another library, which is read; {remedy}'
                yield _entry(whole, name, entry.id, message, "F09" if clashes else "W14")


def _entry(whole: Whole, name: str, identifier: str, message: str, code: str) -> Finding:
    """Return a finding at an entry of a file beside `topics/`."""
    path = whole.root / f"{name}.yaml"
    return Finding(Fault(str(path), whole.lines[name, identifier], 1, message), code)


def _stray(whole: Whole) -> Iterator[Finding]:
    """Yield the files that look like content and stand where none is read.

    What begins with a dot is no writer's: editors and systems keep things there.
    """
    topics = whole.root / "topics"
    read = {path.parent for path in content_files(whole.root)}
    folders = [path for path in _shown(topics) if path.is_dir()]
    places = (
        (whole.root, {f"{name}.yaml" for name in SHARED}, "topics stand in topics/<category>/"),
        (topics, frozenset[str](), "a topic stands in a folder of its category"),
        # A link may lead to a folder that is read already.
        *((path, None, "") for path in folders if path in read or not path.is_symlink()),
    )
    for folder, names_read, hint in places:
        for path in _shown(folder):
            looks_like_content = re.search(r"\.ya?ml", path.name, re.IGNORECASE)
            is_read = path.name.endswith(".yaml") and (
                names_read is None or path.name in names_read
            )
            is_folder = os.path.isdir(path)  # noqa: PTH112 - never raises
            if is_folder and names_read is None and any(path.glob("*.y*ml")):
                message = "this folder is not read; topics stand in topics/<category>/"
                yield Finding(Fault(str(path), 1, 1, message), "W11")
            elif looks_like_content and not is_read and not is_folder:
                message = f"this file is not read; {hint or 'its name should end in .yaml'}"
                yield Finding(Fault(str(path), 1, 1, message), "W11")


def _shown(folder: Path) -> list[Path]:
    """Return what lies in a folder, by name, without what is hidden."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
