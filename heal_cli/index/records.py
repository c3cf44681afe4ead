"""Records: models as the JSON that stands for them in the index, and back again.

A model is an array of its fields in their order, which the C encoder writes in one go; an
index of models with other fields has another name, see `FIELDS`. Before it stands a checksum
of it and of the key that it stands under, so that no damage puts a word for another, or the
finding of one claim under another.
"""

import json
from datetime import date
from enum import Enum
from typing import Any
from zlib import crc32

from heal_cli.models import (
    Benefit,
    Change,
    Evidence,
    Figure,
    FigureKind,
    Help,
    Section,
    Source,
    SourceKind,
    SourceStatus,
    Topic,
    Urgency,
)

FIELDS = " ".join(
    name
    for model in (Topic, Section, Figure, Benefit, Change, Help, Source)
    for name in model._fields
)
"""The fields that records are made of."""


def record(model: Topic | Benefit | Source, key: str) -> str:
    """Return a model as JSON under a key: enums by value, days as ISO 8601 has them."""
    text = json.dumps(model, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return _checksum(text, key) + text


def _checksum(text: str, key: str) -> str:
    return f"{crc32(f'{key} {text}'.encode()):08x}"


def _opened(text: str, key: str) -> list[Any]:
    """Return the fields that a record holds; raises ValueError if it is damaged."""
    checksum, fields = text[:8], text[8:]
    if checksum != _checksum(fields, key):
        raise ValueError(f"the record of {key} is damaged")
    found: list[Any] = json.loads(fields)
    return found


def _plain(value: Enum | date) -> Any:
    return value.value if isinstance(value, Enum) else value.isoformat()


def topic(text: str, key: str) -> Topic:
    """Return the topic that a record stands for; raises ValueError if it is damaged."""
    fields = _fields(Topic, _opened(text, key))
    fields["reviewed"] = date.fromisoformat(fields["reviewed"])
    fields["explanation"] = tuple(map(_section, fields["explanation"]))
    fields["benefits"] = tuple(map(_benefit, fields["benefits"]))
    fields["get_help"] = tuple(Help(Urgency(when), said) for when, said in fields["get_help"])
    return Topic(**fields)


def benefit(text: str, key: str) -> Benefit:
    """Return the claim that a record stands for; raises ValueError if it is damaged."""
    return _benefit(_opened(text, key))


def source(text: str, key: str) -> Source:
    """Return the source that a record stands for; raises ValueError if it is damaged."""
    fields = _fields(Source, _opened(text, key))
    fields |= {"kind": SourceKind(fields["kind"]), "status": SourceStatus(fields["status"])}
    return Source(**fields)


def _fields(model: Any, values: list[Any]) -> dict[str, Any]:
    tuples = (tuple(value) if isinstance(value, list) else value for value in values)
    return dict(zip(model._fields, tuples, strict=True))


def _section(values: list[Any]) -> Section:
    heading, text, figure = values
    return Section(heading, text, _figure(figure) if figure else None)


def _figure(values: list[Any]) -> Figure:
    fields = _fields(Figure, values)
    fields |= {"kind": FigureKind(fields["kind"]), "rows": tuple(map(tuple, fields["rows"]))}
    return Figure(**fields)


def _benefit(values: list[Any]) -> Benefit:
    fields = _fields(Benefit, values)
    fields["evidence"] = Evidence(fields["evidence"])
    fields["history"] = tuple(map(_change, fields["history"]))
    return Benefit(**fields)


def _change(values: list[Any]) -> Change:
    day, was, now, why = values
    return Change(date.fromisoformat(day), Evidence(was), Evidence(now), why)
