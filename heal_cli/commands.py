"""The commands: one short function each, which finds, builds a page and shows it."""

import os
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heal_cli.completion import complete
from heal_cli.errors import HealError, NotFound, UsageMistake
from heal_cli.session import Session
from heal_cli.settings import MOST_RESULTS

if TYPE_CHECKING:
    from heal_cli.library import Library
    from heal_cli.models import Claim

CommandFunction = Callable[..., None]

COMMANDS: dict[str, CommandFunction] = {}
"""Every command by its name, in the order of help."""


def _command(name: str) -> Callable[[CommandFunction], CommandFunction]:
    """Register a command under `name`; its docstring is its help."""

    def register(function: CommandFunction) -> CommandFunction:
        COMMANDS[name] = function
        return function

    return register


def unknown(session: Session, words: Annotated[list[str], typer.Argument()]) -> None:
    """Say what could have been meant by a command that does not exist."""
    from difflib import get_close_matches

    command, typed = words[0], " ".join(words)
    try:
        topic = session.library.find("topic", typed)
    except HealError:
        near = get_close_matches(command, COMMANDS, n=1)
        right = " ".join([*near, *words[1:]]) if near else f"search {typed}"
        maybe = f' Did you mean "{near[0]}"?' if near else ""
        steps = [f"heal {right}", "heal --help"]
        raise UsageMistake(f'no command "{command}".{maybe}', steps) from None
    message = f'no command "{command}", but "{typed}" is a topic.'
    raise UsageMistake(message, [f"heal show {topic}", f"heal search {typed}"])


@_command("topics")
def _topics(
    session: Session,
    category: Annotated[
        str,
        typer.Option(
            "--category",
            "-c",
            metavar="NAME",
            help="Only this category.",
            autocompletion=complete("category"),
        ),
    ] = "",
    origin: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Only from this library.")
    ] = "",
) -> None:
    """List the topics by category.

    Examples:
        heal topics
        heal topics --category magnesium
    """
    from heal_cli.formats import records
    from heal_cli.views.topics import topics_page

    library = session.library
    entries = library.topics(library.find("category", category) if category else "", origin)
    if not entries:
        known = ", ".join(library.origins())
        where = f'from "{origin}". There are: {known}' if origin else f'in "{category}"'
        raise NotFound(f"no topics {where}.", ["heal topics"])
    titles = {group.id: group.title for group in library.groups("category")}
    page = topics_page(entries, titles)
    session.screen.answer(page, lambda: {"topics": [records.topic_entry(e) for e in entries]})


@_command("show")
def _show(
    session: Session,
    topic: Annotated[
        list[str],
        typer.Argument(
            metavar="TOPIC...",
            help="Ids, titles or names; - reads them from standard input, one a line.",
            autocompletion=complete("topic"),
        ),
    ],
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section", "-s", metavar="NAME", help="Only this part; may be repeated."
        ),
    ] = None,
) -> None:
    """Show topics: claims, findings, cautions, when to get help, sources.

    Examples:
        heal show magnesium
        heal show muscle-spasms crp
        heal show magnesium --section benefits
    """
    from heal_cli.document import Document
    from heal_cli.formats import records
    from heal_cli.views.topic import parts, topic_page

    library = session.library
    found, errors = [], []
    joined = " ".join(topic)
    if len(topic) > 1 and library.names_topic(joined):
        topic = [joined]
    wanted = [name for each in topic for name in (_typed() if each == "-" else [each])]
    for name in wanted:
        try:
            found.append(library.topic(name))
        except HealError as error:
            errors.append(error)
    if found:
        around = [library.surroundings(each, session.today) for each in found]
        pages = [
            topic_page(each, beside, parts(each, section or ()))
            for each, beside in zip(found, around, strict=True)
        ]
        page = Document(found[0].title, chain.from_iterable(each.blocks for each in pages))
        record = {"topics": [records.topic(t, a) for t, a in zip(found, around, strict=True)]}
        session.screen.answer(page, lambda: record)
    if errors:
        raise errors[0]


def _typed() -> list[str]:
    """Return the names on standard input, one a line."""
    names = [line.strip() for line in sys.stdin or () if line.strip()]
    if not names:
        raise NotFound("standard input names no topic.", ["heal topics"])
    return names


