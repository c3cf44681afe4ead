"""How names and words are compared: case, accents, hyphens and quotes do not count."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)


def fold(text: str) -> str:
    """Return `text` in small letters without accents, for comparing words."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def key(name: str) -> str:
    """Return what two spellings of one name share: "Muscle-Spasms" gives "musclespasms"."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


def words(text: str) -> list[str]:
    """Return the folded words of `text`; an apostrophe inside a word is dropped."""
    return [re.sub(r"['’]", "", word) for word in _WORD.findall(fold(text))]
