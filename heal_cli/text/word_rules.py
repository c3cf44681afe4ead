"""Rules over words: groups of words that stand near each other, in any order.

A rule is written `chest + pain | hurt | tight`: of each group, which a plus parts, one
alternative must stand within a few words of the others. An alternative may have several
words, which follow each other; `<child>` stands for all words of a class, `100+` for a
number of 100 or more, `40-` for one of 40 or less and `20-40` for one between. `<alone>`
holds if hardly anything else is said. Endings of words and words that say nothing do not
count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from heal_cli.text import names

Rule = list[str]
"""The groups of a rule: alternatives, parted by bars, each a run of stems."""

Place = tuple[int, int]
"""Where something was said: the first word, and the one behind the last."""

BETWEEN = 6
"""Other words that may stand among those of a rule."""

_NEAR = 5
"""Words behind "after" or "during" that are what something happens after or during."""

ALONE = "<alone>"
"""The group of a rule that holds if hardly anything else is said."""

FILLERS = frozenset(
    """
    a about after again also am an and are as at be been being but by did do does from get
    gets getting got had has have having he her hers him his i id if im in is it its ive just
    like mine my of on or our really she so some still than that the their them then
    there these they this those to us very was we were what when where which while who will
    with would you your youre hes shes feel feels feeling felt kind sort please help quite
    pretty since now went going actually literally
    """.split()  # noqa: SIM905 - one word a line would fill a page
)
"""Words that are not looked at."""

_ENDINGS = ("ness", "ing", "ed", "ly", "es", "s")
_SHORTEST_STEM = 3
_LONGEST_RUN = 4
_SHORTEST_JOINED = 6
_NUMBER = re.compile(r"(\d+)(?:(\+)|-(\d*))")
_AMOUNT = re.compile(r"(\d+)([a-z]+)")

TELLING: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "circumstances": "after during since while whilst when following at doing despite",
        "now": "now help please suddenly happening ambulance tonight",
        "teller": "i im ive my he hes she shes we weve they theyre",
        "asking": "can should do does did could will may would must shall how when if",
        "studying": "read reading heard learn learning study studying research researching "
        "write writing wonder wondering love looking interested curious",
    }.items()
}
"""Words by which it is known whether somebody tells what happens, for other programs too."""


class Said(NamedTuple):
    """What was said, as rules look at it: its stems, and where each run of them stands.

    A word may have several stems, what it is a slip for among them. `is_told`: somebody
    tells what happens, and does not ask what there is to know. `circumstances` are stems of
    what it happens after or during: "faint after a vaccine" is not about vaccines.
    """

    words: tuple[tuple[str, ...], ...]
    places: Mapping[str, Sequence[Place]]
    is_told: bool = False
    circumstances: frozenset[str] = frozenset()
    has_numbers: bool = False


def stem(word: str) -> str:
    """Return what a word shares with its other endings: swelling and swells give "swell"."""
    if word.isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            if ending in {"es", "s"} and word.endswith(("ss", "us", "is")):
                break
            if ending == "ness" and len(word) == len(ending) + _SHORTEST_STEM:
                break  # fitness is no fit
            word = word.removesuffix(ending)
            if ending in {"ing", "ed"} and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("y"):
        return f"{word[:-1]}i"
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def telling_words(text: str) -> list[str]:
    """Return the words of a text that say something, in order; 300mg is 300 and mg."""
    found: list[str] = []
    for word in names.words(text):
        amount = _AMOUNT.fullmatch(word)
        if amount:
            found += amount.groups()
        elif word not in FILLERS:
            found.append(word)
    return found


def tokens(text: str) -> Said:
    """Return a text as rules look at it."""
    return said(text, [(stem(word),) for word in telling_words(text)])


def said(text: str, words: Sequence[tuple[str, ...]]) -> Said:
    """Return what a text says, given the stems that each word may have."""
    places: dict[str, list[Place]] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_RUN, len(words)) + 1):
            for run in product(*words[start:end]):
                places.setdefault(" ".join(run), []).append((start, end))
        for one, other in product(*words[start : start + 2]) if words[start + 1 :] else ():
            if len(one) + len(other) >= _SHORTEST_JOINED:
                places.setdefault(one + other, []).append((start, start + 2))
    typed = names.words(text)
    circumstances = {
        stem(word)
        for place, before in enumerate(typed)
        if before in TELLING["circumstances"]
        for word in typed[place + 1 : place + 1 + _NEAR]
    }
    has_numbers = any(stems[0].isdigit() for stems in words)
    return Said(tuple(words), places, _is_told(typed), frozenset(circumstances), has_numbers)


def _is_told(words: Sequence[str]) -> bool:
    """Say whether somebody tells what happens: "she is on a diet", not "can I diet"."""
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word in TELLING["now"]:
            return True
        if (
            word in TELLING["teller"]
            and before not in TELLING["asking"]
            and behind not in TELLING["studying"]
        ):
            return True
    return False


def parse(text: str, classes: Mapping[str, Sequence[str]]) -> Rule:
    """Return a written rule, its classes put in.

    Raises:
        KeyError: The rule names a class that is not there.
    """
    return [
        "|".join(dict.fromkeys(filter(None, _alternatives(group, classes))))
        for group in text.split(" + ")
    ]


def _alternatives(group: str, classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for written in map(str.strip, group.split("|")):
        if written == ALONE:
            yield ALONE
        elif written.startswith("<"):
            yield from map(_stems, classes[written.strip("<>")])
        else:
            yield _stems(written)


@lru_cache(maxsize=4096)
def _stems(written: str) -> str:
    """Return the stems of an alternative; numbers stand as they are written."""
    found: list[str] = []
    for part in written.split():
        if _NUMBER.fullmatch(part):
            found.append(part)
        else:
            found += map(stem, telling_words(part))
    return " ".join(found)


def places(group: str, heard: Said) -> list[Place]:
    """Return where alternatives of a group were said."""
    alternatives = group.split("|")
    found = [
        place for run in heard.places.keys() & set(alternatives) for place in heard.places[run]
    ]
    if heard.has_numbers and ("+" in group or "-" in group):
        for alternative in alternatives:
            if "+" in alternative or "-" in alternative:
                found += _number_places(alternative.split(), heard)
    return found


def _number_places(run: list[str], heard: Said) -> Iterator[Place]:
    for start in range(len(heard.words) - len(run) + 1):
        words = heard.words[start : start + len(run)]
        if all(
            any(_is_meant(one, each) for each in w) for one, w in zip(run, words, strict=True)
        ):
            yield start, start + len(run)


def _is_meant(wanted: str, word: str) -> bool:
    number = _NUMBER.fullmatch(wanted) if word.isdigit() else None
    if number is None:
        return wanted == word
    amount, least = int(word[:9]), int(number[1])
    if number[2]:
        return amount >= least
    return least <= amount <= int(number[3]) if number[3] else amount <= least


def stand_near(found: Sequence[Sequence[Place]], taken: tuple[Place, ...] = ()) -> int:
    """Return how many words were taken if a place of each group is near the others', or 0."""
    count = sum(end - start for start, end in taken)
    if not found:
        return count
    for start, end in found[0]:
        if any(start < other[1] and other[0] < end for other in taken):
            continue
        first = min(start, *(place[0] for place in taken)) if taken else start
        last = max(end, *(place[1] for place in taken)) if taken else end
        if last - first <= BETWEEN + len(found) - 1 + count + end - start:
            number = stand_near(found[1:], (*taken, (start, end)))
            if number:
                return number
    return 0


def words_of(group: str) -> set[str]:
    """Return the stems that a group is made of; a number stands as "#"."""
    stems = set(group.replace("|", " ").split()) - {ALONE}
    return {"#" if _NUMBER.fullmatch(each) else each for each in stems}
