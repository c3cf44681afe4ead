"""YAML files to models: the only reader of YAML.

Files are composed into nodes and walked, not constructed into objects: it is the
fastest way PyYAML offers, every scalar stays the text that was written, and every
node knows its line and column.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import Any, ClassVar, NamedTuple, cast

import yaml

from heal_cli.encoding import HIDDEN
from heal_cli.errors import ContentError, Fault
from heal_cli.fields import (
    MOST_FAULTS,
    Choice,
    Day,
    Field,
    Many,
    Node,
    Raw,
    Reading,
    Record,
    Text,
    entries,
)
from heal_cli.models import (
    Benefit,
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
)

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes a content file may have; the bundled ones stay under 200 KB."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_UNSAFE = re.compile(rf"(?![\t\n\r]){HIDDEN}")
_ANCHOR = re.compile(r"(?:^|[\s\[{,])&\S", re.MULTILINE)

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class _Safe(Text):
    """Text that holds nothing a terminal would obey."""

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        unsafe = _UNSAFE.search(text)
        if unsafe:
            code = f"U+{ord(unsafe.group()):04X}"
            reading.fault(node, f"holds the control character {code}; take it out")
        return text


_TEXT = _Safe()
_IDENTIFIER = _Safe(_ID, "lower-case words joined by hyphens")
_TEXTS = Many(_TEXT)
_IDENTIFIERS = Many(_IDENTIFIER)
_NUMBER = _Safe(r"\d{1,12}(\.\d{1,6})?", "a number such as 7.8")


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
                message = f"the row has {len(row)} cells, the table {columns} columns"
                reading.fault(row_node, message)
        return Figure(**found)


_SECTION = Record(
    Section,
    {"heading": Field(_TEXT), "text": Field(_TEXT), "figure": _optional(FigureReader())},
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
        },
    )

    def read(self, node: Node, reading: Reading) -> Benefit | None:
        """Return the claim, or None after faults."""
        benefit = self.fields.read(node, reading)
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
    "categories": (Record(Group, _GROUP), _ID),
    "conditions": (Record(Group, _GROUP), _ID),
    "therapies": (Record(Group, _GROUP), _ID),
    "glossary": (
        Record(Term, {"definition": Field(_TEXT), "also_called": _optional(_TEXTS)}),
        r"\S(?:.*\S)?",
    ),
    "synonyms": (Record(Synonyms, {"same_as": Field(Many(_TEXT, 1))}), r"\S(?:.*\S)?"),
    "sources": (
        Record(
            Source,
            {
                "authors": Field(_TEXT),
                "title": Field(_TEXT),
                "published": Field(_TEXT),
                "year": Field(_Safe(r"\d{4}|undated", "four digits, or undated")),
                "kind": Field(Choice(SourceKind)),
                "shows": Field(_TEXT),
                "status": Field(Choice(SourceStatus)),
                "doi": _optional(_Safe(r"10\.\d{4,9}/\S+", "a DOI such as 10.1002/abc")),
                "pmid": _optional(_Safe(r"\d{1,8}", "a PubMed number")),
                "pmcid": _optional(_Safe(r"PMC\d+", "a PubMed Central number such as PMC123")),
                "isbn": _optional(_Safe(r"[\d-]{9,16}[\dX]", "an ISBN")),
                "url": _optional(_Safe(r"https://[^\s\"<>\\]+", "an https address")),
                "note": _optional(_TEXT),
            },
        ),
        _ID,
    ),
    "urgent": (
        Record(
            Urgent,
            {"title": Field(_TEXT), "phrases": Field(Many(_TEXT, 1)), "advice": Field(_TEXT)},
        ),
        _ID,
    ),
}


class Shared(NamedTuple):
    """What topics share: the values of the files beside `topics/`."""

    categories: tuple[Group, ...] = ()
    conditions: tuple[Group, ...] = ()
    therapies: tuple[Group, ...] = ()
    glossary: tuple[Term, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    sources: tuple[Source, ...] = ()
    urgent: tuple[Urgent, ...] = ()


def load_topic(path: Path) -> Topic:
    """Read one topic; its id is the file's name, its category the folder's.

    Raises:
        ContentError: With every fault of the file.
    """
    reading = Reading(str(path))
    node = _compose(path, reading)
    identifier, category = path.stem, path.parent.name
    if node is not None:
        for name in (identifier, category):
            if not re.fullmatch(_ID, name):
                message = f'the name "{name}" should be lower-case words joined by hyphens'
                reading.fault(node, message)
        topic = TOPIC.read(node, reading, id=identifier, category=category)
        if topic is not None and not reading.faults:
            return topic
    raise ContentError(sorted(reading.faults))


def load_shared(root: Path) -> tuple[Shared, list[Fault]]:
    """Read the files beside `topics/`; an entry with faults is left out, the rest stands."""
    values: dict[str, tuple[Any, ...]] = {}
    faults: list[Fault] = []
    for name, (record, key_pattern) in SHARED.items():
        path = root / f"{name}.yaml"
        if not path.is_file():
            continue
        reading = Reading(str(path))
        node = _compose(path, reading)
        if node is not None:
            values[name] = tuple(_named(node, record, key_pattern, reading))
        faults += reading.faults
    return Shared(**values), faults


def _named(node: Node, record: Record[Any], pattern: str, reading: Reading) -> Iterator[Any]:
    for key, key_node, value_node in entries(node, reading):
        if not re.fullmatch(pattern, key) or _UNSAFE.search(key):
            reading.fault(
                key_node, f'"{key}" cannot be an id; use lower-case words and hyphens'
            )
            continue
        value = record.read(value_node, reading, id=key)
        if value is not None:
            yield value


def _compose(path: Path, reading: Reading) -> Node | None:
    """Return the file's root node, or None after adding what is wrong with the file."""
    text = _read(path, reading)
    if text is None:
        return None
    problem: tuple[int, int, str]
    try:
        if _ANCHOR.search(text):
            _refuse_anchors(text, reading)
        node = yaml.compose(text, Loader=_Loader)
        if node is not None:
            return None if reading.faults else cast("Node", node)
        problem = (1, 1, "the file is empty")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = (line, column, f"not valid YAML: {error.problem}")
    except yaml.YAMLError as error:
        problem = (1, 1, f"not valid YAML: {' '.join(str(error).split())}")
    except RecursionError:
        problem = (1, 1, "not valid YAML: nested too deeply")
    reading.faults.append(Fault(str(path), *problem))
    return None


def _read(path: Path, reading: Reading) -> str | None:
    """Return the text of a file that is small, UTF-8 and free of control characters."""
    line, column = 1, 1
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise OSError("it is not a regular file")
        if status.st_size > LARGEST_FILE:
            raise OSError(f"it has more than {LARGEST_FILE} bytes; split it")
        data = path.read_bytes()
        text = data.decode("utf-8")
        unsafe = _UNSAFE.search(text)
        if unsafe is None:
            return text.replace("\r\n", "\n")
        before = text[: unsafe.start()]
        line, column = before.count("\n") + 1, unsafe.start() - before.rfind("\n")
        message = f"holds the control character U+{ord(unsafe.group()):04X}; take it out"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = "not UTF-8; save the file as UTF-8"
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
    reading.faults.append(Fault(str(path), line, column, message))
    return None


def _refuse_anchors(text: str, reading: Reading) -> None:
    for event in yaml.parse(text, Loader=_Loader):
        if len(reading.faults) >= MOST_FAULTS:
            return
        if getattr(event, "anchor", None):
            mark: Any = event.start_mark
            message = "anchors and aliases are not allowed; write the value out"
            reading.faults.append(Fault(reading.path, mark.line + 1, mark.column + 1, message))
