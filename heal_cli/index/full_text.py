"""The full text of an index: which topics have words, how much they tell, which passages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from heal_cli.index.index import Index
from heal_cli.index.tables import SEARCHED_FIELDS
from heal_cli.models import TopicEntry
from heal_cli.text import names

Levels = Sequence[tuple[float, tuple[str, ...]]]
"""Weights of a word, each with the fields it counts for; levels are scored apart."""


def match(words: str) -> str:
    """Return words as a phrase of the database's query language, in which all is literal."""
    return f'"{words}"'


class FullText:
    """Asks for words, in all fields of a topic or in some of `SEARCHED_FIELDS`."""

    def __init__(self, index: Index, fields: Sequence[str] = ()) -> None:
        self.index = index
        self.fields = fields
        self._only = f"{{{' '.join(fields)}}} : " if fields else ""
        self._counts: dict[tuple[str, ...], int] = {}

    def topics(self) -> int:
        """Return how many topics there are."""
        ((count,),) = self.index.rows("SELECT count(*) FROM topics")
        return int(count)

    def having(self, *phrases: str) -> int:
        """Return how many topics have one of the phrases."""
        if phrases not in self._counts:
            sql = "SELECT count(*) FROM topic_text WHERE topic_text MATCH ?"
            question = f"{self._only}({' OR '.join(map(match, phrases))})"
            ((self._counts[phrases],),) = self.index.rows(sql, question)
        return self._counts[phrases]

    def stands_in(self, position: int, phrases: Iterable[str]) -> bool:
        """Say whether the topic at a position has one of the phrases."""
        asked = " OR ".join(map(match, phrases))
        sql = "SELECT 1 FROM topic_text WHERE topic_text MATCH ? AND rowid = ?"
        return bool(self.index.rows(sql, f"{self._only}({asked})", position))

    def is_called(self, name: str, kinds: Sequence[str]) -> bool:
        """Say whether anything of these kinds has a name."""
        places = ", ".join("?" * len(kinds))
        sql = f"SELECT 1 FROM names WHERE kind IN ({places}) AND key = ? LIMIT 1"  # noqa: S608
        return bool(self.index.rows(sql, *kinds, names.key(name)))

    def points(self, phrase: str, levels: Levels) -> list[tuple[Any, ...]]:
        """Return (position, points) of the topics that have a phrase: BM25, level by level."""
        parts = (f"{weight} * bm25(topic_text, {self._weights(f)})" for weight, f in levels)
        sql = (
            f"SELECT rowid, -({' + '.join(parts)}) FROM topic_text "  # noqa: S608 - our numbers
            "WHERE topic_text MATCH ?"
        )
        return self.index.rows(sql, self._only + match(phrase))

    def _weights(self, level: Sequence[str]) -> str:
        counted = set(level) & set(self.fields) if self.fields else set(level)
        return ", ".join("1.0" if name in counted else "0.0" for name in SEARCHED_FIELDS)

    def owners(self, name: str, kinds: Sequence[str]) -> list[int]:
        """Return the positions of the topics that have a name of these kinds."""
        places = ", ".join("?" * len(kinds))
        sql = (
            "SELECT DISTINCT t.position FROM names n JOIN topics t ON t.id = n.id "  # noqa: S608
            f"WHERE n.kind IN ({places}) AND n.key = ? ORDER BY t.position"
        )
        return [int(row[0]) for row in self.index.rows(sql, *kinds, names.key(name))]

    def is_written(self, word: str) -> bool:
        """Say whether a word stands in the library as it is."""
        return bool(self.index.rows("SELECT 1 FROM words WHERE word = ?", word))

    def is_known(self, words: str) -> bool:
        """Say whether words, or others of the same stems, stand side by side in a topic."""
        sql = "SELECT 1 FROM topic_text WHERE topic_text MATCH ? LIMIT 1"
        return bool(self.index.rows(sql, match(words)))

    def topics_about(self, word: str) -> int:
        """Return how many topics have a word otherwise than as an author or a work's title."""
        sql = "SELECT count(*) FROM topic_text WHERE topic_text MATCH ?"
        ((count,),) = self.index.rows(sql, f"- sources : {match(word)}")
        return int(count)

    def words_like(self, word: str, most: int) -> list[str]:
        """Return the words that share most runs of three letters with one, likest first."""
        trigrams = names.trigrams(word)
        places = ", ".join("?" * len(trigrams))
        sql = (
            "SELECT w.word FROM trigrams t JOIN words w ON w.id = t.word "  # noqa: S608
            f"WHERE t.trigram IN ({places}) GROUP BY w.id "
            "ORDER BY count(*) * 2.0 / (length(w.word) + ?) DESC, w.word LIMIT ?"
        )
        rows = self.index.rows(sql, *sorted(trigrams), len(word), most)
        return [str(row[0]) for row in rows]

    def synonyms(self, key: str) -> list[str]:
        """Return what means the same as a folded name: from the synonyms and the glossary."""
        rows = self.index.rows("SELECT same_as FROM synonyms WHERE key = ? ORDER BY rowid", key)
        others = [other for (same,) in rows for other in same.split("\n")]
        # Letters as few as an abbreviation's are the stem of other words too: ACh of aches.
        sql = (
            "SELECT o.name FROM names n JOIN names o ON o.kind = n.kind AND o.id = n.id "
            "WHERE n.kind = 'term' AND n.key = ? AND o.key != n.key AND length(o.key) >= ? "
            "ORDER BY o.own, o.rank, o.name"
        )
        rows = self.index.rows(sql, key, names.SHORTEST_CORRECTED)
        return others + [" ".join(names.words(name)) for (name,) in rows]

    def most(self, points: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
        """Return (position, points) of the topics with most points; of equals, by their ids.

        Positions tell the order in which topics were read, which no answer may show.
        """
        ranked = sorted(points.items(), key=lambda item: -item[1])
        least = ranked[:limit][-1][1] if ranked else 0.0
        shown = [item for item in ranked if item[1] >= least]
        counts = Counter(item[1] for item in shown)
        sql = "SELECT id FROM topics WHERE position = ?"
        ids = {
            position: str(self.index.rows(sql, position)[0][0])
            for position, number in shown
            if counts[number] > 1
        }
        shown.sort(key=lambda item: (-item[1], ids.get(item[0], "")))
        return shown[:limit]

    def entries_at(self, positions: Iterable[int]) -> dict[int, TopicEntry]:
        """Return what lists say of the topics at these positions."""
        sql = "SELECT id, category, title, summary, library FROM topics WHERE position = ?"
        return {place: TopicEntry(*self.index.rows(sql, place)[0]) for place in positions}

    def passages(self, position: int) -> list[tuple[Any, ...]]:
        """Return (text, section, kind, verdict) of a topic's passages, in page order."""
        sql = (
            "SELECT p.text, p.section, p.kind, p.evidence FROM topics t JOIN passages p "
            "ON p.id BETWEEN t.first_passage AND t.last_passage WHERE t.position = ? "
            "ORDER BY p.id"
        )
        return self.index.rows(sql, position)

    def id_at(self, position: int) -> str:
        """Return the id of the topic at a position."""
        ((identifier,),) = self.index.rows("SELECT id FROM topics WHERE position = ?", position)
        return str(identifier)

    def called(self, topic: str) -> list[str]:
        """Return the names of a topic, its id and title first, then its keywords."""
        sql = (
            "SELECT name FROM names WHERE id = ? AND kind IN ('topic', 'keyword') "
            "ORDER BY kind DESC, rank"
        )
        return [str(name) for (name,) in self.index.rows(sql, topic)]
