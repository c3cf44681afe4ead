"""Help on subjects: what `heal help` explains beside the commands."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping

from heal_cli.command_line.settings import SETTINGS, value
from heal_cli.formats import ENDINGS, FORMATS, SHOWN
from heal_cli.models import Evidence
from heal_cli.text.safe_text import visible
from heal_cli.views.document import (
    Block,
    Document,
    Heading,
    Pairs,
    Paragraph,
    plain,
)

_VERDICTS = "\n\n".join(
    f"{verdict.mark} {verdict.value}: {verdict.meaning}." for verdict in Evidence
)

_EVIDENCE = f"""
A verdict judges the claim as the site words it, not the whole subject. Each was reached by
reading the studies, reviews and official statements that are listed under the claim.

{_VERDICTS}

Good evidence is several good trials, a good review, or a regulator's decision for that very
use. Words after the verdict narrow it, such as "in the laboratory". A source that was not read
for this library says so, and carries no verdict alone. A result for one machine, medicine or
salt never passes to another.
"""


_EXIT_CODES = """
0: answered; a reader who closes the pipe or leaves the pager has been answered too.

1: unexpected, a fault in heal itself, or a file that could not be written.

2: wrong usage, such as an unknown command or option.

3: content that was asked for is not valid.

4: nothing found.

130: interrupted with Ctrl-C.
"""

_USES = "\n\n".join(f"{name}: {FORMATS[name].use}" for name in SHOWN)

_FORMATS = f"""
{_USES}

A file given with --output takes its format from its ending, unless --format says otherwise:
{" ".join(ENDINGS)}. It is written whole or not at all, and over another file only with --force.
"""


_ACCESSIBILITY = """
HEAL_FORMAT=plain makes the plain format the default: one statement a line, in reading order,
each said in words ("Claim 2 of 7. ... Evidence: mixed."), with no boxes, columns or drawings.

Colour never carries meaning alone. NO_COLOR=1 or --color never turns it off. What is
said stands in your terminal's own ink; the few colours beside it read on dark and on light.

--width 40 makes columns into stacked rows, for large type. Text is never wider than 96 columns.

--format html gives a page with headings, lists and tables that assistive software can walk
through; it follows the browser's own type size, and its dark or light theme.

HEAL_PAGER= (empty) or --no-pager prints long answers at once.
"""


def _paragraphs(title: str, text: str) -> Callable[[Mapping[str, str]], Document]:
    def page(environment: Mapping[str, str]) -> Document:  # noqa: ARG001 - as every subject
        def blocks() -> Iterator[Block]:
            yield Heading(title, 1)
            for part in inspect.cleandoc(text).split("\n\n"):
                yield Paragraph(plain(" ".join(part.split())), flush=True)

        return Document(title, blocks())

    return page


def _checks(environment: Mapping[str, str]) -> Document:  # noqa: ARG001 - as every subject
    """Return what each code of `heal check` means."""
    from heal_cli.authoring.findings import CODES

    title = "What heal check finds"
    rows = [(plain(code, "command"), plain(meaning)) for code, meaning in CODES.items()]
    said = "Codes with F are faults and end with exit code 3; those with W are warnings."
    return Document(title, (Heading(title, 1), Paragraph(plain(said), flush=True), Pairs(rows)))


_ALSO_HEEDED = {
    "HEAL_PAGER, PAGER": "the pager, the first that is set; empty or cat for none",
    "LESS": "the flags of the pager less; FRX where it is not set",
    "NO_COLOR": "no colour, whatever else is set, save --color",
    "FORCE_COLOR, CLICOLOR_FORCE": "colour also where there is no terminal",
    "CLICOLOR": "0 for no colour",
    "TERM": "dumb for neither colour nor pager",
    "COLUMNS, LINES": "the size of the terminal",
    "XDG_CACHE_HOME": "where the index is kept, in a folder heal",
    "XDG_DATA_HOME": "where your own topics are kept, in heal/content",
    "LOCALAPPDATA": "on Windows, where both of these are kept",
}
"""Variables that are no option's, and what each is for."""


def _environment(environment: Mapping[str, str]) -> Document:
    """Return the variables, each with its present value and where that comes from."""

    def blocks() -> Iterator[Block]:
        yield Heading("Environment", 1)
        order = "A flag stands before a variable, a variable before the default."
        yield Paragraph(plain(order), flush=True)
        yield Heading("Options")
        named = {name: each.variable for name, each in SETTINGS.items() if each.variable}
        values = {variable: value(name, {}, environment) for name, variable in named.items()}
        yield _variables(
            (variable, f"{found.text or 'not set'} (from {found.place})")
            for variable, found in values.items()
        )
        yield Heading("Also heeded")
        yield _variables(
            (names, f"{said} (now: {_present(names, environment)})")
            for names, said in _ALSO_HEEDED.items()
        )

    return Document("Environment", blocks())


def _variables(rows: Iterable[tuple[str, str]]) -> Pairs:
    return Pairs([(plain(names, "command"), plain(visible(said))) for names, said in rows])


def _present(names: str, environment: Mapping[str, str]) -> str:
    """Return what variables are set to, or that they are not."""
    found = (f"{name}={environment[name]}" for name in names.split(", ") if name in environment)
    return ", ".join(found) or "not set"


SUBJECTS: dict[str, Callable[[Mapping[str, str]], Document]] = {
    "evidence": _paragraphs("What the verdicts mean", _EVIDENCE),
    "exit-codes": _paragraphs("Exit codes", _EXIT_CODES),
    "formats": _paragraphs("Formats", _FORMATS),
    "environment": _environment,
    "checks": _checks,
    "accessibility": _paragraphs("Accessibility", _ACCESSIBILITY),
}
"""What can be explained: a page for each subject, made from the variables that are set."""

ON = {
    "evidence": "what the verdicts and their marks mean",
    "exit-codes": "what a program is told at the end",
    "formats": "for terminals, screen readers, browsers and programs",
    "environment": "variables that are heeded, and what they are now",
    "checks": "what heal check finds in content",
    "accessibility": "screen readers, colours, large type",
}
"""A line on each subject."""
