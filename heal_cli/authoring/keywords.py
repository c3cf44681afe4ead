"""Whether a topic has what its keywords promise."""

from collections.abc import Callable, Iterator, Sequence

from heal_cli.authoring import prose
from heal_cli.authoring.findings import Whole
from heal_cli.library.matching import form, lowered
from heal_cli.library.query import says_something
from heal_cli.models import Topic
from heal_cli.text import marks, names

_GENERIC = frozenset(
    {"benefits", "causes", "cure", "danger", "dangers", "diagnosis", "dosage", "dose", "help"}
    | {"risks", "safety", "sideeffects", "symptoms", "test", "tests", "treatment", "whatisit"}
)
"""Keywords that fit any topic, and so none."""


def doubts(topic: Topic, whole: Whole) -> Callable[[str], Iterator[str]]:
    """Return what yields a message where a keyword fits any topic, or nothing of this one."""
    text, same = _text(topic), _same_as(whole)

    def yield_doubts(keyword: str) -> Iterator[str]:
        if names.key(keyword) in _GENERIC:
            yield f'the keyword "{keyword}" fits any topic; take it out'
        elif not any(form(words).is_in(text) for words in _asked(keyword, same)):
            yield (
                f'nothing of the keyword "{keyword}" stands in the topic; write of it, '
                "take it out or name what means the same in synonyms.yaml"
            )

    return yield_doubts


def _text(topic: Topic) -> str:
    """Return all that a topic's page says, and its words as Americans spell them."""
    figures = [each.figure for each in topic.explanation if each.figure]
    cells = [cell for figure in figures for row in figure.rows for cell in row]
    said = [marks.strip(text) for _, text in prose.texts(topic)]
    text = lowered(" / ".join((topic.title, *topic.also_called, *said, *cells)))
    return f"{text} / {' '.join(names.american(word) for word in names.words(text))}"


def _asked(keyword: str, same: dict[str, set[str]]) -> Iterator[str]:
    """Yield every word of a keyword that says something, and what means the same."""
    words = names.words(keyword)
    told = [word for word in words if says_something(word)] or words
    for word in told:
        yield word
        yield names.american(word)
    for called in (words, *([word] for word in told)):
        yield from same.get(_shared(called), ())


def _same_as(whole: Whole) -> dict[str, set[str]]:
    """Return what means the same as each folded name, by the synonyms and the glossary."""
    found: dict[str, set[str]] = {}
    for shared in (whole.base.shared, whole.shared):
        groups = [(each.id, *each.same_as, *each.examples) for each in shared.synonyms]
        groups += [(each.id, *each.also_called) for each in shared.glossary]
        for group in groups:
            phrases = {" ".join(names.words(name)) for name in group} - {""}
            for phrase in phrases:
                found.setdefault(_shared(phrase.split()), set()).update(phrases)
    return found


def _shared(words: Sequence[str]) -> str:
    """Return what the endings and spellings of words share."""
    return "".join(map(names.alike, words))
