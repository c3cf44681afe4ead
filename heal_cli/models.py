"""What the library holds, as frozen values. Imports nothing of ours."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

_SAFE_IN_ADDRESS = "/:;()!$&'*+,=@"
"""Marks that stand in an address as they are (RFC 3986), beside those of any word."""

REVIEW_YEARS = 2
"""Years after which a topic's review is due."""


class Look(NamedTuple):
    """A colour: as Rich names it for a terminal, and CSS for light and dark ground."""

    terminal: str
    on_light: str
    on_dark: str


_PLAIN = Look("none", "inherit", "inherit")


class Evidence(Enum):
    """How a claim stands, in the order in which answers are listed.

    A verdict's word is its value; its mark, meaning and look stand beside it, and legends,
    help and style sheets are made from them.
    """

    SUPPORTED = (
        "supported",
        "●",
        "good evidence backs the claim as worded",
        Look("color(28)", "#116329", "#57c46f"),
    )
    MIXED = (
        "mixed",
        "◐",
        "studies disagree, or only part of the claim holds",
        Look("color(133)", "#6639ba", "#c4a5ff"),
    )
    INSUFFICIENT = (
        "insufficient",
        "○",
        "no study was found, or too few or too weak ones to say",
        Look("color(31)", "#0a5d8c", "#7cc4f0"),
    )
    NOT_SUPPORTED = (
        "not supported",
        "✕",
        (
            "it was tested and did no better than a dummy treatment, or it goes against "
            "accepted knowledge"
        ),
        Look("color(160)", "#a40e26", "#ff8f8f"),
    )

    mark: str
    meaning: str
    look: Look

    def __new__(
        cls, word: str, mark: str = "", meaning: str = "", look: Look = _PLAIN
    ) -> "Evidence":
        """Make a verdict whose value is its word, so that content and JSON name it so."""
        verdict = object.__new__(cls)
        verdict._value_ = word
        verdict.mark, verdict.meaning, verdict.look = mark, meaning, look
        return verdict

    @property
    def style(self) -> str:
        """The name that the verdict's look goes by in themes and style sheets."""
        return str(self.value).replace(" ", "-")


class Urgency(Enum):
    """How soon to get help, the most pressing first."""

    EMERGENCY = "emergency"
    SOON = "soon"
    NEXT_VISIT = "next visit"


class FigureKind(Enum):
    """The ways a figure can be drawn; each gives its rows' cells their meaning."""

    STEPS = "steps"
    BARS = "bars"
    BANDS = "bands"
    TABLE = "table"


class SourceKind(Enum):
    """What sort of work a source is, strongest evidence first."""

    SYSTEMATIC_REVIEW = "systematic review"
    TRIAL = "trial"
    OBSERVATIONAL_STUDY = "observational study"
    LABORATORY_STUDY = "laboratory study"
    CASE_REPORT = "case report"
    REVIEW_ARTICLE = "review article"
    GUIDELINE = "guideline"
    REGULATOR = "regulator"
    PRODUCT_INFORMATION = "product information"
    REFERENCE_WORK = "reference work"
    NEWS_REPORT = "news report"
    THE_SITE = "the site itself"


class SourceStatus(Enum):
    """How far a source was read before it was cited."""

    CHECKED = "checked"
    COPY_CHECKED = "copy checked"
    NOT_CHECKED = "not checked"


class Figure(NamedTuple):
    """A drawing made of rows.

    Cells of a row, by kind: steps (label, text), bars (label, value, note),
    bands (range, label, note), table (one cell a column).
    """

    kind: FigureKind
    title: str
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    unit: str = ""
    note: str = ""
    columns: tuple[str, ...] = ()


class Section(NamedTuple):
    """One heading of the explanation, with its paragraphs and perhaps a figure."""

    heading: str
    text: str
    figure: Figure | None = None


class Change(NamedTuple):
    """A verdict that changed, and why."""

    day: date
    was: Evidence
    now: Evidence
    why: str


class Benefit(NamedTuple):
    """A claimed benefit, and how it stands.

    Where people were studied, `studied` says who and how many, `effect` how large it was.
    """

    claim: str
    evidence: Evidence
    finding: str
    sources: tuple[str, ...]
    condition: str = ""
    therapy: str = ""
    qualifier: str = ""
    studied: str = ""
    effect: str = ""
    history: tuple[Change, ...] = ()


