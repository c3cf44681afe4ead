"""Builds of the index that are killed at random moments."""

import json
import os
import random
import sys
import time
from pathlib import Path

from heal_cli.index.cache import FORGOTTEN
from tests.load.edits import put
from tests.processes import PROJECT, command, ended, index_of, run, start, surroundings

sys.path.insert(0, str(PROJECT / "benchmarks"))

from library import write_library


class Library:
    """A made-up library with one topic that is edited."""

    def __init__(self, folder: Path, topics: int) -> None:
        self.root, self.cache = folder / "content", folder / "cache"
        self.topics = topics
        self.root.mkdir()
        write_library(self.root, topics)
        self.path = self.root / "topics" / "part-0" / "topic-0.yaml"
        self.text = self.path.read_text("utf-8")
        self.conditions = (self.root / "conditions.yaml").read_text("utf-8")
        self.list = command("topics", "--format", "json", root=self.root)

    def edit(self, state: str) -> None:
        """Give the topic a title that says its state."""
        put(self.path, self.text.replace("title: ", f"title: {state} "))

    def touch_shared(self, number: int) -> None:
        """Change a file that topics share, so that all of them are read again."""
        put(self.root / "conditions.yaml", f"# {number}\n{self.conditions}")

    def kill_build(self, after: float) -> int:
        """Kill a build after some seconds; return how many files it left, now long ago."""
        process = start(self.list, surroundings(self.cache))
        time.sleep(after)
        process.kill()
        ended(process)
        left = list((self.cache / "heal").glob("building-*"))
        for file in left:
            old = time.time() - FORGOTTEN - 60
            os.utime(file, (old, old))
        return len(left)

    def assert_shown(self, state: str) -> None:
        """See that the page and the list have a state of the topic, and all the others."""
        page = command("show", "topic-0", "--format", "json", root=self.root)
        for asked in (page, self.list):
            answer = run(asked, surroundings(self.cache))
            assert (answer.code, answer.err) == (0, ""), answer
            assert f'"title": "{state} ' in answer.out, state
        assert len(json.loads(answer.out)["topics"]) == self.topics


def killed_at_random(folder: Path, kills: int, topics: int, seed: int) -> str:
    """Kill builds at random moments; the next command is right, and litter goes in time."""
    chance = random.Random(seed)
    library = Library(folder, topics)
    began = time.monotonic()
    assert run(library.list, surroundings(library.cache)).code == 0
    longest = time.monotonic() - began
    littered = 0
    for number in range(kills):
        # A whole build and the update of one topic in turn.
        if number % 2:
            library.touch_shared(number)
        library.edit(f"State {number}")
        littered += library.kill_build(chance.uniform(0, longest))
        # Where a build left its file it made no index, so the next command builds and sweeps.
        library.assert_shown(f"State {number}")
        index_of(library.cache)
    return (
        f"{kills} kills in a library of {topics} topics left {littered} files, all swept away"
    )
