"""A language model behind an OpenAI-compatible endpoint: one call, bounded in time and bytes.

Only the standard library's HTTP: `POST URL/chat/completions`. No redirect is followed, no proxy is
asked, the key comes from the environment alone and is never written anywhere.
"""

import http.client
import json
import re
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from coach.errors import UsageError
from coach.frozen import dataclass

KEY = "COACH_MODEL_KEY"
"""The environment's name for the key."""
DEADLINE = 20.0
"""Seconds of one call, from the connection to the last byte."""
ANSWER_MOST = 64 * 1024
"""Bytes of an answer."""
RETRY_MOST = 120.0
"""Seconds for which a busy server is left alone at most, whatever it asks for."""
Messages = Sequence[Mapping[str, str]]


class EndpointFailed(Exception):
    """The endpoint gave nothing to use: why, and for how many seconds it wants to be left alone."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote, and the tokens that the server says it took and gave (0: not told)."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class ModelEndpoint:
    """A model's name and the address below which `/chat/completions` answers."""

    model: str
    secure: bool
    host: str
    port: int
    path: str

    @property
    def local(self) -> bool:
        """Whether nothing leaves this machine by it."""
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return self.host == "localhost"

    @property
    def place(self) -> str:
        """Host and port, as people say it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def parse_endpoint(text: str) -> ModelEndpoint:
    """The endpoint that NAME@URL names; UsageError where it names none, or one that is not on this
    machine and not encrypted."""
    example = "llama3.1@http://localhost:11434/v1"
    match = re.fullmatch(r"([\x21-\x7e]{1,120}?)@(https?://[\x21-\x7e]{1,500})", text)
    if match is None:
        raise UsageError("A model is named NAME@URL.", f"For example {example}")
    try:
        url = urlsplit(match[2])
        host, port = url.hostname or "", url.port
    except ValueError:
        host, port = "", None
    if not host or "@" in url.netloc or url.query or url.fragment:
        raise UsageError("The model's URL has a host and a path, nothing else.", f"As {example}")
    secure = url.scheme == "https"
    port = port or (443 if secure else 80)
    endpoint = ModelEndpoint(match[1], secure, host, port, url.path.rstrip("/"))
    if not secure and not endpoint.local:
        raise UsageError(
            "Without TLS a model is only asked on this machine.", "An address with https:// does."
        )
    return endpoint


def complete(
    endpoint: ModelEndpoint,
    messages: Messages,
    form: Mapping[str, Any] | None,
    key: str = "",
    seconds: float = DEADLINE,
) -> Completion:
    """What the model writes to these messages. `form` is the JSON Schema of the answer, None
    where the server takes none. Blocks for `seconds` at most; EndpointFailed."""
    asked: dict[str, Any] = {
        "model": endpoint.model, "messages": list(messages), "temperature": 0, "stream": False,
    }  # fmt: skip
    if form is not None:
        shape = {"name": "move", "strict": True, "schema": form}
        asked["response_format"] = {"type": "json_schema", "json_schema": shape}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")
    return _read(_posted(endpoint, body, headers, seconds))


def key_of(environ: Mapping[str, str]) -> str:
    """The key for the endpoint, "" where none is set; UsageError where it is none."""
    key = environ.get(KEY, "").strip()
    if not re.fullmatch(r"[\x21-\x7e]{0,4096}", key):
        raise UsageError(f"{KEY} holds something that is no key.", "It has no blanks in it.")
    return key


def _posted(
    endpoint: ModelEndpoint, body: bytes, headers: Mapping[str, str], seconds: float
) -> bytes:
    connection = _connection(endpoint, seconds)
    over = threading.Event()
    # a timeout of the socket begins anew at every byte: who drips holds it for ever
    watch = threading.Timer(seconds, _cut, (connection, over))
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", f"{endpoint.path}/chat/completions", body, dict(headers))
        with closing(connection.getresponse()) as answer:
            _refuse(answer)
            told = answer.read(ANSWER_MOST + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if over.is_set() or isinstance(error, TimeoutError):
            raise EndpointFailed(f"No whole answer within {seconds:g} s.") from None
        raise EndpointFailed(f"It cannot be reached: {_said(error)}.") from None
    finally:
        watch.cancel()
        connection.close()
    if over.is_set():
        raise EndpointFailed(f"No whole answer within {seconds:g} s.")
    if len(told) > ANSWER_MOST:
        raise EndpointFailed(f"The answer has more than {ANSWER_MOST // 1024} KiB.")
    return told


def _connection(endpoint: ModelEndpoint, seconds: float) -> http.client.HTTPConnection:
    if endpoint.secure:
        trusted = ssl.create_default_context()
        return http.client.HTTPSConnection(
            endpoint.host, endpoint.port, timeout=seconds, context=trusted
        )
    return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=seconds)


def _cut(connection: http.client.HTTPConnection, over: threading.Event) -> None:
    over.set()
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")[:200]


def _refuse(answer: http.client.HTTPResponse) -> None:
    if 200 <= answer.status < 300:
        return
    if 300 <= answer.status < 400:
        raise EndpointFailed("It sends elsewhere; that is not followed.")
    if answer.status == 429:
        wait = answer.headers.get("Retry-After", "")
        seconds = float(wait) if wait.isascii() and wait.isdigit() and len(wait) < 6 else 0.0
        raise EndpointFailed("It is too busy (429).", min(seconds, RETRY_MOST))
    if answer.status in (401, 403):
        raise EndpointFailed(f"It refuses the key ({answer.status}); {KEY} holds it.")
    if answer.status == 400:
        raise NotTaken("It does not take the question (400).")
    raise EndpointFailed(f"It answers {answer.status}.")


class NotTaken(EndpointFailed):
    """The server refuses the question as it is put: it may not know the form of the answer."""


def _read(told: bytes) -> Completion:
    try:
        answer = json.loads(told)
        text = answer["choices"][0]["message"]["content"]
    except (ValueError, RecursionError):
        raise EndpointFailed("It does not answer with JSON.") from None
    except (LookupError, TypeError):
        raise EndpointFailed("Its answer has no text.") from None
    if not isinstance(text, str) or not text.strip():
        raise EndpointFailed("Its answer has no text.")
    used = answer.get("usage")
    used = used if isinstance(used, dict) else {}
    return Completion(
        text, _count(used.get("prompt_tokens")), _count(used.get("completion_tokens"))
    )


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 10**9 else 0
