"""`coach doctor --join LINE`: it names the step that fails."""

import asyncio
import socket
from pathlib import Path

import pytest

from coach.mock.joinlines import JoinLine, base32, parse
from coach.mock.reaching import steps
from coach.mock.serving import Place, Serving


def looked(folder: Path, tls: str, change: str = "") -> list[tuple[str, bool]]:
    """The steps of a line to a running hub, the line changed in one part."""

    async def whole() -> list[tuple[str, bool]]:
        loop = asyncio.get_running_loop()
        serving = Serving(folder, Place(tls=tls), loop.time, lambda: 1e9)
        await serving.start()
        try:
            line = parse(serving.new_room(0)["joins"]["p2"])
            wrong = base32(b"0" * 16)
            token = wrong if change == "token" else line.token
            pin = wrong if change == "pin" else line.pin
            text = str(JoinLine(line.scheme, line.host, line.port, token, pin))
            found = await asyncio.to_thread(lambda: list(steps(text)))
            assert not serving.hub.desks[next(iter(serving.hub.desks))].peers
            return [(name, fine) for name, fine, _, _ in found]
        finally:
            await serving.stop()

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("tls", "change", "last"),
    [
        ("none", "", ("token", True)),
        ("pinned", "", ("token", True)),
        ("pinned", "pin", ("pin", False)),
        ("pinned", "token", ("token", False)),
    ],
)
def test_the_step_that_fails_is_named(
    tmp_path: Path, tls: str, change: str, last: tuple[str, bool]
) -> None:
    found = looked(tmp_path, tls, change)
    assert found[-1] == last
    assert all(fine for _, fine in found[:-1])
    assert [name for name, _ in found[:3]] == ["line", "name", "port"]


def test_what_listens_but_is_no_hub_and_what_does_not_listen() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        token = base32(b"1" * 16)
        text = f"ws://127.0.0.1:{port}/{token}"
        assert [step[:2] for step in steps(text)][-1] == ("port", False)
    assert [step[:2] for step in steps("nonsense")] == [("line", False)]
    assert [step[:2] for step in steps(f"no.such.host.invalid:1/{token}.{token}")][-1] == (
        "name", False,
    )  # fmt: skip
