"""Many processes, many commands, edits and kills: run by hand, for it takes minutes.

    python tests/load.py [--commands 10000] [--processes 200] [--kills 200] [--seed 1]

It says what it did, and ends with exit code 1 at the first thing that is wrong.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from heal_cli.index import FORGOTTEN
from tests.conftest import TOPIC
from tests.processes import HANGS, PROJECT, command, make_library, surroundings

MOST_GROWTH = 8 * 1024
"""Kilobytes by which a process may grow while it answers thousands of commands."""

Shown = tuple[str, str, int]
"""What a process printed on stdout and on stderr, and its exit code."""


def start(cache: Path, root: Path | str, *arguments: str) -> "subprocess.Popen[str]":
    """Start heal with its own cache folder, and a library in place of the bundled one."""
    return subprocess.Popen(
        command(*arguments, root=root),
        env=surroundings(cache),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> Shown:
    """Return what a process printed; one that hangs fails."""
    out, err = process.communicate(timeout=10 * HANGS)
    return out, err, process.returncode


def ask(cache: Path, root: Path | str, *arguments: str) -> Shown:
    """Run heal and return what it printed."""
    return ended(start(cache, root, *arguments))


def put(path: Path, text: str) -> None:
    """Write a file as careful editors do: whole, and then in its place."""
    beside = path.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def all_at_once(folder: Path, count: int) -> str:
    """Start many processes on a cold cache; every answer is right, and one index is left."""
    questions = (
        (["search", "charley", "horse"], "muscle-spasms"),
        (["show", "crp"], "C-reactive protein"),
        (["topics"], "magnesium"),
    )
    asked = [questions[number % len(questions)] for number in range(count)]
    running = [start(folder, "", *arguments) for arguments, _ in asked]
    for process, (arguments, says) in zip(running, asked, strict=True):
        out, err, code = ended(process)
        assert (code, err) == (0, ""), (arguments, code, err)
        assert says in out, (arguments, out)
    assert_only_indexes(folder, 1)
    return f"{count} processes at once on a cold cache"


def one_after_another(folder: Path, count: int) -> str:
    """Run many commands; they leave one index behind, and nothing anywhere else."""
    questions = (
        ["topics"],
        ["show", "crp"],
        ["search", "spasms"],
        ["show", "nothing"],
        ["about"],
    )
    home, temporary = folder / "home", folder / "tmp"
    for place in (home, temporary):
        place.mkdir()
    environment = surroundings(folder / "cache", HOME=str(home), TMPDIR=str(temporary))
    for number in range(count):
        arguments = questions[number % len(questions)]
        done = subprocess.run(
            command(*arguments),
            cwd=home,
            env=environment,
            capture_output=True,
            timeout=HANGS,
            check=False,
        )
        assert done.returncode == (4 if "nothing" in arguments else 0), done.stderr
    assert_only_indexes(folder / "cache", 1)
    assert not list(home.iterdir())
    assert not list(temporary.iterdir())
    return f"{count} commands one after another"


_LOOP = """
import io, os, resource
from heal_cli.cli import main as once
LINES = (["topics"], ["show", "crp"], ["search", "spasms"], ["show", "nothing"], ["check"],
    ["for", "insomnia", "--format", "json"], ["show", "magnesium", "--format", "html"])
def round():
    for line in LINES:
        sys.stdout, sys.stderr = (io.StringIO(newline=""), io.StringIO(newline=""))
        try:
            once(line)
        except SystemExit:
            pass
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
count = int(sys.argv.pop(1))
for number in range(5):
    round()
