"""Make a made-up library of any size, each topic different, to measure with."""

import random
import sys
from itertools import accumulate
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
SMALL = tuple(
    """
    the of and to in a is that for it as was with be by on not he his but at are this have
    from or had an they which one you were all her she there would their we him been has when
    who will no if out so up
    """.split()  # noqa: SIM905 - as above
)
RARE_WORDS = 20_000
"""Words beside the common ones. How often each is written falls with its rank, as in any
language (Zipf 1949): the first is in nearly every topic, most are in a few."""

TOPICS_IN_CATEGORY = 100
TOPICS_TO_CONDITION = 5
"""The bundled library has 7 topics in a category and about one to a condition."""


class Writer:
    """Writes words, sentences and topics, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        rare = ["".join(self.random.choices(SYLLABLES, k=3)) for _ in range(RARE_WORDS)]
        self.vocabulary = (*SMALL, *COMMON, *rare)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.vocabulary) + 1)))
        small = self.weights[len(SMALL) - 1]
        self.name_weights = [weight - small for weight in self.weights[len(SMALL) :]]

    def words(self, count: int) -> str:
        """Return words as they stand in text, the small ones most often."""
        return " ".join(self.random.choices(self.vocabulary, cum_weights=self.weights, k=count))

    def names(self, count: int) -> str:
        """Return words as they stand in titles: any but the small ones."""
        words = self.vocabulary[len(SMALL) :]
        return " ".join(self.random.choices(words, cum_weights=self.name_weights, k=count))

    def sentences(self, count: int) -> str:
        """Return sentences of 8 to 16 words."""
        spoken = (self.words(self.random.randint(8, 16)) for _ in range(count))
        return " ".join(f"{sentence.capitalize()}." for sentence in spoken)

    def topic(self, number: int, conditions: int) -> str:
        """Return the YAML of one topic, about 5 KB, whose claims are about some conditions."""
        lines = [
            f"title: {self.names(3).capitalize()} {number}",
            f"also_called: [name {number}, {self.names(2)} {number}]",
            f"keywords: [{', '.join(self.names(1) for _ in range(8))}]",
            f"summary: {self.sentences(1)}",
            "origin: Made up to measure with.",
            "reviewed: 2026-11-22",
            "explanation:",
        ]
        for _ in range(4):
            lines += [f"  - heading: {self.names(4).capitalize()}", "    text: |"]
            for _ in range(2):
                lines += [f"      {self.sentences(4)} [@source-{number % 500}]", ""]
        lines.append("benefits:")
        for _ in range(5):
            lines += [
                f"  - claim: {self.names(6).capitalize()}",
                f"    condition: condition-{self.random.randrange(conditions)}",
                f"    evidence: {self.random.choice(['supported', 'mixed', 'not supported'])}",
                f"    finding: {self.sentences(2)}",
                f"    sources: [source-{number % 500}]",
            ]
        lines += ["cautions:", *(f"  - {self.sentences(1)}" for _ in range(5)), "get_help:"]
        lines += [f"  - {{when: soon, text: {self.words(6)}}}", "related: []", ""]
        return "\n".join(lines)


def write_library(root: Path, count: int) -> None:
    """Write a library of `count` topics, with as many categories and conditions as suit."""
    folders = -(-count // TOPICS_IN_CATEGORY)
    illnesses = -(-count // TOPICS_TO_CONDITION)
    writer = Writer()
    groups = "".join(f"part-{number}: {{title: Part {number}}}\n" for number in range(folders))
    conditions = "".join(f"condition-{n}: {{title: Condition {n}}}\n" for n in range(illnesses))
    sources = "".join(
        f"source-{number}: {{authors: A, title: Work {number}, published: P, year: 2020, "
        f"kind: trial, shows: It showed {number}., status: checked, doi: 10.1000/{number}}}\n"
        for number in range(500)
    )
    for number in range(folders):
        (root / "topics" / f"part-{number}").mkdir(parents=True)
    for name, text in (
        ("categories", groups),
        ("conditions", conditions),
        ("sources", sources),
    ):
        (root / f"{name}.yaml").write_text(text, "utf-8")
    for number in range(count):
        path = root / "topics" / f"part-{number % folders}" / f"topic-{number}.yaml"
        path.write_text(writer.topic(number, illnesses), "utf-8")


if __name__ == "__main__":
    write_library(Path(sys.argv[1]), int(sys.argv[2]))
