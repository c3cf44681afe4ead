"""What `heal check` found, for people and for code hosts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from heal_cli.authoring.findings import Finding
from heal_cli.text.safe_text import visible
from heal_cli.views.document import Block, Lines, Paragraph, number_of, plain, titled


@titled("Check")
def check_page(found: Sequence[Finding], files: int, annotate: bool) -> Iterator[Block]:
    """Return the faults and warnings, a line each, and their number in so many `files`.

    To `annotate` is to write lines that code hosts show beside the code.
    """
    if found:
        yield Lines([plain(_annotation(each) if annotate else line(each)) for each in found])
    yield Paragraph(plain(counted(found, files)), flush=True)


def line(found: Finding) -> str:
    """Return a finding as file:line:column: CODE message."""
    fault = found.fault
    return visible(f"{fault.path}:{fault.line}:{fault.column}: {found.code} {fault.message}")


def _annotation(found: Finding) -> str:
    """Return a finding as a workflow command, which GitHub shows beside the line."""
    fault = found.fault
    level = "error" if found.is_fault else "warning"
    message = fault.message.replace("%", "%25").replace("\n", "%0A")
    path = Path(fault.path)
    near = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    file = visible(str(near)).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={fault.line},col={fault.column}"
    return f"::{level} {place},title={found.code}::{message}"


def counted(found: Sequence[Finding], files: int) -> str:
    """Return how many faults and warnings there are in how many files."""
    faults = sum(each.is_fault for each in found)
    parts = [number_of(faults, "fault"), number_of(len(found) - faults, "warning")]
    return f"{' and '.join(parts)} in {number_of(files, 'file')}"
