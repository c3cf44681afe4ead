"""The grid of conditions by therapy."""

from collections.abc import Iterator, Sequence

from heal_cli.models import Claim, Evidence, Group
from heal_cli.views import document as page
from heal_cli.views.document import Block, Span, Spans, plain, titled
from heal_cli.views.topic import legend

_WIDEST_CONDITION = 32
_WIDEST_SHORT = 4
_PAGES = page.Target(title="they stand on the pages of their topics")


@titled("Benefits")
def grid_page(
    claims: Sequence[Claim], conditions: Sequence[Group], therapies: Sequence[Group]
) -> Iterator[Block]:
    """Return the verdicts on every condition (down) and therapy (across)."""
    cells = _cells(claims)
    present = [group for group in therapies if any(key[1] == group.id for key in cells)]
    yield page.Heading("Claims by condition and therapy, and how they stand", 1)
    rows = [
        (
            (Span(each.title, target=page.Target("condition", each.id, each.title)),),
            *(cells.get((each.id, group.id), ()) for group in present),
        )
        for each in conditions
        if any((each.id, group.id) in cells for group in present)
    ]
    columns = (
        page.Column("Condition", _WIDEST_CONDITION, "head"),
        *(page.Column(g.title, _WIDEST_SHORT, named=True, short=_short(g)) for g in present),
    )
    yield page.Table(columns, rows, row_name="Condition", dense=True)
    yield legend()
    yield page.Paragraph(plain(_names(present), "aside"), flush=True)
    yield from _outside(claims)


def _short(therapy: Group) -> str:
    return therapy.short or therapy.title[:_WIDEST_SHORT]


def _names(therapies: Sequence[Group]) -> str:
    shortened = (each for each in therapies if _short(each) != each.title)
    return "; ".join(f"{_short(each)}: {each.title}" for each in shortened) + "."


def _outside(claims: Sequence[Claim]) -> Iterator[Block]:
    """Yield how many claims stand in no cell, and what to type to see them."""
    left = sum(not (c.benefit.condition and c.benefit.therapy) for c in claims)
    one: Spans = (Span("heal for CONDITION", "command", page.TYPED),)
    rows: list[tuple[Spans, Spans]] = [(plain("One condition", "aside"), one)]
    if left:
        said = f"{page.number_of(left, 'claim')} outside the conditions of this grid: "
        command = (Span(said), Span("heal benefits TOPIC", "command", _PAGES))
        rows.append((plain("Besides", "aside"), command))
    yield page.Pairs(rows, flush=True)


def _cells(claims: Sequence[Claim]) -> dict[tuple[str, str], Spans]:
    """Return the reviewed verdicts of each (condition, therapy), each once, best first."""
    found: dict[tuple[str, str], set[Evidence]] = {}
    for claim in claims:
        benefit = claim.benefit
        if benefit.condition and benefit.therapy and not claim.library:
            found.setdefault((benefit.condition, benefit.therapy), set()).add(benefit.evidence)
    cells = {}
    for place, verdicts in found.items():
        spans: list[Span] = []
        for evidence in Evidence:
            if evidence in verdicts:
                spans += [Span("; ")] if spans else []
                spans += page.verdict(evidence)
        cells[place] = tuple(spans)
    return cells