first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
for number in range(count // len(LINES)):
    round()
last = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
left = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
print(first, last, left - files)
sys.argv[1:] = ["--version"]
"""


def in_one_process(folder: Path, count: int) -> str:
    """Answer many commands in one process, which grows no larger and keeps no file open."""
    done = subprocess.run(
        command(str(count), before=_LOOP),
        env=surroundings(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    first, last, open_files = map(int, done.stdout.splitlines()[0].split())
    assert last - first < MOST_GROWTH, f"grew from {first} to {last} kB"
    assert open_files == 0, f"{open_files} files are still open"
    return f"{count} commands in one process: {first} kB at first, {last} kB at last"


def numbered(title: str, number: int) -> str:
    """Return a topic that bears a number in every part of its page."""
    text = TOPIC.format(title=title).replace("Plain words", f"State {number} words")
    text = text.replace("What the page says", f"State {number} of what the page says")
    text = text.replace("It helps with", f"State {number} helps with")
    return text.replace("Some did better", f"State {number} is that some did better")


class Library:
    """A library that is edited, and added to and removed from, until it is told to stop."""

    def __init__(self, root: Path, removes: bool = True) -> None:
        self.root = make_library(root)
        self.removes = removes
        self.number = 0
        self.stopped = threading.Event()
        self.edit()

    def edit(self) -> None:
        """Make the next state: every topic in its turn, and one that comes and goes."""
        number = self.number + 1
        drinks = self.root / "topics" / "drinks"
        put(drinks / "cold-milk.yaml", numbered("Cold milk", number))
        wine = drinks / "red-wine.yaml"
        if number % 2 or not self.removes:
            put(wine, numbered("Red wine", number))
        else:
            wine.unlink(missing_ok=True)
        if number % 5 == 0:
            put(self.root / "therapies.yaml", f"water: {{title: Water {number}}}\n")
        self.number = number

    def keep_editing(self) -> None:
        """Edit again and again, with a little time to read between."""
        while not self.stopped.is_set():
            self.edit()
            time.sleep(0.01)

    @contextmanager
    def being_edited(self) -> Iterator[None]:
        """Edit as long as the block runs; edits are over when it ends."""
        editor = threading.Thread(target=self.keep_editing)
        editor.start()
        try:
            yield
        finally:
            self.stopped.set()
            editor.join()


READINGS: Sequence[tuple[Sequence[str], frozenset[int]]] = (
    (("show", "cold-milk", "--format", "json"), frozenset({0})),
    (("show", "green-tea", "--format", "json"), frozenset({0})),
    (("topics", "--format", "json"), frozenset({0})),
    (("search", "state", "--format", "json"), frozenset({0})),
    (("for", "hiccups", "--format", "json"), frozenset({0})),
    (("show", "red-wine", "--format", "json"), frozenset({0, 4})),
    (("why", "cold-milk", "helps", "--format", "json"), frozenset({0})),
)
"""What is read while the library is edited, and the exit codes that are right for it."""


def states(out: str) -> dict[str, set[int]]:
    """Return the states that an answer shows, topic by topic."""
    found: dict[str, set[int]] = {}
    answer = json.loads(out)
    for entries in (value for value in answer.values() if isinstance(value, list)):
        for entry in entries:
            name = str(entry.get("topic") or entry.get("id") or "")
            numbers = set(map(int, re.findall(r"State (\d+)", json.dumps(entry))))
            found.setdefault(name, set()).update(numbers)
    return found


def assert_one_state(
    arguments: Sequence[str], shown: Shown, codes: frozenset[int], first: int, last: int
) -> None:
    """See that an answer is that of the old or of the new state, and no mixture."""
    out, err, code = shown
    assert code in codes, (arguments, code, err)
    if code == 0:
        assert err == "", (arguments, err)
        for name, numbers in states(out).items():
            assert len(numbers) <= 1, f"{arguments}: a mixture of {numbers} in {name}"
            assert all(first <= number <= last for number in numbers), (arguments, numbers)
    else:
        # Said with the names of what is near, and of no fault in a file.
        assert "no topic" in err, (arguments, err)
        assert ".yaml" not in err, (arguments, err)


def edited_meanwhile(folder: Path, processes: int, rounds: int, removes: bool = True) -> str:
    """Read a library with many processes while it is edited; the last state is then shown."""
    library = Library(folder / "content", removes)
    cache = folder / "cache"
    answers = 0
    for _ in range(rounds):
        library.stopped.clear()
        first = library.number
        with library.being_edited():
            asked = [READINGS[number % len(READINGS)] for number in range(processes)]
            running = [start(cache, library.root, *arguments) for arguments, _ in asked]
            shown = [ended(process) for process in running]
        # The last edit's own number is known a moment after its first file is in place.
        for (arguments, codes), each in zip(asked, shown, strict=True):
            assert_one_state(arguments, each, codes, first, library.number)
            answers += 1
        for arguments in (
            ("show", "cold-milk"),
            ("search", "milk"),
            ("why", "cold-milk", "helps"),
        ):
            out, err, code = ask(cache, library.root, *arguments, "--format", "json")
            assert (code, err) == (0, ""), (arguments, code, err)
            assert states(out)["cold-milk"] in ({library.number}, set()), arguments
        listed = ask(cache, library.root, "topics", "--format", "json")[0]
        assert ('"red-wine"' in listed) == (not removes or library.number % 2 == 1)
    assert_only_indexes(cache, 1)
    return f"{answers} answers while the library was edited {library.number} times"


def killed_at_random(folder: Path, kills: int, topics: int, seed: int) -> str:
    """Kill builds at random moments; the next command is right, and litter goes in time."""
    sys.path.insert(0, str(PROJECT / "benchmarks"))
    from library import write_library

    chance = random.Random(seed)
    root, cache = folder / "content", folder / "cache"
    root.mkdir()
    write_library(root, topics)
    path = root / "topics" / "part-0" / "topic-0.yaml"
    text = path.read_text("utf-8")
    began = time.monotonic()
    assert ask(cache, root, "topics")[2] == 0
    longest = time.monotonic() - began
    littered = 0
    for number in range(kills):
        # A whole build and the update of one topic in turn.
        conditions = "".join(f"condition-{n}: {{title: Case {n}}}\n" for n in range(200))
        if number % 2:
            put(root / "conditions.yaml", f"# {number}\n{conditions}")
        put(path, text.replace("title: ", f"title: State {number} a "))
        process = start(cache, root, "topics")
        time.sleep(chance.uniform(0, longest))
        process.kill()
        ended(process)
        left = [file for file in (cache / "heal").iterdir() if file.suffix != ".sqlite"]
        littered += len(left)
        for file in left:
            old = time.time() - FORGOTTEN - 60
            os.utime(file, (old, old))
        out, err, code = ask(cache, root, "show", "topic-0", "--format", "json")
        assert (code, err) == (0, ""), (number, code, err)
        assert f"State {number} a" in out, number
        listed, err, code = ask(cache, root, "topics", "--format", "json")
        assert (code, err) == (0, ""), (number, code, err)
        assert len(json.loads(listed)["topics"]) == topics, number
        assert f"State {number} a" in listed, number
        if left:
            # The next build sweeps; a whole index may have been left by the killed one.
            put(path, text.replace("title: ", f"title: State {number} b "))
            assert f"State {number} b" in ask(cache, root, "topics", "--format", "json")[0]
        assert_only_indexes(cache, 1)
    return (
        f"{kills} kills in a library of {topics} topics left {littered} files, all swept away"
    )


def assert_only_indexes(cache: Path, count: int) -> None:
    """See that a cache folder holds so many indexes and nothing else."""
    names = [file.name for file in (cache / "heal").iterdir()]
    assert len(names) == count, names
    assert all(re.fullmatch(r"index-.*\.sqlite", name) for name in names), names


def main() -> int:
    """Carry out every trial; return 1 at the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=2_000)
    parser.add_argument("--processes", type=int, default=200)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="remove no topic while others read")
    wanted = parser.parse_args()
    trials: Sequence[Callable[[Path], str]] = (
        lambda folder: all_at_once(folder, wanted.processes),
        lambda folder: one_after_another(folder, wanted.commands),
        lambda folder: in_one_process(folder, wanted.commands),
        lambda folder: edited_meanwhile(folder, 50, 5, removes=not wanted.keep),
        lambda folder: killed_at_random(folder, wanted.kills, 300, wanted.seed),
    )
    for trial in trials:
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            try:
                said = trial(Path(folder))
            except (AssertionError, OSError, subprocess.SubprocessError) as error:
                sys.stdout.write(f"failed: {error}\n")
                return 1
            sys.stdout.write(f"{said}: right, in {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
