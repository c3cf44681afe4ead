"""Measure how often search has a right topic first, by kind of query, beside plain methods."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from heal_cli.commands.search import MOST_RESULTS
from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.library.search import search
from heal_cli.loading.libraries import bundled_root, content_files
from heal_cli.text import names

QUERIES = Path(__file__).parent.parent / "tests" / "relevance"
KINDS = ("exact", "lay", "question", "typo", "pro")
ABSENT = "none"
"""The kind of queries that the library has no answer to."""

Method = Callable[[str], list[str]]


class Judged(NamedTuple):
    """A query, the topics that are right for it, and what kind of query it is."""

    query: str
    right: frozenset[str]
    kind: str


class Quality(NamedTuple):
    """Shares of queries with a right topic first and among three, and mean reciprocal rank."""

    first: float
    three: float
    reciprocal: float


def judged(*files: str) -> list[Judged]:
    """Return the judged queries of the files named, or of all."""
    found = []
    for path in sorted(QUERIES.glob("*.tsv")):
        if not files or path.stem in files:
            for line in path.read_text("utf-8").splitlines():
                if line and not line.startswith("#"):
                    query, right, kind = line.split("\t")
                    if kind == ABSENT:
                        continue
                    found.append(Judged(query, frozenset(right.split(",")), kind))
    return found


def doubted() -> dict[str, list[bool]]:
    """Return, for absent and for present subjects, whether each is told as weak or none."""
    library = Library(Index([bundled_root()]))
    lines = [(QUERIES / f"{name}.txt").read_text("utf-8") for name in ("absent", "present")]
    absent, present = ([q for q in text.splitlines() if q[:1] != "#"] for text in lines)
    for path in sorted(QUERIES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                query, _, kind = line.split("\t")
                (absent if kind == ABSENT else present).append(query)
    return {
        name: [search(library, query, MOST_RESULTS).is_weak for query in queries]
        for name, queries in (("absent", absent), ("present", present))
    }


def rank(query: Judged, method: Method) -> int:
    """Return the place of the first right topic, from 1, or 0 where there is none."""
    found = method(query.query)
    return next((place for place, topic in enumerate(found, 1) if topic in query.right), 0)


def quality(ranks: list[int]) -> Quality:
    """Return the quality that ranks amount to."""
    count = len(ranks) or 1
    return Quality(
        sum(rank == 1 for rank in ranks) / count,
        sum(1 <= rank <= 3 for rank in ranks) / count,  # noqa: PLR2004 - the first three
        sum(1 / rank for rank in ranks if rank) / count,
    )


def _substring() -> Method:
    """Return the method that counts how often the words stand in a topic's file."""
    files = content_files(bundled_root())
    topics = [path for path in files if path.parent != bundled_root()]
    texts = {path.stem: path.read_text("utf-8").casefold() for path in topics}

    def method(query: str) -> list[str]:
        words = names.words(query)
        counts = {name: sum(text.count(word) for word in words) for name, text in texts.items()}
        return sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])

    return method


def methods() -> Iterator[tuple[str, Method]]:
    """Yield the methods that are compared, the plainest first."""
    library = Library(Index([bundled_root()]))

    def unweighted(query: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in names.words(query))
        sql = (
            "SELECT t.id FROM topic_text x JOIN topics t ON t.position = x.rowid "
            "WHERE topic_text MATCH ? ORDER BY bm25(topic_text)"
        )
        return [topic for (topic,) in library.index.rows(sql, asked)] if asked else []

    def heal(query: str) -> list[str]:
        return [hit.topic.id for hit in search(library, query, MOST_RESULTS).hits]

    yield "substring", _substring()
    yield "plain FTS5", unweighted
    yield "heal", heal


def main() -> int:
    """Print the table, and the queries that heal gets wrong."""
    queries = judged(*sys.argv[1:])
    write = sys.stdout.write
    write(f"{'':12}" + "".join(f"{kind:>22}" for kind in (*KINDS, "all")) + "\n")
    write(f"{'':12}" + "   first three  mrr   ".rjust(22) * (len(KINDS) + 1) + "\n")
    for name, method in methods():
        ranks = {query: rank(query, method) for query in queries}
        write(f"{name:12}")
        for kind in (*KINDS, ""):
            found = quality([r for query, r in ranks.items() if kind in {"", query.kind}])
            write(f"{found.first:9.2f} {found.three:5.2f} {found.reciprocal:5.2f} ")
        write("\n")
    for query, place in ranks.items():
        if place != 1:
            top = ", ".join(method(query.query)[:3])
            right = ", ".join(sorted(query.right))
            write(f"  {place or '-'}  {query.kind:5} {query.query}: {top} (right: {right})\n")
    for subjects, told in doubted().items():
        write(f"{subjects} subjects told as weak or absent: {sum(told)} of {len(told)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
