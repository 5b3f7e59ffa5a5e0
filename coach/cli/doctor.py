"""`coach doctor`: looks at the terminal, the folders and the files, and says what to do."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from coach import __version__, config
from coach.errors import CoachError
from coach.frozen import dataclass
from coach.paths import HOME_VARIABLE, Paths, check, find
from coach.text import clean

LEAST_COLUMNS, LEAST_LINES = 80, 24
LEAST_FREE = 50 * 1024 * 1024
_REPORT = re.compile(rb"\x1b\[(\d+);(\d+)R")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: fine or not, what was seen, and what to do about it."""

    name: str
    fine: bool
    seen: str
    todo: str = ""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    doctor = commands.add_parser("doctor", help="look for what could spoil a session")
    doctor.add_argument("--join", metavar="LINE", help="says which step of joining a mock fails")
    doctor.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Prints every check; 1 when something should be done."""
    if line := getattr(args, "join", None):
        from coach.mock.reaching import steps

        checks = tuple(Check(*step) for step in steps(line))
    else:
        checks = tuple(examine(find(os.environ), os.environ))
    for step in checks:
        stdout.write(f"{'ok ' if step.fine else '!! '} {step.name:<14} {step.seen}\n")
        if step.todo:
            stdout.write(f"{'':<19}{step.todo}\n")
    return 0 if all(step.fine for step in checks) else 1


def examine(paths: Paths, environ: Mapping[str, str]) -> Iterator[Check]:
    """All checks, in the order a person would look."""
    yield _program(environ)
    yield _size()
    yield _colours(environ)
    yield _unicode(environ)
    if environ.get("TMUX"):
        yield _clipboard(_tmux_clipboard())
    sessions = _folder("sessions", paths.sessions)
    yield sessions
    yield _folder("settings", paths.config)
    yield _settings(paths)
    if sessions.fine:
        yield _space(paths)
    if os.path.isdir(paths.sessions):  # noqa: PTH112 - Path.is_dir raises where it may not look
        yield from _files(paths)
    yield _prompts(paths)


def _program(environ: Mapping[str, str]) -> Check:
    """Whether the command `coach` is this program; others have that name too."""
    here = Path(sys.argv[0]).resolve() if Path(sys.argv[0]).name == "coach" else None
    path = shutil.which("coach", path=environ.get("PATH"))
    if path is None:
        todo = "`python3 -m coach` starts it all the same; `pipx ensurepath` mends a PATH."
        return Check("program", True, f"coach {__version__}, not on the PATH", todo)
    if here is not None and Path(path).resolve() != here:
        todo = f"Start it as {here}, or put its folder first on the PATH."
        return Check("program", False, f"`coach` starts another program: {path}", todo)
    return Check("program", True, f"coach {__version__} at {path}")


def _size() -> Check:
    if not sys.stdout.isatty():
        return Check("terminal", True, "standard output is no terminal; its size was not looked at")
    size = os.get_terminal_size(sys.stdout.fileno())
    fine = size.columns >= LEAST_COLUMNS and size.lines >= LEAST_LINES
    todo = "" if fine else f"Make it {LEAST_COLUMNS}x{LEAST_LINES} or larger, or the font smaller."
    return Check("terminal", fine, f"{size.columns}x{size.lines}", todo)


def _colours(environ: Mapping[str, str]) -> Check:
    if environ.get("NO_COLOR") is not None:
        return Check("colours", True, "NO_COLOR is set: everything is shown without colour")
    term = environ.get("TERM", "")
    if term in ("", "dumb"):
        return Check(
            "colours", False, f"TERM is {term or 'not set'}", "Set TERM, e.g. xterm-256color."
        )
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Check("colours", True, f"{term}, 16 million colours")
    if "256" in term:
        return Check("colours", True, f"{term}, 256 colours")
    todo = 'If colours look wrong, set "theme": "ansi" in the settings (`coach paths`).'
    return Check("colours", True, f"{term}, perhaps 16 colours", todo)


def _tmux_clipboard() -> str:
    """What tmux is set to do with a program's copies: on, external, off; "" where it is silent."""
    try:
        asked = ("tmux", "show-options", "-gqv", "set-clipboard")
        done = subprocess.run(asked, capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return clean(done.stdout).strip()


def _clipboard(setting: str) -> Check:
    """Whether a copy gets through tmux to the terminal's clipboard (OSC 52): by its manual only
    where `set-clipboard` is on; external, the default, takes tmux's own copies alone."""
    if setting == "on":
        return Check("clipboard", True, "tmux passes what is copied on to the terminal")
    seen = f"tmux keeps what is copied to itself (set-clipboard {setting or 'unknown'})"
    return Check("clipboard", True, seen, "`tmux set -g set-clipboard on` passes it on.")


def _unicode(environ: Mapping[str, str]) -> Check:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        todo = "Set LANG to a UTF-8 locale; `coach draw --format ascii` draws without Unicode."
        return Check("Unicode", False, f"output is {sys.stdout.encoding}", todo)
    measured = _measure("客") if sys.stdin.isatty() and sys.stdout.isatty() else None
    if measured is None:
        return Check("Unicode", True, "UTF-8; the width of wide characters was not measured")
    if measured != 2:
        todo = "Drawings with Chinese, Japanese or Korean names will not line up here."
        return Check("Unicode", False, f"a wide character takes {measured} cells, not 2", todo)
    return Check("Unicode", True, "UTF-8, wide characters take two cells")


def _measure(text: str) -> int | None:
    """Cells the terminal really gives the text, by asking where the cursor is; None if silent."""
    import select
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    try:
        tty.setcbreak(fd)
        sys.stdout.write("\r" + text + "\x1b[6n")
        sys.stdout.flush()
        answer = b""
        while select.select([fd], [], [], 0.5)[0]:
            answer += os.read(fd, 64)
            match = _REPORT.search(answer)
            if match:
                return int(match.group(2)) - 1
        return None
    finally:
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
        termios.tcsetattr(fd, termios.TCSADRAIN, before)


def _folder(name: str, folder: Path) -> Check:
    there = _nearest(folder)
    if there == folder:
        try:
            check(folder)
        except CoachError as error:
            return Check(name, False, error.message, error.hint)
    reason = _refusal(there)
    if reason:
        seen = f"{folder} cannot be {'written' if there == folder else 'made'}: {reason}"
        todo = f"Set {HOME_VARIABLE} to a folder of your own, or let yourself write in {there}."
        return Check(name, False, seen, todo)
    seen = str(folder) if there == folder else f"{folder} (made at the first session)"
    return Check(name, True, seen)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _refusal(folder: Path) -> str:
    """Why nothing can be made in the folder; "" where it can. Rights alone do not tell: some file
    systems refuse whatever they are, so a folder is made there and removed."""
    try:
        Path(tempfile.mkdtemp(prefix=".coach-doctor-", dir=folder)).rmdir()
    except OSError as error:
        words = error.strerror or str(error)
        return words[:1].lower() + words[1:]
    return ""


def _settings(paths: Paths) -> Check:
    path = paths.config / "settings.json"
    faults = config.faults(paths.config)
    if not faults:
        there = os.path.lexists(path)
        return Check("settings file", True, str(path) if there else "none yet: the defaults")
    more = f" {len(faults) - 1} more after it." if len(faults) > 1 else ""
    todo = f"What is wrong there is passed over; mend or delete {path}."
    return Check("settings file", False, faults[0] + more, todo)


def _space(paths: Paths) -> Check:
    try:
        usage = shutil.disk_usage(_nearest(paths.data))
    except OSError as error:
        return Check("free space", True, f"not known: {error.strerror or error}")
    if usage.total == 0:
        return Check("free space", True, "not known: the file system does not say")
    fine = usage.free >= LEAST_FREE
    todo = "" if fine else "Make room: a session of an hour takes up to 2 MB."
    return Check("free space", fine, f"{usage.free / 1e9:,.1f} GB", todo)


def _files(paths: Paths) -> Iterator[Check]:
    from coach.journal.library import Library

    library = Library(paths)
    try:
        sessions = library.sessions()
        hidden = library.hidden()
        strangers = [stranger for stranger in library.strangers() if stranger[1] not in hidden]
    except CoachError as error:
        yield Check("session files", False, error.message)
        return
    finally:
        library.close()
    broken = [session for session in sessions if session.broken]
    yield Check("session files", not broken, f"{len(sessions)} sessions, {len(broken)} broken")
    for why in hidden:
        todo = f"Let yourself look into it: chmod -R u+rwX {paths.sessions}"
        yield Check("hidden", False, why, todo)
    for session in broken:
        id_ = session.id
        todo = f"`coach show {id_}` prints what can be read, `coach repair {id_}` keeps it."
        yield Check(
            "broken",
            False,
            f"{session.path.name}: {session.broken}",
            todo if session.entries else "",
        )
    for session in sessions:
        if session.torn:
            todo = f"`coach resume {session.id}` mends it and keeps the broken end beside it."
            yield Check(
                "torn",
                False,
                f"{session.path.name}: {session.torn}",
                "" if session.closed else todo,
            )
    for path, why in strangers:
        yield Check("foreign", False, f"{path.name}: {why}", "Move it out of the sessions folder.")


def _prompts(paths: Paths) -> Check:
    from coach.catalog.shelf import folders, headers

    prompt_headers, broken = headers(folders(paths.prompts))
    own = sum(header.own for header in prompt_headers)
    todo = "" if not broken else "`coach prompts check` names the lines."
    seen = f"{len(prompt_headers) - own} shipped, {own} own, {len(broken)} unusable"
    return Check("prompts", not broken, seen, todo)
