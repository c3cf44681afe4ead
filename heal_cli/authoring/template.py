"""The template of a new topic, and what of it a writer has not filled in."""

from collections.abc import Iterator
from datetime import date

_TEXTS = {
    "summary": "One or two plain sentences.",
    "origin": "Where the claims come from.",
    "text": "Short paragraphs, parted by an empty line.",
    "claim": "What is claimed, in a short sentence",
    "finding": "What studies found, fair in both directions.",
    "caution": "What to be careful about.",
    "help": "what should be seen by someone",
}
"""What stands in the places that a writer is to fill in."""

_TEMPLATE = """\
# yaml-language-server: $schema=../../schema/topic.json
# A topic of your own. Take out what does not apply; lines with # are only for you.
# The whole format: docs/writing-topics.md of the project. Ids: heal about, heal sources.
title: {title}
also_called: []            # other names; they also find the topic
keywords: []               # lay words, only searched
summary: {summary}
origin: {origin}
reviewed: {today}
explanation:
  - heading: What it is
    text: |
      {text} Write *emphasis*, link a word
      of the glossary as [[acetylcholine]], and cite a source as [@nih-ods-magnesium].
benefits:
  - claim: {claim}
    # condition: insomnia  # a condition of conditions.yaml
    # therapy: lifestyle   # a therapy of therapies.yaml
    evidence: insufficient # supported | mixed | not supported | insufficient
    finding: {finding}
    # studied: 11 trials, 735 people, mostly older adults
    # effect: 0.18 fewer cramps a week than placebo (0.84 fewer to 0.49 more)
    sources: []            # ids of sources.yaml; empty only if no study was found
take_care: []              # whom they are about, in a few words each: kidney disease
cautions:
  - {caution}
get_help:                  # emergency, then soon, then next visit
  - {{when: soon, text: "{help}"}}
related: []
"""


def template(identifier: str, today: date) -> str:
    """Return the YAML of a topic to fill in."""
    title = identifier.replace("-", " ").capitalize()
    return _TEMPLATE.format(title=title, today=today.isoformat(), **_TEXTS)


def leftovers(text: str) -> Iterator[str]:
    """Yield the texts of the template that still stand in a file."""
    return (each for each in _TEXTS.values() if each in text)
