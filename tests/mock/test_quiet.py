"""What a mock must not do: load its packages anywhere else, or open the prompt before the end."""

import os
import subprocess
import sys
from pathlib import Path

from tests.mock.players import ROOT, Process, stage

HEAVY = {"websockets", "cryptography", "segno", "coach.mock"}


def test_a_session_alone_loads_nothing_of_the_mock(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "import coach.cli.start, coach.ui.launch, coach.ui.app, coach.ui.screens.home_screen\n"
        "import coach.ui.screens.session, coach.ui.screens.debrief_screen, coach.live.opening\n"
        f"found = sorted({HEAVY!r} & set(sys.modules))\n"
        "sys.exit(f'loaded {found}' if found else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


WATCH = """
import os, sys
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and args[0].endswith(".toml"):
        with_fd = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(with_fd, (args[0] + "\\n").encode())
        os.close(with_fd)
sys.addaudithook(hook)
open(os.environ["WATCHED"] + ".toml", "w").close()
from coach.cli import main
sys.exit(main(sys.argv[1:]))
"""


class Watched(Process):
    """A coach whose opened prompt files are written down."""

    def start(self) -> None:
        """Starts it under an audit hook."""
        script = self.home.with_suffix(".py")
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(WATCH, "utf-8")
        os.environ["WATCHED"] = str(self.home.with_suffix(".opened"))
        self.program = (str(script),)
        super().start()


def test_the_candidate_never_opens_the_prompt_before_the_end(tmp_path: Path) -> None:
    with stage(tmp_path) as room:
        ben = room.sit("p1", "Ben")
        ana = Watched(tmp_path / "p2", "join", room.joins["p2"], "--json", "--name", "Ana")
        room.all.append(ana)
        room.open(ben, ana)
        ana.ask("a1", do="say", text="How many links a day?")
        for what in ("board", "drawing", "clock", "state", "pack", "findings"):
            ana.ask(what, do="look", what=what, board="diagram")
        for do in ("fact", "hint", "curveball"):
            ana.ask(do, do=do, fact="links", curveball="x")
        ben.ask("b1", do="close")
        ana.hear("entry", type="session_closed")
        ana.end()
    opened = (tmp_path / "p2.opened").read_text("utf-8").split()
    assert opened[0] == str(tmp_path / "p2.opened.toml"), "whoever watches sees what is opened"
    assert not [path for path in opened if "prompts" in path]
