"""Join lines: what is one, what is not, and that none is repeated in an error."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.mock.joinlines import JoinLine, address_of, base32, is_loopback, parse, token_hash
from coach.mock.strict_json import BadFrame, read

TOKEN, PIN = base32(bytes(range(16))), base32(bytes(range(16, 32)))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"192.168.1.20:7373/{TOKEN}.{PIN}", JoinLine("", "192.168.1.20", 7373, TOKEN, PIN)),
        (f"coach join host/{TOKEN.upper()}.{PIN}", JoinLine("", "host", 7373, TOKEN, PIN)),
        (f"  [::1]:99/{TOKEN}.{PIN}\n", JoinLine("", "[::1]", 99, TOKEN, PIN)),
        (
            f"coach join host/{TOKEN}.{PIN[:9]}\n    {PIN[9:]}",
            JoinLine("", "host", 7373, TOKEN, PIN),
        ),
        (f"wss://hub.example.org/{TOKEN}", JoinLine("wss", "hub.example.org", 443, TOKEN)),
        (f"ws://127.0.0.1:7373/{TOKEN}", JoinLine("ws", "127.0.0.1", 7373, TOKEN)),
        (f"ws://localhost:1/{TOKEN}", JoinLine("ws", "localhost", 1, TOKEN)),
    ],
)
def test_a_line_is_taken_apart_and_written_again(text: str, line: JoinLine) -> None:
    assert parse(text) == line
    assert parse(str(line)) == line
    assert line.token not in line.url
    assert line.token not in line.place


@pytest.mark.parametrize(
    "text",
    [
        "", "coach join", "host:7373", f"host:7373/{TOKEN}", f"host:0/{TOKEN}.{PIN}",
        f"host:99999/{TOKEN}.{PIN}", f"host:7373/{TOKEN[:-1]}.{PIN}", f"host:x/{TOKEN}.{PIN}",
        f"ws://far.example.org:7373/{TOKEN}", f"http://host/{TOKEN}", f"/{TOKEN}.{PIN}",
        f"a b:7373/{TOKEN}.{PIN}", f"host:\u0663/{TOKEN}.{PIN}", "x" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_line_is_refused_with_a_way_out_and_without_its_secret(text: str) -> None:
    with pytest.raises(UsageError) as told:
        parse(text)
    assert told.value.hint
    assert TOKEN not in str(told.value)


@given(st.text(max_size=120))
def test_any_text_is_a_line_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert parse(str(parse(text))) == parse(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [("127.0.0.1", ("127.0.0.1", 7373)), ("[::]:80", ("[::]", 80)), ("h:1", ("h", 1))],
)
def test_addresses_with_and_without_a_port(text: str, address: tuple[str, int]) -> None:
    assert address_of(text) == address


def test_loopback_is_this_computer_only() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.9.9.9", "[::1]")))
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.2", "localhost.example.org", "::")))


def test_the_case_of_a_token_does_not_count() -> None:
    assert token_hash(TOKEN) == token_hash(TOKEN.upper())


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "7", '"x"', "{", '{"a":1,"a":2}', '{"a":NaN}', '{"a":Infinity}',
        '{"a":1e999}', '{"a":' + "9" * 18 + "}", '{"a":"\\ud800"}', '{"a":' + "[" * 16 + "]" * 16
        + "}", '{"a":' + "[" * 30_000, '{"\\udfff":1}',
    ],
)  # fmt: skip
def test_json_that_two_could_read_differently_is_refused(text: str) -> None:
    with pytest.raises(BadFrame):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "{}", '{"a":' + "9" * 17 + "}", '{"a":"' + "[" * 100 + '\\""}', '{"a":"\\ud83d\\ude00"}',
        '{"a":' + "[" * 15 + "]" * 15 + "}",
    ],
)  # fmt: skip
def test_json_within_the_bounds_is_read(text: str) -> None:
    assert isinstance(read(text), dict)
