"""`coach debrief ID --ask COMMAND`: the testimony is kept, shown beside the score, told as JSON."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cli import main
from coach.journal.file import read
from coach.session.events import CANDIDATE, Said
from coach.session.witnessed import Testified as Answer

SESSION = Path(__file__).parents[1] / "data" / "sessions" / "url-shortener-weak.jsonl"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))

    def go(*words: str) -> tuple[int, str, str]:
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The weak session in a library."""
    folder = tmp_path / "data" / "sessions" / "2026"
    folder.mkdir(parents=True)
    path = folder / f"2026-01-05-url-shortener-{_id(SESSION)}.jsonl"
    shutil.copy(SESSION, path)
    return path


def _id(path: Path) -> str:
    opened = read(path).entries[0].event
    return str(getattr(opened, "session", ""))


def test_a_testimony_is_kept_and_stands_beside_the_score(
    run: Run, kept: Path, tmp_path: Path
) -> None:
    entry = max(
        (e for e in read(kept).entries if e.by == CANDIDATE and isinstance(e.event, Said)),
        key=lambda e: len(getattr(e.event, "text", "")),
    )
    quote = getattr(entry.event, "text", "")[:50]
    strict = json.loads(run("debrief", _id(kept), "--json")[1])
    point = next(o["id"] for o in strict["observables"] if not o["met"] and o["load_bearing"])
    answer = {
        "shown": [
            {"id": point, "entry": entry.n, "quote": quote, "full": True},
            {"id": point, "entry": entry.n, "quote": "never said by anybody"},
        ],
        "wrong": [],
    }
    script = tmp_path / "witness.py"
    script.write_text(f"import sys\nsys.stdin.read()\nprint({json.dumps(answer)!r})\n")
    command = f"{sys.executable} {script}"
    code, text, _ = run("debrief", _id(kept), "--ask", command)
    assert code == 0
    assert "What other ears heard" in text
    assert "One thing it said could not be found in your words" in text
    assert isinstance(read(kept).entries[-1].event, Answer)
    told = json.loads(run("debrief", _id(kept), "--json")[1])
    assert told["total"] == strict["total"]
    (reading,) = told["readings"]
    assert reading["shown"] == [
        {"id": point, "entry": entry.n, "quote": quote.strip(), "full": True}
    ]
    assert reading["dropped"] == 1


def test_a_witness_without_an_answer_changes_nothing(run: Run, kept: Path) -> None:
    before = kept.read_bytes()
    code, text, told = run("debrief", _id(kept), "--ask", f"{sys.executable} -c pass")
    assert code != 0
    assert text == ""
    assert "did not answer with the JSON object" in told
    assert kept.read_bytes() == before
