"""The tables of the index."""

from typing import Any
from zlib import crc32

VERSION = "20"
"""Raised with every change of the tables, so that no old index is read as a new one."""

SEARCHED_FIELDS = (
    "title",
    "names",
    "keywords",
    "claims",
    "summary",
    "headings",
    "body",
    "sources",
)
"""The parts of a topic that are searched, and to which a search can be narrowed."""

TABLES = f"""
BEGIN;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE faults (path TEXT, line INTEGER, column INTEGER, message TEXT);
CREATE TABLE roots (root TEXT, library TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
CREATE TABLE topics (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, category TEXT, title TEXT, summary TEXT,
    library TEXT, reviewed TEXT, path TEXT, first_passage INTEGER, last_passage INTEGER,
    record TEXT
);
CREATE TABLE names (
    key TEXT, kind TEXT, id TEXT, name TEXT, rank INTEGER, own INTEGER
);
CREATE TABLE groups (
    kind TEXT, id TEXT, title TEXT, position INTEGER, called TEXT, short TEXT, library TEXT,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE claims (
    topic TEXT, position INTEGER, condition TEXT, evidence TEXT, record TEXT
);
CREATE TABLE terms (
    id TEXT PRIMARY KEY, definition TEXT, also_called TEXT, library TEXT
) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, kind TEXT, searched TEXT, record TEXT
) WITHOUT ROWID;
CREATE TABLE citations (source TEXT, topic TEXT);
CREATE TABLE urgent (
    id INTEGER PRIMARY KEY, title TEXT, advice TEXT, library TEXT, topic TEXT, rules TEXT
);
CREATE TABLE urgent_words (
    word TEXT, urgent INTEGER, PRIMARY KEY (word, urgent)
) WITHOUT ROWID;
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE);
CREATE TABLE trigrams (trigram TEXT, word INTEGER);
CREATE TABLE synonyms (key TEXT, same_as TEXT);
CREATE TABLE classes (id TEXT, words TEXT);
CREATE VIRTUAL TABLE topic_text USING fts5 (
    {", ".join(SEARCHED_FIELDS)},
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, text TEXT, section TEXT, kind TEXT, evidence TEXT
);
INSERT INTO topic_text (topic_text, rank) VALUES ('hashsize', 4194304);
"""  # noqa: S608 - our own names

INDEXES = (
    "CREATE INDEX topics_by_category ON topics (category, id)",
    "CREATE INDEX topics_by_path ON topics (path)",
    "CREATE INDEX names_by_key ON names (kind, key, own, rank)",
    "CREATE INDEX names_by_id ON names (kind, id)",
    "CREATE INDEX claims_by_topic ON claims (topic)",
    "CREATE INDEX claims_by_condition ON claims (condition)",
    "CREATE INDEX trigrams_by_trigram ON trigrams (trigram, word)",
    "CREATE INDEX trigrams_by_word ON trigrams (word)",
    "CREATE INDEX synonyms_by_key ON synonyms (key)",
    "CREATE INDEX citations_by_topic ON citations (topic)",
)
"""Made when the tables are filled: keeping them up with every row takes longer."""

STATEMENTS = frozenset(
    sql.strip() for sql in (*TABLES.split(";\n"), *INDEXES) if sql.strip().startswith("CREATE")
)
"""How SQLite says in a file what tables it holds; the full text has some of its own."""


def checksum_of_emergencies(database: Any) -> str:
    """Return a text that changes with any word of an emergency: none may go unnoticed."""
    rows = database.execute("SELECT * FROM urgent ORDER BY rowid").fetchall()
    rows += database.execute("SELECT * FROM urgent_words ORDER BY word, urgent").fetchall()
    return f"{crc32(repr(rows).encode()):08x}"
