"""`coach api` and `coach schema` as filters: what they say of what they pass over."""

import argparse
import io
import json
import re
from pathlib import Path

import pytest

from coach.cli import boards
from coach.errors import CoachError, NotFound, UsageError

API = """base /v1
auth bearer
rate 60/min per user
errors problem+json
POST /links {url, alias?} -> 201 {code} | 400
GET /links/{code} -> 302 | 404
"""
SCHEMA = "links(code pk, url)\nclicks(code -> links.code, at, pk(code, at))\n"


def run(*words: str, text: str = "", raw: bytes | None = None) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    boards.add(parser.add_subparsers())
    args = parser.parse_args(list(words))
    stdin = io.StringIO(text) if raw is None else io.TextIOWrapper(io.BytesIO(raw), "utf-8")
    stdout = io.StringIO()
    code: int = args.run(args, stdin, stdout)
    return code, stdout.getvalue()


def test_boards_are_drawn_and_exported_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    assert "POST  /links" in run("api", text=API)[1]
    assert "│  links  │" in run("schema", text=SCHEMA)[1]
    assert json.loads(run("api", "--format", "openapi", text=API)[1])["openapi"] == "3.1.0"
    assert "CREATE TABLE links" in run("schema", "--format", "sql", text=SCHEMA)[1]
    for name, text in (("api", API), ("schema", SCHEMA)):
        written = run(name, "--format", "markdown", text=text)[1]
        assert written.startswith(("|", "#"))
        assert written.endswith("\n")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize(("name", "good"), [("api", API), ("schema", SCHEMA)])
def test_lines_passed_over_are_told_with_their_numbers(
    capsys: pytest.CaptureFixture[str], name: str, good: str, format: str
) -> None:
    code, out = run(name, "--format", format, text=f"{good}no idea!\n")
    assert code == 0
    assert "idea" not in out
    line = good.count("\n") + 1
    assert re.match(rf"line {line}: (?:error|hint): This is not read\.", capsys.readouterr().err)
    assert run(name, "--format", format, text="no idea!")[1] == ""
    assert re.match("line 1: (?:error|hint):", capsys.readouterr().err)


def test_only_what_was_not_read_is_told_beside_a_drawing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    twice = "GET /getLinks\nGET /getLinks\n"
    assert run("api", text=twice)[0] == 0
    assert capsys.readouterr().err == ""
    code, out = run("api", "--check", text=twice)
    assert code == 1
    assert "line 2: error: GET /getLinks stands here already" in out


def test_a_table_left_out_of_the_sql_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{SCHEMA}\nbad(\n"
    out = run("schema", "--format", "sql", text=text)[1]
    assert out.count("CREATE TABLE") == 2
    told = capsys.readouterr().err
    assert "line 4: error: The bracket is not closed.\n" in told
    assert "line 4: warning: bad has no columns; as SQL it is left out.\n" in told
    run("schema", text="bad()")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "text"), [("api", API), ("schema", SCHEMA), ("api", ""), ("schema", "\n")]
)
def test_a_sound_text_passes_the_check(name: str, text: str) -> None:
    assert run(name, "--check", text=text) == (0, "")
    assert run(name, text="") == (0, "")


@pytest.mark.parametrize("name", ["api", "schema"])
def test_what_is_no_text_is_refused_with_a_way_out(name: str, tmp_path: Path) -> None:
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\xff")
    big = tmp_path / "big"
    big.write_bytes(b"a" * (boards.LIMIT + 1))
    for words, kind in (
        ((str(tmp_path),), UsageError),
        ((str(binary),), UsageError),
        ((str(big),), UsageError),
        (("a\0b",), UsageError),
        (("x" * 5000,), UsageError),
        ((str(tmp_path / "none"),), NotFound),
        ((str(binary / "none"),), UsageError),
        (("--width", "-5"), UsageError),
        (("--width", "19"), UsageError),
        (("--width", "9" * 30), UsageError),
    ):
        with pytest.raises(CoachError) as caught:
            run(name, *words)
        assert type(caught.value) is kind
        assert caught.value.message.endswith(".")
        assert caught.value.hint
    with pytest.raises(UsageError, match="standard input is not UTF-8"):
        run(name, raw=b"\xff\xfe")


def test_a_file_with_a_mark_at_its_head_is_read(tmp_path: Path) -> None:
    file = tmp_path / "links.txt"
    file.write_text("\ufeff" + API, "utf-8")
    assert run("api", str(file)) == run("api", text=API) == run("api", "-", text=API)


@pytest.mark.parametrize(("name", "line"), [("api", "POST /orders ("), ("schema", "orders(")])
def test_help_shows_the_notation(capsys: pytest.CaptureFixture[str], name: str, line: str) -> None:
    with pytest.raises(SystemExit):
        run(name, "--help")
    assert f"  {line}" in capsys.readouterr().out


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize("name", ["api", "schema"])
def test_nothing_read_ends_with_1(
    capsys: pytest.CaptureFixture[str], name: str, format: str
) -> None:
    assert run(name, "--format", format, text="no idea!\nnor here") == (1, "")
    assert capsys.readouterr().err.count("This is not read") == 2
    assert run(name, "--format", format, text="# a remark\n\n")[0] == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("api", "CREATE TABLE a (id int);", "This is SQL"),
        ("schema", '{"openapi": "3.1.0", "paths": {}}', "This is an OpenAPI document"),
        ("api", "digraph g { a -> b }", "This is DOT"),
        ("schema", "@startuml\nA -> B\n@enduml", "This is PlantUML"),
    ],
)
@pytest.mark.parametrize("words", [(), ("--check",)])
def test_another_notation_is_refused(
    name: str, text: str, said: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError, match=said):
        run(name, *words, text=text)


def test_what_is_written_is_read() -> None:
    sql = run("schema", "--format", "sqlite", text=SCHEMA)[1]
    assert run("schema", "--format", "sqlite", text=sql) == (0, sql)
    openapi = run("api", "--format", "openapi", text=API)[1]
    assert run("api", "--format", "openapi", text=openapi) == (0, openapi)
