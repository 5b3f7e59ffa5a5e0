"""Standard streams that are closed, full or endless, and what is written to a terminal."""

import io
import json
import subprocess
import sys
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from coach.cli import main
from coach.cli.streams import Cleaned, Closed, json_line, raw_lines
from coach.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("", "--version", "list", "show x", "paths", "prompts list", "prompts new",
            "prompts ask url-shortener", "draw", "estimate", "api", "schema", "resume")  # fmt: skip


def shell(command: str, home: Path, *, stdin: int | None = None) -> tuple[int, str, str]:
    """Exit code, output and errors of coach in a shell, with redirections."""
    script = f"exec {sys.executable} -m coach {command}"
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=ROOT,
        env={"COACH_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdin=stdin if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_closed_streams_give_a_sentence_and_no_traceback(
    command: str, closed: str, tmp_path: Path
) -> None:
    code, _, err = shell(f"{command} {closed}", tmp_path)
    assert code in (0, 2, 5)
    assert err == "" or err.startswith("coach: ")
    if closed == ">&-" and command not in ("", "show x", "resume", "prompts ask url-shortener"):
        assert (code, "Standard output is closed." in err) == (2, True)
    if closed == "<&-" and command in ("draw", "estimate", "api", "schema"):
        assert (code, "Standard input is closed." in err) == (2, True)


def test_a_file_never_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    """The index would be opened as descriptor 2, and messages written into it."""
    script = (
        "import os, sys\n"
        "from coach.cli import main\n"
        "main(['list'])\n"
        "opened = [os.readlink(f'/proc/self/fd/{n}') for n in range(3)]\n"
        f"open({str(tmp_path / 'seen')!r}, 'w').write('\\n'.join(opened))\n"
    )
    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not say what its descriptors are")
    (tmp_path / "script.py").write_text(script, "utf-8")
    command = f"COACH_HOME={tmp_path} {sys.executable} {tmp_path}/script.py <&- >&- 2>&-"
    subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, check=False, env={"PYTHONPATH": str(ROOT)})
    assert (tmp_path / "seen").read_text("utf-8").split("\n") == ["/dev/null"] * 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("command", ["--version", "list", "paths", "prompts new", "--help"])
def test_a_full_disk_behind_standard_output_is_said(command: str, tmp_path: Path) -> None:
    code, _, err = shell(f"{command} > /dev/full", tmp_path)
    assert code == 4
    assert err.startswith("coach: The system refused: No space left on device.")
    assert "Traceback" not in err
    assert "Exception" not in err
    assert shell(f"show x 2> /dev/full > {tmp_path}/out", tmp_path)[0] == 5


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device")
@pytest.mark.parametrize(
    "command", ["draw", "estimate", "api", "schema", "prompts ask url-shortener"]
)
def test_an_endless_input_is_refused(command: str, tmp_path: Path) -> None:
    code, out, err = shell(f"{command} < /dev/zero", tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("coach: ")


def test_closed_streams_say_so_when_they_are_used() -> None:
    for number, use in ((0, lambda s: s.read(3)), (0, lambda s: s.readline()), (0, list)):
        with pytest.raises(UsageError, match="Standard input is closed"):
            use(Closed(number))
    with pytest.raises(UsageError, match="Standard output is closed"):
        Closed(1).write("x")
    assert not Closed(1).isatty()


def test_what_is_written_is_harmless() -> None:
    behind = io.StringIO()
    cleaned = Cleaned(behind)
    cleaned.write("a\x1b[31m\u202eb\x9b1m\tc\n")
    cleaned.writelines(["\x07d", "\udc80\n"])
    cleaned.flush()
    assert behind.getvalue() == "a␛[31mb1m\tc\nd\N{REPLACEMENT CHARACTER}\n"
    assert cleaned.encoding == behind.encoding
    assert not cleaned.isatty()


def test_json_is_exact_and_harmless() -> None:
    row = {"path": "/a\x1b[31m\x9b\u202e\udc80\U000e0041/客"}
    line = json_line(row)
    assert json.loads(line) == row
    assert line.count("\n") == 1
    assert "客" in line
    assert not any(char in line for char in "\x1b\x9b\u202e\udc80\U000e0041")


@pytest.mark.parametrize(
    "words",
    [["paths", "\x1b[31m"], ["\x1b[31m"], ["list", "--\x1b[31m\n\x9b"], ["draw", "a", "\x1b"]],
)
def test_arguments_that_are_refused_are_not_repeated_raw(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert not {"\x1b", "\x9b"} & set(out + err)


@given(st.lists(st.binary(max_size=12).filter(lambda line: b"\n" not in line)), st.booleans())
def test_lines_come_whole_however_they_were_parted(lines: list[bytes], ended: bool) -> None:
    raw = b"\n".join(lines) + b"\n" * (ended and bool(lines))
    source = io.BytesIO(raw)
    expected = raw.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert list(raw_lines(source, 20)) == expected


def test_a_line_too_long_comes_cut_and_the_next_one_whole() -> None:
    raw = b"a" * 200_000 + b"\nnext\n" + b"b" * 70_000
    told = list(raw_lines(io.BytesIO(raw), 1000))
    assert told == [b"a" * 1001, b"next", b"b" * 1001]


def test_a_program_ends_while_a_line_is_waited_for() -> None:
    program = (
        "import sys, threading\n"
        "from coach.cli.streams import raw_lines\n"
        "heard = threading.Event()\n"
        "def read():\n"
        "    for line in raw_lines(sys.stdin.buffer, 100):\n"
        "        heard.set()\n"
        "threading.Thread(target=read, daemon=True).start()\n"
        "heard.wait(20)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stderr is not None
    child.stdin.write(b"go\n")
    child.stdin.flush()
    code, told = child.wait(30), child.stderr.read()
    child.stdin.close()
    child.stderr.close()
    assert (code, told) == (0, b"")
