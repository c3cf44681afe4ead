"""What an index answers, to compare one with another."""

import json

from tests.answer import Answer
from tests.conftest import Heal
from tests.invariants import But

LINES = [
    *(["topics"], ["benefits"], ["sources"], ["about"], ["for", "hiccups"]),
    *(["define", "singultus"], ["why", "green-tea", "helps"], ["sources", "green-tea"]),
    *(["search", word, "--explain"] for word in ("mint", "leaves", "cream", "again")),
    *(["search", word, "--limit", "50"] for word in ("hiccups", "better", "doe", "drinks")),
    *(["show", name] for name in ("green-tea", "cold-milk", "red-wine", "red win")),
]
"""Command lines that show, between them, all that an index keeps of a library."""


def ids(heal: Heal) -> list[str]:
    """Return the ids of all topics."""
    found = json.loads(heal("topics", "--format", "json", but=But.WARNED).out)["topics"]
    return [topic["id"] for topic in found]


def everything(heal: Heal) -> list[Answer]:
    """Return the answers to all that may be asked of an index."""
    options = ["--format", "json"]
    return [heal(*line, *options, but=But.WARNED) for line in LINES]
