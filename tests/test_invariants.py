"""What every answer is held to would be noticed if it broke."""

from collections.abc import Callable

import pytest

from heal_cli.disclaimer import NOTICE
from tests.answer import Answer, wanted
from tests.conftest import Heal
from tests.invariants import But, hold

PAGE = ["show", "ces", "--color", "never"]
ERROR = ["show", "nothing"]
URGENT = ["search", "chest pain"]
URGENT_ERROR = ["help", "chest pain"]
WARNING = "heal: a.yaml:1:1: x\nheal: this is left out until it is mended; see: heal check\n"
Change = Callable[[Answer], Answer]


def on_page(old: str, new: str) -> Change:
    """Return what replaces a text of a page."""
    return lambda answer: answer._replace(out=answer.out.replace(old, new, 1))


def on_error(old: str, new: str) -> Change:
    """Return what replaces a text of an error."""
    return lambda answer: answer._replace(err=answer.err.replace(old, new, 1))


BROKEN: dict[str, tuple[list[str], Change, str]] = {
    "nothing": (PAGE, lambda _: Answer("", "", 0), "nothing at all"),
    "no notice": (PAGE, on_page("not medical advice", "x"), "the notice stands 0 times"),
    "two notices": (PAGE, lambda a: a._replace(out=NOTICE + a.out), "the notice stands 2"),
    "words above": (PAGE, lambda a: a._replace(out="CES\n" + a.out), "above the notice"),
    "words below": (PAGE, lambda a: a._replace(out=a.out + "Bye\n"), "does not end with"),
    "cut short": (PAGE, on_page("liable to anyone", ""), "does not end with"),
    "a code": (PAGE, on_page("CES", "\x1b[2J"), "unsafe on stdout"),
    "colour unasked": (PAGE, on_page("CES", "\x1b[1mCES\x1b[0m"), "unsafe on stdout"),
    "unseen": (PAGE, on_page("CES", "C\u200bES"), "unsafe on stdout"),
    "too wide": (PAGE, on_page("\n", f"{'x' * 81}\n"), "wider than 80"),
    "wide letters": (PAGE, on_page("\n", f"\n{'筋' * 41}\n"), "wider than 80"),
    "words on stderr": (PAGE, lambda a: a._replace(err="by the way\n"), "words on stderr"),
    "a warning": (PAGE, lambda a: a._replace(err=WARNING), "words on stderr"),
    "half a warning": (PAGE, lambda a: a._replace(err=WARNING[:20]), "words on stderr"),
    "no warning above": (
        URGENT,
        lambda a: a._replace(out=a.out[a.out.index(NOTICE) :]),
        "does",
    ),
    "no reminder": (
        URGENT,
        lambda a: a._replace(out=a.out[: a.out.rindex("! ")]),
        "the reminders of its",
    ),
    "a reminder of another": (
        PAGE,
        lambda a: a._replace(out=a.out + "! X: Run.\n"),
        "end with",
    ),
    "an error without a message": (ERROR, on_error("heal: ", ""), "does not follow"),
    "an error without its reminder": (
        URGENT_ERROR,
        lambda a: a._replace(err=a.err[: a.err.rindex("! ")]),
        "does not end with its warnings",
    ),
    "words above an error": (ERROR, lambda a: a._replace(err="CES\n" + a.err), "above the"),
    "a traceback": (ERROR, on_error("heal:", "Traceback"), "went wrong inside"),
    "an accident": (ERROR, on_error("no topic", "something went wrong"), "went wrong inside"),
    "error without notice": (ERROR, on_error(NOTICE[:20], ""), "notice does not stand once"),
    "error without end": (ERROR, on_error("liable", ""), "disclaimer does not stand once"),
    "code in an error": (ERROR, on_error("nothing", "\x9b"), "unsafe on stderr"),
    "wide error": (ERROR, on_error("\n", f"{'x' * 81}\n"), "wider than 80"),
}
"""What is asked, how the answer is broken, and what is to be noticed."""


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_an_invariant_is_noticed(heal: Heal, name: str) -> None:
    line, change, noticed = BROKEN[name]
    answer = heal(*line)
    with pytest.raises(AssertionError, match=noticed):
        hold(line, change(answer), wanted(line, {}))


@pytest.mark.parametrize("format_name", ["plain", "markdown", "html", "json"])
def test_a_disclaimer_cut_short_is_noticed_in_every_format(
    heal: Heal, format_name: str
) -> None:
    line = [*PAGE, "--format", format_name]
    answer = on_page("liable to anyone", "")(heal(*line))
    with pytest.raises(AssertionError, match="disclaimer"):
        hold(line, answer, wanted(line, {}))


def test_what_a_test_names_is_let_pass_and_nothing_else(heal: Heal) -> None:
    warned = heal(*PAGE)._replace(err=WARNING)
    hold(PAGE, warned, wanted(PAGE, {}), But.WARNED)
    with pytest.raises(AssertionError, match="words on stderr"):
        hold(PAGE, warned._replace(err="more\n"), wanted(PAGE, {}), But.WARNED)
