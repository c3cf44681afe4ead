"""Measures and habits of plain writing: reading ease, spelling, sentences, doses."""

import re
from collections.abc import Iterator

from heal_cli.models import Topic
from heal_cli.text import marks

_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_MARKS = re.compile(r"\[@[^\[\]]*\]")

# A figure that needs a source is a digit that is not part of a name.
_NAMES_WITH_DIGITS = re.compile(
    r"\b(?:vitamins? [BDK]\d*|omega-\d|interleukin-\d+|IL-\d+|type [12]|CO2|B\d+|D[23])\b",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"\b(?:take|try|use|swallow|start with|aim for)\b[^.;]{0,25}\d+ ?(?:mg|g|µg|IU|mmol)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(?:fiber|edema|anemia|\w*magnesemia|color|pediatric|tumor|estrogen|behavior|diarrhea|celiac"
    r"|hemorrhage|labor|center|liter|aging|program|randomized|organization|recognize|minimize"
    r"|stabilize|analyze|apnea|esophag\w+|catheterize|leukemia)\b",
    re.IGNORECASE,
)


def texts(topic: Topic) -> Iterator[tuple[str, str]]:
    """Yield (part of the page, text) for every text of a topic that is prose."""
    yield "summary", topic.summary
    for section in topic.explanation:
        for paragraph in marks.paragraphs(section.text):
            yield section.heading, paragraph
    for benefit in topic.benefits:
        yield "benefits", f"{benefit.claim}. {benefit.finding}"
    for caution in topic.cautions:
        yield "cautions", caution
    for entry in topic.get_help:
        yield "get_help", entry.text


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, without marks."""
    return [part for part in _SENTENCE_END.split(marks.strip(text)) if _WORD.search(part)]


def reading_ease(topic: Topic) -> float:
    """Return the Flesch reading ease of a topic: 60 to 70 is plain English, 30 hard.

    Flesch 1948: 206.835 - 1.015 words a sentence - 84.6 syllables a word.
    """
    spoken = [sentence for _, text in texts(topic) for sentence in sentences(text)]
    words = [word for sentence in spoken for word in _WORD.findall(sentence)]
    if not words:
        return 100.0
    syllables = sum(map(_syllables, words))
    return 206.835 - 1.015 * len(words) / len(spoken) - 84.6 * syllables / len(words)


def _syllables(word: str) -> int:
    """Return a guess at the syllables of a word: its groups of vowels, less a mute e."""
    small = word.lower()
    groups = len(_VOWELS.findall(small))
    mute = small.endswith("e") and not small.endswith("le") and groups > 1
    return max(1, groups - mute)


def has_bare_number(text: str) -> bool:
    """Say whether a text holds a figure but cites no source."""
    bare = _NAMES_WITH_DIGITS.sub("", re.sub(r"\[\[[^\[\]]*\]\]", "", _MARKS.sub("", text)))
    return bool(re.search(r"\d", bare)) and "[@" not in text


def found(pattern: str | re.Pattern[str], text: str) -> str:
    """Return the first words of a text, without marks, that a pattern finds, or ""."""
    match = re.search(pattern, marks.strip(text))
    return match.group() if match else ""


_HABITS = {
    r"\bbeside\b": "alongside, as well as, or next to",
    r"\bsave (?:on|with|for|as)\b": "except, or unless",
    r"\bpoolings?\b": "a pooled analysis",
    r"\b(?:is|are) told (?:in|of)\b": "is described in",
    r"\ban? (?:review|trial|test|study|report|survey) of (?:19|20)\d\d\b": "a 2023 review",
    r"\b0\.\d+ times\b": "36% lower",
}
"""Habits by which a text sounds translated, each with what a native writer would put."""


def foreign_habit(text: str) -> tuple[str, str]:
    """Return the first words that sound translated and what would be right, or two ""."""
    habits = ((found(f"(?i){pattern}", text), right) for pattern, right in _HABITS.items())
    return next((habit for habit in habits if habit[0]), ("", ""))
