"""What the index holds: its tables, and how a library's files fill them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from heal_cli import marks, names
from heal_cli.content import content_files
from heal_cli.errors import ContentError, Fault
from heal_cli.loader import Shared, load_shared, load_topic
from heal_cli.models import Benefit, Group, Topic

SHORTEST_CORRECTED = 4
"""Letters a word needs to be taken for a typing error: shorter ones are near too much."""

SCHEMA = """
BEGIN;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE faults (path TEXT, line INTEGER, column INTEGER, message TEXT);
CREATE TABLE topics (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, category TEXT, title TEXT, summary TEXT,
    reviewed TEXT, path TEXT, root TEXT, first_passage INTEGER, last_passage INTEGER
);
CREATE TABLE names (key TEXT, kind TEXT, id TEXT, name TEXT, rank INTEGER);
CREATE INDEX names_by_key ON names (kind, key, rank);
CREATE INDEX names_by_id ON names (kind, id);
CREATE TABLE groups (
    kind TEXT, id TEXT, title TEXT, position INTEGER, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE claims (
    topic TEXT, position INTEGER, claim TEXT, evidence TEXT, finding TEXT, sources TEXT,
    condition TEXT, therapy TEXT, qualifier TEXT
);
CREATE INDEX claims_by_topic ON claims (topic);
CREATE INDEX claims_by_condition ON claims (condition);
CREATE TABLE terms (id TEXT PRIMARY KEY, definition TEXT, also_called TEXT) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, authors TEXT, title TEXT, published TEXT, year TEXT, kind TEXT,
    shows TEXT, status TEXT, doi TEXT, pmid TEXT, pmcid TEXT, isbn TEXT, url TEXT, note TEXT
) WITHOUT ROWID;
CREATE TABLE citations (source TEXT, topic TEXT, UNIQUE (topic, source));
CREATE TABLE urgent (phrase TEXT, title TEXT, advice TEXT);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE, spelling TEXT, topics INTEGER);
CREATE INDEX words_by_spelling ON words (spelling);
CREATE TABLE trigrams (trigram TEXT, word INTEGER, PRIMARY KEY (trigram, word)) WITHOUT ROWID;
CREATE TABLE synonyms (key TEXT, same_as TEXT);
CREATE INDEX synonyms_by_key ON synonyms (key);
CREATE VIRTUAL TABLE topic_text USING fts5 (
    title, names, keywords, claims, summary, headings, body, sources, content='',
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE passages USING fts5 (
    text, section UNINDEXED, kind UNINDEXED, evidence UNINDEXED,
    tokenize='porter unicode61 remove_diacritics 2'
);
"""


_PassageRow = tuple[str, str, str, str]
"""Text, section, kind and verdict of a passage."""


class Database(Protocol):
    """What filling needs of a connection."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Any:
        """Run one statement for every row."""

    def executescript(self, sql: str, /) -> Any:
        """Run many statements."""


def fill(database: Database, roots: Sequence[Path]) -> None:
    """Create the tables and fill them from the files under `roots`; the caller commits.

    A file with faults is left out and its faults are kept in the table `faults`.
    An id that stands in two roots belongs to the first.

    Raises:
        ContentError: A root cannot be read at all.
    """
    database.executescript(SCHEMA)
    filling = _Filling(database)
    for root in roots:
        filling.add_library(root)
    filling.finish()


def _insert(database: Database, table: str, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        places = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({places})", row)  # noqa: S608 - our names


class _Filling:
    """One pass over the files, topic by topic, so that memory stays flat."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.topics: dict[str, Path] = {}
        self.words: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.group_names: dict[tuple[str, str], str] = {}
        self.passages = count(1)

    def add_library(self, root: Path) -> None:
        files = [Path(entry.path) for entry in content_files(root)]
        shared, faults = load_shared(root)
        self._insert_faults(faults)
        self._add_shared(shared)
        for path in files:
            if path.parent != root:
                self._add_file(path, root)

    def finish(self) -> None:
        rows = enumerate(self.words.items(), start=1)
        self.database.executemany(
            "INSERT INTO words VALUES (?, ?, ?, ?)",
            ((number, word, names.spelling(word), topics) for number, (word, topics) in rows),
        )
        self.database.executemany(
            "INSERT INTO trigrams VALUES (?, ?)",
            (
                (trigram, number)
                for number, word in enumerate(self.words, start=1)
                if len(word) >= SHORTEST_CORRECTED - 1
                for trigram in names.trigrams(word)
            ),
        )

    def _insert_faults(self, faults: Iterable[Fault]) -> None:
        _insert(self.database, "faults", faults)

    def _add_file(self, path: Path, root: Path) -> None:
        if path.stem in self.topics:
            message = (
                f'the id "{path.stem}" is taken by {self.topics[path.stem]}; rename the file'
            )
            self._insert_faults([Fault(str(path), 1, 1, message)])
            return
        self.topics[path.stem] = path
        try:
            topic = load_topic(path)
        except ContentError as error:
            self._insert_faults(error.faults)
            return
        self._add_topic(topic, path, root)

    def _add_shared(self, shared: Shared) -> None:
        database = self.database
        for kind, groups in (
            ("category", shared.categories),
            ("condition", shared.conditions),
            ("therapy", shared.therapies),
        ):
            self._add_groups(kind, groups)
        for term in shared.glossary:
            values = (term.id, term.definition, "\n".join(term.also_called))
            database.execute("INSERT OR IGNORE INTO terms VALUES (?, ?, ?)", values)
            self._add_names("term", term.id, (term.id, *term.also_called), ())
            self._note_words(term.id, *term.also_called)
        for source in shared.sources:
            row = tuple(getattr(value, "value", value) for value in source)
            places = ", ".join("?" * len(row))
            database.execute(f"INSERT OR IGNORE INTO sources VALUES ({places})", row)  # noqa: S608
            self.titles.setdefault(source.id, f"{source.authors} {source.title}")
        _insert(database, "synonyms", _synonym_rows(shared))
        _insert(
            database,
            "urgent",
            (
                (" ".join(names.words(phrase)), urgent.title, urgent.advice)
                for urgent in shared.urgent
                for phrase in urgent.phrases
            ),
        )

    def _add_groups(self, kind: str, groups: Iterable[Group]) -> None:
        for position, group in enumerate(groups):
            self.group_names[kind, group.id] = " ".join((group.title, *group.also_called))
            row = (kind, group.id, group.title, position)
            self.database.execute("INSERT OR IGNORE INTO groups VALUES (?, ?, ?, ?)", row)
            shown = (group.id, group.title, *group.also_called)
            self._add_names(kind, group.id, shown, group.keywords)
            self._note_words(*shown, *group.keywords)

    def _add_names(
        self, kind: str, identifier: str, shown: Sequence[str], hidden: Sequence[str]
    ) -> None:
        rows = [
            (names.key(name), kind, identifier, name, rank)
            for rank, name in enumerate([*shown, *hidden])
        ]
        self.database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", rows)

    def _note_words(self, *texts: str) -> None:
        for word in {word for text in texts for word in names.words(text)}:
            self.words[word] = self.words.get(word, 0) + 1

    def _add_topic(self, topic: Topic, path: Path, root: Path) -> None:
        passages = list(_passages(topic))
        first = next(self.passages)
        rows = [(first, *passages[0])]
        rows += [(next(self.passages), *passage) for passage in passages[1:]]
        self.database.executemany(
            "INSERT INTO passages (rowid, text, section, kind, evidence) "
            "VALUES (?, ?, ?, ?, ?)",
            rows,
        )
        row = (topic.id, topic.category, topic.title, topic.summary, topic.reviewed.isoformat())
        position = len(self.topics)
        self.database.execute(
            "INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (position, *row, str(path), str(root), first, rows[-1][0]),
        )
        self._add_names("topic", topic.id, (topic.id, topic.title, *topic.also_called), ())
        self._add_names("keyword", topic.id, topic.keywords, ())
        self._add_claims(topic)
        cited = dict.fromkeys(cited_sources(topic))
        self.database.executemany(
            "INSERT INTO citations VALUES (?, ?)", [(source, topic.id) for source in cited]
        )
        self._add_text(position, topic, passages, cited)

    def _claim_words(self, benefit: Benefit) -> str:
        return f"{benefit.claim} {self.group_names.get(('condition', benefit.condition), '')}"

    def _add_claims(self, topic: Topic) -> None:
        self.database.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (topic.id, position, *_claim_row(benefit, topic.therapy))
                for position, benefit in enumerate(topic.benefits, start=1)
            ],
        )

    def _add_text(
        self,
        position: int,
        topic: Topic,
        passages: Sequence[_PassageRow],
        cited: Iterable[str],
    ) -> None:
        columns = (
            f"{topic.title} {topic.id}",
            "\n".join(topic.also_called),
            "\n".join(topic.keywords),
            "\n".join(self._claim_words(benefit) for benefit in topic.benefits),
            marks.strip(topic.summary),
            "\n".join(section.heading for section in topic.explanation),
            "\n".join(text for text, *_ in passages),
            "\n".join(self.titles.get(source, "") for source in cited),
        )
        self._note_words(*columns)
        self.database.execute(
            "INSERT INTO topic_text (rowid, title, names, keywords, claims, summary, headings, "
            "body, sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (position, *columns),
        )


def _synonym_rows(shared: Shared) -> Iterator[tuple[str, str]]:
    for group in shared.synonyms:
        every = (group.id, *group.same_as)
        for one in every:
            others = [" ".join(names.words(other)) for other in every if other != one]
            yield names.key(one), "\n".join(others)


def _claim_row(benefit: Benefit, therapy: str) -> tuple[str, ...]:
    return (
        benefit.claim,
        benefit.evidence.value,
        benefit.finding,
        " ".join(benefit.sources),
        benefit.condition,
        benefit.therapy or therapy,
        benefit.qualifier,
    )


def _passages(topic: Topic) -> Iterator[_PassageRow]:
    """Yield (text, section, kind, evidence) for every passage a search may show."""
    yield marks.strip(topic.summary), "In short", "summary", ""
    for section in topic.explanation:
        for paragraph in marks.paragraphs(section.text):
            yield marks.strip(paragraph), section.heading, "text", ""
        if section.figure:
            cells = "; ".join(": ".join(filter(None, row)) for row in section.figure.rows)
            yield f"{section.figure.title}. {cells}", section.heading, "figure", ""
    for benefit in topic.benefits:
        text = f"{marks.strip(benefit.claim)}: {marks.strip(benefit.finding)}"
        yield text, "claim", "claim", benefit.evidence.value
    for caution in topic.cautions:
        yield marks.strip(caution), "Take care", "text", ""
    for entry in topic.get_help:
        yield marks.strip(entry.text), "When to get help", "text", ""


def cited_sources(topic: Topic) -> Iterator[str]:
    """Yield the id of every source a topic cites, in the order of its page; ids may repeat."""
    for section in topic.explanation:
        yield from marks.targets(section.text, "citation")
        if section.figure:
            yield from section.figure.sources
    for benefit in topic.benefits:
        yield from benefit.sources
    for text in (*topic.cautions, *(entry.text for entry in topic.get_help)):
        yield from marks.targets(text, "citation")
    for text in (topic.summary, topic.origin):
        yield from marks.targets(text, "citation")
