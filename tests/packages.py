"""Builds the packages that are released, and knows what must be in them."""

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

from heal_cli import __version__
from tests.processes import PROJECT

LARGEST_WHEEL = 1024 * 1024
"""Bytes that the wheel may have."""

_DATA = f"heal_cli-{__version__}.data/data/share/man/man1/heal.1"
_INFO = f"heal_cli-{__version__}.dist-info"
_METADATA = {
    "Name": ["heal-cli"],
    "Version": [__version__],
    "License-Expression": ["MIT"],
    "License-File": ["LICENSE", "heal_cli/library/words.LICENSE"],
    "Requires-Python": [">=3.11"],
    "Requires-Dist": ["pyyaml>=6.0.1", "rich>=13.8.0", "typer<0.29,>=0.26"],
}


def build(kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist into a folder that is made for it, and return it."""
    folder.mkdir(parents=True)
    call = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(call, cwd=PROJECT, check=True, capture_output=True)
    (built,) = (path for path in folder.iterdir() if path.suffix in {".whl", ".gz"})
    return built


def build_from(sdist: Path, folder: Path) -> Path:
    """Build a wheel of a source distribution as pip does for who installs it, and return it."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    call = [*pip, "--no-deps", "--wheel-dir", str(folder), str(sdist)]
    subprocess.run(call, check=True)
    (built,) = folder.iterdir()
    return built


def contents(wheel: Path) -> dict[str, int]:
    """Return the checksum of each file in a wheel, but of those that tell of the builder."""
    builders = {f"{_INFO}/{name}" for name in ("METADATA", "RECORD", "WHEEL")}
    with zipfile.ZipFile(wheel) as packed:
        files = packed.infolist()
    return {file.filename: file.CRC for file in files if file.filename not in builders}


def check_wheel(wheel: Path) -> None:
    """Fail unless a wheel has the program, its content and manual, and nothing else."""
    assert wheel.stat().st_size < LARGEST_WHEEL, "the wheel is too large"
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if not name.startswith(_INFO)}
        metadata = message_from_bytes(packed.read(f"{_INFO}/METADATA"))
        licence = packed.read(f"{_INFO}/licenses/LICENSE")
    content = {f"heal_cli/{name}" for name in _files("content")}
    assert "heal_cli/content/schema/topic.json" in content
    assert names == {*_files("heal_cli"), *content, _DATA}
    assert licence == (PROJECT / "LICENSE").read_bytes()
    for field, values in _METADATA.items():
        assert sorted(metadata.get_all(field, [])) == values, field
    assert metadata["Summary"]


def check_sdist(sdist: Path) -> None:
    """Fail unless a source distribution can be built and tested from."""
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    tested = {*_files("heal_cli"), *_files("content"), *_files("tests"), *_files("docs")}
    wanted = {"pyproject.toml", "Makefile", "LICENSE", "README.md", *tested}
    assert wanted <= names, sorted(wanted - names)


def _files(folder: str) -> set[str]:
    """Return the files of a folder of the project, but what Python keeps there for itself."""
    return {
        str(path.relative_to(PROJECT))
        for path in (PROJECT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
