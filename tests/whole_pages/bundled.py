"""The topics of the bundled library, as their pages know them."""

from functools import cache

from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.models import Surroundings, Topic
from tests.fuzzing import one_and_the_rest
from tests.test_bundled_content import IDS, ROOT, topic

TELLING = ("crp", "magnesium")
"""Topics that have, between them, a figure of every kind and every part of a page."""

TOPICS = one_and_the_rest(IDS, TELLING)
"""All topics; `make test` tries those that are telling, `make test-all` the others."""


@cache
def bundled(name: str) -> tuple[Topic, Surroundings]:
    """Return a topic with what its page needs to know."""
    index = Index([ROOT])
    around = Library(index).surroundings(topic(name), topic(name).reviewed)
    index.close()
    return topic(name), around
