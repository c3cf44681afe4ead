"""The seal of an index: whose file it may be, and the checksum at its end that shows damage.

SQLite passes over what stands behind its last page, so the seal goes wherever the file goes.
"""

import os
import struct
import sys
from io import FileIO
from pathlib import Path
from stat import S_ISREG
from zlib import crc32

MOST_CHECKED = 16 * 1024 * 1024
"""Bytes of an index that are checked at every start: a millisecond for 4 MB. Of a larger one
the emergencies are, and each record when it is read; the whole before it is changed."""

_SEAL = struct.Struct(">8sQI")
_MARK = b"heal-end"
_PART = 256 * 1024


def is_private(status: os.stat_result) -> bool:
    """Say whether a file or folder is this user's own, and no other may write to it."""
    if sys.platform == "win32":
        return True  # Its rights are not told in these numbers.
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def is_sound(path: Path, most: int | None = MOST_CHECKED) -> bool:
    """Say whether a file is a private one as it was sealed, in a private folder.

    Args:
        path: The file.
        most: Bytes of a file whose every bit is checked; None for any.

    Raises:
        OSError: It is not there, is a link, or cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with FileIO(descriptor) as file:
        status = os.fstat(descriptor)
        size = status.st_size - _SEAL.size
        if not (S_ISREG(status.st_mode) and is_private(status) and size > 0):
            return False
        if not is_private(path.parent.stat()):
            return False
        file.seek(size)
        mark, sealed, checksum = _SEAL.unpack(file.read(_SEAL.size))
        if (mark, sealed) != (_MARK, size):
            return False
        return (most is not None and size > most) or _checksum(file, size) == checksum


def seal(path: Path) -> None:
    """Put a seal at the end of a file that has none."""
    with path.open("r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        checksum = _checksum(file, size)
        file.seek(size)
        file.write(_SEAL.pack(_MARK, size, checksum))


def unseal(path: Path) -> None:
    """Take the seal off a file, which is about to be changed."""
    os.truncate(path, path.stat().st_size - _SEAL.size)


def _checksum(file: FileIO, size: int) -> int:
    """Return the checksum of the first bytes of a file, and of the number of them."""
    file.seek(0)
    checksum = crc32(size.to_bytes(8))
    part = memoryview(bytearray(min(_PART, size)))
    while size and (count := file.readinto(part[: min(_PART, size)])):
        checksum = crc32(part[:count], checksum)
        size -= count
    return checksum
