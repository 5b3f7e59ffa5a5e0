"""How long an entry takes from one seat to the other, how many rooms one hub carries, and what a
hub in a thread beside the screen costs its host's keys.

    python3 -m tests.bench.bench_mock [ROOMS]
    python3 -m tests.bench.bench_mock --hub [ROOMS]
    python3 -m tests.bench.bench_mock --keys

With `--hub` the hub is a process of its own, and its processor time an entry and its memory are
told: they do not depend on what else the machine does, as the times of the way do. Else hub and
seats share one process and one core. Every candidate sends an edit five times a second, as a
screen does while keys come. Keys are typed as in `run.py`, into the notes of a session alone and
of a hosted mock whose interviewer is the script, by turns; a key counts from being typed to
standing in the picture.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from coach.mock import sockets
from coach.mock.joinlines import parse
from coach.mock.serving import Place, Serving
from coach.mock.wires import Wire
from tests.bench.run import SEEN, Figures, Terminal, type_keys
from tests.mock.at_table import edit, opening

EACH = 40
"""Edits that each candidate sends."""
PERIOD = 0.2
"""Seconds between two of them."""


async def sit(line: str) -> Wire:
    """A seat, greeted."""
    parsed = parse(line)
    wire = await sockets.dial(parsed)
    hello = {"k": "hello", "v": [1], "token": parsed.token, "client": "bench", "name": "B",
             "session": "", "n": 0, "h": ""}  # fmt: skip
    await wire.send(json.dumps(hello))
    await until(wire, "welcome")
    return wire


async def until(wire: Wire, kind: str) -> None:
    """Reads up to the next frame of a kind."""
    while json.loads(await wire.recv())["k"] != kind:
        continue


async def play(joins: dict[str, str], number: int, began: asyncio.Event) -> list[float]:
    """Plays one room; seconds from the candidate's send to the interviewer's receipt."""
    ben, ana = await sit(joins["p1"]), await sit(joins["p2"])
    session = f"{number:08x}"
    for wire in (ben, ana):
        await wire.send(json.dumps({"k": "ready", "on": True}))
    await asyncio.sleep(0.5)
    await ben.send(json.dumps({"k": "open", "id": "o", "d": opening(session)}))
    await until(ana, "ev")
    await until(ben, "ev")
    await began.wait()
    await asyncio.sleep(PERIOD * (number % 20) / 20)
    took = []
    for k in range(EACH):
        sent = time.perf_counter()
        frame = {"k": "add", "id": f"k{k}", "s": session, "t": "text_edited", "d": edit(0, "", "x")}
        await ana.send(json.dumps(frame))
        await until(ben, "ev")
        took.append(time.perf_counter() - sent)
        await until(ana, "ack")
        await asyncio.sleep(max(0.0, PERIOD - (time.perf_counter() - sent)))
    await ben.close()
    await ana.close()
    return took


async def measure(folder: Path, rooms: int) -> None:
    """So many rooms at once over loopback."""
    loop = asyncio.get_running_loop()
    serving = Serving(folder, Place(tls="none"), loop.time, time.time)
    await serving.start()
    began = asyncio.Event()
    games = []
    for number in range(rooms):
        joins = serving.new_room(0)["joins"]
        games.append(asyncio.ensure_future(play(joins, number, began)))
        await asyncio.sleep(0.02)
    await asyncio.sleep(2)
    cpu, clock = time.process_time(), time.perf_counter()
    began.set()
    took = [one for game in await asyncio.gather(*games) for one in game]
    busy = (time.process_time() - cpu) / (time.perf_counter() - clock)
    await serving.stop()
    p99 = quantiles(took, n=100)[98]
    print(
        f"{rooms:4} rooms: one to the other p50 {median(took) * 1000:.1f} ms, "
        f"p99 {p99 * 1000:.1f} ms, {busy * 100:.0f} % of a core for hub and seats together"
    )


def hubs_seconds(pid: int) -> float:
    """Processor time of a process so far, its threads' too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure_hub(home: Path, rooms: int) -> None:
    """A hub in a process of its own with so many rooms; the seats here."""
    words = ("hub", "--tls", "none", "--json", "--rooms", str(rooms), "--data", str(home / "r"))
    hub = subprocess.Popen(
        [sys.executable, "-m", "coach", *words],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "COACH_HOME": str(home)},
    )  # fmt: skip
    assert hub.stdout is not None
    began = asyncio.Event()
    games = []
    for number, room in enumerate(json.loads(hub.stdout.readline())["rooms"]):
        games.append(asyncio.ensure_future(play(room["joins"], number, began)))
        await asyncio.sleep(0.1)  # at most eight of one address may wait at the door
    await asyncio.sleep(2)
    before, clock = hubs_seconds(hub.pid), time.perf_counter()
    began.set()
    took = [seconds for game in await asyncio.gather(*games) for seconds in game]
    used, passed = hubs_seconds(hub.pid) - before, time.perf_counter() - clock
    pages = int(Path(f"/proc/{hub.pid}/statm").read_text().split()[1])
    hub.terminate()
    hub.wait()
    print(
        f"{rooms:4} rooms: the hub alone {used / len(took) * 1e6:.0f} us an entry, "
        f"{used / passed * 100:.0f} % of a core, {pages * os.sysconf('SC_PAGE_SIZE') >> 20} MiB; "
        f"one to the other p50 {median(took) * 1000:.1f} ms, "
        f"p99 {quantiles(took, n=100)[98] * 1000:.1f} ms"
    )


SESSION = ("url-shortener", "--pace", "untimed")
HOST = ("host", *SESSION, "--seat", "candidate", "--interviewer", "script", "--tls", "none")


def typed_into(words: tuple[str, ...], figures: Figures, count: int) -> None:
    """Starts coach with these words and types into the notes board."""
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal([sys.executable, "-m", "coach", *words], home)
        if words[0] == "host":
            terminal.until(b"Ready", 40)
            terminal.quiet(0.6)
            terminal.send(b"\r")
        terminal.until(b"Phases", 40)
        terminal.send(SEEN)  # the first picture stands before the application is there
        terminal.until(SEEN, 40)
        terminal.quiet(1.0)
        terminal.send(b"\x1bOQ")
        terminal.quiet(0.6)
        type_keys(terminal, figures, count)
        terminal.send(b"\x11")
        terminal.quiet(0.3)
        terminal.end(b"l")


def measure_keys(runs: int = 3, count: int = 150) -> None:
    """A session alone and a hosted one by turns."""
    alone, hosted = Figures(), Figures()
    for _ in range(runs):
        typed_into(("start", *SESSION), alone, count)
        typed_into(HOST, hosted, count)
    for name, figures in (("alone", alone), ("hosted", hosted)):
        p95 = quantiles(figures.key, n=20)[18]
        print(f"a key {name:7} p50 {median(figures.key):.1f} ms, p95 {p95:.1f} ms, "
              f"{median(figures.cpu):.1f} ms of processor time")  # fmt: skip


def main() -> None:
    """One room, then as many as asked for; or the host's keys."""
    if "--keys" in sys.argv:
        measure_keys()
        return
    if "--hub" in sys.argv:
        with tempfile.TemporaryDirectory() as home:
            rooms = next((int(word) for word in sys.argv if word.isdecimal()), 100)
            asyncio.run(measure_hub(Path(home), rooms))
        return
    for rooms in (1, int(sys.argv[1]) if len(sys.argv) > 1 else 100):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(measure(Path(folder) / "rooms", rooms))


if __name__ == "__main__":
    main()
