"""Whole mocks by real processes over loopback: a hub, and seats that programs hold."""

import json
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coach.mock.joinlines import parse
from tests.mock.players import Process, Stage, agreed, stage


def test_a_mock_from_the_lobby_to_opened_forms(tmp_path: Path) -> None:
    with stage(tmp_path, observers=1) as room:
        ben, ana, cy = room.sit("p1", "Ben"), room.sit("p2", "Ana"), room.sit("o1", "Cy")
        assert cy.ask("x", do="open", prompt="url-shortener")["code"] == "forbidden"
        room.open(ben, ana)
        assert ben.ask("b1", do="phase", phase="clarify")["k"] == "done"
        assert ana.ask("a0", do="phase", phase="design")["code"] == "refused"
        asked = ana.ask("a1", do="say", text="How many new links a day?")
        fact = ben.ask("x", do="look", what="pack")["view"]["facts"][0]["id"]
        ben.hear("entry", type="said", by="candidate")
        assert ben.ask("b2", do="fact", fact=fact)["k"] == "done"
        told = ana.hear("entry", type="fact_revealed")
        assert told["data"]["question"] == asked["n"]
        assert ana.ask("a2", do="board", board="diagram", text="lb -> api\n")["k"] == "done"
        seen = ben.hear("entry", type="text_edited")
        assert seen["data"]["inserted"] == "lb -> api\n"
        assert "api" in ben.ask("b3", do="look", what="drawing", board="diagram")["view"]
        assert ana.ask("a3", do="look", what="pack")["k"] == "no"
        assert ana.ask("a4", do="look", what="findings", board="diagram")["k"] == "no"
        assert cy.ask("c1", do="say", text="hm")["k"] == "no"
        ben.ask("b4", do="hint")
        ben.ask("b5", do="close")
        forms = {"ben": {"form": 1, "verdict": "hire"}, "ana": {"form": 1, "predicted": 61}}
        ana.hear("entry", type="session_closed")
        ana.ask("a5", do="form", form=forms["ana"])
        ben.hear("entry", type="sealed", by="candidate")
        assert not any(one.get("type") == "unsealed" for one in ben.lines)
        ben.ask("b6", do="form", form=forms["ben"])
        assert (
            json.loads(ben.hear("entry", type="unsealed", by="candidate")["data"]["form"])
            == (forms["ana"])
        )
        assert (
            json.loads(ana.hear("entry", type="unsealed", by="interviewer")["data"]["form"])
            == (forms["ben"])
        )
        for seat in (ana, ben, cy):
            seat.hear("entry", type="unsealed", by="interviewer")
            seat.hear("entry", type="unsealed", by="candidate")
        agreed(ana, ben, cy)
        assert [one.end() for one in (ana, ben, cy)] == [0, 0, 0]
        files = sorted(path.stem.rsplit("-", 1)[1] for path in tmp_path.glob("*/data/*/*/*.jsonl"))
        assert files == ["candidate", "interviewer", "observer"]


def test_private_things_stay_in_their_owners_file(tmp_path: Path) -> None:
    with stage(tmp_path) as room:
        ben, ana = room.sit("p1", "Ben"), room.sit("p2", "Ana")
        room.open(ben, ana)
        ben.send(id="n1", do="note", text="PLANTED-SECRET pad")
        ben.send(id="n2", do="tag", entry=1, tag="+", note="PLANTED-SECRET tag")
        ben.send(id="n3", do="grade", observable="x", mark="partly", note="PLANTED-SECRET grade")
        for name in ("n1", "n2", "n3"):
            ben.hear("kept", id=name)
        ben.ask("s", do="say", text="go on")
        ana.hear("entry", type="said")
        for one in (ben, ana):
            one.end()
        holders = {
            path.relative_to(tmp_path).parts[0]
            for path in tmp_path.rglob("*")
            if path.is_file() and b"PLANTED-SECRET" in path.read_bytes()
        }
        assert holders == {"p1"}
        tokens = {line.rsplit("/", 1)[1].encode() for line in room.joins.values()}
        hubs = b"".join(p.read_bytes() for p in (tmp_path / "rooms").rglob("*") if p.is_file())
        assert not any(token in hubs for token in tokens)


