"""Records: models as the JSON that stands for them in the index, and back again.

A model is an array of its fields in their order, which the C encoder writes in one go; an
index of models with other fields has another name, see `FIELDS`.
"""

import json
from datetime import date
from enum import Enum
from typing import Any

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


def record(model: Topic | Benefit | Source) -> str:
    """Return a model as JSON: enums by value, days as ISO 8601 has them."""
    return json.dumps(model, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Enum | date) -> Any:
    return value.value if isinstance(value, Enum) else value.isoformat()


def topic(text: str) -> Topic:
    """Return the topic that a record stands for."""
    fields = _fields(Topic, json.loads(text))
    fields["reviewed"] = date.fromisoformat(fields["reviewed"])
    fields["explanation"] = tuple(map(_section, fields["explanation"]))
    fields["benefits"] = tuple(map(_benefit, fields["benefits"]))
    fields["get_help"] = tuple(Help(Urgency(when), said) for when, said in fields["get_help"])
    return Topic(**fields)


def benefit(text: str) -> Benefit:
    """Return the claim that a record stands for."""
    return _benefit(json.loads(text))


def source(text: str) -> Source:
    """Return the source that a record stands for."""
    fields = _fields(Source, json.loads(text))
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
