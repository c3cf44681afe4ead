"""The command line: one short function a command, and `main`."""

import inspect
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from heal_cli.errors import INTERRUPTED, HealError, NotFound, UsageMistake
from heal_cli.library import Library
from heal_cli.models import Claim, Evidence
from heal_cli.search import FIELDS, MOST_RESULTS
from heal_cli.session import Session

_UsageError: Any = typer.BadParameter.__base__
"""What Typer raises for a command line it cannot read; it exports no name for it."""

_CommandFunction = Callable[..., None]
_COMMANDS: dict[str, _CommandFunction] = {}
_UNKNOWN = "(unknown)"
"""The name under which words that are no command are answered; nobody can mistype it."""


def _show_help(context: typer.Context, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from heal_cli.help import command_page

        session: Session = context.obj
        session.flags |= _flags(context.params)
        session.screen.show(command_page(context, _COMMON))
        raise typer.Exit


def _flags(values: dict[str, Any]) -> dict[str, str]:
    """Return the common options that were typed, as text."""
    typed = {name: value for name, value in values.items() if name in _COMMON and value}
    flags = {name: str(value) for name, value in typed.items() if name not in {"help", "pager"}}
    return flags | ({"pager": "no"} if typed.get("pager") else {})


_option = partial(typer.Option, is_eager=True)
"""Declares an option that is read before the arguments, so that help and errors heed it."""

_COMMON: dict[str, tuple[Any, Any]] = {
    "format": (str, _option("--format", metavar="NAME", help="rich or json.")),
    "width": (str, _option("--width", metavar="N", help="Columns to draw for.")),
    "color": (str, _option("--color", metavar="WHEN", help="auto, always or never.")),
    "pager": (bool, _option("--no-pager", help="Never page long answers.")),
    "content": (
        str,
        _option("--content", metavar="DIR", help="A folder of your own topics to add."),
    ),
    "help": (
        bool,
        typer.Option(
            "--help", "-h", is_eager=True, callback=_show_help, help="Show this help."
        ),
    ),
}
"""The options of every command: (type, declaration), in the order of help."""


def _with_common_options(function: _CommandFunction) -> _CommandFunction:
    """Return the command as Typer is to see it: its own options, then the common ones."""
    signature = inspect.signature(function, eval_str=True)
    common = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if kind is bool else "",
            annotation=Annotated[kind, option],
        )
        for name, (kind, option) in _COMMON.items()
    ]

    def run(context: typer.Context, **values: Any) -> None:
        session: Session = context.obj
        session.flags |= _flags(values)
        own = {name: value for name, value in values.items() if name not in _COMMON}
        function(session if "session" in signature.parameters else context, **own)

    first = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    own = list(signature.parameters.values())[1:]
    keyword_only = [part.replace(kind=inspect.Parameter.KEYWORD_ONLY) for part in own]
    parameters = [first, *keyword_only, *common]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {part.name: part.annotation for part in parameters}
    run.__doc__ = function.__doc__
    return run


def _command(name: str) -> Callable[[_CommandFunction], _CommandFunction]:
    """Register a command under `name`; its docstring is its help."""

    def register(function: _CommandFunction) -> _CommandFunction:
        _COMMANDS[name] = function
        return function

    return register


