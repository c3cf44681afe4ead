"""The topics of the bundled library, as their pages know them."""

from functools import cache

from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.models import Surroundings, Topic
from tests.test_bundled_content import ROOT, topic


@cache
def bundled(name: str) -> tuple[Topic, Surroundings]:
    """Return a topic with what its page needs to know."""
    index = Index([ROOT])
    around = Library(index).surroundings(topic(name), topic(name).reviewed)
    index.close()
    return topic(name), around
