"""The file of a seat whose program was killed before it had noted where that file is."""

from dataclasses import replace
from pathlib import Path

from coach.mock import seatfile
from coach.paths import Paths
from coach.session.entry import Entry
from coach.session.events import Said, SessionOpened
from coach.session.together import Seated
from coach.session.wire import from_data
from tests.mock.at_table import opening

ANA = Seated("o1", "observer", "room1", "Ana")
OPENED = from_data("session_opened", 1, opening(f"{7:032x}"))
assert isinstance(OPENED, SessionOpened)
FIRST = Entry(1, 0.0, "interviewer", OPENED, "open-1", "p1", None, 1, "aa")


def begin(folder: Path, first: Entry = FIRST, seated: Seated = ANA) -> tuple[Path, list[Entry]]:
    """The file that a seat begins, and its entries; let go of as a kill does."""
    paths = Paths(folder / "data", folder / "cache", folder / "config")
    assert isinstance(first.event, SessionOpened)
    journal, entries = seatfile.begin(paths, first.event, first, seated)
    journal.close()
    return Path(journal.path), entries


def test_a_file_that_was_left_behind_is_gone_on_with_however_often(tmp_path: Path) -> None:
    path, entries = begin(tmp_path)
    for _ in range(5):
        assert begin(tmp_path) == (path, entries)
    assert [type(entry.event) for entry in entries] == [SessionOpened, Seated]
    assert [*path.parent.iterdir()] == [path]


def test_a_kill_before_the_seat_was_written_costs_no_seat(tmp_path: Path) -> None:
    path, entries = begin(tmp_path)
    path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n")
    again, seated = begin(tmp_path)
    assert again == path and [entry.event for entry in seated] == [e.event for e in entries]


def test_the_file_of_another_seat_or_another_opening_is_left_alone(tmp_path: Path) -> None:
    path, _ = begin(tmp_path)
    kept = path.read_bytes()
    other, _ = begin(tmp_path, seated=replace(ANA, me="o2", name="Bo"))
    assert other != path and path.read_bytes() == kept
    path, _ = begin(tmp_path / "b")
    other, _ = begin(tmp_path / "b", first=replace(FIRST, h="bb"))
    assert other != path


def test_a_file_in_which_something_was_done_is_left_alone(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "config")
    assert isinstance(FIRST.event, SessionOpened)
    journal, _ = seatfile.begin(paths, FIRST.event, FIRST, ANA)
    journal.append(Said("on the hub"), "candidate", 1.0)
    journal.close()
    assert begin(tmp_path)[0] != Path(journal.path)
