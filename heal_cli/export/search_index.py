"""What the search within the pages looks in: a script that holds data and nothing else."""

import json
from collections.abc import Iterator
from typing import Any

from heal_cli.export.addresses import page_of
from heal_cli.index.full_text import FullText
from heal_cli.index.walk import Walk
from heal_cli.library.library import Library
from heal_cli.models import Topic
from heal_cli.text import marks, names, word_rules


def lines(library: Library, walk: Walk, conditions: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the index; `conditions` are those that have a page, with titles."""
    yield "window.healIndex = {"
    yield f'"fillers": {data(sorted(word_rules.FILLERS))},'
    yield f'"between": {data(word_rules.BETWEEN)},'
    for name, words in word_rules.TELLING.items():
        yield f'"{name}": {data(sorted(words))},'
    yield '"synonyms": ['
    yield from (f"{data(each)}," for each in _synonyms(library, walk))
    yield '[]],\n"urgent": ['
    for emergency, topic, rules in walk.emergencies():
        title = "" if topic else emergency.title
        groups = [[run.split() for run in group.split("|")] for group in rules.groups]
        written = [[groups[number] for number in rule] for rule in rules.rules]
        quiet = [run.split() for run in rules.quiet.split("|") if run]
        row = (title, emergency.advice, emergency.library, written, quiet)
        yield f"{data(row)},"
    yield '[]],\n"entries": ['
    for identifier, title in conditions.items():
        also = " \n".join(library.names_of("condition", identifier))
        yield f"{data(('Condition', page_of('condition', identifier), title, also))},"
    for identifier in walk.topic_ids():
        yield f"{data(_entry(library.whole_topic(identifier), walk))},"
    for term in walk.terms():
        also = "\n".join(term.also_called)
        said = marks.strip(term.definition)
        yield f"{data(('Word', 'glossary.html', term.id, also, '', said))},"
    yield "[]]};"


def data(value: Any) -> str:
    """Return a value as a script writes it, with no sign that could end the script."""
    said = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _entry(topic: Topic, walk: Walk) -> tuple[str, ...]:
    claims = "\n".join(marks.strip(benefit.claim) for benefit in topic.benefits)
    headings = "\n".join(section.heading for section in topic.explanation)
    named = "\n".join(walk.names_of(topic.id))
    summary = marks.strip(topic.summary)
    return "Topic", page_of("topic", topic.id), topic.title, named, claims, summary, headings


def _synonyms(library: Library, walk: Walk) -> Iterator[tuple[str, list[str]]]:
    yield from walk.synonyms()
    words = FullText(library.index)
    for term in walk.terms():
        for name in (term.id, *term.also_called):
            others = words.synonyms(names.key(name)) if term.also_called else []
            if others:
                yield names.key(name), others
