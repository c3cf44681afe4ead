"""The options that every command takes, and what is done around every command."""

import inspect
from collections.abc import Sequence
from functools import partial
from textwrap import dedent
from typing import Annotated, Any

import typer

from heal_cli.command_line.completion import complete_from
from heal_cli.command_line.session import Session
from heal_cli.commands import FOR_WRITERS, UNKNOWN, CommandFunction
from heal_cli.errors import NotFound
from heal_cli.errors import command as command_line
from heal_cli.formats import ENDINGS, FORMATS, SHOWN
from heal_cli.views.document import Answer, Document


class HelpAsked(Exception):
    """Help was asked for, wherever in the line; `page` is what answers."""

    def __init__(self, page: Document) -> None:
        super().__init__()
        self.page = page


def _show_help(context: typer.Context, asked: bool) -> None:
    if asked and not context.resilient_parsing and context.info_name != UNKNOWN:
        from heal_cli.command_line.help import command_page

        raise HelpAsked(command_page(context))


def _flags(values: dict[str, Any]) -> dict[str, str]:
    """Return the common options that were typed, as text."""
    typed = {name: value for name, value in values.items() if name in _COMMON and value}
    flags = {name: str(value) for name, value in typed.items() if value is not True}
    flags |= {name: "yes" for name in ("force", "open") if name in typed}
    if "pager" in typed:
        flags["pager"] = "no"
    return flags


def _note(context: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Keep a common option as soon as it is read, so that errors heed it too."""
    if value and isinstance(context.obj, Session):
        context.obj.flags |= _flags({param.name or "": value})
    return value


def _uses() -> dict[str, str]:
    return {name: FORMATS[name].use for name in SHOWN}


_option = partial(typer.Option, is_eager=True, callback=_note)
"""Declares an option that is read before the arguments, so that help and errors heed it."""

_COMMON: dict[str, tuple[Any, Any]] = {
    "format": (
        str,
        _option(
            "--format",
            "-f",
            metavar="NAME",
            help=f"{', '.join(SHOWN)}; svg into a file.",
            autocompletion=complete_from(_uses),
        ),
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
    "open": (bool, _option("--open", help="Show the answer in a browser.")),
    "help": (
        bool,
        _option("--help", "-h", callback=_show_help, help="Show this help."),
    ),
}
"""The options of every command: (type, declaration), in the order of help."""


def with_common_options(command: CommandFunction) -> CommandFunction:
    """Return the command as Typer is to see it: its own options, then the common ones."""
    signature = inspect.signature(command, eval_str=True)

    def run(context: typer.Context, **values: Any) -> Answer | None:
        session: Session = context.obj
        name = context.info_name or ""
        own = {name: value for name, value in values.items() if name not in _COMMON}
        arguments, options = _typed(context, own)
        if context.invoked_subcommand is None:
            # What may be a command mistyped is asked without its first word too.
            behind = arguments[1:] if name == UNKNOWN else []
            texts = (" ".join(arguments), " ".join(behind), *options)
            session.asked = [] if name in FOR_WRITERS else list(filter(None, texts))
        try:
            subject = session if "session" in signature.parameters else context
            answer: Answer | None = command(subject, **own)
        except NotFound as error:
            if name in _LISTS and session.settings.format == "json":
                # A program reads the empty list that stands for nothing found.
                return Answer(Document(name, ()), lambda: {_LISTS[name]: []}, error)
            raise _as_typed(error, session.line) from None
        return _with_meanings(answer, session)

    parameters = _parameters(signature)
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {part.name: part.annotation for part in parameters}
    run.__doc__ = command.__doc__ or written_docstring(command)
    return run


def _typed(
    context: typer.Context, values: dict[str, Any]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words of a command's arguments, and those of its own options."""
    words: dict[str, list[str]] = {"argument": [], "option": []}
    for part in context.command.params:
        value = values.get(part.name or "")
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, list | tuple):
            words[part.param_type_name] += [text for text in texts if isinstance(text, str)]
    return words["argument"], words["option"]


def _as_typed(error: NotFound, line: Sequence[str]) -> NotFound:
    """Return an error whose first step is the line that was typed, its slip put right."""
    if error.slip is None or error.slip[0] not in line[1:]:
        return error
    typed, meant = error.slip
    words = [meant if word == typed else word for word in line]
    return NotFound(error.message, [command_line(*words), *error.next_steps[1:]])


def _with_meanings(answer: Answer | None, session: Session) -> Answer | None:
    """Return an answer that knows what its linked words mean, for a format that says so."""
    if answer is None or session.settings.format != "html":
        return answer

    def define(word: str) -> str:
        return session.library.meaning(word)  # It is opened when the first word is asked for.

    page = answer.document._replace(define=define)
    return answer._replace(document=page._replace(day=page.day or session.reviewed))


def written_docstring(function: CommandFunction) -> str:
    """Return a docstring from where it is written: `python -OO` keeps none, and it is help."""
    import ast

    (tree,) = ast.parse(dedent(inspect.getsource(function))).body
    return ast.get_docstring(tree) or "" if isinstance(tree, ast.FunctionDef) else ""


def _parameters(signature: inspect.Signature) -> list[inspect.Parameter]:
    """Return the context, a command's own parameters, and one for each common option."""
    named = inspect.Parameter.KEYWORD_ONLY
    first = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    own = [part.replace(kind=named) for part in list(signature.parameters.values())[1:]]
    common = [
        inspect.Parameter(
            name,
            named,
            default=False if kind is bool else "",
            annotation=Annotated[kind, option],
        )
        for name, (kind, option) in _COMMON.items()
    ]
    return [first, *own, *common]


_LISTS = dict.fromkeys(("benefits", "for", "why", "compare"), "claims") | {
    "topics": "topics",
    "show": "topics",
    "search": "results",
    "cautions": "cautions",
    "define": "terms",
    "sources": "sources",
}
"""The name of the list that each command gives in JSON."""
