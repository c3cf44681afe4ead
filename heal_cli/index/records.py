"""Records: models as the JSON that stands for them in the index, and back again."""

import json
from datetime import date
from enum import Enum
from typing import Any

from heal_cli.models import (
    Benefit,
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


def record(model: Any) -> str:
    """Return a model as JSON: fields by name, enums by value, days as ISO 8601 has them."""
    return json.dumps(_data(model), ensure_ascii=False, separators=(",", ":"))


def _data(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if hasattr(value, "_asdict"):
        return {name: _data(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple):
        return list(map(_data, value))
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def topic(text: str) -> Topic:
    """Return the topic that a record stands for."""
    fields = _fields(text)
    fields["reviewed"] = date.fromisoformat(fields["reviewed"])
    fields["explanation"] = tuple(map(_section, fields["explanation"]))
    fields["benefits"] = tuple(map(_benefit, fields["benefits"]))
    fields["get_help"] = tuple(
        Help(Urgency(entry["when"]), entry["text"]) for entry in fields["get_help"]
    )
    return Topic(**fields)


def benefit(text: str) -> Benefit:
    """Return the claim that a record stands for."""
    return _benefit(json.loads(text))


def source(text: str) -> Source:
    """Return the source that a record stands for."""
    fields = json.loads(text)
    kind, status = SourceKind(fields.pop("kind")), SourceStatus(fields.pop("status"))
    return Source(kind=kind, status=status, **fields)


def _fields(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(text)
    return {n: tuple(v) if isinstance(v, list) else v for n, v in fields.items()}


def _section(fields: dict[str, Any]) -> Section:
    figure = fields["figure"]
    return Section(fields["heading"], fields["text"], _figure(figure) if figure else None)


def _figure(fields: dict[str, Any]) -> Figure:
    rows = tuple(map(tuple, fields.pop("rows")))
    sources, columns = tuple(fields.pop("sources")), tuple(fields.pop("columns"))
    kind = FigureKind(fields.pop("kind"))
    return Figure(kind=kind, rows=rows, sources=sources, columns=columns, **fields)


def _benefit(fields: dict[str, Any]) -> Benefit:
    evidence, sources = Evidence(fields.pop("evidence")), tuple(fields.pop("sources"))
    return Benefit(evidence=evidence, sources=sources, **fields)
