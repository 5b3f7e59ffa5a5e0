"""What is put off is loaded when it is used, whole, and a session alone does without it."""

import subprocess
import sys

SPOKEN = """
import sys, tempfile
from pathlib import Path
from coach.late_modules import TLS, put_off
put_off(TLS)
import asyncio
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.screens.home_screen import HomeScreen
assert not {"_ssl", "_hashlib"} & set(sys.modules), "loaded at the start"
from coach.mock import certificate

async def answer(reader, writer):
    writer.write(await reader.readline())
    writer.close()

async def spoken(folder):
    certificate.ensure(folder, 1_800_000_000)
    served = await asyncio.start_server(
        answer, "127.0.0.1", 0, ssl=certificate.server_side(folder))
    port = served.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=certificate.client_side(True), server_hostname="coach")
    writer.write(b"over TLS\\n")
    print((await reader.readline()).decode(), end="")
    writer.close()
    served.close()

with tempfile.TemporaryDirectory() as folder:
    asyncio.run(spoken(Path(folder)))
"""


def test_tls_is_loaded_for_those_who_speak_it_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPOKEN], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "over TLS\n", done.stderr


UNASKED = """
import sys
from contextlib import suppress
with suppress(SystemExit):
    from coach.cli import main
    main(["estimate", "--help"])
import urllib.parse
from pathlib import Path
assert not hasattr(sys.modules["ipaddress"], "__file__"), "loaded for a path"
assert urllib.parse.urlsplit("http://[::1]/").hostname == "::1"
import ipaddress
assert ipaddress.ip_address("127.0.0.1").is_loopback
print(Path("whole").name)
"""


def test_what_a_path_never_asks_for_is_loaded_for_an_address() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNASKED], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.endswith("whole\n"), done.stderr
