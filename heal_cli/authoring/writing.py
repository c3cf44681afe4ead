"""Writing into a library: only into its own folders and files, through no link."""

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def make_folder(root: Path, *names: str) -> Path:
    """Make a folder below a library's root, with those above it, and return its path.

    The root itself may be a link, for it is the reader's who named it.

    Raises:
        OSError: It cannot be made, or what has its name is a link or a file.
    """
    root.mkdir(parents=True, exist_ok=True)
    path = root
    for name in names:
        path /= name
        try:
            path.mkdir()
        except FileExistsError:
            if not S_ISDIR(path.lstat().st_mode):
                message = f"{path} is a link or no folder, and nothing is written there"
                raise OSError(errno.ENOTDIR, message) from None
    return path


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | _NO_LINK
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(data)


def is_own_file(path: Path) -> bool:
    """Say whether a file is there, is no link, and has no other name; raises OSError."""
    status = path.lstat()
    return S_ISREG(status.st_mode) and status.st_nlink == 1


def append(path: Path, data: bytes) -> None:
    """Write at the end of a file that `is_own_file` takes for one; raises OSError."""
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0) | _NO_LINK
    with os.fdopen(os.open(path, flags), "ab") as file:
        file.write(data)
