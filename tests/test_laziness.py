"""heal answers at once: it loads and draws only what the answer needs."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.completions import request
from tests.invariants import But
from tests.processes import command, run, surroundings

HEAVY = {"rich.markdown", "rich.progress", "rich.traceback", "tempfile"}
YAML = {"yaml", "heal_cli.loading.loader"}
INDEX = {"sqlite3", "heal_cli.index.index"}
DRAWING = {"rich.console", "heal_cli.views.frame", "heal_cli.screen.screen"}

# Prints at the end which of some modules are loaded.
LOADED = """
import atexit
unneeded = {unneeded}
atexit.register(lambda: print("loaded:", *sorted(unneeded & set(sys.modules)), file=sys.stderr))
"""


@pytest.mark.parametrize(
    ("arguments", "unneeded", "says"),
    [
        (["topics"], HEAVY | YAML, "crp"),
        (["search", "spasms"], HEAVY | YAML, "muscle-spasms"),
        (["show", "crp"], HEAVY | YAML, "C-reactive protein"),
        (["disclaimer"], HEAVY | YAML | INDEX, "information and education"),
        (["show", "--help"], HEAVY | YAML | INDEX, "heal show magnesium"),
        ([], HEAVY | YAML | DRAWING, "crp\n"),
    ],
    ids=["topics", "search", "show", "disclaimer", "help", "completion"],
)
def test_only_what_the_answer_needs_is_loaded(
    session_cache: Path, arguments: list[str], unneeded: set[str], says: str
) -> None:
    assert all(map(find_spec, unneeded)), "a name of no module is never loaded"
    environment = surroundings(session_cache)
    run(command("topics"), environment)
    if not arguments:
        environment |= request("bash", "heal show cr")
    asked = command(*arguments, before=LOADED.format(unneeded=unneeded))
    answer = run(asked, environment, but=But.NO_PAGE)
    assert says in answer.out
    assert (answer.code, answer.err) == (0, "loaded:\n")
