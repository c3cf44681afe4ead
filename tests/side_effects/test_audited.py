"""heal writes its index, the file of `--output` and a template when asked; nothing else."""

import pytest

from heal_cli.formats import ENDINGS
from heal_cli.loading.libraries import bundled_root
from tests.command_lines import CASES
from tests.completions import SHELLS, request
from tests.fuzzing import one_and_the_rest
from tests.processes import index_of
from tests.side_effects.audit import FILE_EVENTS, Event, Place, audited, contents


def names(events: list[Event]) -> set[str]:
    return {event.name for event in events}


def is_refused(place: Place, event: Event) -> bool:
    """Say whether a process asked for a temporary folder in one that is not there."""
    if event.name != "os.mkdir":
        return False
    (path,) = map(place.folder.joinpath, event.paths)
    return path.parent == place.folder / "no/such" and path.name.startswith(".heal-")


def test_every_command_writes_only_the_index_and_reaches_for_no_network_or_program(
    place: Place,
) -> None:
    # The first on a cold cache, the others on a warm one; templates of `heal new` are refused.
    events = audited(place, *CASES)
    assert {"open", "sqlite3.connect", "os.rename"} <= names(events) <= FILE_EVENTS
    # A folder to export to is asked for where there is none to make it in, and refused.
    refused = [event for event in events if is_refused(place, event)]
    assert len(refused) == 1
    for event in events:
        assert event in refused or all(map(place.is_allowed, event.paths)), event
    assert contents(place.folder) | contents(place.home) == set()
    assert index_of(place.cache).is_file()


@pytest.mark.parametrize("shell", one_and_the_rest(SHELLS))
def test_completion_writes_only_the_index(place: Place, shell: str) -> None:
    events = audited(place, [], **request(shell, "heal show mag"))
    assert {"sqlite3.connect", "os.rename"} <= names(events) <= FILE_EVENTS
    for event in events:
        assert all(map(place.is_allowed, event.paths)), event
    assert contents(place.folder) | contents(place.home) == set()


def test_an_output_file_is_the_only_one_written(place: Place) -> None:
    pages = [place.folder / f"page{ending}" for ending in ENDINGS]
    lines = [["show", "crp", "--output", page.name] for page in pages]
    events = audited(place, *lines, *([*line, "--force"] for line in lines))
    assert {"os.link", "os.rename"} <= names(events) <= FILE_EVENTS
    for event in events:
        for path in event.paths:
            assert place.is_allowed(path, *pages) or place.is_temporary(path), event
    assert contents(place.folder) == {page.name for page in pages}
    assert contents(place.home) == set()


def test_a_new_topic_its_category_and_the_schemas_are_all_that_new_writes(
    place: Place,
) -> None:
    mine = place.folder / "mine"
    events = audited(
        place, ["new", "ginger-tea", "--category", "spices", "--content", str(mine)]
    )
    assert {"open", "os.mkdir"} <= names(events) <= FILE_EVENTS
    for event in events:
        assert all(place.is_allowed(path, mine) for path in event.paths), event
    files = {str(path.relative_to(mine)) for path in mine.rglob("*") if path.is_file()}
    schemas = {f"schema/{path.name}" for path in (bundled_root() / "schema").iterdir()}
    assert schemas
    assert files == {"categories.yaml", "topics/spices/ginger-tea.yaml", *schemas}
    assert contents(place.home) == set()
