"""The page of cautions that name a reader's situation."""

from collections.abc import Iterator, Mapping, Sequence

from heal_cli.library.situations import Named
from heal_cli.models import Source, Urgency
from heal_cli.views import document as page
from heal_cli.views.document import Block, Span, Spans, plain, titled

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
    citations = page.Citations()
    named_ones = [situation for situation in asked if situation not in unnamed]
    yield page.Heading(f"Cautions that name: {'; '.join(named_ones)}", 1)
    if unnamed:
        said = f"Not one caution here names: {'; '.join(unnamed)}."
        yield page.Paragraph(plain(said, "warning"), flush=True)
    yield page.Paragraph(plain(_SELECTION), flush=True)
    for named in found:
        yield page.Heading(named.topic.title, 2, named.topic.id)
        yield from page.own_note(named.library)
        items = (*_signs(named, citations), *_cautions(named, citations))
        yield page.Bullets(items, "Caution", mark="!", meaning="warning")
    yield from page.cited(citations, sources)


def _signs(named: Named, citations: page.Citations) -> Iterator[Spans]:
    for sign in named.get_help:
        yield (Span(_URGENCY[sign.when], "label"), *page.written(sign.text, citations))


def _cautions(named: Named, citations: page.Citations) -> Iterator[Spans]:
    return (page.written(caution, citations) for caution in named.cautions)
