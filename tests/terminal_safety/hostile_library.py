"""Writes a library that has one text in every field that takes any."""

from pathlib import Path

EVERY_FIELD = """\
title: {text}
also_called: [{text}]
keywords: [{text}]
take_care: [{text}]
summary: {text}
origin: {text}
reviewed: 2026-11-22
explanation:
  - heading: {text}
    text: {text}
    figure:
      {{kind: steps, title: {text}, note: {text}, rows: [{{label: {text}, text: {text}}}],
       sources: [doe-2020]}}
  - heading: A
    text: b
    figure: {{kind: bars, title: t, unit: {text}, sources: [doe-2020],
             rows: [{{label: {text}, value: 3, note: {text}}}]}}
  - heading: B
    text: b
    figure: {{kind: bands, title: t, sources: [doe-2020],
             rows: [{{range: {text}, label: {text}, note: {text}}}]}}
  - heading: C
    text: b
    figure: {{kind: table, title: t, sources: [doe-2020], columns: [{text}, b],
             rows: [[{text}, {text}]]}}
benefits:
  - claim: {text}
    condition: hiccups
    therapy: water
    evidence: mixed
    qualifier: {text}
    finding: {text}
    studied: {text}
    effect: {text}
    history: [{{day: 2026-11-20, was: insufficient, now: mixed, why: {text}}}]
    sources: [doe-2020]
cautions: [{text}]
get_help:
  - {{when: emergency, text: {text}}}
  - {{when: soon, text: {text}}}
related: [green-tea]
"""

STRICT_FIELDS = [
    "reviewed: 2026-11-22",
    "evidence: mixed",
    "condition: hiccups",
    "therapy: water",
    "sources: [doe-2020]",
    "related: [green-tea]",
    "when: soon",
    "value: 3",
    "day: 2026-11-20",
    "was: insufficient",
    "kind: steps",
]
"""Fields that take only some words, with such a word; each is tried in a topic of its own."""

BESIDE = {
    "sources": (
        "doe-2020:\n"
        "  {{authors: {text}, title: {text}, published: {text}, year: 2020, kind: trial,\n"
        "   shows: {text}, status: checked, note: {text}, doi: 10.1000/1}}\n"
    ),
    "glossary": "{text}: {{definition: {text}, also_called: [{text}]}}\n",
    "categories": "drinks: {{title: {text}, also_called: [{text}], keywords: [{text}]}}\n",
    "conditions": "hiccups: {{title: {text}, also_called: [{text}], keywords: [{text}]}}\n",
    "therapies": (
        "water:\n"
        "  {{title: {text}, short: {short}, also_called: [{text}], keywords: [{text}]}}\n"
    ),
    "urgent": (
        "choking:\n"
        "  {{title: {text}, advice: {text}, rules: [choking, {text}], quiet: [{text}],\n"
        "   warns: [{text}], stays_quiet: [{text}]}}\n"
    ),
    "classes": "child: {{words: [{text}]}}\n",
    "synonyms": "{text}: {{same_as: [{text}], examples: [{text}]}}\n",
}
"""The files that topics share, with one text in every field that takes any."""


def as_yaml(text: str) -> str:
    """Return text in YAML's double quotes, each letter by its number."""
    numbers = (f"\\U{ord(letter):08x}" for letter in text)
    return f'"{"".join(numbers)}"'


def fill(root: Path, text: str) -> None:
    """Write a text into every field of a library, and into no other way of writing YAML."""
    quoted, short = as_yaml(text), as_yaml(text[:4])
    for name, shape in BESIDE.items():
        (root / f"{name}.yaml").write_text(shape.format(text=quoted, short=short), "utf-8")
    folder = root / "topics/drinks"
    (folder / "odd.yaml").write_text(EVERY_FIELD.format(text=quoted), "utf-8")
    plain = EVERY_FIELD.format(text="words")
    for good in STRICT_FIELDS:
        assert good in plain
        field = good.partition(":")[0]
        bad = plain.replace(good, f"{field}: {quoted}")
        (folder / f"bad-{field}.yaml").write_text(bad, "utf-8")
