"""What `heal check` can find, and the library it looks at as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from heal_cli.errors import Fault
from heal_cli.loading.texts import place_in
from heal_cli.models import Shared, Source, Topic
from heal_cli.text import names

CODES = {
    "F01": "the file is not valid",
    "F02": "a source that is cited has no entry",
    "F03": "a link leads to no glossary term and no topic",
    "F04": "a related topic does not exist",
    "F05": "a condition, therapy or category does not exist",
    "F06": "a name belongs to two topics",
    "F07": "a verdict rests only on sources that were not checked",
    "F08": "a sentence tells the reader to take a dose",
    "F09": "an id is taken",
    "F10": "a text of the template was not filled in",
    "F11": "a number of studied or effect has no source of the claim",
    "F12": "a rule of an emergency cannot be read, or its own examples show it wrong",
    "W01": "a relation goes only one way, or to the page itself",
    "W02": "an entry is used by nothing",
    "W03": "a number has no source beside it",
    "W04": "the review is past due, or in the future",
    "W05": "the text is hard to read",
    "W06": "American spelling",
    "W07": "reasons to get help do not go from emergency to next visit",
    "W08": "a sentence stands in two topics",
    "W09": "a topic on a treatment has no cautions or no reasons to get help",
    "W10": "something that looks like a mark is none, and is shown as it stands",
    "W11": "a file is where none is read",
    "W12": "a # ends a text, and what follows it is not shown",
    "W13": "a keyword finds nothing that another name or keyword does not find",
    "W14": "an entry stands in another library already, and that one is read",
    "W15": "studies of people are cited, and neither who was studied nor the effect is told",
    "W16": "a keyword fits any topic, or nothing of it stands in the topic",
    "W17": "words that sound translated",
}
"""What `heal check` can find: codes with F are faults, with W warnings."""


class Finding(NamedTuple):
    """One thing that `heal check` found."""

    fault: Fault
    code: str

    @property
    def is_fault(self) -> bool:
        """Whether content is not valid for it; otherwise it is a warning."""
        return self.code.startswith("F")


class Page(NamedTuple):
    """A topic with its file, to find places in."""

    topic: Topic
    path: str
    text: str

    def at(self, needle: str, message: str, code: str) -> Finding:
        """Return a finding at the first place of `needle` in the file."""
        return Finding(fault_at(self.path, self.text, needle, message), code)


def fault_at(path: str, text: str, needle: str, message: str) -> Fault:
    """Return a fault at the first place of `needle` in a file, or at its start."""
    return Fault(path, *place_in(text, max(text.find(needle), 0)), message)


class Base(NamedTuple):
    """What a library may build on: the entries and topics of those that are read before it.

    `names` has the folded names of topics, each with the topic's id; `files` their paths.
    """

    shared: Shared
    names: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(frozen=True)
class Whole:
    """A library read whole.

    Attributes:
        root: Its folder.
        pages: Its topics by id.
        shared: What they share.
        base: What it may build on.
        today: The day on which reviews are judged.
        broken: What those of its files hold that have faults: the name of a shared file, or
            topics.
        lines: The line of each entry, by the name of its file and its id.
    """

    root: Path
    pages: Mapping[str, Page]
    shared: Shared
    base: Base
    today: date
    broken: frozenset[str]
    lines: Mapping[tuple[str, str], int]

    def known(self, name: str) -> list[str]:
        """Return the ids of a kind of entry, by its field in `Shared`."""
        parts = (self.shared, self.base.shared)
        return [entry.id for shared in parts for entry in getattr(shared, name)]

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that a topic may cite."""
        return (*self.base.shared.sources, *self.shared.sources)

    def lost(self, *files: str) -> bool:
        """Say whether entries of files are not known, for the file has faults itself."""
        return not self.broken.isdisjoint(files)

    @cached_property
    def linkable(self) -> dict[str, str]:
        """The names that a link may lead to, by what they are folded to."""
        terms = (*self.shared.glossary, *self.base.shared.glossary)
        called = [name for term in terms for name in (term.id, *term.also_called)]
        called += [*self.pages, *self.base.files]
        return {names.key(name): name for name in called}
