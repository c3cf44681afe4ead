"""Writes the pages of a whole library, one after the other, into a folder."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from itertools import chain
from pathlib import Path

from heal_cli.export import pages, search_index
from heal_cli.export.addresses import START, page_of, place_of
from heal_cli.formats import html
from heal_cli.index.walk import Walk
from heal_cli.library.library import Library
from heal_cli.models import Claim, Group
from heal_cli.views.claims import by_evidence, condition_page
from heal_cli.views.document import Document, Heading, last_reviewed
from heal_cli.views.frame import framed
from heal_cli.views.grid import grid_page
from heal_cli.views.topic import topic_page

Write = Callable[[str], Path]
Progress = Callable[[Iterable[str], int], Iterable[str]]

SCRIPTS = ("search-index.js", "search.js")


class Site:
    """The pages of one library, each made when it is written."""

    def __init__(self, library: Library, today: date) -> None:
        self.library = library
        self.today = today
        self.walk = Walk(library.index)
        self.day = last_reviewed(library.newest_review())
        self.define = library.meaning
        self.counts = self.walk.claims_by_condition()
        groups = library.groups("condition")
        self.conditions = {group.id: group for group in groups if group.id in self.counts}
        self.therapies = library.groups("therapy")

    def write(self, write: Write, progress: Progress) -> int:
        """Write every page and the search; return how many pages there are."""
        number = 0
        total = sum(self.library.origins().values()) + len(self.conditions)
        done = (self._one(write, name, page) for name, page in self._many())
        for name in chain(progress(done, total), self._others(write)):
            number += name.endswith(".html")
        return number

    def _many(self) -> Iterator[tuple[str, Document]]:
        """Yield the pages of conditions and topics, each with its file."""
        for group in self.conditions.values():
            yield page_of("condition", group.id), self._condition(group)
        for identifier in self.walk.topic_ids():
            topic = self.library.whole_topic(identifier)
            around = self.library.surroundings(topic, self.today)
            yield page_of("topic", identifier), topic_page(topic, around)

    def _condition(self, group: Group) -> Document:
        found = self.library.claims(condition=group.id)
        sources = self.library.sources_of(found)
        claims: Sequence[Claim] = by_evidence(found, sources)
        therapies = {therapy.id: therapy.title for therapy in self.therapies}
        topics = self.library.topics_of(claims)
        return condition_page(group, claims, therapies, sources, topics)

    def _others(self, write: Write) -> Iterator[str]:
        walk, reviewed = self.walk, self.walk.reviewed_claims()
        conditions = self.library.groups("condition")
        small = {
            "conditions.html": pages.conditions_page(
                list(self.conditions.values()), self.counts
            ),
            "grid.html": grid_page(reviewed, conditions, self.therapies),
            "emergencies.html": pages.emergencies_page(walk),
        }
        for name, page in small.items():
            yield self._one(write, name, page)
        start, scripts = pages.start_page(self.library, walk), SCRIPTS
        yield self._one(write, START, start, self._categories(), scripts)
        yield self._one(write, "glossary.html", pages.glossary_page(walk), ())
        yield self._one(write, "sources.html", pages.sources_page(walk), ())
        titles = {each.id: each.title for each in self.conditions.values()}
        _write(write(SCRIPTS[0]), search_index.lines(self.library, walk, titles))
        script = files("heal_cli.export").joinpath(SCRIPTS[1]).read_text("utf-8")
        _write(write(SCRIPTS[1]), script.splitlines())

    def _categories(self) -> list[Heading]:
        titles = {group.id: group.title for group in self.library.groups("category")}
        return [Heading(titles.get(each, each)) for each in self.walk.categories()]

    def _one(
        self,
        write: Write,
        name: str,
        page: Document,
        headings: Sequence[Heading] | None = None,
        scripts: tuple[str, ...] = (),
    ) -> str:
        """Write one page and return its name; one whose headings are told is never held."""
        place = place_of(name, self.conditions, scripts)
        document = framed(page._replace(define=self.define, day=page.day or self.day))
        _write(write(name), html.page_in(document, place, headings))
        return name


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
