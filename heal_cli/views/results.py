"""The results of a search."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from heal_cli.errors import command
from heal_cli.models import Evidence, Topic
from heal_cli.views import document as page
from heal_cli.views.digest import digest
from heal_cli.views.document import Block, Document, Span, Spans, plain, titled

if TYPE_CHECKING:
    # Pages that were not searched for say here what a name was taken for.
    from heal_cli.library.search import Hit, Results

_MOST, _LONGEST = 10, 40
"""Words that are named as not in the library, and how many letters of each."""


@titled("Search")
def results_page(
    found: "Results",
    also: Sequence[tuple[str, str]],
    explain: bool,
    topics: Sequence[Topic] = (),
) -> Iterator[Block]:
    """Return the hits, best first, each with the passage that answers.

    Args:
        found: What the search found.
        also: Other commands that answer the words, each with what it shows.
        explain: Whether each hit says what made its score.
        topics: Those of which a claim is shown: their cautions and signs end the page.
    """
    if found.query.corrected:
        yield page.Paragraph(_assumed(found), flush=True)
    asked = " ".join(found.query.words)
    nothing = "" if found.hits else f'Nothing found for "{asked}".'
    is_weak = found.hits and found.is_weak
    nearest = "No topic is about this; the nearest mention:" if is_weak else ""
    said = " ".join(filter(None, (nothing, missing_words(found), nearest)))
    if said:
        yield page.Paragraph(plain(said), flush=True)
    if found.hits:
        yield page.Entries([_entry(hit, explain) for hit in found.hits], "Result")
    yield from digest(topics)
    rows = [(plain("Also", "aside"), _command(command, shows)) for command, shows in also]
    for hit in found.hits[:1]:
        read = Span(f"heal show {hit.topic.id}", "command", page.TYPED)
        rows.append((plain("Read", "aside"), (read,)))
    yield page.Pairs(rows, flush=True)


def missing_words(found: "Results") -> str:
    """Return the sentence that names the words which the library does not have, or ""."""
    if not found.unknown:
        return ""
    shown = [
        each if len(each) <= _LONGEST else f"{each[:_LONGEST]}..." for each in found.unknown
    ]
    more = f" and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
    return f"Not in this library: {', '.join(shown[:_MOST])}{more}."


def taken(document: Document, notes: Sequence[tuple[str, str]]) -> Document:
    """Return a page under a line that says what was typed and what it was taken for."""
    if not notes:
        return document
    said = "; ".join(f'"{typed}" was taken for "{name}"' for typed, name in notes)
    line = page.Paragraph(plain(f"{said[:1].upper()}{said[1:]}."), flush=True)
    return document._replace(blocks=chain([line], document.blocks))


def understood(document: Document, kind: str, typed: str) -> Document:
    """Return a page under a line that says what words without a command were understood as."""
    other = Span(command("search", *typed.split()), "command", page.TYPED)
    meant = (
        Span(f"{document.title} (the {kind}"),
        Span("; other meanings: ", target=page.TYPED),
    )
    line = page.Paragraph((*meant, other, Span(")")), flush=True)
    return document._replace(blocks=chain([line], document.blocks))


def _assumed(found: "Results") -> Spans:
    """Return which words were taken for typing errors, and how to keep them as typed."""
    spans: list[Span] = [
        Span("Showing results for "),
        Span(" ".join(found.query.words), "match"),
    ]
    changes = ", ".join(f"{typed} → {taken}" for typed, taken in found.query.corrected)
    typed = found.query.corrected[0][0]
    keep = Span(f"; quote a word to keep it: '\"{typed}\"'", target=page.TYPED)
    return (*spans, Span(f" ({changes}"), keep, Span(")"))


def _command(command: str, shows: str) -> Spans:
    return (Span(command, "command", page.target_of(command, shows)), Span(f"  {shows}"))


def _entry(hit: "Hit", explain: bool) -> page.Entry:
    body = marked(hit.passage.snippet)
    if explain:
        points = ", ".join(f"{reason} {points:.1f}" for reason, points in hit.reasons)
        body = (*body, Span(f" [{hit.score:.1f}: {points}]", "aside"))
    origin = f" (from {hit.topic.library})" if hit.topic.library else ""
    title = hit.topic.title + origin
    target = page.Target("topic", hit.topic.id, title)
    return page.Entry(hit.topic.id, title, _place(hit), body, target=target)


def _place(hit: "Hit") -> Spans:
    if hit.passage.evidence:
        return (Span("claim · ", "aside"), *page.verdict(Evidence(hit.passage.evidence)))
    return plain(hit.passage.section, "aside")


def marked(snippet: tuple[str, ...]) -> Spans:
    """Return a snippet whose matched words stand between asterisks, also without colour."""
    return tuple(
        Span(f"*{part}*", "match") if place % 2 else Span(part)
        for place, part in enumerate(snippet)
        if part
    )
