"""Whatever stands in a file's place, reading it neither waits nor goes on for ever."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import config
from coach.files import read_anything, read_plain, replace_with
from coach.ui import frame


def a_socket(path: Path) -> None:
    """Binds beside itself, as a socket's path must be short."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(before)


PLACES: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "null": lambda path: path.symlink_to("/dev/null"),
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "loop": lambda path: path.symlink_to(path),
    "nothing": lambda path: path.symlink_to(path.with_name("gone")),
    "socket": a_socket,
}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A path at which something stands that is no plain file."""
    path = tmp_path / "settings.json"
    PLACES[request.param](path)
    return path


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_only_a_plain_file_is_read_as_one(place: Path) -> None:
    with pytest.raises(OSError):
        read_plain(place, 10)


def test_a_plain_file_is_read_up_to_the_limit_and_one_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 200_000)
    for read in (read_plain, read_anything):
        assert read(path, 200_000) == b"x" * 200_000
        assert len(read(path, 1_000)) == 1_001


def test_a_device_is_read_up_to_the_limit() -> None:
    assert read_anything("/dev/zero", 70_000) == b"\0" * 70_001
    assert read_anything("/dev/null", 10) == b""


def test_a_pipe_is_read_where_somebody_writes_to_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(OSError, match="nobody writes"):
        read_anything(path, 10)
    keep = os.open(path, os.O_RDWR)
    try:
        with pytest.raises(OSError, match="nothing comes"):
            read_anything(path, 10, patience=0.01)
    finally:
        os.close(keep)
    read, write = os.pipe()
    os.write(write, b"a -> b")
    os.close(write)
    try:
        assert read_anything(f"/dev/fd/{read}", 100) == b"a -> b"
    finally:
        os.close(read)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_settings_in_whose_place_something_stands_are_the_defaults(place: Path) -> None:
    assert config.load(place.parent) == config.Settings()
    dangling = place.is_symlink() and place.readlink().name == "gone"
    assert bool(config.faults(place.parent)) is not dangling


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_remembered_picture_in_whose_place_something_stands_is_none(place: Path) -> None:
    place.rename(place.with_name(frame.NAME))
    assert frame.recall(str(place.parent), "name") == ""


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    replace_with(str(path), "one")
    replace_with(str(path), "two")
    assert path.read_text("utf-8") == "two"
    assert list(tmp_path.iterdir()) == [path]
    os.mkfifo(tmp_path / "file.new")
    with pytest.raises(OSError):
        replace_with(str(path), "three")
    assert path.read_text("utf-8") == "two"
