"""The index is private, and neither it nor what it replaces is written through a link."""

import os
import stat
from pathlib import Path

import pytest

from tests.answer import Answer
from tests.limits import file_size
from tests.processes import command, index_of, run, surroundings
from tests.side_effects.audit import contents
from tests.side_effects.conftest import Trial


def show(trial: Trial) -> Answer:
    """Show a page, which is answered in quiet whatever stands in the place of the index."""
    answer = trial.run("show", "green-tea")
    assert (answer.code, answer.err) == (0, "")
    assert "words on Green tea." in answer.out
    return answer


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_index_and_the_folders_made_for_it_are_private_whatever_the_mask(trial: Trial) -> None:
    show(trial)
    assert rights(index_of(trial.cache)) == 0o600
    assert rights(trial.cache / "heal") == 0o700
    assert rights(trial.cache) == 0o700


def test_an_updated_index_is_private_too(trial: Trial) -> None:
    show(trial)
    index_of(trial.cache).chmod(0o666)
    trial.edit()
    assert "Plainer words" in show(trial).out
    assert rights(index_of(trial.cache)) == 0o600


@pytest.mark.parametrize("where", ["file", "nowhere", "folder", "circle"])
def test_a_link_in_the_place_of_the_index_is_never_written_through(
    trial: Trial, tmp_path: Path, precious: Path, where: str
) -> None:
    show(trial)
    index = index_of(trial.cache)
    index.unlink()
    gone, folder = tmp_path / "gone", tmp_path / "folder"
    folder.mkdir()
    targets = {"file": precious, "nowhere": gone, "folder": folder, "circle": index}
    index.symlink_to(targets[where])
    for _ in range(2):
        show(trial)
    assert precious.read_text() == "precious\n"
    assert not gone.exists()
    assert contents(folder) == set()


def test_an_index_that_another_linked_is_replaced_and_not_changed(
    trial: Trial, tmp_path: Path
) -> None:
    show(trial)
    second_name = tmp_path / "second-name"
    os.link(index_of(trial.cache), second_name)
    before = second_name.read_bytes()
    trial.edit()
    assert "Plainer words" in show(trial).out
    assert second_name.read_bytes() == before
    assert index_of(trial.cache).read_bytes() != before


def test_an_index_that_leads_to_a_device_is_not_copied(trial: Trial) -> None:
    show(trial)
    index = index_of(trial.cache)
    index.unlink()
    index.symlink_to("/dev/zero")
    watch = (
        "def note(event, values):\n"
        "    if event == 'shutil.copyfile': print('copied', file=sys.stderr)\n"
        "sys.addaudithook(note)\n"
    )
    asked = command("show", "green-tea", root=trial.root, before=watch)
    answer = run(asked, surroundings(trial.cache), file_size(2**24))
    assert (answer.code, answer.err) == (0, "")


@pytest.fixture
def folder(trial: Trial) -> Path:
    """The folder of the index, with none in it."""
    path = trial.cache / "heal"
    path.mkdir(parents=True)
    return path


def test_links_named_as_old_temporary_files_are_removed_and_not_what_they_lead_to(
    trial: Trial, folder: Path, precious: Path
) -> None:
    os.utime(precious, (0, 0))
    for name in ("building-0000000a.sqlite", "building-0000000b.sqlite", "other"):
        (folder / name).symlink_to(precious)
        os.utime(folder / name, (0, 0), follow_symlinks=False)
    show(trial)
    left = {path.name for path in folder.iterdir() if not path.name.startswith("index-")}
    assert left == {"other"}
    assert precious.read_text() == "precious\n"


def test_a_link_in_a_circle_named_as_a_temporary_file_harms_nothing(
    trial: Trial, folder: Path
) -> None:
    circle = folder / "building-circle__.sqlite"
    circle.symlink_to(circle.name)
    show(trial)
    assert len(list(folder.glob("index-*.sqlite"))) == 1


def test_a_cache_folder_that_is_a_link_takes_only_the_index(
    trial: Trial, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    trial.cache.mkdir()
    (trial.cache / "heal").symlink_to(elsewhere)
    show(trial)
    assert contents(elsewhere) == {index_of(trial.cache).name}


def test_a_cache_folder_that_is_a_link_to_a_file_is_left_alone(
    trial: Trial, precious: Path
) -> None:
    trial.cache.mkdir()
    (trial.cache / "heal").symlink_to(precious)
    show(trial)
    assert precious.read_text() == "precious\n"
    assert contents(trial.cache) == {"heal"}
