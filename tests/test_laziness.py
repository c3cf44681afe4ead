"""heal answers at once: it loads and draws only what the answer needs."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from heal_cli.formats.terminal import draw
from heal_cli.models import TopicEntry
from heal_cli.text import marks
from heal_cli.views.topics import topics_page
from tests.completions import request
from tests.invariants import But
from tests.processes import command, run, surroundings

HEAVY = {"rich.console", "rich.markdown", "tempfile", "json"}
YAML = {"yaml", "heal_cli.loading.loader"}

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
        (["show", "crp"], HEAVY, "C-reactive protein"),
        ([], HEAVY | YAML, "crp\n"),
    ],
    ids=["topics", "search", "show", "completion"],
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


def test_a_long_list_is_drawn_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def note(text: str) -> str:
        drawn.append(text)
        return text

    monkeypatch.setattr(marks, "strip", note)
    entries = [TopicEntry(f"t-{n}", f"c-{n // 10}", "T", "Summary.") for n in range(1000)]
    lines = draw(topics_page(entries, {}), 80)
    for _ in range(5):
        next(lines)
    assert len(drawn) == 10
