"""`coach draw` as a filter: formats, checks, and every way the input can be wrong."""

import argparse
import io
import json
from pathlib import Path

import pytest

from coach.cli import draw
from coach.errors import CoachError, NotFound, UsageError

TEXT = "client -> lb -> api x3 -> redis, postgres\napi ~> kafka: order placed\n"
GRAPH = {
    "nodes": [{"id": "R", "label": "redis"}, {"id": "b", "label": "B", "group": "g"}],
    "edges": [{"from": "R", "to": "b", "label": "asks"}],
    "groups": [{"id": "g", "label": "Zone"}],
}


def run(*words: str, text: str = TEXT, raw: bytes | None = None) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    draw.add(parser.add_subparsers())
    args = parser.parse_args(["draw", *words])
    stdin = io.StringIO(text) if raw is None else io.TextIOWrapper(io.BytesIO(raw), "utf-8")
    stdout = io.StringIO()
    code: int = args.run(args, stdin, stdout)
    return code, stdout.getvalue()


def test_words_are_drawn_with_marks_and_badges() -> None:
    code, drawn = run()
    assert code == 0
    for word in ("○ client", "Ψ lb", "api", "×3", "$ redis", "≡ postgres", "≈ kafka"):
        assert word in drawn
    assert drawn.endswith("\n")
    assert max(map(len, drawn.splitlines())) <= 80


def test_a_file_or_a_dash_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "shop.txt"
    file.write_text("\ufeff" + TEXT, "utf-8")
    assert run(str(file), text="") == run() == run("-") == run(raw=TEXT.encode())


def test_ascii_holds_nothing_else() -> None:
    drawn = run("--format", "ascii")[1]
    assert drawn.isascii()
    assert "api x3" in drawn


def test_directions_differ_and_a_flowchart_brings_its_own() -> None:
    chain = "a -> b -> c -> d"
    down, right = (run("--direction", way, text=chain)[1] for way in ("td", "lr"))
    assert len(down.splitlines()) > len(right.splitlines())
    assert run(text="graph LR; a-->b-->c-->d")[1] == right
    assert run(text="graph TD; a-->b-->c-->d")[1] == down
    assert run("--direction", "lr", text="graph TD; a-->b-->c-->d")[1] == right


def test_width_is_kept_where_it_can_be() -> None:
    text = "lb -> " + ", ".join(f"service {i}" for i in range(9))
    narrow, wide = (
        run("--direction", "td", "--width", str(width), text=text)[1] for width in (60, 200)
    )
    assert max(map(len, narrow.splitlines())) <= 60
    assert 60 < max(map(len, wide.splitlines())) <= 200


def test_json_in_is_drawn_as_it_is_and_json_out_places_it() -> None:
    code, written = run("--from", "json", "--format", "json", text=json.dumps(GRAPH))
    assert code == 0
    placed = json.loads(written)
    assert set(placed) == {"boxes", "width", "height", "text", "nodes", "edges", "groups"}
    assert {box["id"] for box in placed["boxes"]} == {"R", "b"}
    lines = placed["text"].splitlines()
    assert (placed["width"], placed["height"]) == (max(map(len, lines)), len(lines))
    for box in placed["boxes"]:
        assert lines[box["y"]][box["x"]] == "┌"
        assert lines[box["y"] + box["h"] - 1][box["x"] + box["w"] - 1] == "┘"
    assert "$" not in placed["text"]
    assert "asks" in placed["text"]
    assert "Zone" in placed["text"]


def test_what_the_text_is_is_seen_from_its_beginning() -> None:
    assert run(text=json.dumps(GRAPH)) == run("--from", "json", text=json.dumps(GRAPH))
    chart = "graph LR\n a[Redis] --> b"
    assert run(text=chart) == run("--from", "mermaid", text=chart)
    assert run(text=chart) != run("--from", "coach", text=chart)


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("mermaid", "flowchart LR\n"),
        ("d2", "direction: right\n"),
        ("dot", "digraph {"),
        ("svg", "<svg "),
    ],
)
def test_other_formats(ending: str, begins: str) -> None:
    code, written = run("--format", ending, "--direction", "lr")
    assert code == 0
    assert written.startswith(begins)
    assert "order placed" in written


