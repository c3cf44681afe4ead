"""Each system keeps a user's content and caches where its other programs do."""

from pathlib import Path

import pytest

from heal_cli.loading.user_folders import cache_folder, own_root


@pytest.fixture
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/reader")


@pytest.mark.usefixtures("nothing_named")
@pytest.mark.parametrize(
    ("platform", "content", "cache"),
    [
        ("linux", "/home/reader/.local/share/heal/content", "/home/reader/.cache/heal"),
        (
            "darwin",
            "/home/reader/Library/Application Support/heal/content",
            "/home/reader/Library/Caches/heal",
        ),
        ("win32", "/home/reader/heal/content", "/home/reader/heal/cache"),
    ],
)
def test_folders_lie_where_the_system_has_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, content: str, cache: str
) -> None:
    monkeypatch.setattr("heal_cli.loading.user_folders.sys.platform", platform)
    assert (own_root(), cache_folder()) == (Path(content), Path(cache))


@pytest.mark.usefixtures("nothing_named")
def test_windows_names_its_folder_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heal_cli.loading.user_folders.sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert (own_root(), cache_folder()) == (
        Path("/local/heal/content"),
        Path("/local/heal/cache"),
    )


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_variables_of_the_xdg_standard_stand_before_the_system_s_own(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr("heal_cli.loading.user_folders.sys.platform", platform)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert (own_root(), cache_folder()) == (Path("/data/heal/content"), Path("/cache/heal"))


@pytest.mark.usefixtures("nothing_named")
def test_a_variable_that_is_no_whole_path_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the standard asks (XDG Base Directory Specification 0.8)."""
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    assert cache_folder() == Path("/home/reader/.cache/heal")


@pytest.mark.usefixtures("nothing_named")
@pytest.mark.parametrize("home", ["/", "somewhere", ""])
def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("HOME", home)
    assert (own_root(), cache_folder()) == (None, None)
