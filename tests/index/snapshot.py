"""What an index answers, to compare one with another."""

from contextlib import closing
from pathlib import Path

from heal_cli.index.index import Index

_TABLES = {
    "topics": "id, title, summary, path",
    "names": "key, kind, id, rank",
    "claims": "topic, position, claim",
    "citations": "source, topic",
    "faults": "path, line, message",
    "files": "path, stamp",
    "passages": "text, section",
    "words": "word",
}
_FULL_TEXT = (
    "SELECT t.id FROM topic_text x JOIN topics t ON t.position = x.rowid "
    "WHERE topic_text MATCH ?"
)


def ids(root: Path) -> list[str]:
    """Return the ids of all topics."""
    with closing(Index([root])) as index:
        return [identifier for (identifier,) in index.rows("SELECT id FROM topics ORDER BY id")]


def everything(root: Path) -> list[list[tuple[object, ...]]]:
    """Return all that is in the tables, whatever numbers it is kept under, and is found."""
    with closing(Index([root])) as index:
        found = [
            sorted(index.rows(f"SELECT {columns} FROM {table}"))
            for table, columns in _TABLES.items()
        ]
        words = [word for (word,) in found[-1]]
        return found + [sorted(index.rows(_FULL_TEXT, f'"{word}"')) for word in words]