class Help(NamedTuple):
    """A reason to see someone, and how soon."""

    when: Urgency
    text: str


class Topic(NamedTuple):
    """One page of the library, as its YAML file tells it.

    `take_care` names whom or what its cautions are about, the gravest first, for where they
    do not stand whole.
    """

    id: str
    category: str
    title: str
    summary: str
    origin: str
    reviewed: date
    explanation: tuple[Section, ...]
    benefits: tuple[Benefit, ...]
    cautions: tuple[str, ...]
    get_help: tuple[Help, ...]
    related: tuple[str, ...]
    also_called: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    therapy: str = ""
    take_care: tuple[str, ...] = ()

    def is_due(self, today: date) -> bool:
        """Say whether the topic should have been reviewed again."""
        return (today - self.reviewed).days > REVIEW_YEARS * 365.25

    def claims(self, library: str = "") -> Iterator["Claim"]:
        """Yield the claims, each about the topic's therapy unless it names its own."""
        for position, benefit in enumerate(self.benefits, 1):
            about = benefit._replace(therapy=benefit.therapy or self.therapy)
            yield Claim(self.id, position, about, library)


class TopicEntry(NamedTuple):
    """What lists say of a topic; `library` is "" for one of the bundled."""

    id: str
    category: str
    title: str
    summary: str
    library: str = ""


class Source(NamedTuple):
    """A work that is cited; `year` is four digits or "undated".

    `library` is "" for one of the bundled, and for one that was just read.
    """

    id: str
    authors: str
    title: str
    published: str
    year: str
    kind: SourceKind
    shows: str
    status: SourceStatus
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    url: str = ""
    note: str = ""
    library: str = ""

    @property
    def address(self) -> str:
        """The https address to look it up at, or "" for a work without one."""
        if self.doi:
            from urllib.parse import quote

            return f"https://doi.org/{quote(self.doi, safe=_SAFE_IN_ADDRESS)}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url


class Term(NamedTuple):
    """A glossary entry; its id is the term itself, `library` is "" for one of the bundled."""

    id: str
    definition: str
    also_called: tuple[str, ...] = ()
    library: str = ""


class Group(NamedTuple):
    """A category, condition or therapy: an id with a title and other names.

    `short` is what a therapy is called where there is little room, `library` as for a term.
    """

    id: str
    title: str
    also_called: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    short: str = ""
    library: str = ""


class WordClass(NamedTuple):
    """Words that rules share under one name, such as all words for a child."""

    id: str
    words: tuple[str, ...]


class Urgent(NamedTuple):
    """An emergency, what to do, and the rules over words by which it is heard.

    Words that `quiet` it take a warning away; `warns` and `stays_quiet` are examples.
    """

    id: str
    title: str
    advice: str
    rules: tuple[str, ...]
    quiet: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    stays_quiet: tuple[str, ...] = ()


class Emergency(NamedTuple):
    """What words may mean, and what to do; `library` is "" for one of the bundled."""

    title: str
    advice: str
    library: str = ""


class Synonyms(NamedTuple):
    """Words that mean the same and belong to no one topic; the id is one of them.

    Each of the `examples` is one of what the words mean, as warfarin is a blood thinner: it
    finds them and they find it, but one example never another.
    """

    id: str
    same_as: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Shared(NamedTuple):
    """What topics share: the values of the files beside `topics/`."""

    categories: tuple[Group, ...] = ()
    conditions: tuple[Group, ...] = ()
    therapies: tuple[Group, ...] = ()
    glossary: tuple[Term, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    sources: tuple[Source, ...] = ()
    classes: tuple[WordClass, ...] = ()
    urgent: tuple[Urgent, ...] = ()


class Claim(NamedTuple):
    """A benefit together with the topic it stands in, and that one's library."""

    topic: str
    position: int
    benefit: Benefit
    library: str = ""


class Counts(NamedTuple):
    """How much the library holds; each mapping goes from a name to a number."""

    things: dict[str, int]
    verdicts: dict[str, int]
    kinds: dict[str, int]
    origins: dict[str, int]
    oldest_review: str
    newest_review: str


class Surroundings(NamedTuple):
    """What a topic's page needs to know beside the topic; sources and related by id."""

    category: str
    library: str
    sources: dict[str, Source]
    related: dict[str, TopicEntry]
    today: date
