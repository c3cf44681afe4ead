"""Whole topics and their sources as a writer could write them, though none would."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from heal_cli.index.index import Index
from heal_cli.library.library import Library
from heal_cli.models import Surroundings, Topic
from tests.whole_pages.odd_texts import TEXTS

Written = dict[str, Any]
"""What a YAML file holds."""

LONG_TEXTS = st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)
LISTS = st.lists(TEXTS, max_size=3)
NUMBERS = st.sampled_from(["0", "0.5", "3", "420", "999999999999.999999"])
CITED = st.sampled_from([["doe-2020"], ["doe-2020", "roe-2021"]])


def rows(**columns: st.SearchStrategy[str]) -> st.SearchStrategy[list[Written]]:
    """Return lists of rows with named cells; a note may be left out."""
    row = st.fixed_dictionaries(columns).map(
        lambda row: {key: value for key, value in row.items() if value}
    )
    return st.lists(row, min_size=1, max_size=4)


def drawings() -> st.SearchStrategy[Written]:
    """Return figures of the kinds that are drawn."""
    note = st.just("") | TEXTS
    by_kind = {
        "steps": rows(label=TEXTS, text=TEXTS),
        "bars": rows(label=TEXTS, value=NUMBERS, note=note),
        "bands": rows(range=TEXTS, label=TEXTS, note=note),
    }
    return st.sampled_from(sorted(by_kind)).flatmap(
        lambda kind: st.fixed_dictionaries(
            {"kind": st.just(kind), "title": TEXTS, "rows": by_kind[kind], "sources": CITED},
            optional={"note": TEXTS, "unit": TEXTS},
        )
    )


def tables() -> st.SearchStrategy[Written]:
    """Return figures that are tables, of one to four columns."""
    return st.integers(1, 4).flatmap(
        lambda number: st.fixed_dictionaries(
            {
                "kind": st.just("table"),
                "title": TEXTS,
                "columns": st.lists(TEXTS, min_size=number, max_size=number),
                "rows": st.lists(
                    st.lists(TEXTS, min_size=number, max_size=number), min_size=1, max_size=3
                ),
                "sources": CITED,
            },
            optional={"note": TEXTS},
        )
    )


def benefits() -> st.SearchStrategy[Written]:
    """Return claims with every verdict."""
    verdicts = ["supported", "mixed", "insufficient", "not supported"]
    return st.fixed_dictionaries(
        {
            "claim": TEXTS,
            "evidence": st.sampled_from(verdicts),
            "finding": TEXTS,
            "sources": CITED,
        },
        optional={"qualifier": TEXTS, "condition": st.just("hiccups")},
    )


def topics() -> st.SearchStrategy[Written]:
    """Return topics with all that a topic may have."""
    section = st.fixed_dictionaries(
        {"heading": TEXTS, "text": LONG_TEXTS}, optional={"figure": drawings() | tables()}
    )
    when = st.sampled_from(["emergency", "soon", "next visit"])
    return st.fixed_dictionaries(
        {
            "title": TEXTS,
            "summary": TEXTS.filter(lambda text: len(text) <= 240),
            "origin": TEXTS,
            "reviewed": st.dates(date(2000, 1, 1)).map(str),
            "explanation": st.lists(section, min_size=1, max_size=2),
            "benefits": st.lists(benefits(), max_size=3),
            "cautions": LISTS,
            "get_help": st.lists(st.fixed_dictionaries({"when": when, "text": TEXTS})),
            "related": st.sampled_from([[], ["green-tea"]]),
        },
        optional={"also_called": LISTS, "keywords": LISTS, "take_care": LISTS},
    )


def sources() -> st.SearchStrategy[Written]:
    """Return the two sources that generated topics cite."""
    addresses = ["https://example.org/" + "long" * 30, "https://example.org/?a=b&c=d_e*f"]
    source = st.fixed_dictionaries(
        {
            "authors": TEXTS,
            "title": TEXTS,
            "published": TEXTS,
            "year": st.sampled_from(["2020", "undated"]),
            "kind": st.sampled_from(["trial", "the site itself"]),
            "shows": TEXTS,
            "status": st.sampled_from(["checked", "not checked"]),
        },
        optional={
            "note": TEXTS,
            "isbn": st.just("978-3-16-148410-0"),
            "url": st.sampled_from(addresses),
            "pmid": st.just("123"),
        },
    )
    return st.fixed_dictionaries({"doe-2020": source, "roe-2021": source})


class _WithoutAliases(yaml.SafeDumper):
    """Writes a value out each time it occurs, since content may not have aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def write(file: Path, data: Written) -> None:
    """Write data as YAML."""
    text = yaml.dump(data, Dumper=_WithoutAliases, allow_unicode=True)
    file.write_text(text, encoding="utf-8")


def read_back(library: Path, data: Written, works: Written) -> tuple[Topic, Surroundings]:
    """Write the topic `odd-page` and its sources into a library, and read them again."""
    write(library / "topics/drinks/odd-page.yaml", data)
    write(library / "sources.yaml", works)
    index = Index([library])
    shelf = Library(index)
    assert shelf.faults == ()
    page = shelf.topic("odd-page")
    around = shelf.surroundings(page, page.reviewed)
    index.close()
    return page, around
