"""Where files are kept, and which folders are trusted with them."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cache_place import cache_folder
from coach.errors import CoachError
from coach.paths import Paths, find, prepare


def test_everything_lies_under_coach_home(tmp_path: Path) -> None:
    paths = find({"COACH_HOME": str(tmp_path)})
    assert paths == Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "config")
    assert paths.sessions == tmp_path / "data" / "sessions"
    assert paths.prompts == tmp_path / "data" / "prompts"
    assert paths.index.parent == tmp_path / "cache"
    assert list(tmp_path.iterdir()) == []


def test_coach_home_may_be_relative_or_begin_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find({"COACH_HOME": "here"}).data == tmp_path / "here" / "data"
    assert find({"COACH_HOME": "~/there"}).data == tmp_path / "there" / "data"


@pytest.mark.skipif(sys.platform == "darwin", reason="XDG folders are not used on macOS")
@pytest.mark.parametrize("environ", [{}, {"COACH_HOME": ""}, {"COACH_HOME": "  "}])
def test_without_it_the_platform_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "s"))
    found = find(environ)
    assert found == Paths(*(tmp_path / one / "coach" for one in "dcs"))
    assert list(tmp_path.iterdir()) == []


def test_platformdirs_is_imported_only_when_needed(tmp_path: Path) -> None:
    program = (
        "import sys; from coach.paths import find; find({'COACH_HOME': '/x'});"
        "print('platformdirs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        folder = prepare(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(old)
    for one in (folder, folder.parent, folder.parent.parent):
        assert stat.S_IMODE(one.stat().st_mode) == 0o700
    assert prepare(folder) == folder


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name, target in (("link", "real"), ("dangling", "nowhere")):
        (tmp_path / name).symlink_to(tmp_path / target)
        with pytest.raises(CoachError, match="is a link") as told:
            prepare(tmp_path / name)
        assert "COACH_HOME" in told.value.hint


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CoachError, match="not a folder"):
        prepare(tmp_path / "file")
    with pytest.raises(CoachError, match="cannot be made"):
        prepare(tmp_path / "file" / "inside")


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_a_folder_everybody_may_write_to_is_refused(tmp_path: Path, mode: int) -> None:
    folder = prepare(tmp_path / "open")
    folder.chmod(mode)
    with pytest.raises(CoachError, match="Everybody") as told:
        prepare(folder)
    assert "chmod" in told.value.hint


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_the_folder_of_someone_else_is_refused(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "theirs")
    os.chown(folder, 65534, 65534)
    with pytest.raises(CoachError, match="someone else"):
        prepare(folder)


def test_a_folder_that_cannot_be_made_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CoachError, match="cannot be made"):
        prepare(Path("/proc/coach/data"))


@pytest.mark.skipif(sys.platform == "darwin", reason="XDG folders are not used on macOS")
@pytest.mark.parametrize("wrong", ["rel", "./rel", "../rel", "~/rel"])
def test_a_relative_xdg_folder_is_ignored_as_its_specification_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", wrong)
    home = tmp_path / "home"
    assert find({}) == Paths(
        home / ".local/share/coach", home / ".cache/coach", home / ".config/coach"
    )
    assert cache_folder({}) == str(home / ".cache/coach")


@pytest.mark.skipif(sys.platform == "darwin", reason="XDG folders are not used on macOS")
def test_a_platform_that_honours_them_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every version of platformdirs ignores a relative folder."""

    class Old:
        user_data_path = user_cache_path = user_config_path = Path("rel/coach")

        def __init__(self, *args: object, **options: object) -> None:
            pass

    monkeypatch.setattr("platformdirs.PlatformDirs", Old)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *args, **options: "rel/coach")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find({}).data == tmp_path / ".local/share/coach"
    assert cache_folder({}) == str(tmp_path / ".cache/coach")
    monkeypatch.setenv("HOME", "rel")
    with pytest.raises(CoachError, match="HOME names no whole path"):
        find({})


def test_an_error_is_harmless_whatever_path_stands_in_it() -> None:
    told = CoachError("There is no \x1b[31m/a\nb\u202e\x9b1m.", "Look\ninto \x1b]0;x\x07 it.")
    assert told.message == "There is no ␛[31m/a b1m."
    assert told.hint == "Look into ␛]0;x it."
    assert str(told) == f"{told.message} {told.hint}"
