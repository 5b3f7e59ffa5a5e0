"""The line of an entry: what is written is read back, and nothing else is taken for an entry."""

import dataclasses
import json
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import JournalError
from coach.session import events as ev
from coach.session.entry import LINE_LIMIT, Entry, checksum_holds, decode, encode
from coach.session.wire import KNOWN

TIMES = st.floats(0, 1e9).map(lambda seconds: round(seconds, 3))

HOSTILE = (
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1bPq#0\x1b\\",
    "\x9b31m",
    "\x90\x9c",
    "\x00",
    "a\x00b",
    "\x07\x08\x0b\x0c",
    "\x7f\x7f",
    "\r\noverwritten",
    "over\rwritten",
    "\u2028\u2029",
    "\u0085next line",
    "[@click=app.quit]press[/]",
    "[ @click=app.bell]y[/]",
    "[bold red]not bold[/]",
    "[/]",
    "[[[[",
    "\\[escaped]",
    "$(reboot)",
    "`reboot`",
    "'; drop table files; --",
    '","crc":"00000000"}',
    '{"n":1,"at":0,"by":"x","type":"said","v":1,"data":{},"crc":"00000000"}',
    '"}\n{"n":2',
    '\\","crc":"',
    "\\",
    '"',
    "\\u0000",
    "\\ud800",
    "\ufeffmark",
    "\u202egnp.exe",
    "\u2066isolate\u2069",
    "\u200b\u200d\u2060",
    "e" + "\u0301" * 200,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\U0010ffff\ufffe\uffff",
    "\U000e0041\U000e007f",
    "ﷺ𒐫꧅",
    "Ω≈ç√∫˜µ≤≥÷",
    "田中さんにあげて下さい",
    "مُنَاقَشَةُ سُبُلِ",
    "NaN",
    "1e999",
    "null",
    "../../../../etc/passwd",
    "%s%n%x%d",
    "{0.__class__}",
    "<script>alert(1)</script>",
    "x" * 100_000,
    "\t\t\t",
    "",
    " ",
)


def line_of(**fields: Any) -> bytes:
    """A line with these fields and a right checksum."""
    whole = {"n": 1, "at": 0, "by": "candidate", "type": "paused", "v": 1, "data": {}, **fields}
    return sealed(json.dumps(whole).encode()[:-1])


def sealed(body: bytes) -> bytes:
    return body + f',"crc":"{crc32(body):08x}"}}'.encode()


@settings(max_examples=300)
@given(st.data(), st.integers(1, 2**53), TIMES, st.text(max_size=10))
def test_what_is_written_is_read_back(
    any_event: st.SearchStrategy[ev.Event], data: st.DataObject, n: int, at: float, by: str
) -> None:
    entry = Entry(n, at, by, data.draw(any_event))
    line = encode(entry)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line[:-1]) == entry
    assert encode(decode(line[:-1])) == line


def test_the_line_is_json_and_ends_with_the_checksum_of_what_stands_before() -> None:
    line = encode(Entry(17, 93.42, "candidate", ev.Said("Größe?")))
    found = json.loads(line)
    assert list(found) == ["n", "at", "by", "type", "v", "data", "crc"]
    assert found["data"]["text"] == "Größe?"
    body, _ = line.split(b',"crc"')
    assert found["crc"] == f"{crc32(body):08x}"
    assert checksum_holds(line[:-1])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_as_it_was(text: str, opened: ev.SessionOpened) -> None:
    for event in (
        ev.Said(text, text, text),
        ev.TextEdited("notes", 0, text, text),
        ev.Tagged(1, text, text),
        dataclasses.replace(opened, title=text, statement=text),
        ev.Unknown("from_afar", 3, {text: [text, {"deep": text}]}),
    ):
        line = encode(Entry(1, 0.0, text, event))
        assert line.count(b"\n") == 1
        assert decode(line[:-1]) == Entry(1, 0.0, text, event)


def test_a_lone_surrogate_survives() -> None:
    entry = Entry(1, 0.0, "candidate", ev.Said("a\ud800b"))
    assert decode(encode(entry)[:-1]) == entry


@pytest.mark.parametrize("name", ["teleported", "said"])
def test_events_of_a_newer_program_are_kept_as_they_came(name: str) -> None:
    data = {"text": 7, "crc": "not this", "more": [None, True, 1.5, {"x": "y"}]}
    line = line_of(type=name, v=2, data=data)
    entry = decode(line)
    assert entry.event == ev.Unknown(name, 2, data)
    assert json.loads(encode(entry)) | {"crc": 0} == json.loads(line) | {"crc": 0, "at": 0.0}


def test_a_field_this_program_does_not_know_is_passed_over() -> None:
    line = line_of(type="said", data={"text": "hello", "mood": "calm"})
    assert decode(line).event == ev.Said("hello")


