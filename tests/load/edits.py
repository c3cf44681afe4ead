"""A library that is edited, and added to and removed from, while many processes read it."""

import json
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.answer import Answer, wanted
from tests.conftest import TOPIC
from tests.invariants import hold
from tests.processes import (
    HANGS,
    Command,
    command,
    ended,
    index_of,
    make_library,
    run,
    start,
    surroundings,
)


def put(path: Path, text: str) -> None:
    """Write a file as careful editors do: whole, and then in its place."""
    beside = path.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def numbered(title: str, number: int) -> str:
    """Return a topic that bears a number in every part of its page."""
    text = TOPIC.format(title=title).replace("Plain words", f"State {number} words")
    text = text.replace("What the page says", f"State {number} of what the page says")
    text = text.replace("It helps with", f"State {number} helps with")
    return text.replace("Some did better", f"State {number} is that some did better")


class Library:
    """A library whose every state is numbered."""

    def __init__(self, root: Path) -> None:
        self.root = make_library(root)
        self.number = 0
        self.edit()

    def edit(self) -> None:
        """Make the next state: a topic that changes, and one that comes and goes."""
        number = self.number + 1
        drinks = self.root / "topics" / "drinks"
        put(drinks / "cold-milk.yaml", numbered("Cold milk", number))
        wine = drinks / "red-wine.yaml"
        if number % 2:
            put(wine, numbered("Red wine", number))
        else:
            wine.unlink()
        if number % 5 == 0:
            put(self.root / "therapies.yaml", f"water: {{title: Water {number}}}\n")
        self.number = number

    @contextmanager
    def being_edited(self) -> Iterator[None]:
        """Edit as long as the block runs; edits are over when it ends."""
        stopped = threading.Event()

        def keep_editing() -> None:
            while not stopped.is_set():
                self.edit()
                # A little time to read between.
                time.sleep(0.01)

        editor = threading.Thread(target=keep_editing)
        editor.start()
        try:
            yield
        finally:
            stopped.set()
            editor.join()

    def ask(self, *arguments: str) -> Command:
        """Return how to ask a question about this library, to be answered as JSON."""
        return command(*arguments, "--format", "json", root=self.root)


READINGS: Sequence[tuple[Sequence[str], set[int]]] = (
    (("show", "cold-milk"), {0}),
    (("show", "green-tea"), {0}),
    (("topics",), {0}),
    (("search", "state"), {0}),
    (("for", "hiccups"), {0}),
    (("show", "red-wine"), {0, 4}),
    (("why", "cold-milk", "helps"), {0}),
)
"""What is read while the library is edited, and the exit codes that are right for it."""


def states(out: str) -> dict[str, set[int]]:
    """Return the states that an answer shows, topic by topic."""
    found: dict[str, set[int]] = {}
    answer = json.loads(out)
    for entries in (value for value in answer.values() if isinstance(value, list)):
        for entry in entries:
            name = str(entry.get("topic") or entry.get("id"))
            numbers = set(map(int, re.findall(r"State (\d+)", json.dumps(entry))))
            found.setdefault(name, set()).update(numbers)
    return found


def assert_one_state(answer: Answer, codes: set[int], first: int, last: int) -> None:
    """See that an answer is that of the old or of the new state, and no mixture."""
    assert answer.code in codes, answer
    if answer.code:
        # Said with the names of what is near, and of no fault in a file.
        assert "no topic" in answer.err, answer
        assert ".yaml" not in answer.err, answer
        return
    assert answer.err == "", answer
    shown = states(answer.out)
    assert shown, answer
    for name, numbers in shown.items():
        # Green tea is never edited.
        assert len(numbers) == (name != "green-tea"), f"a mixture of {numbers} in {name}"
        assert all(first <= number <= last for number in numbers), (name, numbers)


def assert_last_state(library: Library, environment: dict[str, str]) -> None:
    """See that every answer is that of the state in which editing ended."""
    for line in (["show", "cold-milk"], ["search", "state"], ["why", "cold-milk", "helps"]):
        answer = run(library.ask(*line), environment)
        assert (answer.code, answer.err) == (0, ""), (line, answer)
        assert states(answer.out)["cold-milk"] == {library.number}, line
    listed = states(run(library.ask("topics"), environment).out)
    assert ("red-wine" in listed) == (library.number % 2 == 1)


def edited_meanwhile(folder: Path, processes: int, rounds: int) -> str:
    """Read a library with many processes while it is edited; the last state is then shown."""
    library = Library(folder / "content")
    environment = surroundings(folder / "cache")
    asked = [READINGS[number % len(READINGS)] for number in range(processes)]
    for _ in range(rounds):
        first = library.number
        with library.being_edited():
            running = [start(library.ask(*line), environment) for line, _ in asked]
            answers = [ended(process, within=10 * HANGS) for process in running]
        for (line, codes), answer in zip(asked, answers, strict=True):
            hold(line, answer, wanted([*line, "--format", "json"], {}))
            assert_one_state(answer, codes, first, library.number)
        assert_last_state(library, environment)
    index_of(folder / "cache")
    return f"{rounds * processes} answers while the library was edited {library.number} times"
