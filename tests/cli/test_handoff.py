"""`coach handoff`: a session out with a sealed form, a grade back, both opened by both."""

from pathlib import Path

import pytest

from coach.errors import JournalError, Refused, UsageError
from coach.journal.file import read
from coach.mock.sealed_form import seal_in
from coach.session import events as ev
from tests.cli.test_debrief import home
from tests.cli.test_grading import count, here, run

__all__ = ["here", "home"]
FORM = "eleven\n62\nperhaps\nlean hire\nThe cache.\nAsk about growth first.\n"


def sent(here: Path) -> Path:
    told = run("handoff", "b83f5a10", typed=FORM)
    assert told.endswith("keep b83f5a10.form.json until the grade is back.\n")
    return here / "b83f5a10.handoff.jsonl"


def graded(path: Path) -> str:
    marks = [f"{n} {'no' if n == 2 else 'yes'}" for n in range(1, count() + 1)]
    run("grade", str(path), "--name", "ben", typed="\n".join([*marks, "verdict hire", "seal", ""]))
    return "b83f5a10.ben.grade.json"


def test_both_see_both_forms_and_only_then(here: Path) -> None:
    path = sent(here)
    entries = read(path).history.entries
    assert read(path).history.losses() == ()
    assert len(seal_in(entries)) == 64
    raw = path.read_text("utf-8")
    for secret in ("The cache.", "Ask about growth", "score_predicted", '"scored"', "lean_hire"):
        assert secret not in raw
    assert not any(one.event.AUDIENCE is ev.Audience.OWN for one in entries)
    grade = graded(path)
    for session in ("b83f5a10", str(path)):
        told = run("handoff", session, "--open", grade, "b83f5a10.form.json")
        assert "Verdict: hire by ben; lean hire expected." in told
        assert "Points: 62 guessed; the checks came to " in told
        assert "The candidate: would change: Ask about growth first." in told
        assert "Most worth talking over:" in told
        assert "Verdict: hire given, lean hire expected." in told


def test_a_form_changed_afterwards_does_not_open(here: Path) -> None:
    path = sent(here)
    grade = graded(path)
    form = here / "b83f5a10.form.json"
    whole = form.read_text("utf-8")
    form.write_text(whole.replace("lean_hire", "no_hire"))
    with pytest.raises(JournalError, match="changed after it was sealed"):
        run("handoff", str(path), "--open", str(form), grade)
    form.unlink()
    run("handoff", "b83f5a10", typed=FORM.replace("62", "90"))
    path.write_text(path.read_text("utf-8"))
    kept = form.read_text("utf-8")
    assert kept != whole
    form.write_text(whole)
    with pytest.raises(Refused, match="not the one that was sealed"):
        run("handoff", str(path), "--open", str(form), grade)


def test_what_is_not_whole_seals_nothing(here: Path) -> None:
    with pytest.raises(UsageError, match="not whole"):
        run("handoff", "b83f5a10", typed="62\n")
    assert not list(here.iterdir())
    path = sent(here)
    with pytest.raises(Refused, match="handed off"):
        run("handoff", "b83f5a10", typed=FORM)
    with pytest.raises(UsageError):
        run("handoff", str(path), "--open", "a.json", "b.json")
    run("grade", str(path), "--name", "ben", typed="1 yes\n")
    with pytest.raises(Refused, match="draft"):
        run("handoff", str(path), "--open", "b83f5a10.form.json", "b83f5a10.ben.grade.json")