def wrong_values() -> list[tuple[str, str, Any]]:
    """For each field of each event, values of every other type."""
    samples: tuple[Any, ...] = (None, "x", 1.5, True, [1], [None], {"a": "b"}, 2**60, 1e300)
    found = []
    for name, cls in KNOWN.items():
        for field in dataclasses.fields(cls):
            for value in samples:
                fits = (
                    (field.type is str and isinstance(value, str))
                    or (field.type is bool and isinstance(value, bool))
                    or (field.type is float and type(value) is float and value < 1e12)
                    or (field.type == tuple[int, ...] and value == [1])
                )
                if not fits:
                    found.append((name, field.name, value))
    return found


GOOD: dict[type, Any] = {str: "x", int: 1, float: 1.5, bool: True}


@pytest.mark.parametrize("case", wrong_values(), ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def test_a_field_of_a_wrong_type_is_refused(case: tuple[str, str, Any]) -> None:
    name, wrong, value = case
    cls = KNOWN[name]
    sound: dict[str, Any] = {
        f.name: GOOD.get(typing_of(f.type), {} if f.name in ("groups", "worth") else [])
        for f in dataclasses.fields(cls)
    }
    assert decode(line_of(type=name, data=sound))
    with pytest.raises(JournalError, match=name):
        decode(line_of(type=name, data={**sound, wrong: value}))


def typing_of(kind: Any) -> type:
    return kind if isinstance(kind, type) else object


@pytest.mark.parametrize("name", [n for n, c in KNOWN.items() if dataclasses.fields(c)])
def test_a_field_without_a_default_must_be_there(name: str) -> None:
    required = [f for f in dataclasses.fields(KNOWN[name]) if f.default is dataclasses.MISSING]
    if required:
        with pytest.raises(JournalError, match="missing"):
            decode(line_of(type=name))
    else:
        assert decode(line_of(type=name))


@pytest.mark.parametrize(
    "body",
    [
        b'{"n":1,"at":NaN,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":Infinity,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":1e999,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":' + b"9" * 400 + b',"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":' + b"9" * 9000 + b',"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":-1,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":"0","by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":true,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":0,"at":0,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":true,"at":0,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1.0,"at":0,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":0,"by":7,"type":"paused","v":1,"data":{}',
        b'{"n":1,"at":0,"by":"c","type":["paused"],"v":1,"data":{}',
        b'{"n":1,"at":0,"by":"c","type":"paused","v":"1","data":{}',
        b'{"n":1,"at":0,"by":"c","type":"paused","v":1,"data":[]',
        b'{"n":1,"at":0,"by":"c","type":"paused","v":1,"data":null',
        b'{"n":1,"at":0,"by":"c","type":"paused","v":1',
        b'{"n":1,"n":2,"at":0,"by":"c","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":0,"by":"c","type":"new","v":1,"data":{"a":1,"a":2}',
        b'{"n":1,"at":0,"by":"c","type":"new","v":1,"data":{"a":' + b"[" * 100_000,
        b'{"n":1,"at":0,"by":"\xff\xfe","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":0,"by":"\xed\xa0\x80","type":"paused","v":1,"data":{}',
        b'{"n":1,"at":0,"by":"c","type":"paused","v":1,"data":{}}{"n":2',
        b"",
        b"{",
        b"[1,2",
    ],
    ids=range(26),
)
def test_a_line_that_is_no_entry_is_refused_though_its_checksum_is_right(body: bytes) -> None:
    line = sealed(body)
    assert checksum_holds(line)
    with pytest.raises(JournalError):
        decode(line)


def test_a_line_beyond_the_limit_is_refused() -> None:
    with pytest.raises(JournalError):
        decode(line_of(type="said", data={"text": "x" * LINE_LIMIT}))


def test_two_entries_in_one_line_are_told_apart_from_a_torn_one() -> None:
    line = encode(Entry(1, 0.0, "candidate", ev.Paused()))[:-1]
    with pytest.raises(JournalError, match="two entries"):
        decode(line + line)
    with pytest.raises(JournalError, match="checksum"):
        decode(line.replace(b"paused", b"Paused"))


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(noise: bytes) -> None:
    assert not checksum_holds(noise) or noise == sealed(b"").rstrip(b"\n")
    with pytest.raises(JournalError):
        decode(noise)
    with pytest.raises(JournalError):
        decode(sealed(noise))


@settings(max_examples=30)
@given(st.data())
def test_no_flipped_bit_goes_unseen(
    any_event: st.SearchStrategy[ev.Event], data: st.DataObject
) -> None:
    line = encode(Entry(3, 1.5, "candidate", data.draw(any_event)))[:-1]
    for bit in range(min(len(line), 300) * 8):
        flipped = bytearray(line)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(JournalError):
            decode(bytes(flipped))