class _Group(TyperGroup):
    """The program itself: a word that is no command is answered with what to type."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the arguments name, or the one that answers for it."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else [_UNKNOWN, *args])


def _unknown(session: Session, words: Annotated[list[str], typer.Argument()]) -> None:
    """Say what could have been meant by a command that does not exist."""
    from difflib import get_close_matches

    command, typed = words[0], " ".join(words)
    try:
        topic = session.library.find("topic", typed)
    except HealError:
        near = get_close_matches(command, _COMMANDS, n=1)
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
        str, typer.Option("--category", "-c", metavar="NAME", help="Only this category.")
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
    entries = library.topics(library.find("category", category) if category else "")
    titles = {group.id: group.title for group in library.groups("category")}
    page = topics_page(entries, titles)
    session.screen.answer(page, lambda: {"topics": [records.topic_entry(e) for e in entries]})


@_command("show")
def _show(
    session: Session,
    topic: Annotated[
        list[str], typer.Argument(metavar="TOPIC...", help="Ids, titles or names.")
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
    for name in topic:
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
        record = {
            "topics": [records.topic(t, a.sources) for t, a in zip(found, around, strict=True)]
        }
        session.screen.answer(page, lambda: record, library.urgent(" ".join(topic)))
    if errors:
        raise errors[0]


@_command("search")
def _search(
    session: Session,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='"Quote" a phrase.')],
    inside: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="FIELD", help=f"Only in: {', '.join(FIELDS)}."),
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
        heal search "restless legs" --in claims
    """
    from heal_cli.formats import records
    from heal_cli.search import search
    from heal_cli.views.results import results_page

    for field in inside or ():
        if field not in FIELDS:
            raise UsageMistake(f'field "{field}" should be one of: {", ".join(FIELDS)}')
    library, text = session.library, " ".join(words)
    found = search(library, text, limit, tuple(inside or ()))
    urgent = library.urgent(text)
    session.require(found.hits, "results", _nothing_found(library, text), urgent)
    also = tuple(library.also(found.query.phrases()))
    record = {
        "results": [records.hit(hit) for hit in found.hits],
        "corrected": dict(found.query.corrected),
        "also": [command for command, _ in also],
    }
    session.screen.answer(results_page(found, also, explain), lambda: record, urgent)


def _nothing_found(library: Library, text: str) -> NotFound:
    from heal_cli import names
    from heal_cli.query import nearest_words

    near = [
        near for word in names.words(text) for near in nearest_words(library.index, word, 0.6)
    ]
    steps = [f"heal search {near[0]}"] if near else []
    maybe = f" Near words: {', '.join(near[:5])}." if near else ""
    return NotFound(f'nothing found for "{text}".{maybe}', [*steps, "heal topics"])


