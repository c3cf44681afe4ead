"""Rules over words: groups of words that stand near each other, in any order.

A rule is written `chest + pain | hurt | tight`: of each group, which a plus parts, one
alternative must stand within a few words of the others. An alternative may have several
words; `<child>` stands for all words of a class, `100+` for a number of 100 or more and
`40-` for one of 40 or less. Endings of words and words that say nothing do not count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from heal_cli.text import names

Alternative = list[str]
Rule = list[list[Alternative]]
"""The groups of a rule, each with its alternatives, which are runs of stems."""

WITHIN = 7
"""Words that say something within which the groups of a rule must stand."""

FILLERS = frozenset(
    """
    a about after again all also am an and any are as at be been being but by did do does for
    from get gets getting got had has have having he her hers him his i id if im in into is it
    its ive just like me might mine more much my of off on or our out over really right she
    so some still than that the their them then there these they this those to too up
    us very was we were what when where which while who will with would you your youre hes shes
    feel feels feeling felt bit kind sort please help quite pretty since now keep keeps getting
    got went gone going
    """.split()  # noqa: SIM905 - one word a line would fill a page
)
"""Words that are not looked at."""

_ENDINGS = ("ness", "ing", "ed", "ly", "es", "s")
_SHORTEST_STEM = 3
_NUMBER = re.compile(r"(\d+)([+-])")


def stem(word: str) -> str:
    """Return what a word shares with its other endings: swelling and swells give "swell"."""
    if word.isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            if ending in {"es", "s"} and word.endswith(("ss", "us", "is")):
                break
            word = word.removesuffix(ending)
            if ending in {"ing", "ed"} and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return f"{word[:-1]}i" if word.endswith("y") else word.removesuffix("e")


def tokens(text: str) -> list[str]:
    """Return the stems of the words of a text that say something, in order."""
    return [stem(word) for word in names.words(text) if word not in FILLERS]


def parse(text: str, classes: Mapping[str, Sequence[str]]) -> Rule:
    """Return a written rule, its classes put in.

    Raises:
        KeyError: The rule names a class that is not there.
    """
    return [list(_alternatives(group, classes)) for group in text.split(" + ")]


def _alternatives(group: str, classes: Mapping[str, Sequence[str]]) -> Iterator[Alternative]:
    for written in map(str.strip, group.split("|")):
        if written.startswith("<"):
            yield from (tokens(word) for word in classes[written.strip("<>")])
        elif _NUMBER.fullmatch(written):
            yield [written]
        else:
            yield tokens(written)


def matches(rule: Rule, said: Sequence[str]) -> bool:
    """Say whether a rule holds for the tokens of what was said."""
    places = [list(_places(group, said)) for group in rule]
    if not all(places):
        return False
    for chosen in product(*places):
        taken = [place for start, end in chosen for place in range(start, end)]
        is_near = max(taken) - min(taken) < WITHIN + len(taken) - len(chosen)
        if is_near and len(set(taken)) == len(taken):
            return True
    return False


def _places(group: list[Alternative], said: Sequence[str]) -> Iterator[tuple[int, int]]:
    for alternative in group:
        length = len(alternative)
        for start in range(len(said) - length + 1 if length else 0):
            run = said[start : start + length]
            if all(map(_is_meant, alternative, run)):
                yield start, start + length


def _is_meant(wanted: str, said: str) -> bool:
    number = _NUMBER.fullmatch(wanted) if said.isdigit() else None
    if number is None:
        return wanted == said
    return int(said) >= int(number[1]) if number[2] == "+" else int(said) <= int(number[1])


def words_of(rule: Rule) -> set[str]:
    """Return the stems that a rule is made of; a number stands as "#"."""
    stems = {each for group in rule for alternative in group for each in alternative}
    return {"#" if _NUMBER.fullmatch(each) else each for each in stems}
