"""How names and words are compared: case, accents, hyphens and quotes do not count."""

import re
import unicodedata

SHORTEST_CORRECTED = 4
"""Letters a word needs to be taken for a typing error: shorter ones are near too much."""

_WORD = re.compile(r"[^\W_]+")
_WITH_APOSTROPHES = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def fold(text: str) -> str:
    """Return `text` in small letters without accents, for comparing words."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def key(name: str) -> str:
    """Return what two spellings of one name share: "Muscle-Spasms" gives "musclespasms"."""
    return "".join(_WORD.findall(fold(name)))


def words(text: str) -> list[str]:
    """Return the folded words of `text`; an apostrophe inside a word is dropped."""
    folded = fold(text)
    if "'" in folded or "’" in folded:
        return [re.sub(r"['’]", "", word) for word in _WITH_APOSTROPHES.findall(folded)]
    return _WORD.findall(folded)


def beginning(word: str) -> str:
    """Return the letters that a word shares with its other endings: sleeping gives "sleep"."""
    return word[:5]


def trigrams(word: str) -> set[str]:
    """Return the runs of three letters in a word, its edges marked."""
    edged = f"^{word}$"
    return {edged[place : place + 3] for place in range(len(edged) - 2)}
