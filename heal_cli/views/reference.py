"""Pages of the reference parts: a glossary term, the sources."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from heal_cli.models import Source, SourceKind, Term, TopicEntry
from heal_cli.text import names
from heal_cli.views import document as page
from heal_cli.views.document import Block, Document, Span, plain, titled


def term_page(term: Term, topics: Sequence[TopicEntry]) -> Document:
    """Return a glossary term, with the topics that speak of it."""

    def blocks() -> Iterator[Block]:
        yield page.Heading(term.id, 1)
        yield from page.own_note(term.library)
        if term.also_called:
            names = plain(", ".join(term.also_called))
            yield page.Pairs([(plain("Also called", "label"), names)], flush=True)
        yield page.Paragraph(plain(term.definition), flush=True)
        if topics:
            yield page.Heading("Read on")
            yield page.Pairs(
                [
                    (page.leading("topic", topic.id, topic.title), plain(topic.title))
                    for topic in topics
                ]
            )

    return Document(term.id, blocks())


@titled("Words")
def words_page(words: Sequence[str]) -> Iterator[Block]:
    """Return the words of the glossary under their first letters."""

    def first(word: str) -> str:
        letter = names.fold(word)[:1]
        return letter.upper() if letter.isalpha() else "0-9"

    yield page.Heading("Words that are explained", 1, f"{len(words)} words")
    ordered = sorted(words, key=lambda word: (first(word), names.fold(word)))
    rows = [
        (plain(letter, "label"), plain(", ".join(members)))
        for letter, members in groupby(ordered, key=first)
    ]
    yield page.Pairs(rows, flush=True)
    read = Span("heal define acetylcholine", "command", page.TYPED)
    yield page.Paragraph((Span("Read one: ", target=page.TYPED), read), flush=True)


def sources_page(title: str, sources: Sequence[Source], library: str = "") -> Document:
    """Return sources by kind, strongest kind first, each with its id and what it showed.

    `library` is that of the topic whose sources they are, or "" for the bundled one.
    """
    order = list(SourceKind)
    ordered = sorted(sources, key=lambda source: (order.index(source.kind), source.id))

    def blocks() -> Iterator[Block]:
        yield page.Heading(title, 1, page.number_of(len(sources), "source"))
        yield from page.own_note(library)
        number = 0
        for kind, members in groupby(ordered, key=lambda source: source.kind):
            yield page.Heading(kind.value.capitalize())
            rows = []
            for source in members:
                number += 1
                rows.append((number, source.id, source))
            yield page.References(rows, detailed=True)

    return Document(title, blocks())
