"""What the page of a topic has to say, taken from the models and not from the views."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from heal_cli.models import (
    Figure,
    FigureKind,
    Source,
    SourceKind,
    SourceStatus,
    Surroundings,
    Topic,
    Urgency,
)
from heal_cli.text import marks

Group = list[str]
"""Statements that belong together."""

MOST_NAMES, MOST_SIGNS = 3, 3
"""Other names and emergency signs that stand at the head of a page; the rest is counted."""

HEADINGS = {
    Urgency.EMERGENCY: "Emergency: call your local emergency number",
    Urgency.SOON: "Soon",
    Urgency.NEXT_VISIT: "At your next visit",
}


class Statements:
    """All that a page says, in order, with the numbers of its sources.

    Read aloud, as plain is, sources have no numbers in brackets, and each cell of a
    table says its column. HTML, for a small screen, has the signs above the claims, and
    titles in place of commands; Markdown a claim before its verdict.
    """

    def __init__(self, topic: Topic, around: Surroundings, format_name: str = "rich") -> None:
        self.topic = topic
        self.around = around
        self.format = format_name
        self.aloud = format_name == "plain"
        self.sources = cited(topic)

    def __iter__(self) -> Iterator[Group]:
        return chain(
            self.opening(),
            self.first_screen(),
            self.benefits(),
            self.advice(),
            self.explanation(),
            self.ending(),
            self.references(),
        )

    def numbers(self, *names: str) -> str:
        """Return the numbers that stand for sources."""
        if self.aloud:
            return ""
        return " ".join(f"[{self.sources.index(name) + 1}]" for name in names)

    def said(self, text: str) -> str:
        """Return what a reader sees of a text with marks."""
        parsed = marks.parse(text)
        return "".join(mark.text or self.numbers(mark.target) for mark in parsed)

    def opening(self) -> Iterator[Group]:
        day = self.topic.reviewed
        yield [self.topic.title, self.around.category, f"reviewed {day.day} {day:%b %Y}"]
        shown, rest = self.topic.also_called[:MOST_NAMES], self.topic.also_called[MOST_NAMES:]
        yield [", ".join(shown) + (f" and {len(rest)} more" if rest else "")]
        yield [marks.strip(self.topic.summary)]

    def first_screen(self) -> Iterator[Group]:
        if self.format == "html":
            return chain(self.signs(), self.at_a_glance())
        return chain(self.at_a_glance(), self.signs())

    def at_a_glance(self) -> Iterator[Group]:
        for number, benefit in enumerate(self.topic.benefits, 1):
            qualifier = f"({benefit.qualifier})" if benefit.qualifier else ""
            claim = marks.strip(benefit.claim)
            verdict, said = benefit.evidence.value, f"{claim} {qualifier}"
            yield [said, verdict] if self.format == "markdown" else [str(number), verdict, said]

    def signs(self) -> Iterator[Group]:
        signs = emergency_signs(self.topic)
        if signs:
            rest = len(signs) - MOST_SIGNS
            more = f"and {rest} more below" if rest > 0 else ""
            yield ["! Get help now for", *signs[:MOST_SIGNS], more]
        if self.topic.cautions:
            number = len(self.topic.cautions)
            cautions = f"{number} caution{'s' * (number != 1)} below"
            yield ["Take care", *self.topic.take_care, cautions]

    def explanation(self) -> Iterator[Group]:
        for section in self.topic.explanation:
            yield [section.heading]
            yield from ([self.said(part)] for part in re.split(r"\n\s*\n", section.text))
            if section.figure:
                yield from self.figure(section.figure)

    def figure(self, figure: Figure) -> Iterator[Group]:
        unit = f" ({figure.unit})" if figure.unit else ""
        yield [f"{figure.title}{unit} {self.numbers(*figure.sources)}"]
        if figure.kind is FigureKind.TABLE and self.aloud:
            for row in figure.rows:
                cells = zip(figure.columns, row, strict=True)
                yield [f"{column}: {cell}" for column, cell in cells]
        else:
            yield from map(list, filter(None, [figure.columns, *figure.rows]))
        yield [figure.note]

    def benefits(self) -> Iterator[Group]:
        for benefit in self.topic.benefits:
            verdict = ", ".join(filter(None, [benefit.evidence.value, benefit.qualifier]))
            claim, finding = self.said(benefit.claim), self.said(benefit.finding)
            size = [f"Studied: {bare(benefit.studied)}. Effect: {bare(benefit.effect)}."]
            size = size if benefit.studied else []
            yield [claim, verdict, finding, *size, self.numbers(*benefit.sources)]

    def advice(self) -> Iterator[Group]:
        yield from ([self.said(caution)] for caution in self.topic.cautions)
        for when, entries in groupby(self.topic.get_help, key=lambda entry: entry.when):
            first, *rest = (self.said(entry.text) for entry in entries)
            yield [HEADINGS[when], first]
            yield from ([text] for text in rest)

    def ending(self) -> Iterator[Group]:
        for name in self.topic.related:
            command = "" if self.format == "html" else f"heal show {name}"
            yield [command, self.around.related[name].title]
        yield [self.said(self.topic.origin)]

    def references(self) -> Iterator[Group]:
        for name in self.sources:
            authors, *rest = told_of(self.around.sources[name])
            yield [f"{self.numbers(name)} {authors}", *rest]


def bare(text: str) -> str:
    """Return a text without the full stops at its end."""
    return text.rstrip(".")


def emergency_signs(topic: Topic) -> list[str]:
    """Return the first sign of each emergency of a topic, each once."""
    told = (marks.strip(e.text) for e in topic.get_help if e.when is Urgency.EMERGENCY)
    first = (re.split(r"[;,]|: | - | \[", text)[0].strip() or text for text in told)
    return list(dict.fromkeys(first))


def told_of(source: Source) -> Group:
    """Return what every list of sources says of one."""
    return [
        source.authors.rstrip("."),
        source.title.rstrip("."),
        f"{source.published}, {source.year} ({source.kind.value})",
        f"ISBN {source.isbn}" if source.isbn else "",
        source.address,
    ]


def told_in_detail(sources: Iterable[Source]) -> Iterator[Group]:
    """Yield what the page of sources says, of the strongest kind first."""
    order = list(SourceKind)
    for source in sorted(sources, key=lambda each: (order.index(each.kind), each.id)):
        *work, address = told_of(source)
        unread = source.status is SourceStatus.NOT_CHECKED
        note = source.note[:1].upper() + source.note[1:].rstrip(".")
        remarks = [source.shows, "Not read for this library." if unread else "", note]
        yield [*work, *remarks, f"({source.id})", address]


def cited(topic: Topic) -> list[str]:
    """Return the sources of a topic in the order in which its page names them."""
    order: list[str] = []
    for benefit in topic.benefits:
        for text in (benefit.claim, benefit.finding):
            order += marks.targets(text, "citation")
        order += benefit.sources
    for text in (*topic.cautions, *(entry.text for entry in topic.get_help)):
        order += marks.targets(text, "citation")
    for section in topic.explanation:
        order += marks.targets(section.text, "citation")
        order += section.figure.sources if section.figure else ()
    order += marks.targets(topic.origin, "citation")
    return list(dict.fromkeys(order))
