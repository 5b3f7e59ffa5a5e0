"""Plain ASCII for terminals whose locale is not UTF-8."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.kinds import mark
from coach.glyphs import TABLE, encoding, plain, speak
from coach.text import width

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("setting", "environ", "wanted"),
    [
        ("auto", {"LC_ALL": "C"}, "ascii"),
        ("auto", {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "ascii"),
        ("auto", {"LC_CTYPE": "C.UTF-8", "LANG": "C"}, "utf-8"),
        ("auto", {"LANG": "en_US.UTF-8"}, "utf-8"),
        ("auto", {"LANG": "de_DE.ISO-8859-1"}, "iso8859-1"),
        ("auto", {"LANG": "ja_JP.eucJP"}, "euc_jp"),
        ("auto", {"LANG": "xx.nonsense"}, "ascii"),
        ("auto", {}, "utf-8"),
        ("auto", {"LC_ALL": "", "LANG": "C"}, "ascii"),
        ("unicode", {"LC_ALL": "C"}, "utf-8"),
        ("ascii", {"LANG": "en_US.UTF-8"}, "ascii"),
    ],
)
def test_the_locale_says_what_the_terminal_takes(
    setting: str, environ: Mapping[str, str], wanted: str
) -> None:
    assert encoding(setting, environ) == wanted


def test_every_stand_in_is_as_wide_as_what_it_stands_for() -> None:
    for sign, instead in TABLE.items():
        assert instead.isascii()
        assert width(instead) == width(sign) == 1
    for text in ("┌─é日本👍─┐", "naïve café", "a\u0301b", "½¾"):
        assert plain(text).isascii()
        assert width(plain(text)) == width(text)


def test_every_sign_of_the_interface_has_one() -> None:
    signs = set()
    for path in (ROOT / "coach" / "ui").rglob("*.py"):
        signs |= {char for char in path.read_text("utf-8") if not char.isascii()}
    for kind in Kind:
        signs |= set(mark(kind))
    assert {sign for sign in signs if not sign.isascii() and "?" in plain(sign)} <= set("¼½¾")


def test_kinds_are_told_by_letters_that_differ() -> None:
    marks = [mark(kind, ascii=True) for kind in Kind if kind is not Kind.SERVICE]
    assert all(one.isalpha() and one.isascii() for one in marks)
    assert len(set(marks)) == len(marks)


def test_a_stream_keeps_what_its_encoding_has() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    speak(stream, "latin-1")
    stream.write("café ─► 3×")
    stream.flush()
    assert raw.getvalue().decode("latin-1") == "café -> 3×"


def test_a_terminal_in_the_c_locale_gets_a_drawing_and_a_pipe_gets_utf_8(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "coach", "draw"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environ = {**kept, "LC_ALL": "C", "COACH_HOME": str(tmp_path)}
    piped = subprocess.run(
        words, input=b"client -> db", env=environ, cwd=ROOT, capture_output=True, check=True
    )
    assert "┌" in piped.stdout.decode("utf-8")
    master, slave = pty.openpty()
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=slave, env=environ, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"client -> db")
        process.stdin.close()
        process.wait()
    os.close(slave)
    drawn = os.read(master, 10000).decode("ascii")
    os.close(master)
    assert "+----" in drawn
    assert "?" not in drawn
