"""What an index answers, to compare one with another."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

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


def everything(heal: Heal) -> list[object]:
    """Return the answers to all that may be asked of an index, with their exit codes."""
    answers = (heal(*line, "--format", "json", but=But.WARNED) for line in LINES)
    return [
        (answer.code, answer.err, _sorted(json.loads(answer.out or "{}"))) for answer in answers
    ]


def tables(index: Path) -> dict[str, list[str]]:
    """Return the rows of every table in no order; of words without their numbers."""
    sql = {
        "meta": "SELECT name FROM meta",
        "words": "SELECT word FROM words",
        "trigrams": "SELECT trigram, t.word FROM words t JOIN trigrams ON t.id = trigrams.word",
    }
    with closing(sqlite3.connect(index)) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in found if not name.startswith("topic_text_")]
        return {
            name: sorted(map(repr, database.execute(sql.get(name, f"SELECT * FROM {name}"))))
            for name in names
        }


def _sorted(answer: dict[str, object]) -> dict[str, object]:
    """Return an answer with its results by name: equal points leave their order open."""
    results = answer.get("results")
    if isinstance(results, list):
        answer["results"] = sorted(results, key=lambda result: str(result["topic"]))
    return answer
