"""JSON Schema of the content files, made from the loader's own description of them."""

from typing import Any

from heal_cli.loading.content_format import SHARED, TOPIC, BenefitReader, FigureReader
from heal_cli.loading.node_readers import Choice, Day, Many, Reader, Record, Text
from heal_cli.models import FigureKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SCALAR = ["string", "number"]
"""What an editor may take an unquoted value for; the loader reads all of it as text."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of content file, by the file's name."""
    found = {"topic.json": _whole("A topic of heal", _schema(TOPIC))}
    for name, (record, pattern) in SHARED.items():
        entries = {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{pattern})$"},
            "additionalProperties": _schema(record),
        }
        found[f"{name}.json"] = _whole(f"The {name} of heal", entries)
    return found


def _whole(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **schema}


def _schema(reader: Reader) -> dict[str, Any]:  # noqa: PLR0911 - a case a kind of reader
    match reader:
        case FigureReader():
            return _figure()
        case BenefitReader():
            return _schema(reader.fields)
        case Choice():
            return {"enum": [member.value for member in reader.members]}
        case Many():
            most = {"minItems": reader.fewest} if reader.fewest else {}
            return {"type": "array", "items": _schema(reader.item), **most}
        case Record():
            return _record(reader)
        case Day():
            return {"type": "string", "format": "date"}
        case Text():
            return _text(reader)
    return {"type": "array"}


def _text(reader: Text) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _SCALAR, "minLength": 1}
    if reader.pattern:
        schema |= {"pattern": f"^(?:{reader.pattern})$", "description": reader.hint}
    return schema | ({"maxLength": reader.longest} if reader.longest else {})


def _record(reader: Record[Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in reader.fields.items() if field.required],
        "properties": {name: _schema(field.reader) for name, field in reader.fields.items()},
    }


def _figure() -> dict[str, Any]:
    """Return a figure's schema, whose rows depend on its kind."""
    schema = _record(FigureReader.fields)
    schema["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind.value}}},
            "then": {
                "properties": {"rows": _schema(Many(FigureReader.rows[kind], fewest=1))},
                "required": ["columns"] if kind is FigureKind.TABLE else [],
            },
        }
        for kind in FigureKind
    ]
    return schema
