"""The library as a reader asks it: what names mean, topics and claims, across all libraries."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from heal_cli.errors import NotFound, command
from heal_cli.index.questions import Questions
from heal_cli.library.emergencies import emergencies
from heal_cli.library.lookup import Meant, find
from heal_cli.models import Claim, Emergency, Source, Surroundings, Topic, TopicEntry
from heal_cli.text import names


class Library(Questions):
    """All topics, through their index."""

    def find(self, kind: str, name: str) -> str:
        """Return the id that `name` means; raises NotFound or ContentError, see `lookup`."""
        return self.meant(kind, name).id

    def meant(self, kind: str, name: str) -> Meant:
        """Return what `name` means, and what it was taken for; raises as `find` does."""
        return find(self, kind, name)

    def names_topic(self, name: str) -> bool:
        """Say whether a name is that of a topic, to the letter."""
        return bool(self.named("topic", names.key(name)))

    def topic(self, name: str) -> Topic:
        """Return the topic that a reader's name means.

        Raises:
            NotFound: No topic has such a name.
            ContentError: Its file is not valid.
        """
        return self.whole_topic(self.find("topic", name))

    def entry(self, name: str) -> TopicEntry:
        """Return what lists say of the topic that `name` means; raises NotFound."""
        identifier = self.find("topic", name)
        return self.entries([identifier])[identifier]

    def surroundings(self, topic: Topic, today: date) -> Surroundings:
        """Return what a topic's page needs to know beside the topic."""
        titles = {group.id: group.title for group in self.groups("category")}
        sources = self.sources(self.citing(topic.id))
        category = titles.get(topic.category, topic.category)
        library = self.entries([topic.id])[topic.id].library
        return Surroundings(category, library, sources, self.entries(topic.related), today)

    def sources_of(self, claims: Iterable[Claim]) -> dict[str, Source]:
        """Return the sources that claims cite, by id."""
        return self.sources({s for claim in claims for s in claim.benefit.sources})

    def topics_of(self, claims: Iterable[Claim]) -> tuple[Topic, ...]:
        """Return the topics that claims stand in, each once."""
        return tuple(map(self.whole_topic, dict.fromkeys(claim.topic for claim in claims)))

    def claim(self, topic: str, words: str) -> tuple[Claim, ...]:
        """Return the claims of a topic that match most of the words; raises NotFound."""
        claims = self.claims(topic=topic)
        if words.isdecimal():
            return (_numbered(claims, topic, int(words)),)
        asked = list(map(names.beginning, names.words(words)))
        titles = {group.id: group.title for group in self.groups("condition")}
        scores = [_matches(claim, titles, asked) for claim in claims]
        best = max(scores, default=0)
        if not best:
            known = "\n".join(f"  {claim.benefit.claim}" for claim in claims)
            message = f'no claim of {topic} has the words "{words}". Its claims:\n{known}'
            raise NotFound(message, [f"heal benefits {topic}"])
        return tuple(
            claim for claim, score in zip(claims, scores, strict=True) if score == best
        )

    def meaning(self, word: str) -> str:
        """Return what a linked word of the glossary means, or "" where it is none."""
        found = self.named("term", names.key(word))
        if not found:
            return ""
        term = self.defined(found[0])
        origin = f'From "{term.library}", not part of the reviewed library: '
        return f"{origin if term.library else ''}{term.definition}"

    def also(self, phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (command, what it shows) for the conditions and terms that phrases name."""
        titles = {group.id: group.title for group in self.groups("condition")}
        keys = list(map(names.key, phrases))
        conditions = dict.fromkeys(c for key in keys for c in self.named("condition", key))
        for condition in conditions:
            yield command("for", condition), f"all that is claimed for {titles[condition]}"
        for term in dict.fromkeys(t for key in keys for t in self.named("term", key)):
            yield command("define", term), f"what {term} means"

    def urgent(self, *texts: str) -> tuple[Emergency, ...]:
        """Return the emergencies that texts may mean, the bundled library's first."""
        heard = dict.fromkeys(chain.from_iterable(emergencies(self, text) for text in texts))
        return tuple(sorted(heard, key=lambda emergency: emergency.library != ""))


def _numbered(claims: Sequence[Claim], topic: str, number: int) -> Claim:
    if not 1 <= number <= len(claims):
        last = len(claims)
        message = f"{topic} has no claim {number}; its claims are numbered 1 to {last}."
        raise NotFound(message, [command("why", topic)])
    return claims[number - 1]


def _matches(claim: Claim, titles: dict[str, str], asked: Sequence[str]) -> float:
    """Return how many of the words a claim has; those of its own words count most."""
    benefit = claim.benefit
    own = f"{benefit.claim} {titles.get(benefit.condition, '')} {benefit.condition}"
    claimed = set(map(names.beginning, names.words(own)))
    finding = set(map(names.beginning, names.words(benefit.finding)))
    return sum(1.0 if word in claimed else 0.25 if word in finding else 0.0 for word in asked)
