"""Pages of the reference parts: a glossary term, the sources, the library itself."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from heal_cli.models import Counts, Evidence, Group, Source, SourceKind, Term, TopicEntry
from heal_cli.views.document import (
    Block,
    Document,
    Heading,
    Pairs,
    Paragraph,
    References,
    plain,
    verdict,
)
from heal_cli.views.topic import own_content

_WHAT_IT_IS = (
    "A reference reader. It restates, in its own words, what the site Heal Yourself at Home "
    "teaches about magnesium, inflammation, lifestyle and electrotherapy, and puts beside each "
    "claim what independent studies and official bodies say."
)

_WHAT_IT_IS_NOT = (
    "It is not medical advice, not a diagnosis, and not made or approved by the site. It sends "
    "nothing anywhere and needs no network. It is free under the MIT licence."
)


def term_page(term: Term, topics: Sequence[TopicEntry]) -> Document:
    """Return a glossary term, with the topics that speak of it."""

    def blocks() -> Iterator[Block]:
        yield Heading(term.id, 1)
        if term.library:
            yield Paragraph(plain(own_content(term.library), "warning"), flush=True)
        if term.also_called:
            names = plain(", ".join(term.also_called))
            yield Pairs([(plain("Also called", "label"), names)], flush=True)
        yield Paragraph(plain(term.definition), flush=True)
        if topics:
            yield Heading("Read on")
            yield Pairs(
                [
                    (plain(f"heal show {topic.id}", "command"), plain(topic.title))
                    for topic in topics
                ]
            )

    return Document(term.id, blocks())


def sources_page(title: str, sources: Sequence[Source], library: str = "") -> Document:
    """Return sources by kind, strongest kind first, each with its id and what it showed.

    `library` is that of the topic whose sources they are, or "" for the bundled one.
    """
    order = list(SourceKind)
    ordered = sorted(sources, key=lambda source: (order.index(source.kind), source.id))

    def blocks() -> Iterator[Block]:
        yield Heading(title, 1, "1 source" if len(sources) == 1 else f"{len(sources)} sources")
        if library:
            yield Paragraph(plain(own_content(library), "warning"), flush=True)
        number = 0
        for kind, members in groupby(ordered, key=lambda source: source.kind):
            yield Heading(kind.value.capitalize())
            rows = []
            for source in members:
                number += 1
                rows.append((number, source.id, source))
            yield References(rows, detailed=True)

    return Document(title, blocks())


def about_page(
    version: str,
    counts: Counts,
    folders: Mapping[str, str],
    groups: Mapping[str, Sequence[Group]],
) -> Document:
    """Return what the library holds, where it comes from and what it is not.

    Args:
        version: The version of heal.
        counts: How much the library holds.
        folders: The folder of each library.
        groups: The categories, therapies and conditions, by the heading they stand under.
    """

    def blocks() -> Iterator[Block]:
        yield Heading(f"heal {version}", 1)
        yield Paragraph(plain(_WHAT_IT_IS), flush=True)
        yield from _counted(counts, folders)
        yield Heading("What it is not")
        yield Paragraph(plain(_WHAT_IT_IS_NOT))
        for title, members in groups.items():
            yield Heading(title)
            yield Pairs([(plain(group.id, "command"), plain(group.title)) for group in members])

    return Document("About", blocks())


def _topics(count: int) -> str:
    return "1 topic" if count == 1 else f"{count} topics"


def _counted(counts: Counts, folders: Mapping[str, str]) -> Iterator[Block]:
    yield Heading("What it holds")
    yield Pairs([(plain(name), plain(str(number))) for name, number in counts.things.items()])
    yield Heading("Where topics come from")
    yield Pairs(
        [
            (plain(name), plain(f"{_topics(counts.origins.get(name, 0))} in {folder}"))
            for name, folder in folders.items()
        ]
    )
    yield Heading("Claims by verdict")
    yield Pairs(
        [(verdict(Evidence(name)), plain(str(n))) for name, n in counts.verdicts.items()]
    )
    yield Heading("Sources by kind")
    yield Pairs([(plain(kind), plain(str(n))) for kind, n in counts.kinds.items()])
    yield Heading("Reviews")
    reviews = (("Oldest", counts.oldest_review), ("Newest", counts.newest_review))
    yield Pairs([(plain(name), plain(day)) for name, day in reviews])
