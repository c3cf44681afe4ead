"""The digest of topics: their most pressing signs, and who must take care.

Nothing is reworded: a sign is cut at its first comma, colon or semicolon, and whom the
cautions are about the topic says itself. Wherever a digest stands, it says where the whole
does, and how many cautions stand there.
"""

import re
from collections.abc import Iterable, Iterator

from heal_cli.models import Topic, Urgency
from heal_cli.text import marks
from heal_cli.views.document import Block, Pairs, Span, Spans, Target, leading, number_of

MOST_SIGNS = 3
MOST_SITUATIONS = 4
"""Of several topics; of one alone all are shown."""

_SIGN_END = re.compile(r"[;,]|: | - | \[")


def signs(topic: Topic) -> tuple[str, ...]:
    """Return the emergency signs of a topic, the first of each line, in its order."""
    emergencies = (e.text for e in topic.get_help if e.when is Urgency.EMERGENCY)
    return tuple(dict.fromkeys(_sign(marks.strip(text)) for text in emergencies))


def _sign(text: str) -> str:
    cut = _SIGN_END.split(text)[0].strip()
    return cut or text


def digest(topics: Iterable[Topic], place: Spans = ()) -> Iterator[Block]:
    """Yield a block with the signs and situations of topics, or nothing where there are none.

    `place` says where all of it stands, as words that follow "and 3 more"; where it is not
    told, it is the pages of the topics.
    """
    # Of each topic only these are kept, however many there are.
    found = [
        (_page_of(each), signs(each), each.take_care, len(each.cautions)) for each in topics
    ]
    place = place or (found[0][0] if len(found) == 1 else _PAGES)
    urgent = _together(each for _, each, _, _ in found)
    careful = _together(each for _, _, each, _ in found)
    cautions = sum(each for _, _, _, each in found)
    rows: list[tuple[Spans, Spans]] = []
    if urgent:
        rest = len(urgent) - MOST_SIGNS
        more = (Span(f"; and {rest} more "), *place) if rest > 0 else ()
        said = Span("; ".join(urgent[:MOST_SIGNS]))
        rows.append(((Span("! Get help now for", "urgent"),), (said, *more)))
    if cautions:
        shown = careful if len(found) == 1 else careful[:MOST_SITUATIONS]
        said = Span("; ".join(shown) + (" (" if shown else ""))
        whole = (Span(f"{number_of(cautions, 'caution')} "), *place, Span(")" * bool(shown)))
        rows.append(((Span("Take care", "label"),), (said, *whole)))
    if rows:
        yield Pairs(rows, flush=True)


_PAGES: Spans = (
    Span("in heal show TOPIC", target=Target(title="on the pages of these topics")),
)


def _page_of(topic: Topic) -> Spans:
    (read,) = leading("topic", topic.id, topic.title)
    return (Span("in ", target=Target(title="on the page ")), read._replace(meaning=""))


def _together(lists: Iterable[tuple[str, ...]]) -> list[str]:
    """Return what several lists say, each thing once, the first of every list first.

    What says more than another, such as kidney disease or dialysis, stands in its place.
    """
    columns = [list(each) for each in lists]
    longest = max(map(len, columns), default=0)
    rows = (column[place : place + 1] for place in range(longest) for column in columns)
    said: list[str] = []
    for text in (text for row in rows for text in row):
        like = next((n for n, each in enumerate(said) if text.startswith(each)), None)
        if like is not None:
            said[like] = text
        elif not any(each.startswith(text) for each in said):
            said.append(text)
    return list(dict.fromkeys(said))
