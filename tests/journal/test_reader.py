"""What is read of a damaged file: never anything that was not written, never without a word."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError, DamagedJournal, Refused
from coach.journal.entry_reader import EntryReading, read_bytes
from coach.journal.file import Harm, open_journal, read
from coach.journal.repair import repair
from coach.session import events as ev
from coach.session.entry import Entry, encode
from coach.session.fold import fold
from coach.session.history import LOST
from coach.text import clean

Make = Callable[[int], Path]


@pytest.fixture
def sound(made: Make) -> bytes:
    """The bytes of a session of six entries."""
    return made(6).read_bytes()


def holds_only_what_was_written(found: EntryReading, whole: EntryReading) -> None:
    """Nothing wrong is read, and where not all is read, it is said."""
    numbers = [entry.n for entry in found.entries]
    assert numbers == sorted(set(numbers))
    written = {entry.n: entry for entry in whole.entries}
    for entry in found.entries:
        assert written[entry.n] == entry
    if len(found.entries) < len(whole.entries):
        assert found.damage is not None
        assert found.damage.message


def test_a_sound_file_is_read_whole(sound: bytes) -> None:
    found = read_bytes(sound)
    assert found.damage is None
    assert found.faults == ()
    assert b"".join(found.lines) == sound
    assert (found.good, found.rest) == (len(sound), b"")


def test_cut_anywhere_a_file_keeps_its_whole_entries_and_says_so(sound: bytes) -> None:
    whole = read_bytes(sound)
    for size in range(len(sound)):
        found = read_bytes(sound[:size])
        complete = sound[:size].count(b"\n")
        unended = sound[size : size + 1] == b"\n"
        assert found.entries == whole.entries[: complete + unended]
        ended = size == 0 or sound[size - 1 : size] == b"\n"
        if size == 0:
            assert found.damage
            assert found.damage.harm is Harm.EMPTY
        elif ended:
            assert found.damage is None
        else:
            assert found.damage
            first = Harm.BROKEN if not found.entries else Harm.TAIL
            assert found.damage.harm is (Harm.NEWLINE if unended else first)


def test_opened_after_a_cut_anywhere_a_session_goes_on(made: Make) -> None:
    path = made(4)
    sound = path.read_bytes()
    first = sound.index(b"\n") + 1
    for size in range(first, len(sound)):
        path.write_bytes(sound[:size])
        opened = open_journal(path)
        assert opened.journal
        kept = len(opened.entries)
        torn = sound[:size].rpartition(b"\n")[2]
        if opened.damage and opened.damage.harm is Harm.TAIL:
            assert opened.damage.copy
            assert opened.damage.copy.read_bytes() == torn
            assert opened.damage.copy.name in str(opened.damage)
            opened.damage.copy.unlink()
        else:
            assert not torn or opened.damage
        assert opened.journal.append(ev.Paused(), ev.CANDIDATE, 99).n == kept + 1
        opened.journal.close()
        again = read(path)
        assert again.damage is None
        assert len(again.entries) == kept + 1


def test_torn_ends_are_kept_each_in_a_file_of_its_own(made: Make) -> None:
    path = made(2)
    for number in (1, 2, 3):
        with path.open("ab") as file:
            file.write(b'{"torn":%d' % number)
        opened = open_journal(path)
        assert opened.journal
        opened.journal.close()
    kept = sorted(path.parent.glob("*.tail-*"))
    assert [one.read_bytes() for one in kept] == [b'{"torn":%d' % n for n in (1, 2, 3)]


WHOLE = b"".join(
    encode(Entry(n, n / 2, ev.CANDIDATE, event))
    for n, event in enumerate(
        (
            ev.SessionOpened(*("x",) * 9, phases=(), boards=(ev.BoardStart("notes"),)),
            ev.PhaseEntered("clarify"),
            ev.TextEdited("notes", 0, "", "Größe \x1b[0m\n数据库"),
            ev.Said('","crc":"00000000"}'),
            ev.Unknown("later", 2, {"crc": "x"}),
            ev.SessionClosed(),
        ),
        1,
    )
)

places = st.integers(0, len(WHOLE))
changes = st.one_of(
    st.tuples(st.just("cut"), places, places),
    st.tuples(st.just("insert"), places, st.binary(min_size=1, max_size=20)),
    st.tuples(st.just("repeat"), places, places),
    st.tuples(st.just("zero"), places, places),
)


@settings(max_examples=300)
@given(st.lists(changes, min_size=1, max_size=3))
def test_whatever_is_done_to_a_file_nothing_is_read_that_was_not_written(
    done: "list[tuple[str, int, int | bytes]]",
) -> None:
    data = WHOLE
    for kind, start, other in done:
        if isinstance(other, bytes):
            data = data[:start] + other + data[start:]
            continue
        low, high = min(start, other), max(start, other)
        piece = data[low:high]
        new = {"cut": b"", "repeat": piece + piece, "zero": bytes(len(piece))}[kind]
        data = data[:low] + new + data[high:]
    whole, found = read_bytes(WHOLE), read_bytes(data)
    assert found.entries == tuple(e for e in whole.entries if e in found.entries)
    if found.damage is None:
        assert WHOLE.startswith(data)
    assert data[: found.good] + found.rest == data


def flips(data: bytes, place: int) -> list[bytes]:
    """The data with each of three bits of one byte flipped, and with all three."""
    found = []
    for mask in (0x01, 0x10, 0x40, 0x51):
        flipped = bytearray(data)
        flipped[place] ^= mask
        found.append(bytes(flipped))
    return found


def test_no_flipped_bit_is_silently_wrong(sound: bytes) -> None:
    whole = read_bytes(sound)
    places = random.Random(1).sample(range(len(sound)), 400)
    assert_flips_are_told(sound, whole, places)


@pytest.mark.long
def test_no_flipped_bit_at_any_byte_is_silently_wrong(sound: bytes) -> None:
    assert_flips_are_told(sound, read_bytes(sound), range(len(sound)))
    golden = Path(__file__).parents[1] / "data" / "journals" / "v1-interview.jsonl"
    kept = golden.read_bytes()
    assert_flips_are_told(kept, read_bytes(kept), range(len(kept)))


def assert_flips_are_told(data: bytes, whole: EntryReading, places: "range | list[int]") -> None:
    for place in places:
        for flipped in flips(data, place):
            found = read_bytes(flipped)
            assert found.damage is not None, place
            holds_only_what_was_written(found, whole)


def test_a_flipped_bit_before_the_end_leaves_the_file_untouched(made: Make) -> None:
    path = made(5)
    sound = path.read_bytes()
    last = sound.rstrip(b"\n").rindex(b"\n")
    for place in random.Random(2).sample(range(last), 60):
        flipped = bytearray(sound)
        flipped[place] ^= 4
        path.write_bytes(flipped)
        opened = open_journal(path)
        assert opened.journal is None
        assert opened.damage
        assert opened.damage.harm is Harm.BROKEN
        assert path.read_bytes() == flipped
        assert list(path.parent.iterdir()) == [path]


def line(n: int, event: ev.Event | None = None) -> bytes:
    return encode(Entry(n, float(n), ev.CANDIDATE, event or ev.Said(f"words {n}")))


def lines(sound: bytes) -> list[bytes]:
    return sound.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("spoil", "told", "numbers"),
    [
        (lambda ls: [*ls[:2], *ls[3:]], "Entry 3 is missing", [1, 2, 4, 5, 6]),
        (lambda ls: [*ls[:2], *ls[5:]], "Entries 3 to 5 are missing", [1, 2, 6]),
        (lambda ls: [*ls[:3], ls[2], *ls[3:]], "Entry 3 stands after entry 3", [1, 2, 3, 4, 5, 6]),
        (lambda ls: [ls[0], ls[2], ls[1], *ls[3:]], "is missing", [1, 3, 4, 5, 6]),
        (lambda ls: [*ls[:2], b"{}\n", *ls[2:]], "does not end", [1, 2, 3, 4, 5, 6]),
        (lambda ls: [*ls[:2], b"\n", *ls[2:]], "does not end", [1, 2, 3, 4, 5, 6]),
        (lambda ls: [*ls, b"x\n", b"y"], "does not end", [1, 2, 3, 4, 5, 6]),
        (lambda ls: [*ls[:5], ls[5][:-1] + ls[5]], "two entries", [1, 2, 3, 4, 5]),
        (lambda ls: [*ls[:2], b"\0" * 512, *ls[3:]], "checksum", [1, 2, 5, 6]),
        (lambda ls: ls[1:], "opening cannot be read", [2, 3, 4, 5, 6]),
        (lambda ls: [line(1), *ls[1:]], "opening cannot be read", [1, 2, 3, 4, 5, 6]),
        (lambda ls: [b"hello\n", b"world\n"], "Nothing in the file", []),
        (lambda ls: [b"\x7fELF\0\0"], "Nothing in the file", []),
        (
            lambda ls: [*ls, sealed(b'{"n":7,"at":7,"by":"c","type":"said","v":1,"data":{}')],
            "text is missing",
            [1, 2, 3, 4, 5, 6],
        ),
    ],
    ids=range(14),
)
def test_other_damage_is_read_as_far_as_can_be_and_left_alone(
    made: Make, spoil: Callable[[list[bytes]], list[bytes]], told: str, numbers: list[int]
) -> None:
    path = made(6)
    spoilt = b"".join(spoil(lines(path.read_bytes())))
    path.write_bytes(spoilt)
    opened = open_journal(path)
    assert opened.journal is None
    assert opened.damage
    assert opened.damage.harm is Harm.BROKEN
    assert told in opened.damage.message
    assert [entry.n for entry in opened.entries] == numbers
    assert path.read_bytes() == spoilt
    assert list(path.parent.iterdir()) == [path]


def sealed(body: bytes) -> bytes:
    from zlib import crc32

    return body + f',"crc":"{crc32(body):08x}"}}\n'.encode()


def test_a_session_of_a_newer_program_is_read_and_not_written(made: Make) -> None:
    path = made(2)
    first, second = path.read_bytes().splitlines(keepends=True)
    whole = json.loads(first)
    for change in ({"v": 2}, {"data": {**whole["data"], "format": 2}}):
        body = json.dumps({k: v for k, v in {**whole, **change}.items() if k != "crc"})
        path.write_bytes(sealed(body.encode()[:-1]) + second)
        opened = open_journal(path)
        assert opened.journal is None
        assert opened.damage
        assert opened.damage.harm is Harm.NEWER
        assert len(opened.entries) == 2
        with pytest.raises(DamagedJournal, match="newer"):
            repair(path)


def test_an_event_of_a_newer_program_does_not_hinder(made: Make) -> None:
    path = made(2)
    with path.open("ab") as file:
        file.write(line(3, ev.Unknown("teleported", 9, {"crc": "x", "y": [1]})))
    opened = open_journal(path)
    assert opened.damage is None
    assert opened.journal
    assert opened.journal.append(ev.Paused(), ev.CANDIDATE, 9).n == 4
    opened.journal.close()
    assert read(path).entries[2].event == ev.Unknown("teleported", 9, {"crc": "x", "y": [1]})


def test_text_in_a_file_cannot_act_and_keeps_its_places(made: Make) -> None:
    path = made(1)
    nasty = "a\x1b[31m\x9b\r\u202eb[@click=app.quit]"
    with path.open("ab") as file:
        file.write(line(2, ev.TextEdited("notes", 0, "# Notes\n", nasty + "tail")))
        file.write(line(3, ev.TextEdited("notes", len(nasty), "tail", "end")))
        file.write(line(4, ev.Said(nasty, nasty, nasty)))
        file.write(line(5, ev.Unknown("x", 1, {nasty: [nasty]})))
    found = read(path)
    assert found.damage is None
    state = fold(found.entries)
    assert state.boards["notes"] == "a␛[31m���b[@click=app.quit]end"
    assert state.conversation[-1].text == "a␛[31m���b[@click=app.quit]"
    assert state.unknown == 1
    shown = repr(found.entries)
    assert not any(escape in shown for escape in ("\\x", "\\u", "\\r"))


def test_a_repair_makes_a_mended_copy_and_keeps_the_file(made: Make) -> None:
    path = made(6)
    ls = lines(path.read_bytes())
    spoilt = b"".join([ls[0], ls[1], b"garbage\n", ls[4], ls[5], b"more\n", b"garbage"])
    path.write_bytes(spoilt)
    mended = repair(path)
    assert path.read_bytes() == spoilt
    assert mended.path == path.with_name(path.stem + "-repaired.jsonl")
    assert (mended.kept, mended.lost) == (4, 2)
    opened = open_journal(mended.path)
    assert opened.damage is None
    assert opened.journal
    assert opened.journal.append(ev.Paused(), ev.CANDIDATE, 50).n == 7
    opened.journal.close()
    kinds = [e.event.type if isinstance(e.event, ev.Unknown) else "" for e in opened.entries]
    assert kinds == ["", "", LOST, LOST, "", ""]
    assert [e for e in opened.entries if e.n in (1, 2, 5, 6)] == list(read(path).entries)
    assert repair(path).path.name.endswith("-repaired-2.jsonl")


@pytest.mark.parametrize(
    ("spoil", "fault", "told"),
    [
        (lambda ls: ls, Refused, "nothing to repair"),
        (lambda ls: [*ls, b"{"], Refused, "only lacks its end"),
        (lambda ls: ls[1:], DamagedJournal, "opening"),
        (lambda ls: [], DamagedJournal, "opening"),
        (lambda ls: [ls[0], line(10**9)], DamagedJournal, "Too many"),
    ],
    ids=range(5),
)
def test_what_cannot_be_repaired_is_told(
    made: Make, spoil: Callable[[list[bytes]], list[bytes]], fault: type[CoachError], told: str
) -> None:
    path = made(3)
    path.write_bytes(b"".join(spoil(lines(path.read_bytes()))))
    with pytest.raises(fault, match=told):
        repair(path)
    assert list(path.parent.iterdir()) == [path]


def test_every_character_the_cleaner_knows_is_stopped_at_the_door(made: Make) -> None:
    path = made(1)
    harmful = [chr(code) for code in range(0x110000) if clean_differs(chr(code))]
    assert len(harmful) > 2000
    with path.open("ab") as file:
        for n, char in enumerate(harmful, 2):
            file.write(line(n, ev.Said(f"a{char}b")))
    for entry in read(path).entries[1:]:
        assert isinstance(entry.event, ev.Said)
        assert len(entry.event.text) == 3
        assert not clean_differs(entry.event.text)


def clean_differs(text: str) -> bool:
    """Whether the cleaner would change the text, more than in its line ends."""
    return text != "\n" and clean(text) != text
