"""Make a made-up library of any size, each topic different, to measure with."""

import random
import sys
from pathlib import Path

SYLLABLES = tuple(
    first + vowel
    for first in ("b", "c", "d", "f", "g", "h", "j", "k", "l", "m")
    for vowel in "aeiou"
)
COMMON = tuple(
    """
    people study trial found little help pain sleep night blood level doctor month group small
    large effect claim page body nerve muscle heart bone water food light habit
    """.split()  # noqa: SIM905 - one word a line would fill a page
)
SHARE_OF_COMMON = 0.7
"""How many of the words are common ones; the others are from 20,000 rare ones."""


class Writer:
    """Writes words, sentences and topics, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.rare = ["".join(self.random.choices(SYLLABLES, k=3)) for _ in range(20_000)]

    def words(self, count: int) -> str:
        """Return words of which most are common, some rare."""
        return " ".join(
            self.random.choice(COMMON if self.random.random() < SHARE_OF_COMMON else self.rare)
            for _ in range(count)
        )

    def sentences(self, count: int) -> str:
        """Return sentences of 8 to 16 words."""
        spoken = (self.words(self.random.randint(8, 16)) for _ in range(count))
        return " ".join(f"{sentence.capitalize()}." for sentence in spoken)

    def topic(self, number: int) -> str:
        """Return the YAML of one topic, about 5 KB."""
        lines = [
            f"title: {self.words(3).capitalize()} {number}",
            f"also_called: [name {number}, {self.words(2)} {number}]",
            f"keywords: [{', '.join(self.words(1) for _ in range(8))}]",
            f"summary: {self.sentences(1)}",
            "origin: Made up to measure with.",
            "reviewed: 2026-11-22",
            "explanation:",
        ]
        for _ in range(4):
            lines += [f"  - heading: {self.words(4).capitalize()}", "    text: |"]
            for _ in range(2):
                lines += [f"      {self.sentences(4)} [@source-{number % 500}]", ""]
        lines.append("benefits:")
        for _ in range(5):
            lines += [
                f"  - claim: {self.words(6).capitalize()}",
                f"    condition: condition-{self.random.randrange(200)}",
                f"    evidence: {self.random.choice(['supported', 'mixed', 'not supported'])}",
                f"    finding: {self.sentences(2)}",
                f"    sources: [source-{number % 500}]",
            ]
        lines += ["cautions:", *(f"  - {self.sentences(1)}" for _ in range(5)), "get_help:"]
        lines += [f"  - {{when: soon, text: {self.words(6)}}}", "related: []", ""]
        return "\n".join(lines)


def write_library(root: Path, count: int) -> None:
    """Write a library of `count` topics in 20 categories."""
    writer = Writer()
    groups = "".join(f"part-{number}: {{title: Part {number}}}\n" for number in range(20))
    conditions = "".join(f"condition-{n}: {{title: Condition {n}}}\n" for n in range(200))
    sources = "".join(
        f"source-{number}: {{authors: A, title: Work {number}, published: P, year: 2020, "
        f"kind: trial, shows: It showed {number}., status: checked, doi: 10.1000/{number}}}\n"
        for number in range(500)
    )
    for number in range(20):
        (root / "topics" / f"part-{number}").mkdir(parents=True)
    for name, text in (
        ("categories", groups),
        ("conditions", conditions),
        ("sources", sources),
    ):
        (root / f"{name}.yaml").write_text(text, "utf-8")
    for number in range(count):
        path = root / "topics" / f"part-{number % 20}" / f"topic-{number}.yaml"
        path.write_text(writer.topic(number), "utf-8")


if __name__ == "__main__":
    write_library(Path(sys.argv[1]), int(sys.argv[2]))
