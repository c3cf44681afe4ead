"""The text of a content file: what the disk holds, and what is refused before YAML sees it."""

import errno
import os
from pathlib import Path
from stat import S_ISREG

from heal_cli.errors import ContentError, Fault
from heal_cli.loading.content_format import UNSAFE, unsafe_letter
from heal_cli.loading.node_readers import Reading

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes a content file may have; the bundled ones stay under 200 KB."""

_PART = 65536
"""Bytes that are read of a file beyond what it says it has."""


class _Refused(Exception):
    """A file that heal does not read, though the system would."""


def text_of(path: Path) -> str:
    """Return the text of a file, whatever is wrong in its YAML.

    Raises:
        ContentError: It cannot be read, or holds what no content may.
    """
    reading = Reading(str(path))
    text = read_text(path, reading)
    if text is None:
        raise ContentError(reading.faults, is_passing=reading.is_passing)
    return text


def read_text(path: Path, reading: Reading) -> str | None:
    """Return the text of a file that is small, UTF-8 and free of what nobody sees.

    Else None, after adding a fault; where it is the system's, the reading is passing. A file
    that was gone when it was read is as if it had never been there: that is no fault.
    """
    line, column = 1, 1
    data = b""
    try:
        held = _bytes_unless_gone(path)
        if held is None:
            reading.is_passing = True
            return None
        data = held
        text = data.decode("utf-8-sig")
        unsafe = UNSAFE.search(text)
        if unsafe is None:
            return text.replace("\r\n", "\n")
        line, column = place_in(text, unsafe.start())
        message = unsafe_letter(unsafe.group())
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = place_in(before, len(before))
        message = "not UTF-8; save the file as UTF-8"
    except _Refused as refusal:
        message = f"cannot be read: {refusal}"
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        reading.is_passing = True
    reading.faults.append(Fault(str(path), line, column, message))
    return None


def _bytes_unless_gone(path: Path) -> bytes | None:
    """Return what a regular file holds; None where it is gone.

    One that was gone and is there again, as a file of a writer who replaces it may be, is
    read once more: what then fails is told.
    """
    try:
        return _bytes(path)
    except (FileNotFoundError, NotADirectoryError):
        return None if is_gone(path) else _bytes(path)


def _bytes(path: Path) -> bytes:
    """Return what a regular file holds, if that is not too much; wait for no other kind.

    It is asked before it is opened, for to open a device may do something, and once more
    when it is open. A file of the system may say that it is empty, and hold any amount.
    """
    _regular_size(path.stat())
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        left = _regular_size(os.fstat(descriptor))
        data = b""
        while part := os.read(descriptor, left + _PART):
            data += part
            left = max(left - len(part), 0)
            _refuse_too_large(len(data))
        return data
    finally:
        os.close(descriptor)


def _regular_size(status: os.stat_result) -> int:
    """Return the size that a file says it has; raises _Refused."""
    if not S_ISREG(status.st_mode):
        raise _Refused("it is not a regular file")
    _refuse_too_large(status.st_size)
    return status.st_size


def _refuse_too_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise _Refused(f"it has more than {LARGEST_FILE} bytes; split it")


def is_gone(path: Path) -> bool:
    """Say whether there is nothing at a path, not even a link; doubt says that there is."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno in {errno.ENOENT, errno.ENOTDIR}
    return False


def place_in(text: str, place: int) -> tuple[int, int]:
    """Return line and column, from 1, of a place in a text; a lone CR ends a line too."""
    before = text[:place].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