@pytest.mark.long
@pytest.mark.parametrize("who", ["candidate", "interviewer", "hub"])
def test_a_kill_in_the_middle_loses_nothing(tmp_path: Path, who: str) -> None:
    with stage(tmp_path) as room:
        ben, ana = room.sit("p1", "Ben"), room.sit("p2", "Ana")
        room.open(ben, ana)
        names = {"candidate": ana, "interviewer": ben, "hub": room.hub}
        for k in range(20):
            ana.send(id=f"a{k}", do="board", board="notes", text="x" * (k + 1))
            ben.send(id=f"b{k}", do="say", text=f"word {k}")
        ana.hear("kept", id="a3")
        ben.hear("kept", id="b3")
        kept = {one["id"] for process in (ana, ben) for one in process.lines if one["k"] == "kept"}
        names[who].kill()
        names[who].start()
        for one in (ana, ben):
            one.send(id="last" + one.words[-1], do="say", text="still here")
        for one in (ana, ben):
            one.hear("done", id="last" + one.words[-1])
            other = ben if one is ana else ana
            one.hear("entry", id="last" + other.words[-1])
        _agree(room, kept)


@pytest.mark.long
@pytest.mark.parametrize("who", ["candidate", "interviewer", "hub"])
def test_thirty_kills_under_load_lose_and_double_nothing(tmp_path: Path, who: str) -> None:
    with stage(tmp_path, tls="pinned") as room:
        ben, ana = room.sit("p1", "Ben"), room.sit("p2", "Ana")
        room.open(ben, ana)
        victim = {"candidate": ana, "interviewer": ben, "hub": room.hub}[who]
        sent: set[str] = set()
        for turn in range(30):
            for one, letter in ((ana, "a"), (ben, "b")):
                for k in range(3):
                    name = f"{letter}{turn}-{k}"
                    with suppress(BrokenPipeError):
                        one.send(id=name, do="say", text=f"words {name}")
                        sent.add(name)
            time.sleep(0.01 * (turn % 7))
            victim.kill()
            victim.start()
            if victim is not room.hub:
                time.sleep(0.4)
        kept = {o["id"] for p in (ana, ben) for o in p.lines if o["k"] == "kept"} & sent
        for one in (ana, ben):
            one.send(id="last" + one.words[-1], do="say", text="still here")
            one.hear("done", id="last" + one.words[-1])
        for one, other in ((ana, ben), (ben, ana)):
            one.hear("entry", id="last" + other.words[-1])
        _agree(room, kept)
        ids = [entry["id"] for entry in _public(ana)]
        assert len(ids) == len(set(ids))


def _public(process: Process) -> list[dict[str, Any]]:
    found = {o["n"]: o for o in process.lines if o["k"] == "entry" and o["n"] and o["id"]}
    return [found[n] for n in sorted(found)]


def _agree(room: Stage, kept: set[str]) -> None:
    """Both seats hold the same entries, each id once, all that were kept among them."""
    ben, ana = room.all[1], room.all[2]
    last = max(_public(ben)[-1]["n"], _public(ana)[-1]["n"])
    for name in kept:  # an ack may come before its entry does, and to one before the other
        for process in (ben, ana):
            last = max(last, process.hear("entry", id=name)["n"])
    for process in (ben, ana):
        process.hear("entry", n=last)
    states = [one.ask("final", do="look", what="state")["view"] for one in (ben, ana)]
    assert states[0]["boards"] == states[1]["boards"]
    assert states[0]["h"] == states[1]["h"]
    ids = [one["id"] for one in ana.lines if one["k"] == "entry" and one["n"]]
    assert kept <= set(ids)
    agreed(ben, ana)


class Cable:
    """Between a seat and the hub: bytes go through until it is cut, without a word to either."""

    def __init__(self, behind: int) -> None:
        self.behind, self.cut = behind, threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self.listening.accept()[0]
                far = socket.create_connection(("127.0.0.1", self.behind))
                for source, to in ((near, far), (far, near)):
                    threading.Thread(target=self._copy, args=(source, to), daemon=True).start()

    def _copy(self, source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):
            while part := source.recv(65536):
                while self.cut.is_set():
                    time.sleep(0.05)
                to.sendall(part)
        with suppress(OSError):
            to.shutdown(socket.SHUT_WR)
        source.close()

    def close(self) -> None:
        """No more connections through it."""
        self.listening.close()


