"""The command line: the app, the options that every command takes, and `main`."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from heal_cli.command_line.options import UNKNOWN_NAME, with_common_options
from heal_cli.command_line.session import COMPLETION, Session
from heal_cli.commands import COMMANDS, UNKNOWN, function
from heal_cli.errors import INTERRUPTED, HealError, UsageMistake

_UsageError: Any = typer.BadParameter.__base__
"""What Typer raises for a command line it cannot read; it exports no name for it."""


class _Group(TyperGroup):
    """The program itself: a word that is no command is answered with what to type."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the arguments name, or the one that answers for it."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else [UNKNOWN_NAME, *args])


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
        from heal_cli.command_line.help import summary
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
    app.callback(invoke_without_command=True)(with_common_options(_start))
    for name in [first] if is_known else COMMANDS:
        app.command(name, add_help_option=False)(with_common_options(function(name)))
    if not is_known:
        app.command(UNKNOWN_NAME, add_help_option=False, hidden=True)(
            with_common_options(function(UNKNOWN))
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
        if session.distrust_index():
            return run(arguments)
        kind = type(error).__name__
        return session.fail(HealError(f"something went wrong inside heal: {kind}: {error}"))
    if result == INTERRUPTED:
        session.fail(HealError("interrupted"))
    return result if isinstance(result, int) else 0


def _mistake(error: Any) -> UsageMistake:
    """Return a Typer usage error as ours."""
    path = error.ctx.command_path if error.ctx else "heal"
    path = path.removesuffix(f" {UNKNOWN_NAME}")
    return UsageMistake(error.format_message(), [f"{path} --help"])


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run `heal` with the given arguments, by default those it was started with."""
    sys.exit(run(sys.argv[1:] if argv is None else argv))
