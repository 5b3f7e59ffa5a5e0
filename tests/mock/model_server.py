"""An endpoint on loopback that answers as a test tells it to."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Wrote = Callable[[socket.socket], None]


def reply(text: str, tokens: tuple[int, int] = (7, 3)) -> bytes:
    """A whole answer of a server whose model wrote that."""
    told = {
        "choices": [{"message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]},
    }
    return http(200, json.dumps(told).encode())


def http(status: int, body: bytes = b"", **headers: str) -> bytes:
    """An answer of that status."""
    told = {"Content-Length": str(len(body)), "Connection": "close", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + body


class Server:
    """Takes connections one after the other; `answers` says what each gets, the last again and
    again: bytes, or what to do with the socket."""

    def __init__(self, *answers: bytes | Wrote) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.heads: list[str] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        self.url = f"m@http://127.0.0.1:{self.port}/v1"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                peer = self.listening.accept()[0]
                threading.Thread(target=self._answer, args=(peer,), daemon=True).start()

    def _answer(self, peer: socket.socket) -> None:
        with suppress(OSError), peer:
            told = b""
            while b"\r\n\r\n" not in told:
                told += peer.recv(65536)
            head, _, body = told.partition(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            )
            while len(body) < length:
                body += peer.recv(65536)
            self.heads.append(head.decode())
            self.asked.append(json.loads(body))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if isinstance(answer, bytes):
                peer.sendall(answer)
            else:
                answer(peer)


@contextmanager
def served(*answers: bytes | Wrote) -> Iterator[Server]:
    """A server for one test."""
    server = Server(*answers)
    try:
        yield server
    finally:
        server.listening.close()
