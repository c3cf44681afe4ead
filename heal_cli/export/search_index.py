"""What the search within the pages looks in: a script that holds data and nothing else."""

import json
from collections.abc import Iterator
from typing import Any

from heal_cli.export.addresses import page_of
from heal_cli.index.rows import passages
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
    yield from (f"{data(each)}," for each in walk.synonyms())
    yield '[]],\n"urgent": ['
    for emergency, topic, rules in walk.emergencies():
        title = "" if topic else emergency.title
        yield f"{data((title, emergency.advice, emergency.library, *rules))},"
    yield '[]],\n"entries": ['
    for identifier, title in conditions.items():
        also = " \n".join(library.names_of("condition", identifier))
        yield f"{data(('Condition', page_of('condition', identifier), title, also))},"
    for identifier in walk.topic_ids():
        yield f"{data(_entry(library.whole_topic(identifier)))},"
    for term in walk.terms():
        also = "\n".join(term.also_called)
        said = marks.strip(term.definition)
        yield f"{data(('Word', 'glossary.html', term.id, also, '', said))},"
    yield "[]]};"


def data(value: Any) -> str:
    """Return a value as a script writes it, with no sign that could end the script."""
    said = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _entry(topic: Topic) -> tuple[str, ...]:
    called = (*topic.keywords, topic.id, topic.title, *topic.also_called)
    shown = (
        topic.title,
        "\n".join(dict.fromkeys(called)),
        "\n".join(marks.strip(benefit.claim) for benefit in topic.benefits),
        marks.strip(topic.summary),
        "\n".join(section.heading for section in topic.explanation),
    )
    return "Topic", page_of("topic", topic.id), *shown, _body(topic, "\n".join(shown))


def _body(topic: Topic, shown: str) -> str:
    """Return the words that stand in the text of a topic alone, one of each stem."""
    stems = set(map(word_rules.stem, names.words(shown)))
    text = "\n".join(passage for passage, *_ in passages(topic))
    words = {word_rules.stem(word): word for word in word_rules.telling_words(text)}
    return " ".join(word for stem, word in words.items() if stem not in stems)
