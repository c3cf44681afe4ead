"""How names and words are compared: case, accents, hyphens and quotes do not count."""

import re
import unicodedata
from functools import cache

SHORTEST_CORRECTED = 4
"""Letters a word needs to be taken for a typing error: shorter ones are near too much."""

# What keyboards and copied texts have for an apostrophe within a word.
_APOSTROPHES = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u0384\u055a\u05f3\u1fbd\u1fbf\u1fef\u1ffd"
    "\u2018\u2019\u201a\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40"
)
# Letters that nobody sees (Unicode's default ignorable ones): they part no word.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068"
    "\u2069\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_MEANT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_UNSEEN))

_WORD = re.compile(r"[^\W_]+")
_WITH_APOSTROPHES = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def fold(text: str) -> str:
    """Return `text` in small letters without accents and what nobody sees, for comparing."""
    if text.isascii():
        return text.lower().replace("`", "'")
    parts = unicodedata.normalize("NFKD", text.translate(_MEANT).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def key(name: str) -> str:
    """Return what two spellings of one name share: "Muscle-Spasms" gives "musclespasms"."""
    return "".join(_WORD.findall(fold(name)))


def words(text: str) -> list[str]:
    """Return the folded words of `text`; an apostrophe inside a word is dropped."""
    folded = fold(text)
    if "'" in folded:
        return [word.replace("'", "") for word in _WITH_APOSTROPHES.findall(folded)]
    return _WORD.findall(folded)


def beginning(word: str) -> str:
    """Return the letters that a word shares with its other endings: sleeping gives "sleep"."""
    return word[:5]


def trigrams(word: str) -> set[str]:
    """Return the runs of three letters in a word, its edges marked."""
    edged = f"^{word}$"
    return {edged[place : place + 3] for place in range(len(edged) - 2)}


def distance(one: str, other: str) -> int:
    """Return the letters to add, drop, change or swap with their neighbour (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


_LONG_WORD = 9


def is_slip(typed: str, meant: str) -> bool:
    """Say whether one word may be a slip of the fingers for another.

    Strict, for what is not in the library must not turn into what is: quinine is not
    quinidine, gout not gut, vegan not began. One slip in a word, two in one of nine letters
    or more; of four letters none may be too many; the first two are seldom both wrong.
    """
    if typed[0] not in meant[:2] or abs(len(typed) - len(meant)) > 2:  # noqa: PLR2004 - slips
        return False
    slips = distance(typed, meant)
    if len(typed) <= SHORTEST_CORRECTED:
        return slips == 1 and len(meant) > len(typed)
    return slips <= (2 if len(typed) >= _LONG_WORD else 1)


_INFLECTIONS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
)
_SHORTEST_BASE = 3


def bases(word: str) -> list[str]:
    """Return what a word may be another ending of: bodies gives body, stopped stop."""
    found = []
    for ending, instead in _INFLECTIONS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_BASE:
            found += [base + letters for letters in instead]
            if ending in {"ed", "ing"} and base[-1] == base[-2]:
                found.append(base[:-1])
    return found


_SPELLINGS = (
    (r"(?<=[a-z])(?:ae|oe)(?=[a-z])|^oe(?=[a-z]{3})", "e"),
    (r"(?<=[a-z]{2})our(?=$|s|e|i|a|l)", "or"),
    (r"(?<=[a-z]{3})is(?=e$|ed$|es$|er|ing$|ation)", "iz"),
    (r"ys(?=e$|ed$|ing$)", "yz"),
    (r"(?<=[bt])re(?=$|s$)", "er"),
    (r"(?<=[aeiou])ll(?=ed$|ing$|er)", "l"),
    (r"sulph", "sulf"),
    (r"mould", "mold"),
    (r"cheque", "check"),
    (r"(?<=l)ogue(?=$|s$)", "og"),
    (r"(?<=[a-z]{3})neurone(?=$|s$)", "neuron"),
    (r"^neurone", "neuron"),
)
"""British beginnings, middles and ends of words, and the American ones."""


@cache
def _spellings() -> list[tuple[re.Pattern[str], str]]:
    # Most commands ask for none: to compile them takes two milliseconds.
    return [(re.compile(british), other) for british, other in _SPELLINGS]


def american(word: str) -> str:
    """Return what British and American spellings of a folded word share: oedema, edema."""
    for british, other in _spellings():
        word = british.sub(other, word)
    return word


_OPPOSITES = (("hypo", "hyper"), ("brady", "tachy"))


def are_opposites(one: str, other: str) -> bool:
    """Say whether two folded words, however like, mean opposites: hypotension, hypertension."""
    return any(
        (one.startswith(low) and other.startswith(high))
        or (one.startswith(high) and other.startswith(low))
        for low, high in _OPPOSITES
    )


def alike(word: str) -> str:
    """Return what plural and singular, British and American of a folded word share."""
    word = american(word)
    if word.endswith("ies") and len(word) > _SHORTEST_BASE + 2:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")) and len(word) > _SHORTEST_BASE + 2:
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1] if len(word) > _SHORTEST_BASE else word
    return word
