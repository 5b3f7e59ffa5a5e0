"""One call of a language model: what is sent, and that no answer of a server does harm."""

import json
import socket
import threading
from contextlib import suppress

import pytest

from coach.errors import UsageError
from coach.mock.model_endpoint import (
    RETRY_MOST,
    EndpointFailed,
    NotTaken,
    complete,
    key_of,
    parse_endpoint,
)
from tests.mock.model_server import http, reply, served

ASKED = [{"role": "user", "content": "x"}]


@pytest.mark.parametrize(
    ("text", "place", "local"),
    [
        ("llama3.1:8b@http://localhost:11434/v1", "localhost:11434", True),
        ("org/m@https://models.example.org/v1/", "models.example.org:443", False),
        ("m@http://[::1]:8080/v1", "[::1]:8080", True),
        ("a@b@http://127.0.0.1/v1", "127.0.0.1:80", True),
    ],
)
def test_a_model_is_named_with_the_place_where_it_runs(text: str, place: str, local: bool) -> None:
    endpoint = parse_endpoint(text)
    assert (endpoint.place, endpoint.local) == (place, local)
    assert endpoint.path in ("", "/v1")


@pytest.mark.parametrize(
    "text",
    ["", "llama3", "m@ftp://x/v1", "@http://localhost/v1", "m@http://models.example.org/v1",
     "m@https://user:pass@host/v1", "m@https://host/v1?key=1", "m@http://localhost:99999/v1",
     "m@http://local\nhost/v1", "m@https:///v1"],
)  # fmt: skip
def test_what_names_no_model_or_would_send_words_in_the_clear_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_endpoint(text)


def test_a_call_carries_the_key_and_the_form_and_gives_the_text() -> None:
    with served(reply("silence", (41, 5))) as server:
        told = complete(parse_endpoint(server.url), ASKED, {"type": "object"}, "k3y")
    assert (told.text, told.tokens_in, told.tokens_out) == ("silence", 41, 5)
    assert "POST /v1/chat/completions" in server.heads[0]
    assert "Authorization: Bearer k3y" in server.heads[0]
    sent = server.asked[0]
    assert sent["model"] == "m"
    assert sent["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_a_key_with_a_line_break_never_becomes_a_header() -> None:
    assert key_of({}) == ""
    assert key_of({"COACH_MODEL_KEY": " abc "}) == "abc"
    with pytest.raises(UsageError):
        key_of({"COACH_MODEL_KEY": "a\r\nHost: elsewhere"})


BODIES = {
    "an HTML page": http(200, b"<html>busy</html>"),
    "no JSON": http(200, b"{"),
    "nested": http(200, b"[" * 60_000),
    "no choices": http(200, b'{"choices":[]}'),
    "tools wanted": http(
        200, json.dumps({"choices": [{"message": {"content": None, "tool_calls": []}}]}).encode()
    ),
    "an empty text": reply("  "),
    "no key": http(401),
    "an error": http(500, b"boom"),
    "elsewhere": http(302, Location="http://127.0.0.1:1/"),
    "no HTTP": b"hello\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("what", BODIES)
def test_an_answer_that_is_none_is_a_sentence(what: str) -> None:
    with served(BODIES[what]) as server, pytest.raises(EndpointFailed) as failed:
        complete(parse_endpoint(server.url), ASKED, None, seconds=5)
    assert str(failed.value).endswith(".")
    assert failed.value.wait == 0
    assert len(server.asked) == 1, "asked once, and nowhere else"


def test_a_server_that_does_not_know_the_form_is_told_apart() -> None:
    with served(http(400, b"{}")) as server, pytest.raises(NotTaken):
        complete(parse_endpoint(server.url), ASKED, {})


@pytest.mark.parametrize(("wait", "told"), [("7", 7.0), ("99999", RETRY_MOST), ("soon", 0.0)])
def test_a_busy_server_says_for_how_long(wait: str, told: float) -> None:
    with served(http(429, Retry_After=wait)) as server, pytest.raises(EndpointFailed) as failed:
        complete(parse_endpoint(server.url), ASKED, None)
    assert failed.value.wait == told


def test_nobody_listens_there() -> None:
    with served(b"") as server:
        endpoint = parse_endpoint(server.url)
    with pytest.raises(EndpointFailed, match="cannot be reached"):
        complete(endpoint, ASKED, None, seconds=5)


def test_a_server_that_drips_or_hangs_is_left_at_the_deadline() -> None:
    over = threading.Event()

    def drip(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        while not over.wait(0.02):
            peer.sendall(b" ")

    def drip_the_head(peer: socket.socket) -> None:
        while not over.wait(0.02):
            peer.sendall(b"x")

    def hang(peer: socket.socket) -> None:
        over.wait(30)

    try:
        for slow in (drip, drip_the_head, hang):
            with served(slow) as server, pytest.raises(EndpointFailed, match="whole answer"):
                complete(parse_endpoint(server.url), ASKED, None, seconds=0.4)
    finally:
        over.set()


def test_a_server_that_never_ends_is_read_to_a_bound() -> None:
    sent = [0]

    def stream(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        with suppress(OSError):
            while sent[0] < 50_000_000:
                sent[0] += peer.send(b" " * 10_000)

    with served(stream) as server, pytest.raises(EndpointFailed, match="KiB"):
        complete(parse_endpoint(server.url), ASKED, None, seconds=20)
    assert sent[0] < 25_000_000, "what the sockets' buffers take, not what was offered"
