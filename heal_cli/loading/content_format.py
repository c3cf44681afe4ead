"""What each kind of content file holds: its keys, their shapes, and which must be there."""

import re
import unicodedata
from typing import Any, ClassVar

from heal_cli.loading.node_readers import (
    Choice,
    Day,
    Field,
    Many,
    Node,
    Raw,
    Reading,
    Record,
    Text,
)
from heal_cli.models import (
    Benefit,
    Change,
    Evidence,
    Figure,
    FigureKind,
    Group,
    Help,
    Section,
    Source,
    SourceKind,
    SourceStatus,
    Synonyms,
    Term,
    Topic,
    Urgency,
    Urgent,
    WordClass,
)
from heal_cli.text.safe_text import UNSAFE_IN_FILES

UNSAFE = re.compile(UNSAFE_IN_FILES)
"""Finds what no content may hold, for a terminal would obey it."""


def unsafe_letter(letter: str) -> str:
    """Return what is wrong with a letter that `UNSAFE` finds."""
    kind = "control" if unicodedata.category(letter) == "Cc" else "invisible"
    return f"holds the {kind} character U+{ord(letter):04X}; take it out"


ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""What an id looks like: lower-case words joined by hyphens."""


class _Safe(Text):
    """Text that holds nothing a terminal would obey."""

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        unsafe = UNSAFE.search(text) if reading.has_escapes else None
        if unsafe:
            reading.fault(node, unsafe_letter(unsafe.group()))
        return " ".join(text.split()) if "\n" in text else text


class _Block(_Safe):
    """Text of paragraphs, which keeps its lines."""

    def read(self, node: Node, reading: Reading) -> str:
        super().read(node, reading)
        return str(node.value).strip() if node.id == "scalar" else ""


# A host, and what ASCII of a path RFC 3986 allows or browsers take; no name of a user.
_ADDRESS = r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+([/?#][!#-;=?-\[\]-~]*)?"

_TEXT = _Safe()
_IDENTIFIER = _Safe(ID, "lower-case words joined by hyphens")
_TEXTS = Many(_TEXT)
_IDENTIFIERS = Many(_IDENTIFIER)
_NUMBER = _Safe(r"[0-9]{1,12}(\.[0-9]{1,6})?", "a number such as 7.8")


def _optional(reader: Any) -> Field:
    return Field(reader, required=False)


def _row(label: str, second: Field, *rest: str) -> Record[tuple[str, ...]]:
    """Describe a figure's row: a named first cell, a named second, and maybe a note."""
    names = (label, *rest)

    def build(**cells: str) -> tuple[str, ...]:
        return tuple(cells.get(name, "") for name in names)

    fields = {label: Field(_TEXT), rest[0]: second}
    return Record(build, fields | {name: _optional(_TEXT) for name in rest[1:]})


class FigureReader:
    """Reads a figure; what its rows look like depends on its kind."""

    rows: ClassVar[dict[FigureKind, Any]] = {
        FigureKind.STEPS: _row("label", Field(_TEXT), "text"),
        FigureKind.BARS: _row("label", Field(_NUMBER), "value", "note"),
        FigureKind.BANDS: _row("range", Field(_TEXT), "label", "note"),
        FigureKind.TABLE: _TEXTS,
    }
    fields: ClassVar[Record[dict[str, Any]]] = Record(
        dict,
        {
            "kind": Field(Choice(FigureKind)),
            "title": Field(_TEXT),
            "rows": Field(Raw()),
            "sources": Field(Many(_IDENTIFIER, fewest=1)),
            "unit": _optional(_TEXT),
            "note": _optional(_TEXT),
            "columns": _optional(_TEXTS),
        },
    )

    def read(self, node: Node, reading: Reading) -> Figure | None:
        """Return the figure, or None after faults."""
        found = self.fields.read(node, reading)
        if found is None:
            return None
        kind, rows_node = found["kind"], found["rows"]
        found["rows"] = Many(self.rows[kind], fewest=1).read(rows_node, reading)
        columns = len(found.get("columns", ()))
        if (kind is FigureKind.TABLE) != (columns > 0):
            reading.fault(node, '"columns" belong to figures of kind table, and they need them')
        for row, row_node in zip(found["rows"], rows_node.value, strict=False):
            if columns and row is not None and len(row) != columns:
                message = f"a row needs a cell for every column: {columns}, not {len(row)}"
                reading.fault(row_node, message)
        return Figure(**found)


_SECTION = Record(
    Section,
    {"heading": Field(_TEXT), "text": Field(_Block()), "figure": _optional(FigureReader())},
)