@_command("benefits")
def _benefits(
    session: Session,
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", help="Leave out for the grid.")
    ] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="VERDICT", help="Only claims so judged.")
    ] = "",
    condition: Annotated[
        str, typer.Option("--condition", metavar="NAME", help="Only claims about this.")
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
    session.require(claims, "claims", NotFound("no claim fits that.", ["heal benefits"]))
    if entry:
        page = claim_table(entry.title, claims, library.sources_of(claims))
    else:
        page = grid_page(claims, library.groups("condition"), library.groups("therapy"))
    session.screen.answer(page, lambda: {"claims": [records.claim(claim) for claim in claims]})


def _judged(claim: Claim, evidence: str) -> bool:
    verdicts = [member.value for member in Evidence]
    wanted = evidence.casefold().replace("-", " ").strip()
    if wanted and wanted not in verdicts:
        raise UsageMistake(f'evidence "{evidence}" should be one of: {", ".join(verdicts)}')
    return wanted in {"", claim.benefit.evidence.value}


@_command("for")
def _for(
    session: Session,
    condition: Annotated[list[str], typer.Argument(metavar="CONDITION...")],
) -> None:
    """Show everything that is claimed to help a condition, best evidence first.

    Examples:
        heal for insomnia
        heal for leg cramps
    """
    from heal_cli.formats import records
    from heal_cli.views.claims import by_evidence, condition_page

    library, name = session.library, " ".join(condition)
    urgent = library.urgent(name)
    group = library.condition(name)
    claims = tuple(by_evidence(library.claims(condition=group.id)))
    nothing = NotFound(f"no claim in this library is about {group.title}.", ["heal benefits"])
    session.require(claims, "claims", nothing)
    therapies = {therapy.id: therapy.title for therapy in library.groups("therapy")}
    page = condition_page(group, claims, therapies, library.sources_of(claims))
    record = {"claims": [records.claim(claim) for claim in claims]}
    session.screen.answer(page, lambda: record, urgent)


@_command("why")
def _why(
    session: Session,
    topic: Annotated[str, typer.Argument(metavar="TOPIC")],
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
    term: Annotated[list[str], typer.Argument(metavar="TERM...")],
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
    topic: Annotated[str, typer.Argument(metavar="[TOPIC]")] = "",
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
    found = library.sources(library.citing(entry.id) if entry else ()).values()
    page = sources_page(f"Sources of {entry.title}" if entry else "Sources", list(found))
    session.screen.answer(page, lambda: {"sources": [records.source(each) for each in found]})


@_command("about")
def _about(session: Session) -> None:
    """Show what the library holds, where it comes from and what it is not."""
    from heal_cli import __version__
    from heal_cli.views.reference import about_page

    counts = session.library.counts()
    conditions = [group.title for group in session.library.groups("condition")]
    page = about_page(__version__, counts, conditions)
    session.screen.answer(page, lambda: {"about": counts._asdict()})


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
    from heal_cli.help import SUBJECTS, command_page, subject_page

    session: Session = context.obj
    root = context.find_root()
    command = getattr(root.command, "commands", {}).get(subject)
    if command:
        page = command_page(
            command.make_context(subject, ["--"], root, resilient_parsing=True), _COMMON
        )
    elif subject in SUBJECTS:
        page = subject_page(subject)
    elif not subject:
        page = command_page(root, _COMMON)
    else:
        known = ", ".join(SUBJECTS)
        raise NotFound(f'no help on "{subject}". Subjects: {known}.', ["heal help"])
    session.screen.show(page)


def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Read what a health site claims, and what studies found.

    Examples:
        heal topics
        heal show magnesium
        heal search spasms
    """
    if version:
        from heal_cli import __version__

        sys.stdout.write(f"heal {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from heal_cli.help import summary
        from heal_cli.views.start import start_page

        commands = getattr(context.command, "commands", {}).items()
        page = start_page({n: summary(each) for n, each in commands if not each.hidden})
        context.obj.screen.show(page)


def _app(arguments: Sequence[str]) -> typer.Typer:
    """Return the app with the one command that is asked for, or with all.

    Typer prepares every command it is given, which takes longer than to answer.
    """
    asked = next((word for word in arguments if not word.startswith("-")), "")
    names = [asked] if asked in _COMMANDS and asked != "help" else list(_COMMANDS)
    app = typer.Typer(rich_markup_mode=None, cls=_Group, add_help_option=False)
    app.callback(invoke_without_command=True)(_with_common_options(_start))
    for name in names:
        app.command(name, add_help_option=False)(_with_common_options(_COMMANDS[name]))
    if asked not in _COMMANDS:
        app.command(_UNKNOWN, add_help_option=False, hidden=True)(
            _with_common_options(_unknown)
        )
    return app


def _help_last(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with a request for help at their end.

    Typer answers it as soon as it meets it, and would not know the width yet.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [word for word in arguments[:end] if word not in {"-h", "--help"}]
    asked = ["--help"] if len(rest) < end else []
    return [*rest, *asked, *arguments[end:]]


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    session = Session()
    try:
        ordered = _help_last(arguments)
        result = _app(ordered)(
            args=ordered, prog_name="heal", standalone_mode=False, obj=session
        )
    except HealError as error:
        return session.fail(error)
    except _UsageError as error:
        return session.fail(_mistake(error))
    except Exception as error:  # noqa: BLE001 - the one place where nothing may pass
        kind = type(error).__name__
        return session.fail(HealError(f"something went wrong inside heal: {kind}: {error}"))
    if result == INTERRUPTED:
        session.fail(HealError("interrupted"))
    return result if isinstance(result, int) else 0


def _mistake(error: Any) -> UsageMistake:
    """Return a Typer usage error as ours."""
    path = error.ctx.command_path if error.ctx else "heal"
    return UsageMistake(error.format_message(), [f"{path} --help"])


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run `heal` with the given arguments, by default those it was started with."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))
