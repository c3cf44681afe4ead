"""Pages on the library itself: what it holds, and which of its verdicts changed."""

from collections.abc import Iterator, Mapping, Sequence

from heal_cli.models import Claim, Counts, Evidence, Group
from heal_cli.text import marks
from heal_cli.views import document as page
from heal_cli.views.document import Block, Span, plain, titled

_WHAT_IT_IS = (
    "A reference reader. It restates, in its own words, what the site Heal Yourself at Home "
    "teaches about magnesium, inflammation, lifestyle and electrotherapy, and puts beside each "
    "claim what independent studies and official bodies say."
)

_WHAT_IT_IS_NOT = (
    "It is not medical advice, not a diagnosis, and not made or approved by the site. It sends "
    "nothing anywhere and needs no network. It is free under the MIT licence."
)


@titled("About")
def about_page(
    version: str,
    counts: Counts,
    folders: Mapping[str, str],
    groups: Mapping[str, Sequence[Group]],
) -> Iterator[Block]:
    """Return what the library holds, where it comes from and what it is not.

    `folders` are by library, `groups` by the heading that they stand under.
    """
    yield page.Heading(f"heal {version}", 1)
    yield page.Paragraph(plain(_WHAT_IT_IS), flush=True)
    yield from _counted(counts, folders)
    yield page.Heading("What it is not")
    yield page.Paragraph(plain(_WHAT_IT_IS_NOT))
    for title, members in groups.items():
        yield page.Heading(title)
        yield page.Pairs(
            [
                ((Span(group.id, "command", _target(group)),), plain(_titled(group)))
                for group in members
            ]
        )


def _counted(counts: Counts, folders: Mapping[str, str]) -> Iterator[Block]:
    yield page.Heading("What it holds")
    yield page.Pairs(
        [(plain(name), plain(str(number))) for name, number in counts.things.items()]
    )
    yield page.Heading("Where topics come from")
    topics = {name: page.number_of(counts.origins.get(name, 0), "topic") for name in folders}
    yield page.Pairs(
        [
            (plain(name), plain(f"{topics[name]} in {folder}"))
            for name, folder in folders.items()
        ]
    )
    yield page.Heading("Claims by verdict")
    yield page.Pairs(
        [(page.verdict(Evidence(name)), plain(str(n))) for name, n in counts.verdicts.items()]
    )
    yield page.Heading("Sources by kind")
    yield page.Pairs([(plain(kind), plain(str(n))) for kind, n in counts.kinds.items()])
    yield page.Heading("Reviews")
    reviews = (
        ("Oldest", counts.oldest_review),
        ("Newest", counts.newest_review),
        ("Evidence last searched", counts.newest_review),
    )
    yield page.Pairs([(plain(name), plain(day)) for name, day in reviews])


def _target(group: Group) -> page.Target:
    return page.Target("group", group.id, _titled(group))


def _titled(group: Group) -> str:
    own = f' (from "{group.library}", not part of the reviewed library)'
    return group.title + (own if group.library else "")


@titled("Changes")
def changes_page(claims: Sequence[Claim]) -> Iterator[Block]:
    """Return the verdicts that changed, the latest first: claim, old and new, day, why."""
    changes = [(change, claim) for claim in claims for change in claim.benefit.history]
    changes.sort(key=lambda each: (-each[0].day.toordinal(), each[1].topic, each[1].position))
    yield page.Heading("Verdicts that changed", 1)
    if not changes:
        yield page.Paragraph(plain("No verdict has changed so far."), flush=True)
    for change, claim in changes:
        day = page.day_of(change.day)
        place = f"{claim.topic} {claim.position} \u00b7 {day}"
        yield page.Heading(marks.strip(claim.benefit.claim), 2, place)
        yield page.Pairs(
            [
                (plain("Was", "label"), page.verdict(change.was)),
                (plain("Is", "label"), page.verdict(change.now, claim.benefit.qualifier)),
                (plain("Why", "label"), plain(change.why)),
            ]
        )
