"""Reading many topics at once: other processes read YAML while this one fills the index.

Reading takes longer than filling, and Python runs one thread at a time; so a large library
is read by processes of their own, which send back rows. One that cannot be started, or that
ends before its time, costs nothing but time: what it did not send is read here.
"""

import marshal
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from heal_cli.errors import ContentError, Fault
from heal_cli.index.rows import TopicRows, fresh_words, topic_rows
from heal_cli.loading.loader import load_topic

FEWEST = 400
"""Topics for which starting other processes pays."""

BATCH = 50
"""Topics that are sent at a time: few enough that memory stays flat."""

_LENGTH = 8
"""Bytes that say how long the next batch is."""

# The same modules as here, and nothing else: no start-up files, no current folder.
_START = (
    "import marshal, sys; sys.path[:], batches = marshal.load(sys.stdin.buffer); "
    "from heal_cli.index.parallel_reading import serve; serve(batches, sys.stdout.buffer)"
)

Content = TopicRows | list[Fault]
"""What a topic's file has: its rows, or its faults."""


class Batch(NamedTuple):
    """Some files with what they have, and the words that were not met in an earlier batch."""

    contents: list[tuple[str, Content]]
    words: list[str]


def read_topics(paths: Sequence[str]) -> Iterator[Batch]:
    """Yield what all the topic files have, in the order given."""
    batches = [list(paths[start : start + BATCH]) for start in range(0, len(paths), BATCH)]
    helpers = _helpers(batches) if len(paths) >= FEWEST else []
    seen: set[str] = set()
    try:
        for number, batch in enumerate(batches):
            found = helpers[number % len(helpers)].next() if helpers else None
            yield found or _read(batch, seen)
    finally:
        for helper in helpers:
            helper.stop()


def serve(batches: Sequence[Sequence[str]], stream: BinaryIO) -> None:
    """Be a helper: read the batches and send each as soon as it is read."""
    seen: set[str] = set()
    with suppress(BrokenPipeError):
        for batch in batches:
            contents, words = _read(batch, seen)
            packed: Any = ([(path, _packed(content)) for path, content in contents], words)
            data = marshal.dumps(packed)
            stream.write(len(data).to_bytes(_LENGTH))
            stream.write(data)
            stream.flush()


def _read(paths: Sequence[str], seen: set[str]) -> Batch:
    contents: list[tuple[str, Content]] = []
    for path in paths:
        try:
            contents.append((path, topic_rows(load_topic(Path(path)))))
        except ContentError as error:
            if os.path.lexists(path):  # Else it was removed meanwhile, and was never there.
                contents.append((path, list(error.faults)))
    whole = [content for _, content in contents if isinstance(content, TopicRows)]
    return Batch(contents, fresh_words(whole, seen))


def _packed(content: Content) -> Any:
    """Return content as plain tuples and lists, which is all that can be sent."""
    return tuple(content) if isinstance(content, TopicRows) else list(map(tuple, content))


def _unpacked(sent: Any) -> Content:
    return TopicRows(*sent) if isinstance(sent, tuple) else [Fault(*each) for each in sent]


def _helpers(batches: list[list[str]]) -> list["_Helper"]:
    """Start a helper for each processor; each has its share of the batches."""
    count = os.cpu_count() or 1
    if count == 1:
        return []
    try:
        helpers = [_Helper() for _ in range(count)]
    except OSError:
        return []
    for number, helper in enumerate(helpers):
        helper.send(batches[number::count])
    return helpers


class _Helper:
    """A process that reads topics."""

    def __init__(self) -> None:
        # In a group of its own: Ctrl-C is for this process alone, which then stops the helper.
        self._process = subprocess.Popen(  # noqa: S603 - this Python, with our own words
            [sys.executable, "-I", "-S", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=None if sys.platform == "win32" else 0,
        )

    def send(self, batches: list[list[str]]) -> None:
        """Say what to read."""
        pipe: Any = self._process.stdin
        with suppress(OSError), pipe:
            marshal.dump((sys.path, batches), pipe)

    def next(self) -> Batch | None:
        """Return the next batch, or None if the process has ended."""
        pipe: Any = self._process.stdout
        try:
            # Read whole: `marshal.load` would ask the pipe for every single value.
            data = pipe.read(int.from_bytes(pipe.read(_LENGTH)))
            contents, words = marshal.loads(data)  # noqa: S302 - from our own process
        except (EOFError, OSError, TypeError, ValueError):
            return None
        return Batch([(path, _unpacked(sent)) for path, sent in contents], words)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        with self._process:
            self._process.kill()
