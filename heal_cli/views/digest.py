"""The digest of a topic: its most pressing signs and who must take care, shortened by rule.

Nothing is reworded: a sign is cut at its first comma, colon or semicolon, a caution to the
words that say whom it is for. Wherever a digest stands, it says where the whole does.
"""

import re
from collections.abc import Iterable, Iterator

from heal_cli.models import Topic, Urgency
from heal_cli.text import marks
from heal_cli.views.document import Block, Pairs, Span, Spans

MOST_SIGNS = 3
MOST_SITUATIONS = 4
_LONGEST_SITUATION = 52

_SITUATION = re.compile(
    r"^(?:With|In|During|While|If you (?:have|are|take|use)|Over|Before|After|For)\b"
    r"[^.:;]*?(?=[,:;.]| (?:ask|do not|can|may|tell|see|have|has|magnesium|never)\b)"
    r"|^[A-Z][^.:;]{2,50}(?=:)"
)
_LEADS = ("With ", "If you have ", "If you are ", "If you take ", "If you use ")
_SIGN_END = re.compile(r"[;,]|: | - | \[")


def signs(topic: Topic) -> tuple[str, ...]:
    """Return the emergency signs of a topic, the first of each line, in its order."""
    emergencies = (e.text for e in topic.get_help if e.when is Urgency.EMERGENCY)
    return tuple(dict.fromkeys(_sign(marks.strip(text)) for text in emergencies))


def _sign(text: str) -> str:
    cut = _SIGN_END.split(text)[0].strip()
    return cut or text


def situations(topic: Topic) -> tuple[str, ...]:
    """Return whom the cautions of a topic are for, in its order."""
    found = (_SITUATION.match(marks.strip(caution)) for caution in topic.cautions)
    named = (_short(match[0]) for match in found if match)
    return tuple(dict.fromkeys(name for name in named if len(name) <= _LONGEST_SITUATION))


def _short(text: str) -> str:
    for lead in _LEADS:
        text = text.removeprefix(lead)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def digest(topics: Iterable[Topic], whole: Spans = ()) -> Iterator[Block]:
    """Yield a block with the signs and situations of topics, or nothing where there are none.

    Args:
        topics: The topics that were shown.
        whole: Where all of it stands, as words that follow "and 3 more".
    """
    # Of each topic only these words are kept, however many there are.
    shown = [(signs(topic), situations(topic)) for topic in topics]
    urgent = _together(each for each, _ in shown)
    careful = _together(each for _, each in shown)
    rows: list[tuple[Spans, Spans]] = []
    if careful:
        said = _listed(careful, MOST_SITUATIONS, whole)
        rows.append(((Span("Take care", "label"),), said))
    if urgent:
        said = _listed(urgent, MOST_SIGNS, whole)
        rows.append(((Span("! Get help now for", "urgent"),), said))
    if rows:
        yield Pairs(rows, flush=True)


def _together(lists: Iterable[tuple[str, ...]]) -> list[str]:
    """Return what several lists say, each thing once, the first of every list first."""
    columns = [list(each) for each in lists]
    longest = max(map(len, columns), default=0)
    rows = (column[place : place + 1] for place in range(longest) for column in columns)
    return list(dict.fromkeys(text for row in rows for text in row))


def _listed(texts: list[str], most: int, whole: Spans) -> Spans:
    rest = len(texts) - most
    listed = Span("; ".join(texts[:most]))
    if rest <= 0:
        return (listed,)
    more = f"; and {rest} more"
    return (listed, Span(f"{more} " if whole else more), *whole)
