"""A content file's text: where TOML went wrong, and what is no file for a prompt."""

import os
from pathlib import Path

import pytest

from coach.catalog.content_source import FILE_LIMIT, Flaw, parse, read

OPEN = "the [ opened here is not closed"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('broken = [\ntitle = "x"\n[facts]\nasks = ["a"]\n', 1, OPEN),
        ('a = 1\nb = [\n  "x",\n[[facts]]\nid = "a"\n', 2, OPEN),
        ('a = [  # one [\n  "]",\n]\nb = [\n[x]\n', 4, OPEN),
        ("a = [\n  [1, 2],\n  [3, [4]]\n[x]\n", 1, OPEN),
        ("a = 1\nb = [1,\n", 2, OPEN),
        ("a = \"\"\"\n[\n\"\"\"\nb = '''[ '''\nc = [\nd = 1\n", 5, OPEN),
        ('a = 1\nb = """\n[\nc = 1\n', 2, 'the """ opened here is not closed'),
        ("a = [1, oops, 2]\n", 1, "a text stands in quotes"),
        ("a = [\n  1,\n  oops,\n]\n", 3, "a text stands in quotes"),
        ("a = { b = 1\nc = 2\n", 1, "the { is not closed"),
        ('a = """\nb = \\q\n"""\n', 2, "a backslash is written twice"),
        ("a = [1]\n]\nb = 1\n", 2, "a line is a name"),
    ],
)
def test_the_line_at_fault_is_named(text: str, line: int, reason: str) -> None:
    with pytest.raises(Flaw) as caught:
        parse(text)
    assert caught.value.line == line
    assert caught.value.reason.startswith(f"not valid TOML: {reason}")


def test_sound_text_is_parsed() -> None:
    assert parse('a = [\n  "x",  # [\n]\nb = """\n"""\n') == {"a": ["x"], "b": ""}


def test_what_is_no_plain_text_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"a = 1\n\xff")
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * (FILE_LIMIT + 1))
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path, reason in (
        (tmp_path, "it cannot be read: Is a directory"),
        (pipe, "it is not a plain file"),
        (big, "it is bigger than 300 kB"),
        (binary, "it is not UTF-8 text"),
        (tmp_path / "none.toml", "it cannot be read: No such file"),
    ):
        with pytest.raises(Flaw, match=reason):
            read(path)
