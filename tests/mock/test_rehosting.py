"""A room hosted again: from the hub's own files, and from a seat's file where those are gone."""

from pathlib import Path
from typing import Any

import pytest

from coach.errors import Refused
from coach.mock import seatfile
from coach.mock.rehosting import kept, seat_to_resume
from coach.paths import Paths
from tests.mock.players import Process, agreed


def host(home: Path, *words: str) -> tuple[Process, dict[str, Any]]:
    """A host that speaks for its own seat, and what it told of its room."""
    process = Process(home, "host", "--json", "--tls", "none", *words)
    return process, process.hear("rooms")["rooms"][0]


def begun(folder: Path, everybody: list[Process]) -> tuple[Process, Process, str]:
    """An interview of a host and a guest with some words in it, and the room's id."""
    ben, told = host(folder / "ben", "--name", "Ben")
    ana = Process(folder / "ana", "join", told["joins"]["p2"], "--json", "--name", "Ana")
    everybody += [ben, ana]
    for one in (ben, ana):
        one.ask("ready", do="ready")
    ben.await_(lambda line: line["k"] == "who" and sum(p["ready"] for p in line["people"]) == 2)
    ben.ask("open", do="open", prompt="url-shortener")
    ana.hear("entry", type="session_opened")
    ben.ask("b1", do="phase", phase="clarify")
    ana.ask("a1", do="say", text="How many links a day?")
    ana.ask("a2", do="board", board="notes", text="short codes")
    for one in (ben, ana):
        one.hear("entry", type="text_edited")
    return ben, ana, told["room"]


@pytest.fixture
def everybody() -> Any:
    """The processes of a test, ended with it."""
    found: list[Process] = []
    yield found
    for one in found:
        if one.child.poll() is None:
            one.child.kill()
        one.end()


@pytest.mark.long
def test_the_host_comes_back_with_the_old_lines(tmp_path: Path, everybody: list[Process]) -> None:
    ben, ana, room = begun(tmp_path, everybody)
    ben.kill()
    ana.hear("link", up=False)
    ana.send(id="a3", do="say", text="said while nobody hosted")
    ana.hear("kept", id="a3")
    again, told = host(tmp_path / "ben", "--resume")
    everybody.append(again)
    assert (told["room"], told["joins"]) == (room, {})
    ana.hear("done", id="a3")
    again.hear("entry", id="a3")
    assert again.ask("b9", do="say", text="here again")["k"] == "done"
    ana.hear("entry", id="b9")
    agreed(again, ana)


@pytest.mark.long
def test_a_guest_hosts_from_its_own_file_and_the_host_comes_with_its_notes(
    tmp_path: Path, everybody: list[Process]
) -> None:
    ben, ana, room = begun(tmp_path, everybody)
    ben.send(id="n1", do="note", text="asks well")
    ben.hear("kept", id="n1")
    before = agreed(ben, ana)
    for one in (ben, ana):
        one.kill()
    for path in (tmp_path / "ben" / "data" / "rooms" / room).glob("*.log"):
        path.unlink()
    (tmp_path / "ben" / "data" / "rooms" / room / "room.json").unlink()
    anew, told = host(tmp_path / "ana", "--resume", room)
    everybody.append(anew)
    assert told["room"] == room
    assert set(told["joins"]) == {"p1", "p2"}
    back = Process(tmp_path / "ben", "join", told["joins"]["p1"], "--json")
    everybody.append(back)
    back.hear("seat", role="interviewer")
    assert back.ask("b7", do="say", text="here again")["k"] == "done"
    anew.hear("entry", id="b7")
    assert agreed(back, anew)[: len(before)] == before
    assert back.ask("b8", do="look", what="state")["view"]["pad"] == "asks well"
    assert [seat["name"] for seat in anew.hear("who")["people"]] == ["Ben", "Ana"]
    files = [*tmp_path.glob("*/data/sessions/*/*.jsonl")]
    assert len(files) == 2


@pytest.mark.long
def test_whoever_has_more_is_told_to_host(tmp_path: Path, everybody: list[Process]) -> None:
    ben, ana, room = begun(tmp_path, everybody)
    ana.kill()
    assert ben.ask("b2", do="say", text="only in one file")["k"] == "done"
    ben.kill()
    (tmp_path / "ben" / "data" / "rooms" / room / "room.json").unlink()
    anew, told = host(tmp_path / "ana", "--resume")
    everybody.append(anew)
    back = Process(tmp_path / "ben", "join", told["joins"]["p1"], "--json")
    everybody.append(back)
    why = back.hear("end")["why"]
    assert "coach host --resume" in why
    anew.kill()
    longer, _ = host(tmp_path / "ben", "--resume", room)
    everybody.append(longer)
    assert longer.hear("entry", type="said", by="interviewer")["data"]["text"] == "only in one file"


@pytest.mark.long
def test_a_file_that_was_changed_cannot_host(tmp_path: Path, everybody: list[Process]) -> None:
    ben, ana, room = begun(tmp_path, everybody)
    told = agreed(ana, ben)
    for one in (ana, ben):
        one.kill()
    home = tmp_path / "ana"
    paths = Paths(home / "data", home / "cache", home / "config")
    seat = seat_to_resume(paths, room)
    assert [entry.hub for entry in kept(seat).entries] == list(range(1, 1 + len(told)))
    path = Path(seat.journal)
    path.write_text(path.read_text("utf-8").replace("How many links", "How few links"), "utf-8")
    with pytest.raises(Refused, match=r"not as the hub had it|holds no session"):
        kept(seat)
    assert seatfile.of_room(paths, room, "p1") is None
