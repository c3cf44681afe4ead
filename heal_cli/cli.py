"""The command line: the app, the options that every command takes, and `main`."""

import inspect
import os
import sys
from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from heal_cli.commands import COMMANDS, UNKNOWN, CommandFunction, function
from heal_cli.errors import INTERRUPTED, HealError, NotFound, UsageMistake
from heal_cli.session import COMPLETION, Session
from heal_cli.settings import ENDINGS, FORMATS

if TYPE_CHECKING:
    from heal_cli.screen import Urgent

_UsageError: Any = typer.BadParameter.__base__
"""What Typer raises for a command line it cannot read; it exports no name for it."""

_UNKNOWN = "(unknown)"
"""The name under which words that are no command are answered; nobody can mistype it."""


def _show_help(context: typer.Context, asked: bool) -> None:
    if asked and not context.resilient_parsing and context.info_name != _UNKNOWN:
        from heal_cli.help import command_page

        session: Session = context.obj
        session.flags |= _flags(context.params)
        session.screen.show(command_page(context))
        raise typer.Exit


def _flags(values: dict[str, Any]) -> dict[str, str]:
    """Return the common options that were typed, as text."""
    typed = {name: value for name, value in values.items() if name in _COMMON and value}
    flags = {name: str(value) for name, value in typed.items() if value is not True}
    if "force" in typed:
        flags["force"] = "yes"
    if "pager" in typed:
        flags["pager"] = "no"
    return flags


def _note(context: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Keep a common option as soon as it is read, so that errors heed it too."""
    if value and isinstance(context.obj, Session):
        context.obj.flags |= _flags({param.name or "": value})
    return value


_option = partial(typer.Option, is_eager=True, callback=_note)
"""Declares an option that is read before the arguments, so that help and errors heed it."""

_COMMON: dict[str, tuple[Any, Any]] = {
    "format": (
        str,
        _option("--format", "-f", metavar="NAME", help=f"{', '.join(FORMATS)}."),
    ),
    "width": (str, _option("--width", metavar="N", help="Columns to draw for.")),
    "color": (str, _option("--color", metavar="WHEN", help="auto, always or never.")),
    "pager": (bool, _option("--no-pager", help="Never page long answers.")),
    "content": (
        str,
        _option("--content", metavar="DIR", help="A folder of your own topics to add."),
    ),
    "output": (
        str,
        _option(
            "--output", "-o", metavar="FILE", help=f"Write to a file: {', '.join(ENDINGS)}."
        ),
    ),
    "force": (bool, _option("--force", help="Write over a file that is there.")),
    "help": (
        bool,
        _option("--help", "-h", callback=_show_help, help="Show this help."),
    ),
}
"""The options of every command: (type, declaration), in the order of help."""


def _with_common_options(command: CommandFunction) -> CommandFunction:
    """Return the command as Typer is to see it: its own options, then the common ones."""
    signature = inspect.signature(command, eval_str=True)
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
        urgent = _urgent(session, own) if context.info_name not in _WRITERS else ()
        if urgent:
            session.screen.urgent = urgent
        try:
            command(session if "session" in signature.parameters else context, **own)
        except NotFound:
            _answer_nothing(session, context.info_name or "")
            raise

    first = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    own = list(signature.parameters.values())[1:]
    keyword_only = [part.replace(kind=inspect.Parameter.KEYWORD_ONLY) for part in own]
    parameters = [first, *keyword_only, *common]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {part.name: part.annotation for part in parameters}
    run.__doc__ = command.__doc__
    return run


def _urgent(session: Session, values: dict[str, Any]) -> "Urgent":
    """Return the emergencies that the words of a command line may mean."""
    lists = [value if isinstance(value, list) else [value] for value in values.values()]
    words = [word for word in chain.from_iterable(lists) if isinstance(word, str) and word]
    try:
        return session.library.urgent(" ".join(words)) if words else ()
    except HealError:
        return ()


def _answer_nothing(session: Session, command: str) -> None:
    """Give a program that reads JSON the empty list that stands for nothing found."""
    name = _LISTS.get(command)
    if name and session.settings.format == "json" and not session.screen.has_answered:
        from heal_cli.document import Document

        session.screen.answer(Document(name, ()), lambda: {name: []})


_WRITERS = ("check", "new")
"""Commands for those who write content: they are given names of files, not words."""

_LISTS = {
    "topics": "topics",
    "show": "topics",
    "search": "results",
    "benefits": "claims",
    "for": "claims",
    "why": "claims",
    "define": "terms",
    "sources": "sources",
}
"""The name of the list that each command gives in JSON."""


class _Group(TyperGroup):
    """The program itself: a word that is no command is answered with what to type."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the arguments name, or the one that answers for it."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else [_UNKNOWN, *args])


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
    first = next(iter(_completed() or arguments), "")
    is_known = first in COMMANDS and first != "help"
    app = typer.Typer(rich_markup_mode=None, cls=_Group, add_help_option=False)
    app.callback(invoke_without_command=True)(_with_common_options(_start))
    for name in [first] if is_known else COMMANDS:
        app.command(name, add_help_option=False)(_with_common_options(function(name)))
    if not is_known:
        app.command(_UNKNOWN, add_help_option=False, hidden=True)(
            _with_common_options(function(UNKNOWN))
        )
    return app


def _completed() -> list[str]:
    """Return the words of the line that a shell wants completed, without the program's name."""
    if COMPLETION not in os.environ:
        return []
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    return line.split()[1:]


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
        return _carry_out(session, arguments)
    finally:
        session.close()


def _carry_out(session: Session, arguments: Sequence[str]) -> int:
    try:
        ordered = _help_last(arguments)
        result = _app(ordered)(
            args=ordered, prog_name="heal", standalone_mode=False, obj=session
        )
    except HealError as error:
        return session.fail(error)
    except KeyboardInterrupt:
        result = INTERRUPTED
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