@pytest.mark.long
def test_a_link_that_is_silent_for_twenty_seconds_costs_nothing(tmp_path: Path) -> None:
    with stage(tmp_path) as room:
        cable = Cable(room.port)
        room.joins["p2"] = room.joins["p2"].replace(f":{room.port}/", f":{cable.port}/")
        ben, ana = room.sit("p1", "Ben"), room.sit("p2", "Ana")
        room.open(ben, ana)
        seen = len(ben.lines)
        cable.cut.set()
        began = time.monotonic()
        sent: set[str] = set()
        while time.monotonic() - began < 22:
            n = len(sent) // 2
            ana.send(id=f"a{n}", do="board", board="notes", text="word " * (n + 1))
            ben.send(id=f"b{n}", do="say", text=f"said {n}")
            sent |= {f"a{n}", f"b{n}"}
            time.sleep(0.5)
        ana.hear("link", up=False)
        ben.await_(lambda line: line["k"] == "who" and not line["people"][1]["here"], seen)
        cable.cut.clear()
        for name in sorted(sent):
            (ana if name[0] == "a" else ben).hear("done", id=name)
        ana.hear("entry", id=max(sent, key=lambda name: (name[0], int(name[1:]))))
        _agree(room, sent)
        cable.close()


@pytest.mark.long
def test_a_program_that_stands_still_is_noticed_and_comes_back(tmp_path: Path) -> None:
    with stage(tmp_path) as room:
        ben, ana = room.sit("p1", "Ben"), room.sit("p2", "Ana")
        room.open(ben, ana)
        ana.child.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        seen = len(ben.lines)
        ben.await_(lambda line: line["k"] == "who" and not line["people"][1]["here"], seen)
        assert time.monotonic() - began < 20
        ben.ask("b1", do="say", text="Are you there?")
        ana.child.send_signal(signal.SIGCONT)
        ana.hear("entry", id="b1")
        ana.send(id="a1", do="say", text="I am.")
        ben.hear("entry", id="a1")


def resident(pid: int) -> int:
    """A process's memory now, in bytes."""
    told = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(next(x for x in told.splitlines() if x.startswith("VmRSS")).split()[1]) * 1024


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_peer_that_never_reads_costs_the_hub_no_memory(tmp_path: Path) -> None:
    with stage(tmp_path, observers=DEAF) as room:
        ben, ana = room.sit("p1", "Ben"), room.sit("p2", "Ana")
        room.open(ben, ana)
        deaf = [_deaf(room, f"o{k}") for k in range(1, DEAF + 1)]
        before = resident(room.hub.child.pid)
        words = "x" * 19_000
        for k in range(120):
            ana.send(id=f"a{k}", do="say", text=f"{k} {words}")
            ana.hear("done", id=f"a{k}")
        ben.hear("entry", id="a119")
        kept = sum(len(path.read_bytes()) for path in (tmp_path / "rooms").rglob("*.log"))
        grown = resident(room.hub.child.pid) - before
        for one in deaf:
            one.close()
        assert kept > 2_000_000
        assert grown < DEAF / 2 * kept, (grown, kept)


DEAF = 16


def _deaf(room: Stage, p: str) -> socket.socket:
    """An observer that says hello over a bare socket and reads nothing any more."""
    line = parse(room.joins[p])
    raw = socket.create_connection((line.host, line.port))
    raw.sendall(
        b"GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    assert b" 101 " in raw.recv(4096)
    hello = {"k": "hello", "v": [1], "token": line.token, "client": "deaf", "name": "D",
             "session": "", "n": 0, "h": ""}  # fmt: skip
    text = json.dumps(hello).encode()
    raw.sendall(b"\x81\xfe" + len(text).to_bytes(2, "big") + bytes(4) + text)  # masked by zeroes
    assert b"welcome" in raw.recv(4096)
    return raw
