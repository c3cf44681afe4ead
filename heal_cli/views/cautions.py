"""The page of cautions that name a reader's situation."""

from collections.abc import Iterator, Mapping, Sequence

from heal_cli.library.situations import Named
from heal_cli.models import Source, Urgency
from heal_cli.views.document import (
    Block,
    Bullets,
    Citations,
    Heading,
    Paragraph,
    Span,
    Spans,
    cited,
    own_note,
    plain,
    titled,
    written,
)

_SELECTION = (
    "This is a selection by your words and not advice: what is not listed may still matter. "
    "Ask a doctor or pharmacist before you act on it."
)

_URGENCY = {
    Urgency.EMERGENCY: "Emergency: ",
    Urgency.SOON: "Soon: ",
    Urgency.NEXT_VISIT: "At your next visit: ",
}


@titled("Cautions")
def cautions_page(
    asked: Sequence[str],
    unnamed: Sequence[str],
    found: Sequence[Named],
    sources: Mapping[str, Source],
) -> Iterator[Block]:
    """Return every caution and warning sign that names a situation, by topic.

    `unnamed` are those of the situations that nothing in the library names.
    """
    citations = Citations()
    named_ones = [situation for situation in asked if situation not in unnamed]
    yield Heading(f"Cautions that name: {'; '.join(named_ones)}", 1)
    if unnamed:
        said = f"Not one caution here names: {'; '.join(unnamed)}."
        yield Paragraph(plain(said, "warning"), flush=True)
    yield Paragraph(plain(_SELECTION), flush=True)
    for named in found:
        yield Heading(named.topic.title, 2, named.topic.id)
        yield from own_note(named.library)
        items = (*_signs(named, citations), *_cautions(named, citations))
        yield Bullets(items, "Caution", mark="!", meaning="warning")
    yield from cited(citations, sources)


def _signs(named: Named, citations: Citations) -> Iterator[Spans]:
    for sign in named.get_help:
        yield (Span(_URGENCY[sign.when], "label"), *written(sign.text, citations))


def _cautions(named: Named, citations: Citations) -> Iterator[Spans]:
    return (written(caution, citations) for caution in named.cautions)