@_command("search")
def _search(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help="A phrase in quotes within quotes: '\"restless legs\"'."
        ),
    ],
    inside: Annotated[
        list[str] | None,
        typer.Option(
            "--in", metavar="FIELD", help="Only in this field; a wrong one lists them all."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=1, help="Results at the most.")
    ] = MOST_RESULTS,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each result stands where it stands.")
    ] = False,
) -> None:
    """Find the topics that answer your words.

    Examples:
        heal search spasms
        heal search leg cramps at night
        heal search '"restless legs"' --in claims
    """
    from heal_cli.formats import records
    from heal_cli.models import SEARCHED_FIELDS
    from heal_cli.search import search
    from heal_cli.views.results import results_page

    for field in inside or ():
        if field not in SEARCHED_FIELDS:
            raise UsageMistake(
                f'field "{field}" should be one of: {", ".join(SEARCHED_FIELDS)}'
            )
    library = session.library
    text = " ".join(words)
    found = search(library, text, limit, tuple(inside or ()))
    if not found.hits:
        raise _nothing_found(library, text)
    also = tuple(library.also(found.query.phrases()))
    record = {
        "results": [records.hit(hit) for hit in found.hits],
        "corrected": dict(found.query.corrected),
        "also": [command for command, _ in also],
    }
    session.screen.answer(results_page(found, also, explain), lambda: record)


def _nothing_found(library: "Library", text: str) -> NotFound:
    from heal_cli import names
    from heal_cli.query import nearest_words

    near = [
        near for word in names.words(text) for near in nearest_words(library.index, word, 0.6)
    ]
    maybe = f" Near words: {', '.join(near[:5])}." if near else ""
    return NotFound(f'nothing found for "{text}".{maybe}', ["heal topics"])


@_command("benefits")
def _benefits(
    session: Session,
    topic: Annotated[
        str,
        typer.Argument(
            metavar="[TOPIC]", help="Leave out for the grid.", autocompletion=complete("topic")
        ),
    ] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="VERDICT", help="Only claims so judged.")
    ] = "",
    condition: Annotated[
        str,
        typer.Option(
            "--condition",
            metavar="NAME",
            help="Only claims about this.",
            autocompletion=complete("condition"),
        ),
    ] = "",
) -> None:
    """Show a topic's claims with their verdicts, or the grid of conditions by therapy.

    Examples:
        heal benefits ces
        heal benefits
        heal benefits --evidence supported
    """
    from heal_cli.formats import records
    from heal_cli.views.claims import claim_table, grid_page

    library = session.library
    about = library.condition(condition).id if condition else ""
    entry = library.entry(topic) if topic else None
    claims = library.claims(entry.id if entry else "", about)
    claims = tuple(claim for claim in claims if _judged(claim, evidence))
    if not claims:
        raise NotFound("no claim fits that.", ["heal benefits"])
    if entry:
        page = claim_table(entry.title, claims, library.sources_of(claims))
    else:
        page = grid_page(claims, library.groups("condition"), library.groups("therapy"))
    session.screen.answer(page, lambda: {"claims": [records.claim(claim) for claim in claims]})


def _judged(claim: "Claim", evidence: str) -> bool:
    from heal_cli.models import Evidence

    verdicts = [member.value for member in Evidence]
    wanted = evidence.casefold().replace("-", " ").strip()
    if wanted and wanted not in verdicts:
        raise UsageMistake(f'evidence "{evidence}" should be one of: {", ".join(verdicts)}')
    return wanted in {"", claim.benefit.evidence.value}


@_command("for")
def _for(
    session: Session,
    condition: Annotated[
        list[str], typer.Argument(metavar="CONDITION...", autocompletion=complete("condition"))
    ],
) -> None:
    """Show everything that is claimed to help a condition, best evidence first.

    Examples:
        heal for insomnia
        heal for leg cramps
    """
    from heal_cli.formats import records
    from heal_cli.views.claims import by_evidence, condition_page

    library, name = session.library, " ".join(condition)
    group = library.condition(name)
    claims = tuple(by_evidence(library.claims(condition=group.id)))
    if not claims:
        raise NotFound(f"no claim in this library is about {group.title}.", ["heal benefits"])
    therapies = {therapy.id: therapy.title for therapy in library.groups("therapy")}
    page = condition_page(group, claims, therapies, library.sources_of(claims))
    record = {"claims": [records.claim(claim) for claim in claims]}
    session.screen.answer(page, lambda: record)


@_command("why")
def _why(
    session: Session,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", autocompletion=complete("topic"))],
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words of the claim.")],
) -> None:
    """Show one claim in full: verdict, what it means, finding, every source.

    Examples:
        heal why ces depression
        heal why muscle-spasms night cramps
    """
    from heal_cli.formats import records
    from heal_cli.views.claims import why_page

    library = session.library
    entry = library.entry(topic)
    claims = library.claim(entry.id, " ".join(words))
    page = why_page(entry, claims, library.sources_of(claims))
    session.screen.answer(page, lambda: {"claims": [records.claim(claim) for claim in claims]})