_CHANGE = Record(
    Change,
    {
        "day": Field(Day()),
        "was": Field(Choice(Evidence)),
        "now": Field(Choice(Evidence)),
        "why": Field(_TEXT),
    },
)


class BenefitReader:
    """Reads a claim; only one that no study tested may go without a source."""

    fields = Record(
        Benefit,
        {
            "claim": Field(_TEXT),
            "evidence": Field(Choice(Evidence)),
            "finding": Field(_TEXT),
            "sources": Field(_IDENTIFIERS),
            "condition": _optional(_IDENTIFIER),
            "therapy": _optional(_IDENTIFIER),
            "qualifier": _optional(_TEXT),
            "studied": _optional(_TEXT),
            "effect": _optional(_TEXT),
            "history": _optional(Many(_CHANGE, fewest=1)),
        },
    )

    def read(self, node: Node, reading: Reading) -> Benefit | None:
        """Return the claim, or None after faults."""
        benefit = self.fields.read(node, reading)
        if benefit and bool(benefit.studied) != bool(benefit.effect):
            message = '"studied" and "effect" go together: who was studied, and what it came to'
            reading.fault(node, message)
        if benefit and not benefit.sources and benefit.evidence is not Evidence.INSUFFICIENT:
            message = "has no source; add one from sources.yaml, or say evidence: insufficient"
            reading.fault(node, message)
        return benefit


TOPIC = Record(
    Topic,
    {
        "title": Field(_TEXT),
        "also_called": _optional(_TEXTS),
        "keywords": _optional(_TEXTS),
        "summary": Field(_Safe(longest=240)),
        "origin": Field(_TEXT),
        "reviewed": Field(Day()),
        "therapy": _optional(_IDENTIFIER),
        "explanation": Field(Many(_SECTION, fewest=1)),
        "benefits": Field(Many(BenefitReader())),
        "take_care": _optional(_TEXTS),
        "cautions": Field(_TEXTS),
        "get_help": Field(
            Many(Record(Help, {"when": Field(Choice(Urgency)), "text": Field(_TEXT)}))
        ),
        "related": Field(_IDENTIFIERS),
    },
)

_GROUP = {
    "title": Field(_TEXT),
    "also_called": _optional(_TEXTS),
    "keywords": _optional(_TEXTS),
}
SHARED: dict[str, tuple[Record[Any], str]] = {
    "categories": (Record(Group, _GROUP), ID),
    "conditions": (Record(Group, _GROUP), ID),
    "therapies": (Record(Group, _GROUP | {"short": _optional(_Safe(longest=4))}), ID),
    "glossary": (
        Record(Term, {"definition": Field(_TEXT), "also_called": _optional(_TEXTS)}),
        r"\S(?:.*\S)?",
    ),
    "synonyms": (
        Record(
            Synonyms,
            {
                "same_as": Field(Many(_TEXT, 1), required=False),
                "examples": Field(Many(_TEXT, 1), required=False),
            },
        ),
        r"\S(?:.*\S)?",
    ),
    "sources": (
        Record(
            Source,
            {
                "authors": Field(_TEXT),
                "title": Field(_TEXT),
                "published": Field(_TEXT),
                "year": Field(_Safe(r"[0-9]{4}|undated", "four digits, or undated")),
                "kind": Field(Choice(SourceKind)),
                "shows": Field(_TEXT),
                "status": Field(Choice(SourceStatus)),
                "doi": _optional(_Safe(r"10\.[0-9]{4,9}/\S+", "a DOI such as 10.1002/abc")),
                "pmid": _optional(_Safe(r"[0-9]{1,8}", "a PubMed number")),
                "pmcid": _optional(_Safe(r"PMC[0-9]+", "a PubMed Central number: PMC123")),
                "isbn": _optional(_Safe(r"[0-9-]{9,16}[0-9X]", "an ISBN")),
                "url": _optional(_Safe(_ADDRESS, "an https address, in the letters of one")),
                "note": _optional(_TEXT),
            },
        ),
        ID,
    ),
    "classes": (Record(WordClass, {"words": Field(Many(_TEXT, 1))}), ID),
    "urgent": (
        Record(
            Urgent,
            {
                "title": Field(_TEXT),
                "advice": Field(_TEXT),
                "rules": Field(Many(_TEXT, 1)),
                "quiet": _optional(_TEXTS),
                "warns": _optional(_TEXTS),
                "stays_quiet": _optional(_TEXTS),
            },
        ),
        ID,
    ),
}
"""The files beside `topics/`: what an entry holds, and what its id looks like."""
