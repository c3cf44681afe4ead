"""How a drawn page is read: across, and down each of its columns, without its frames."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from rich.cells import cell_len

from tests.whole_pages.statements import Group

WIDEST = 96
FRAMES = "│╭╮╰╯─"


def letters(text: str) -> str:
    """Return text without spaces and frames; all else stays as it is."""
    return re.sub(rf"[\s{FRAMES}]", "", text)


class Chunk:
    """Lines between two empty ones, as a reader may read them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.across = letters("".join(lines))

    @cached_property
    def columns(self) -> list[str]:
        """What is read down each range of columns that text stands in."""
        starts = {len(m.group()) for line in self.lines for m in re.finditer(r"^ *", line)}
        for line in self.lines:
            gaps = re.finditer(r" {2,}(?=\S)", line)
            starts |= {cell_len(line[: gap.end()]) for gap in gaps}
        rows = [in_cells(line) for line in self.lines]
        ends = [*sorted(starts), max(map(len, rows))]
        return [
            letters("".join("".join(row[first:last]) for row in rows))
            for place, first in enumerate(ends)
            for last in ends[place + 1 :]
        ]

    def says(self, statement: str) -> bool:
        """Say whether a statement can be read here, letter by letter, with nothing between."""
        wanted = letters(statement)
        return wanted in self.across or any(wanted in column for column in self.columns)


def in_cells(line: str) -> list[str]:
    """Return what stands in each cell of a line; a wide letter has an empty one behind it."""
    if line.isascii():
        return list(line)
    cells = [""] * cell_len(line)
    for place, letter in enumerate(line):
        cells[min(cell_len(line[:place]), len(cells) - 1)] += letter
    return cells


def chunks(lines: Sequence[str]) -> list[Chunk]:
    """Return the parts of a page that empty lines set apart."""
    page = "\n".join(lines)
    return [Chunk(part.split("\n")) for part in re.split(r"\n{2,}", page) if part.strip()]


def missing(lines: Sequence[str], groups: Iterable[Group]) -> Group:
    """Return the first group that a page does not say at or below the place of the last."""
    place, page = 0, chunks(lines)
    for group in groups:
        while not all(page[place].says(statement) for statement in group):
            place += 1
            if place == len(page):
                return group
    return []


def assert_within(lines: Sequence[str], width: int) -> None:
    """Fail if a line is wider than the window, save for an address alone on its line."""
    wide = [line for line in lines if cell_len(line) > min(width, WIDEST)]
    assert [line for line in wide if not re.fullmatch(r" *https://\S+", line)] == []