@pytest.mark.parametrize("source", ["coach", "mermaid", "json"])
def test_more_than_can_be_read_is_drawn_for_whoever_asks(
    source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [(f"box{n // 3}", f"box{n}") for n in range(1, 300)]
    texts = {
        "coach": "".join(f"{a} -> {b}\n" for a, b in pairs),
        "mermaid": "flowchart TD\n" + "".join(f" {a} --> {b}\n" for a, b in pairs),
        "json": json.dumps(
            {
                "nodes": [{"id": f"box{n}"} for n in range(300)],
                "edges": [{"from": a, "to": b} for a, b in pairs],
            }
        ),
    }
    words = ("--from", source, "--format", "json")
    clipped = json.loads(run(*words, text=texts[source])[1])
    assert len(clipped["boxes"]) == 240
    assert "first 240 components" in capsys.readouterr().err
    whole = json.loads(run(*words, "--most", "300", text=texts[source])[1])
    assert len(whole["boxes"]) == 300
    assert "first" not in capsys.readouterr().err


def test_previous_keeps_what_was_there(tmp_path: Path) -> None:
    before = run("--format", "json")[1]
    file = tmp_path / "before.json"
    file.write_text(before, "utf-8")
    text = TEXT + "kafka ~> worker\n"
    after = run("--format", "json", "--previous", str(file), text=text)[1]
    old = {box["id"]: box for box in json.loads(before)["boxes"]}
    new = {box["id"]: box for box in json.loads(after)["boxes"]}
    assert set(new) == {*old, "worker"}
    assert sum(new[name] == old[name] for name in old) >= 0.85 * len(old)


def test_check_tells_lines_and_ends_with_one_only_for_what_is_wrong() -> None:
    code, told = run("--check", text="client -> lb x2 -> api x2 -> db\n\nfoo >> bar\n")
    assert code == 1
    assert "line 3: warning: This is no arrow" in told
    assert "line 3: warning: Nothing reaches foo" in told
    assert run("--check", text="client -> lb x2 -> api x2 -> postgres\n") == (0, "")
    code, told = run("--check", text="client -> \n")
    assert code == 0
    assert told.startswith("line 1: hint: The arrow leads nowhere yet")


def test_what_cannot_be_read_is_said_beside_the_drawing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, drawn = run(text="a -> b\n???\n")
    assert code == 0
    assert "│ a │" in drawn
    assert capsys.readouterr().err.startswith("line 2: error: Nothing here names a component")


def test_input_is_cleaned() -> None:
    drawn = run(text="a\x1b[31m\u202e -> b\x9b2J\n")[1]
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    assert "\x9b" not in drawn


def test_a_hostile_text_still_ends_in_a_drawing(capsys: pytest.CaptureFixture[str]) -> None:
    code, drawn = run("--width", "200", text="\n".join(f"n{i} -> n{i + 1}" for i in range(10_000)))
    assert code == 0
    assert "n0" in drawn
    assert "Only the first 240 components are drawn." in capsys.readouterr().err


NOTATIONS = [
    "digraph shop {\n  web -> api;\n}",
    "sequenceDiagram\n    Client->>API: POST /x",
    "@startuml\nA -> B\n@enduml",
    "erDiagram\n  A ||--o{ B : has",
    'C4Context\n  Person(a, "A")',
    "CREATE TABLE users (id int);",
    "openapi: 3.1.0\npaths: {}",
    "# Text\n\n```sql\nselect 1\n```\n",
]


@pytest.mark.parametrize("text", NOTATIONS)
@pytest.mark.parametrize("words", [(), ("--check",), ("--format", "d2")])
def test_another_notation_is_refused_in_one_message(words: tuple[str, ...], text: str) -> None:
    with pytest.raises(UsageError, match="not read here") as refused:
        run(*words, text=text)
    assert refused.value.exit_code == 2
    with pytest.raises(UsageError, match="Only flowcharts are read"):
        run("--from", "mermaid", text="sequenceDiagram\n A->>B: x")


def test_when_nothing_was_read_the_end_is_not_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(text="???\n") == (1, "")
    assert "Nothing here names a component" in capsys.readouterr().err
    assert run(text="flowchart TD\n )(\n") == (1, "")
    assert run("--check", text="???\n")[0] == 1
    with pytest.raises(UsageError, match="has no nodes"):
        run(text="{}")


def test_markdown_is_drawn_as_its_first_flowchart() -> None:
    text = "# Shop\n\nThe web calls.\n\n```mermaid\nflowchart LR\n    web --> api\n```\n"
    assert run(text=text) == run(text="flowchart LR\n    web --> api\n")


CHART = """flowchart LR
    a[Client] --- b["api ×3"] --o c[(db)]
    b -->|sql| g
    subgraph g[" "]
        d[Redis] x==x e[Worker]
    end
"""


@pytest.mark.parametrize("format", ["mermaid", "json"])
def test_what_is_written_is_read_and_drawn_the_same(format: str) -> None:
    written = run("--format", format, text=CHART)[1]
    assert run("--direction", "lr", text=written) == run(text=CHART)
    assert run("--format", format, text=written)[1] == written or format == "json"
    assert (
        run("--format", "d2", text=written)[1].partition("\n")[2]
        == (run("--format", "d2", text=CHART)[1].partition("\n")[2])
    )


def test_the_direction_a_chart_asks_for_yields_to_the_width() -> None:
    chart = "flowchart LR\n" + " --> ".join(f"s{i}[Service number {i}]" for i in range(9))
    fitted = run("--width", "80", text=chart)[1]
    assert max(map(len, fitted.splitlines())) <= 80
    asked = run("--width", "80", "--direction", "lr", text=chart)[1]
    assert max(map(len, asked.splitlines())) > 80
    wide = run("--width", "400", text=chart)[1]
    assert len(wide.splitlines()) == 3


def test_what_the_picture_cuts_is_told_and_names_are_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = "a service with quite a long name that takes more than five lines where boxes are narrow"
    label = "words " * 12
    drawn = run("--width", "30", text=f"{name} -> b: {label}\n")[1]
    assert "is cut in the picture: words" in capsys.readouterr().err
    assert all(word in drawn for word in name.split())
    assert run("--format", "mermaid", text=f"a -> b: {label}")[0] == 0
    assert capsys.readouterr().err == ""
    run(text="flowchart TD\n a --- b")
    assert capsys.readouterr().err == ""
    run("--format", "coach", text="flowchart TD\n a --- b")
    assert "becomes an arrow" in capsys.readouterr().err


def test_nothing_in_nothing_out() -> None:
    assert run(text="") == (0, "")
    assert json.loads(run("--format", "json", text="# only a remark")[1])["boxes"] == []


@pytest.mark.parametrize(
    ("words", "raw", "error", "says"),
    [
        (["nowhere.txt"], b"", NotFound, "no file nowhere.txt"),
        (["."], b"", UsageError, "cannot be read"),
        (["a\0b"], b"", UsageError, "cannot be read"),
        ([], b"a -> \xff\xfe", UsageError, "not UTF-8"),
        ([], b"x" * (draw.SIZE_LIMIT + 1), UsageError, "more than 4 MB"),
        (["--from", "json"], b"client -> api", UsageError, "no JSON"),
        (["--from", "json"], b'{"nodes": [{"id": 3}]}', UsageError, "nodes[0]"),
        (["--width", "3"], b"a", UsageError, "--width"),
        (["--width", "99999"], b"a", UsageError, "--width"),
        (["--most", "0"], b"a", UsageError, "--most"),
        (["--most", "1001"], b"a", UsageError, "--most"),
        (["--previous", "nowhere.json"], b"a", NotFound, "no file"),
    ],
)
def test_wrong_input_is_an_error_with_a_way_out(
    words: list[str], raw: bytes, error: type[CoachError], says: str
) -> None:
    with pytest.raises(error) as raised:
        run(*words, raw=raw)
    assert says in raised.value.message
    assert raised.value.hint


def test_a_file_that_is_not_utf8_or_no_drawing_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "latin"
    file.write_bytes("caf\xe9".encode("latin-1"))
    with pytest.raises(UsageError, match="not UTF-8"):
        run(str(file))
    file.write_text('{"boxes": 1}', "utf-8")
    with pytest.raises(UsageError, match="boxes"):
        run("--previous", str(file))
