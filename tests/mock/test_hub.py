"""The rules of the room protocol, held by a hub in the test's own process."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from coach.mock.client_frames import BURST
from coach.mock.connection import Bucket
from coach.mock.room import new_room
from coach.mock.roomdesk import RoomDesk
from coach.session.admit import seal
from tests.mock.at_table import Peer, Room, edit, opening, play, said, settled

S = "aaaa0001"
HELLO = {"k": "hello", "v": [1], "token": "a" * 26, "client": "c", "name": "N", "session": "",
         "n": 0, "h": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "ending"),
    [
        ({**HELLO, "v": [999]}, (4002, "version")),
        (HELLO, (4003, "auth")),
        ({**HELLO, "n": True}, (4000, "bad_frame")),
        ({**HELLO, "n": -1}, (4000, "bad_frame")),
        ({**HELLO, "v": []}, (4000, "bad_frame")),
        ({**HELLO, "v": [True]}, (4000, "bad_frame")),
        ({**HELLO, "name": "x" * 81}, (4000, "bad_frame")),
        ({**HELLO, "name": "\ud800"}, (4000, "bad_frame")),
        ({**HELLO, "k": "time", "t": 1}, (4000, "bad_frame")),
        ({"k": 7}, (4000, "bad_frame")),
        ([], (4000, "bad_frame")),
    ],
)
def test_a_first_frame_that_is_no_hello_ends_with_its_code(
    tmp_path: Path, first: Any, ending: tuple[int, str]
) -> None:
    async def script(room: Room) -> None:
        peer = await Peer("").connect(room.hub)
        await peer.raw(json.dumps(first))
        assert await peer.ended() == ending
        assert peer.frames[-1]["why"].endswith(".")

    play(tmp_path, script)


def test_guessing_is_locked_out_and_a_right_token_is_not(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        codes = []
        for k in range(7):
            peer = await Peer("").connect(room.hub, "far")
            await peer.raw(json.dumps({**HELLO, "token": f"{k}" * 26}))
            codes.append((await peer.ended())[1])
        assert codes == ["auth"] * 5 + ["locked_out"] * 2
        right = await Peer(room.tokens["p1"].upper()).connect(room.hub, "far")
        await right.raw(json.dumps({**HELLO, "token": right.token}))
        assert (await right.hear("welcome"))["role"] == "interviewer"
        room.clock.extra += 601
        late = await Peer("").connect(room.hub, "far")
        await late.raw(json.dumps(HELLO))
        assert (await late.ended())[1] == "auth"

    play(tmp_path, script)


def test_the_door_holds_so_many_and_no_more(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        for _ in range(8):
            await Peer("").connect(room.hub, "far")
        await asyncio.sleep(0)
        ninth = await Peer("").connect(room.hub, "far")
        assert await ninth.ended() == (4006, "rate")
        assert (await room.sit("p1")).welcome["me"] == "p1"

    play(tmp_path, script)


def test_opening_is_for_the_interviewer_when_both_are_ready(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana = await room.sit("p1"), await room.sit("p2")

        async def tried(peer: Peer, name: str, data: Any) -> str:
            await peer.say(k="open", id=name, d=data)
            answer = await peer.hear("ack", "no", id=name)
            return str(answer.get("code", answer["k"]))

        assert await tried(ben, "a", opening(S)) == "not_ready"
        for one in (ben, ana):
            await one.say(k="ready", on=True)
        await settled(lambda: sum(p.ready for p in room.people()) == 2)
        assert await tried(ana, "b", opening(S)) == "forbidden"
        wrongs: tuple[dict[str, Any], ...] = (
            {"title": "half"},
            {**opening(S), "surplus": 1},
            {**opening(S), "mode": "coach"},
            {**opening(S), "clock": "nobody"},
            {**opening(S), "session": "../../etc"},
            {**opening(S), "phases": []},
            {k: v for k, v in opening(S).items() if k != "clock"},
        )
        for wrong in wrongs:
            assert await tried(ben, "c", wrong) == "fields"
        assert await tried(ben, "d", opening(S)) == "ack"
        assert await tried(ben, "d", opening(S)) == "ack"
        assert await tried(ben, "e", opening("aaaa0002")) == "early"
        await ana.hear("ev", s=S)
        assert ana.data(S)[0]["by"] == "interviewer"
        assert ana.data(S)[0]["p"] == "p1"

    play(tmp_path, script)


FACT = {"fact": "f", "answer": "a", "question": 0}
HINT = {"phase": "clarify", "ladder": "l", "rung": "nudge", "text": "t", "price": 1}
TICK = {"phase": "clarify", "item": "users", "on": True}
BALL = {"curveball": "c", "text": "t"}
NEXT = {"phase": "design"}
EVERYTHING: tuple[tuple[str, Any, str], ...] = (
    ("said", said("x"), "ic"),
    ("said", said("x", "answer"), "i"),
    ("said", said("x", "hint wanted"), "c"),
    ("said", said("x", "made up"), ""),
    ("text_edited", edit(0, "", "x"), "c"),
    ("item_ticked", TICK, "c"),
    ("fact_revealed", FACT, "i"),
    ("hint_given", HINT, "i"),
    ("curveball_thrown", BALL, "i"),
    ("phase_entered", NEXT, "i"),
    ("paused", {}, "i"),
    ("resumed", {}, "i"),
    ("came", {"p": "p9", "role": "observer", "name": "N", "client": "c"}, ""),
    ("went", {"p": "p2", "why": "left"}, ""),
    ("was_away", {"seconds": 9.0, "why": "x"}, ""),
)


def test_each_role_makes_what_the_table_says_and_nothing_else(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, cy = await room.opened(S)
        for type_, data, may in EVERYTHING:
            for letter, peer in (("i", ben), ("c", ana), ("o", cy)):
                wanted = "ack" if letter in may else "forbidden"
                assert await peer.add(S, type_, data) == wanted, (type_, letter)
        assert await cy.add(S, "session_closed", {"why": "x"}) == "forbidden"

    play(tmp_path, script)


@pytest.mark.parametrize(("clock", "may"), [("candidate", "c"), ("both", "ic")])
def test_the_clock_is_whose_the_opening_says(tmp_path: Path, clock: str, may: str) -> None:
    async def script(room: Room) -> None:
        ben, ana, _ = await room.opened(S, clock)
        for letter, peer in (("i", ben), ("c", ana)):
            wanted = "ack" if letter in may else "forbidden"
            assert await peer.add(S, "phase_entered", NEXT) == wanted

    play(tmp_path, script)


def test_private_and_unknown_entries_are_refused_and_nobody_else_can_tell(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, cy = await room.opened(S)
        await ben.add(S, "said", said("a mark"))
        await settled(lambda: len(ana.texts[S]) == len(cy.texts[S]) == 2)
        before = [len(one.frames) for one in (ana, cy)]
        for type_ in ("tagged", "noted", "graded", "queued", "overruled", "scored",
                      "score_predicted", "gave_up", "model_called", "seated"):  # fmt: skip
            assert await ben.add(S, type_, {"note": "SECRET"}) == "private"
        for type_ in ("fortune_told", "clock_noted", ""):
            assert await ben.add(S, type_, {}) == "unknown_type"
        await asyncio.sleep(0.05)
        assert [len(one.frames) for one in (ana, cy)] == before

    play(tmp_path, script)


def test_what_does_not_fit_is_refused_by_its_code(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        _, ana, _ = await room.opened(S)
        stale = (edit(0, "NOT", ""), edit(0, "", "x", "nowhere"), edit(9999, "", "x"),
                 edit(-1, "", "x"), edit(3, "", "x"))  # fmt: skip
        for data in stale:
            assert await ana.add(S, "text_edited", data) == "stale"
        assert await ana.add(S, "item_ticked", {**TICK, "item": "nothing"}) == "stale"
        shapes: tuple[Any, ...] = (
            {},
            {"text": "x"},
            {**said("x"), "text": 7},
            {**said("x"), "vis": "all"},
            [],
            "x",
            None,
        )
        for wrong in shapes:
            assert await ana.add(S, "said", wrong) == "fields"
        for text in ("\x1b[31m", "a\x00", "\u202etxt", "\u009b2J", "\u200b", "\U000e0041", "\x7f",
                     "a\u2028b", "\ufff9", "a\r\nb"):  # fmt: skip
            assert await ana.add(S, "said", said(text)) == "unclean"
        assert await ana.add(S, "said", said("")) == "too_big"
        assert await ana.add(S, "said", said("x" * 20_001)) == "too_big"
        assert await ana.add(S, "text_edited", edit(0, "", "x" * 12_001)) == "too_big"
        assert await ana.add("ffffffff", "said", said("x")) == "not_open"
        assert await ana.add(S, "said", said("tab\tline\nzwj 👩‍💻")) == "ack"

    play(tmp_path, script)


def test_an_entry_sent_again_stands_once_and_made_is_kept(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, _ = await room.opened(S)
        assert await ana.add(S, "text_edited", edit(2, "", "größe 😀"), "one", at=0.0) == "ack"
        first = ana.n
        assert await ana.add(S, "text_edited", edit(2, "", "größe 😀"), "one") == "ack"
        assert ana.n == first
        assert await ana.add(S, "text_edited", edit(8, "😀", "x"), at=-5) == "ack"
        assert await ben.add(S, "said", said("mine"), "one") == "ack"
        await settled(lambda: len(ben.texts[S]) == 4)
        told = ben.data(S)[1:]
        assert [one.get("made") for one in told] == [0.0, None, None]
        assert [one["p"] for one in told] == ["p2", "p2", "p1"]

    play(tmp_path, script)


def test_cursors_pass_and_are_not_kept_and_observers_have_none(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, cy = await room.opened(S)
        await ana.say(k="see", board="notes", at=3)
        assert (await ben.hear("see"))["p"] == "p2"
        await ben.say(k="see", board="diagram", at=1, to=5)
        assert (await ana.hear("see"))["to"] == 5
        await cy.say(k="see", board="OBSERVED", at=1)
        await cy.say(k="time", t=1)
        await cy.hear("time")
        assert not any(one.get("board") == "OBSERVED" for one in ben.frames + ana.frames)
        assert len(ben.texts[S]) == 1

    play(tmp_path, script)


def test_resuming_gives_exactly_what_is_missing(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, _ = await room.opened(S)
        for k in range(8):
            await ana.add(S, "said", said(f"word {k}"))
        await settled(lambda: len(ana.texts[S]) == 9)
        h, whole = ana.h[S], list(ana.texts[S])
        await ana.end.close()
        await ben.add(S, "said", said("meanwhile"))
        back = await room.sit("p2", S, 5, h[5])
        await settled(lambda: len(back.texts.get(S, ())) == 5)
        assert back.texts[S][:-1] == whole[5:]
        nothing = await room.sit("p2", S, 10, back.h[S][-1])
        await nothing.say(k="time", t=1)
        await nothing.hear("time")
        assert not nothing.texts
        assert await back.ended() == (4007, "replaced")
        new = await room.sit("p2", "ffffffff", 7, "0" * 32)
        await settled(lambda: len(new.texts.get(S, ())) == 10)
        for n, wrong in ((5, "0" * 32), (10**9, h[5])):
            fork = await Peer(room.tokens["p2"]).connect(room.hub)
            await fork.say(**{**HELLO, "token": fork.token, "session": S, "n": n, "h": wrong})
            assert await fork.ended() == (4005, "fork")
            assert fork.frames[-1]["n"] == 10

    play(tmp_path, script)


def test_a_flood_ends_with_its_code_and_may_come_back(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, _ = await room.opened(S)
        for k in range(400):
            await ana.say(k="time", t=k)
        assert await ana.ended() == (4006, "rate")
        assert await ben.add(S, "said", said("undisturbed")) == "ack"
        assert await (await room.sit("p2")).add(S, "said", said("back")) == "ack"

    play(tmp_path, script)


def test_a_bucket_refills_at_its_rate() -> None:
    bucket = Bucket(50, BURST, 0.0)
    assert sum(bucket.take(0.0) for _ in range(150)) == 100
    assert sum(bucket.take(1.0) for _ in range(150)) == 50
    assert sum(bucket.take(100.0) for _ in range(150)) == 100


def test_forms_are_sealed_once_and_open_only_together(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, cy = await room.opened(S)
        salt = b"0123456789abcdef"
        forms = {ben: '{"form":1,"verdict":"hire"}', ana: '{"form":1,"predicted":61}'}

        async def sealed(peer: Peer, form: str) -> str:
            return await peer.add(S, "sealed", {"digest": seal(form, salt)})

        async def unsealed(peer: Peer, form: str, salted: str = salt.hex()) -> str:
            return await peer.add(S, "unsealed", {"form": form, "salt": salted})

        assert await sealed(ana, forms[ana]) == "early"
        assert await ben.add(S, "shared", SHARED) == "early"
        await ben.add(S, "session_closed", {"why": "finished"})
        assert await ana.add(S, "text_edited", edit(0, "", "x")) == "closed"
        assert await ben.add(S, "phase_entered", NEXT) == "closed"
        assert await ana.add(S, "said", said("thanks")) == "ack"
        assert await unsealed(ana, forms[ana]) == "again"
        assert await ana.add(S, "sealed", {"digest": "no digest"}) == "fields"
        assert await sealed(ana, forms[ana]) == "ack"
        assert await sealed(ana, "{}") == "again"
        assert await ana.add(S, "waived", {}) == "again"
        assert await sealed(cy, "{}") == "ack"
        assert await unsealed(ana, forms[ana]) == "sealed"
        assert await sealed(ben, forms[ben]) == "ack"
        assert await unsealed(ben, "{}") == "digest"
        assert await unsealed(ben, forms[ben], "zz") == "digest"
        assert await unsealed(ben, forms[ben], salt.hex() + "00") == "digest"
        for one in (ana, ben):
            assert await unsealed(one, forms[one]) == "ack"
            assert await unsealed(one, forms[one]) == "again"
        assert await ana.add(S, "shared", SHARED) == "forbidden"
        assert await ben.add(S, "shared", SHARED) == "ack"
        assert await ben.add(S, "shared", {**SHARED, "what": "tokens"}) == "fields"
        assert await ben.add(S, "shared", {**SHARED, "part": 2}) == "fields"

    play(tmp_path, script)


SHARED = {"what": "notes", "part": 1, "of": 1, "text": "my notes"}


def test_roles_change_when_both_ask_and_the_next_session_begins_at_one(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, cy = await room.opened(S)
        await ben.say(k="swap", on=True)
        await ana.say(k="swap", on=True)
        await ben.add(S, "session_closed", {"why": "finished"})
        assert [p.role for p in room.people()][:2] == ["interviewer", "candidate"]
        for one in (ben, ana):
            await one.say(k="swap", on=True)
        await settled(lambda: room.people()[1].role == "interviewer")
        await room.begin("aaaa0002", ana, ben)
        assert await ben.add("aaaa0002", "text_edited", edit(0, "", "x")) == "ack"
        assert await ana.add("aaaa0002", "text_edited", edit(0, "", "x")) == "forbidden"
        assert await ana.add(S, "shared", SHARED) == "forbidden"
        await settled(lambda: len(cy.texts.get("aaaa0002", ())) == 2)
        late = await room.sit("o1", S, 1, cy.h[S][1])
        await settled(lambda: len(late.texts.get("aaaa0002", ())) == 2)
        assert late.texts[S] == cy.texts[S][1:]
        assert list(late.texts) == [S, "aaaa0002"]

    play(tmp_path, script)


def test_going_is_told_after_a_while_and_leaving_at_once(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, cy = await room.opened(S)
        await ana.end.close()
        await settled(lambda: not any(p == "p2" for p in room.hub.desks[room.name].peers))
        room.clock.extra += 5
        room.hub.desks[room.name].tick()
        assert len(ben.texts[S]) == 1
        room.clock.extra += 6
        room.hub.desks[room.name].tick()
        await settled(lambda: len(ben.texts[S]) == 2)
        assert ben.data(S)[1]["data"] == {"p": "p2", "why": "lost"}
        assert ben.data(S)[1]["by"] == "hub"
        await room.sit("p2")
        await settled(lambda: len(ben.texts[S]) == 3)
        assert ben.data(S)[2]["data"]["name"] == "T"
        await cy.say(k="bye")
        await settled(lambda: len(ben.texts[S]) == 4)
        assert ben.data(S)[3]["data"] == {"p": "o1", "why": "left"}

    play(tmp_path, script)


@pytest.mark.parametrize(("outage", "away"), [(300.0, False), (700.0, True)])
def test_a_hub_started_again_goes_on_with_its_clock(
    tmp_path: Path, outage: float, away: bool
) -> None:
    async def script(room: Room) -> None:
        _, ana, _ = await room.opened(S)
        await ana.add(S, "said", said("before"))
        await ana.say(k="time", t=0)
        before = (await ana.hear("time"))["now"]
        h = room.hub.desks[room.name].room.logs[0].hashes[-1]
        await room.again(outage)
        back = await room.sit("p2", S, 2, h)
        now = back.welcome["now"]
        assert (now - before >= 299) == (not away)
        if away:
            await settled(lambda: len(back.texts.get(S, ())) == 1)
            assert back.data(S)[0]["type"] == "was_away"
            assert back.data(S)[0]["data"]["seconds"] == pytest.approx(outage, abs=1)
        assert await back.add(S, "said", said("after")) == "ack"

    play(tmp_path, script)


def test_a_peer_that_does_not_read_delays_nobody_and_is_ended(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, ana, _ = await room.opened(S)
        desk = room.hub.desks[room.name]
        stuck = asyncio.Event()

        async def never(text: str) -> None:
            await stuck.wait()

        desk.peers["o1"].wire.send = never  # type: ignore[method-assign]
        for k in range(30):
            assert await ana.add(S, "said", said(f"word {k}")) == "ack"
        await settled(lambda: len(ben.texts[S]) == 31)
        room.clock.extra += 31
        connection = desk.peers["o1"]
        desk.tick()
        assert connection.ending
        stuck.set()

    play(tmp_path, script)


def test_a_room_ends_by_its_host_and_a_day_after_its_last_entry(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, _, _ = await room.opened(S)
        other, _ = room.hub.new_room(0)
        room.hub.end_room(room.name)
        assert await ben.ended() == (4008, "room_closed")
        gone = await Peer(room.tokens["p1"]).connect(room.hub)
        await gone.raw(json.dumps({**HELLO, "token": gone.token}))
        assert (await gone.ended())[1] == "auth"
        room.clock.extra += 24 * 3600 + 1
        room.hub.desks[other].tick()
        assert room.hub.desks[other].room.ended

    play(tmp_path, script)


@pytest.mark.parametrize("harm", ["torn", "flipped", "foreign"])
def test_a_damaged_log_is_never_written_over(tmp_path: Path, harm: str) -> None:
    async def script(room: Room) -> None:
        _, ana, _ = await room.opened(S)
        for k in range(5):
            await ana.add(S, "said", said(f"word {k}"))
        await room.hub.stop()
        path = next(room.folder.rglob("*.log"))
        whole = path.read_bytes()
        lines = whole.splitlines(keepends=True)
        damaged = {
            "torn": whole[:-10],
            "flipped": b"".join([*lines[:2], lines[2].replace(b"word", b"WORD"), *lines[3:]]),
            "foreign": whole + b"nonsense\n",
        }[harm]
        path.write_bytes(damaged)
        await room.again()
        log = room.hub.desks[room.name].room.logs[0]
        assert log.n == {"torn": 5, "flipped": 2, "foreign": 6}[harm]
        back = await room.sit("p2")
        wanted = "storage" if harm == "flipped" else "ack"
        assert await back.add(S, "said", said("more")) == wanted
        if harm == "flipped":
            assert path.read_bytes() == damaged

    play(tmp_path, script)


def test_a_long_silence_before_the_hub_was_killed_stays_time(tmp_path: Path) -> None:
    async def script(room: Room) -> None:
        ben, _, _ = await room.opened(S)
        await ben.add(S, "said", said("Think about it."))
        room.clock.extra += 240
        room.hub.desks[room.name].tick()
        await room.again(10.0)
        back = await room.sit("p2")
        assert back.welcome["now"] == pytest.approx(250, abs=3)

    play(tmp_path, script)


def test_rooms_do_not_all_show_their_signs_of_life_at_once(tmp_path: Path) -> None:
    pool = ThreadPoolExecutor(1)
    now = [0.0]
    rooms = [new_room(tmp_path, f"room{n}", {"p1": "a", "p2": f"b{n}"}, 1, 0.0) for n in range(60)]
    desks = [RoomDesk(room, lambda: now[0], pool) for room in rooms]
    shown: list[int] = []
    for second in range(1, 13):
        before = [desk.touched for desk in desks]
        now[0] = float(second)
        for desk in desks:
            desk.tick()
        shown.append(sum(desk.touched != at for desk, at in zip(desks, before, strict=True)))
    pool.shutdown()
    assert max(shown) <= 30, "half of them at once keep the other half waiting"
    assert sum(shown) >= 2 * len(desks), "each of them every five seconds"
