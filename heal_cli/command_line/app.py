"""The app: which command a line asks for, what an error becomes, and `main`."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from heal_cli.command_line.options import HelpAsked, with_common_options
from heal_cli.command_line.session import Session
from heal_cli.commands import COMMANDS, UNKNOWN, function
from heal_cli.errors import HealError, UsageMistake
from heal_cli.views.document import Answer

_UsageError: Any = typer.BadParameter.__base__
"""What Typer raises for a command line it cannot read; it exports no name for it."""


class _Group(TyperGroup):
    """The commands, each made when it is asked for: to make all takes longer than to answer.

    Words that are no command are answered by a command of their own.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's
        """Return the names of the commands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's
        """Return the command of a name, or None."""
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that arguments ask for, with its name and its own arguments."""
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        return UNKNOWN, _command(UNKNOWN), args


def _command(name: str) -> Any:
    """Return one command as Typer prepares it."""
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name, add_help_option=False)(with_common_options(function(name)))
    return typer.main.get_command(single)


def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> Answer | None:
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
    if context.invoked_subcommand is not None:
        return None
    from heal_cli.command_line.help import summaries
    from heal_cli.views.start import start_page

    return Answer(start_page(summaries(context)))


def _app() -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, cls=_Group, add_help_option=False)
    app.callback(invoke_without_command=True)(with_common_options(_start))
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
    session = Session(arguments)
    try:
        return _carry_out(session, arguments)
    finally:
        session.close()


def _carry_out(session: Session, arguments: Sequence[str]) -> int:
    try:
        answer = _answer(session, arguments)
        if isinstance(answer, int):
            return answer
        session.screen.show(answer, session.emergencies)
        return session.fail(answer.error) if answer.error else 0
    except Exception as error:  # noqa: BLE001 - the one place where nothing may pass
        is_ours = isinstance(error, HealError | _UsageError)
        if not is_ours and session.distrust_index():
            return run(arguments)
        return session.fail(_failure(error, arguments))


def _failure(error: Any, arguments: Sequence[str]) -> HealError:
    """Return what went wrong as an error of ours."""
    if isinstance(error, HealError):
        return error
    if isinstance(error, _UsageError):
        asked = [word for word in arguments[:1] if word in COMMANDS]
        return UsageMistake(error.format_message(), [" ".join(["heal", *asked, "--help"])])
    if isinstance(error, OSError):
        place = f'"{error.filename}" cannot be used: ' if error.filename else ""
        return HealError(f"{place}{error.strerror or error}", ["heal help environment"])
    return HealError(f"something went wrong inside heal: {type(error).__name__}: {error}")


def _answer(session: Session, arguments: Sequence[str]) -> Answer | int:
    """Return what a command line is answered with, or the exit code where that is all."""
    try:
        answer: Answer | int = _app()(
            args=_help_last(arguments), prog_name="heal", standalone_mode=False, obj=session
        )
    except HelpAsked as asked:
        return Answer(asked.page)
    return answer


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run `heal` with the given arguments, by default those it was started with."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))
