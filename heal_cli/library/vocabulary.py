"""The language: whether a word that the library does not have is a word at all.

`words.txt` has common English words (see `words.LICENSE`), `medical.txt` those of anatomy,
illness and medicines; one a line, in order, without what is only another ending of one.
Neither is opened before a word is asked for that the library does not know.
"""

from functools import cache
from pathlib import Path

from heal_cli.text import names


def is_word(word: str) -> bool:
    """Say whether a folded word is one of the language, in any of its endings."""
    return any(
        _stands(each, "words.txt") or _stands(each, "medical.txt") for each in _bases(word)
    )


def is_medical(word: str) -> bool:
    """Say whether a folded word is one of anatomy, illness or medicines."""
    return any(_stands(each, "medical.txt") for each in _bases(word))


def _bases(word: str) -> list[str]:
    return [word, *names.bases(word)]


def _stands(word: str, file: str) -> bool:
    return f"\n{word}\n".encode() in _lines(file)


def _lines(file: str) -> bytes:
    """Return the lines of a file, or none while it cannot be read: no warning hangs on it."""
    try:
        return _read(file)
    except OSError:
        return b""


@cache
def _read(file: str) -> bytes:
    text = Path(__file__).with_name(file).read_bytes()
    return b"\n" + text.replace(b"\r", b"")