@_command("define")
def _define(
    session: Session,
    term: Annotated[
        list[str], typer.Argument(metavar="TERM...", autocompletion=complete("term"))
    ],
) -> None:
    """Explain a word from the glossary.

    Examples:
        heal define acetylcholine
        heal define CRP
    """
    from heal_cli.formats import records
    from heal_cli.search import search
    from heal_cli.views.reference import term_page

    found = session.library.term(" ".join(term))
    hits = search(session.library, f'"{found.id}"', limit=3).hits
    page = term_page(found, [hit.topic for hit in hits])
    session.screen.answer(page, lambda: {"terms": [records.term(found)]})


@_command("sources")
def _sources(
    session: Session,
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", autocompletion=complete("topic"))
    ] = "",
) -> None:
    """List the sources of a topic, or of the whole library, with what each showed.

    Examples:
        heal sources crp
        heal sources
    """
    from heal_cli.formats import records
    from heal_cli.views.reference import sources_page

    library = session.library
    entry = library.entry(topic) if topic else None
    found = library.sources(library.citing(entry.id) if entry else None).values()
    title = f"Sources of {entry.title}" if entry else "Sources"
    page = sources_page(title, list(found), entry.library if entry else "")
    session.screen.answer(page, lambda: {"sources": [records.source(each) for each in found]})


@_command("about")
def _about(session: Session) -> None:
    """Show what the library holds, where it comes from and what it is not."""
    from heal_cli import __version__
    from heal_cli.views.reference import about_page

    library = session.library
    counts = library.counts()
    kinds = {
        title: library.groups(kind)
        for title, kind in (
            ("Categories", "category"),
            ("Therapies", "therapy"),
            ("Conditions", "condition"),
        )
    }
    page = about_page(__version__, counts, library.folders(), kinds)
    session.screen.answer(page, lambda: {"about": counts._asdict()})


@_command("check")
def _check(
    session: Session,
    path: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Libraries, or files in one."),
    ] = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Lines that code hosts show beside the code.")
    ] = False,
) -> None:
    """Check content: every fault and warning with its file, line and column.

    Examples:
        heal check
        heal check my/content
        heal check my/content/topics/spices/ginger.yaml
    """
    from heal_cli.authoring import findings
    from heal_cli.errors import CheckFailed
    from heal_cli.formats import records
    from heal_cli.views.check import check_page, counted

    places = [Path(each) for each in path or ()] or list(session.roots)
    found, files = findings(places, session.roots, session.today, session.screen.progress)
    page = check_page(found, files, annotate)
    session.screen.answer(page, lambda: {"findings": [records.finding(each) for each in found]})
    if any(each.is_fault for each in found):
        raise CheckFailed(counted(found, files), ["heal help checks"])


@_command("new")
def _new(
    session: Session,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="As ginger-tea.")],
    category: Annotated[
        str,
        typer.Option("--category", "-c", metavar="NAME", autocompletion=complete("category")),
    ] = "notes",
) -> None:
    """Write a commented template for a topic of your own.

    Examples:
        heal new ginger-tea
        heal new ginger-tea --category spices --content my/content
    """
    from heal_cli.authoring import new_topic
    from heal_cli.document import Document, Pairs, Paragraph, plain

    path = new_topic(session.own_content, category, identifier, session.today)
    said = Paragraph(plain(f"Wrote {path}. Fill it in, then:"), flush=True)
    named = f" --content {session.own_content}" if session.settings.content else ""
    steps = (f"heal check {path}", f"heal show {identifier}{named}")
    next_steps = Pairs([(plain(step, "command"), plain("")) for step in steps])
    session.screen.show(Document("New topic", (said, next_steps)))


@_command("disclaimer")
def _disclaimer(session: Session) -> None:
    """Show the disclaimer that stands below every answer."""
    from heal_cli.document import Document

    session.screen.show(Document("Disclaimer", ()))


@_command("help")
def _help(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="[COMMAND or SUBJECT]")] = "",
) -> None:
    """Show help on a command or a subject.

    Examples:
        heal help show
        heal help evidence
    """
    from heal_cli.help import command_page
    from heal_cli.subjects import SUBJECTS

    session: Session = context.obj
    root = context.find_root()
    command = getattr(root.command, "commands", {}).get(subject)
    if command:
        page = command_page(command.make_context(subject, ["--"], root, resilient_parsing=True))
    elif subject in SUBJECTS:
        page = SUBJECTS[subject](os.environ)
    elif not subject:
        page = command_page(root)
    else:
        known = ", ".join(SUBJECTS)
        raise NotFound(f'no help on "{subject}". Subjects: {known}.', ["heal help"])
    session.screen.show(page)
