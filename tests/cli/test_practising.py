"""`coach grade --practise`: the shipped sessions play, every point has a mark and a reason, and
one's own marks are held against them."""

import pytest

from coach.catalog import shelf
from coach.cli.practising import FOLDER, compared, golden, names
from coach.cli.rehearse import rehearsed
from coach.errors import ContentError, NotFound
from coach.paths import find
from tests.cli.test_debrief import home
from tests.cli.test_grading import run

__all__ = ["home"]
FOLDERS = shelf.folders(find({}).prompts)
NAMES = names(FOLDERS)


def test_there_are_some() -> None:
    assert len(NAMES) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_every_point_has_a_mark_and_a_reason(name: str) -> None:
    path = next(FOLDERS.shipped.glob(f"*/{FOLDER}/{name}.marks"))
    form = golden(path.read_text("utf-8"), path.name)
    slug, entries = rehearsed(path.with_suffix(".txt").read_text("utf-8"), name, FOLDERS)
    prompt = shelf.load(slug, FOLDERS)
    assert set(form.observables) == {one.id for one in prompt.observables}
    assert all(one.note for one in form.observables.values())
    assert form.verdict
    assert len(entries) > 20


def test_marks_are_compared_after_the_seal(home: object) -> None:
    name = "url-shortener-fluent"
    path = next(FOLDERS.shipped.glob(f"*/{FOLDER}/{name}.marks"))
    marks = golden(path.read_text("utf-8"), path.name)
    prompt = shelf.load("url-shortener", FOLDERS)
    lines = [f"{n} yes" for n in range(1, len(prompt.observables) + 1)]
    told = run("grade", "--practise", name, typed="\n".join([*lines, "verdict hire", "seal", ""]))
    assert "base62 is a way to write a number" in told
    assert "base62 is a way to write a number" not in told.split("Against a careful grader")[0]
    assert "You are more lenient" in told
    assert "Verdict: hire by you, no hire by them." in told
    same = list(compared(marks, marks, {}))
    assert same[0].startswith("Against a careful grader: kappa 1.00")
    assert same[-1].endswith(
        f"{len(prompt.observables)} of {len(prompt.observables)} lines are the same."
    )
    with pytest.raises(NotFound, match="url-shortener-plain"):
        run("grade", "--practise", "nothing")


def test_a_line_without_a_mark_is_named() -> None:
    with pytest.raises(ContentError, match=r"x, line 2"):
        golden("verdict: hire\nabuse: perhaps: why\n", "x")
