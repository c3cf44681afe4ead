"""The JSON of a topic, told anew from its model: the oracle for `heal_cli/formats/json.py`."""

from datetime import date
from enum import Enum
from typing import Any

from heal_cli.models import Surroundings, Topic
from heal_cli.text import marks

_IN_THE_ADDRESS = {"doi", "pmid", "pmcid", "url"}


def as_data(value: Any) -> Any:
    """Return a model as JSON has it: fields by name, what enums and days are called."""
    if hasattr(value, "_asdict"):
        return {name: as_data(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [as_data(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def expected_record(topic: Topic, around: Surroundings) -> dict[str, Any]:
    """Return the record that stands for a topic; only texts to read lose their marks."""
    record: dict[str, Any] = as_data(topic)
    therapy, library = record.pop("therapy"), around.library or None
    for benefit in record["benefits"]:
        benefit |= {name: marks.strip(benefit[name]) for name in ("claim", "finding")}
        benefit |= {"topic": topic.id, "therapy": benefit["therapy"] or therapy}
    sources = [
        {name: value for name, value in as_data(source).items() if name not in _IN_THE_ADDRESS}
        | {"address": source.address}
        for _, source in sorted(around.sources.items())
    ]
    return _nulled(record) | {
        "library": library,
        "summary": marks.strip(topic.summary),
        "benefits": [_nulled(each) | {"library": library} for each in record["benefits"]],
        "sources": list(map(_nulled, sources)),
    }


def _nulled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with null for those that are empty."""
    return {name: None if value == "" else value for name, value in fields.items()}
