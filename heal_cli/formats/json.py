"""Models as plain mappings: the contract of the JSON format, one shape for one thing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from heal_cli.disclaimer import DISCLAIMER
from heal_cli.models import (
    Claim,
    Emergency,
    Figure,
    Section,
    Source,
    Surroundings,
    Term,
    Topic,
    TopicEntry,
)
from heal_cli.text import marks
from heal_cli.text.safe_text import escaped

if TYPE_CHECKING:
    from heal_cli.authoring.findings import Finding
    from heal_cli.library.search import Hit, Results
    from heal_cli.library.situations import Named


SCHEMA_VERSION = 2
"""Raised with every new field; no name or shape that programs may read is ever changed."""


def lines(record: Mapping[str, Any], urgent: Sequence[Emergency]) -> Iterator[str]:
    """Yield the lines of an answer: a record, with what every answer has beside it."""
    import json

    whole = {
        "schema_version": SCHEMA_VERSION,
        "disclaimer": DISCLAIMER,
        "urgent": [each._asdict() | {"library": each.library or None} for each in urgent],
        **record,
    }
    yield from escaped(json.dumps(whole, ensure_ascii=False, indent=2)).split("\n")


def topic_entry(topic: TopicEntry) -> dict[str, Any]:
    """Return what lists say of a topic."""
    return topic._asdict() | {"library": topic.library or None}


def figure(drawn: Figure) -> dict[str, Any]:
    """Return a figure with its rows as lists."""
    return drawn._asdict() | {"kind": drawn.kind.value}


def section(part: Section) -> dict[str, Any]:
    """Return a section; its text keeps the marks that the writer set."""
    return part._asdict() | {"figure": figure(part.figure) if part.figure else None}


def claim(said: Claim) -> dict[str, Any]:
    """Return a claim with its verdict."""
    benefit = said.benefit
    return {
        "topic": said.topic,
        "library": said.library or None,
        "claim": marks.strip(benefit.claim),
        "condition": benefit.condition or None,
        "therapy": benefit.therapy or None,
        "evidence": benefit.evidence.value,
        "qualifier": benefit.qualifier or None,
        "studied": benefit.studied or None,
        "effect": benefit.effect or None,
        "history": [
            {"day": c.day.isoformat(), "was": c.was.value, "now": c.now.value, "why": c.why}
            for c in benefit.history
        ],
        "finding": marks.strip(benefit.finding),
        "sources": list(benefit.sources),
    }


def term(defined: Term) -> dict[str, Any]:
    """Return a glossary term."""
    return {
        "id": defined.id,
        "definition": defined.definition,
        "also_called": list(defined.also_called),
        "library": defined.library or None,
    }


def source(cited: Source) -> dict[str, Any]:
    """Return a source with the address to look it up at."""
    return {
        "id": cited.id,
        "authors": cited.authors,
        "title": cited.title,
        "published": cited.published,
        "year": cited.year,
        "kind": cited.kind.value,
        "shows": cited.shows,
        "status": cited.status.value,
        "address": cited.address or None,
        "isbn": cited.isbn or None,
        "note": cited.note or None,
        "library": cited.library or None,
    }


def topic(page: Topic, around: Surroundings) -> dict[str, Any]:
    """Return a whole topic; its text keeps the marks that the writer set."""
    return {
        "id": page.id,
        "title": page.title,
        "category": page.category,
        "library": around.library or None,
        "summary": marks.strip(page.summary),
        "also_called": list(page.also_called),
        "keywords": list(page.keywords),
        "origin": page.origin,
        "reviewed": page.reviewed.isoformat(),
        "explanation": [section(part) for part in page.explanation],
        "benefits": [claim(said) for said in page.claims(around.library)],
        "take_care": list(page.take_care),
        "cautions": list(page.cautions),
        "get_help": [{"when": entry.when.value, "text": entry.text} for entry in page.get_help],
        "related": list(page.related),
        "sources": [source(cited) for cited in around.sources.values()],
    }


def caution(named: "Named") -> dict[str, Any]:
    """Return what of a topic names a situation."""
    return {
        "topic": named.topic.id,
        "library": named.library or None,
        "cautions": list(named.cautions),
        "get_help": [{"when": e.when.value, "text": e.text} for e in named.get_help],
    }


def finding(found: "Finding") -> dict[str, Any]:
    """Return what `heal check` found at one place."""
    return {"code": found.code, "is_fault": found.is_fault, **found.fault._asdict()}


def results(found: "Results", also: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the answer to a search; `also` are other commands with what they show."""
    return {
        "results": [hit(each) for each in found.hits],
        "confidence": "weak" if found.is_weak else "good",
        "unknown": list(found.unknown),
        "corrected": dict(found.query.corrected),
        "also": [command for command, _ in also],
    }


def hit(found: "Hit") -> dict[str, Any]:
    """Return a search result; `matches` are the parts of the snippet that were asked for."""
    return {
        "topic": found.topic.id,
        "title": found.topic.title,
        "library": found.topic.library or None,
        "section": found.passage.section,
        "evidence": found.passage.evidence or None,
        "snippet": "".join(found.passage.snippet),
        "matches": list(found.passage.snippet[1::2]),
        "score": round(found.score, 4),
    }
