"""Alone, coach asks no network: not at the start page, in a session, or in its debrief."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import asyncio, sys

ASKED = []
def hook(event, args):
    if event.startswith("socket.") and event != "socket.__new__":
        ASKED.append((event, repr(args[1:])))
    if event == "socket.__new__" and args[1] not in (1, -1):  # AF_UNIX, the loop's own pair
        ASKED.append((event, repr(args[1:])))

sys.addaudithook(hook)
from coach.live.environment import read_environment
from coach.ui.app import CoachApp
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.session import SessionScreen

async def whole():
    app = CoachApp(read_environment(__import__("os").environ), HomeScreen(), headless=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("u")
        while not (isinstance(app.screen, SessionScreen) and app.screen.met):
            await pilot.pause(0.01)
        await pilot.press("f7", *"How many users?", "enter", "f4", *"api -> db", "enter")
        await pilot.pause()
    app.close_journals()

asyncio.run(whole())
from coach.cli import main
main(["list"]); main(["search", "users"]); main(["due"]); main(["progress"]); main(["doctor"])
sys.exit(f"asked the network: {ASKED}" if ASKED else 0)
"""


def test_solo_use_opens_no_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "COACH_HOME": str(tmp_path)}, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "URL shortener" in done.stdout
