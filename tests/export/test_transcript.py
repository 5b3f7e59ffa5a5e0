"""The transcript tells everything that happened and lets no text break out of its place."""

import json
import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.authoring.played import Played
from coach.boards.escape import fence, inline, quote
from coach.export.transcript import as_json, markdown
from coach.session import decide as it
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.history import whole
from coach.session.merging import difference
from coach.session.timeline import MomentKind, changes, moments

HOSTILE = "```\n# Owned\n<script>alert(1)</script>\n| a | b |\n[x](javascript:1)\n\x1b[31mred"


def test_everything_that_happened_is_told(played: Played) -> None:
    text = markdown(played.history)
    for told in (
        "# Paste bin",
        "- Level: mid; pace: 45 minutes; mode: coach",
        "- Time used: 4:09 (1:00 paused, 1:30 away not counted)",
        "| Clarify requirements | 3:00–5:00 | 2:49 |",
        "| High-level design | 5:00–10:00 | 1:20 |",
        "0:20 #3 **candidate**\n\n> How many pastes a day?",
        "0:22 #4 **interviewer** (fact: volume)",
        "*ticked off: Expected scale*",
        "```diff\n+ - 1M pastes a day\n```",
        "*paused*",
        "*away for 1:30 (suspended)*",
        "(hint: cache nudge)",
        "(curveball)\n\n> Pastes become private.",
        "- [x] Expected scale",
        "client -> api -> db",
        "41.5 of 100, lean hire. Predicted: 60.",
    ):
        assert told in text.replace("\\", ""), told


def test_a_stretch_of_writing_is_one_moment(played: Played) -> None:
    edits = [moment for moment in moments(played.entries) if moment.kind == "edit"]
    assert [(e.ref, e.n, e.last) for e in edits] == [("notes", 6, 7), ("diagram", 12, 12)]


@example(["a\n", "\n", "\na"])
@given(st.lists(st.text("ab\n", max_size=12), min_size=1, max_size=8))
def test_a_stretch_tells_what_the_whole_texts_would(texts: list[str]) -> None:
    opened = ev.SessionOpened(
        "s", "p", "T", "D", "interview", "mid", "45", "coach", "2026-03-01T10:00:00+00:00",
        (), (ev.BoardStart("notes", texts[0]),),
    )  # fmt: skip
    stage = Played(opened)
    for text in texts[1:]:
        if edit := difference("notes", stage.state.boards["notes"], text):
            stage.append(edit)
    told = "".join(moment.text for moment in moments(stage.entries))
    in_all = changes(texts[0], texts[-1])
    assert net(told) == net(in_all)
    if len(texts) < 3:
        assert told == in_all  # of several edits a line that moved over another may be told twice


def net(told: str) -> Counter[str]:
    """How often each line came, less how often it went; 0 for one that only moved."""
    lines: Counter[str] = Counter()
    for line in told.splitlines():
        lines[line[2:]] += 1 if line.startswith("+") else -1
    return Counter({line: times for line, times in lines.items() if times})


def test_phases_stand_in_their_order(played: Played) -> None:
    text = markdown(played.history)
    headings = re.findall(r"^### (.*)$", text.split("## What happened")[1], re.M)
    assert headings[:2] == ["Clarify requirements (from 0:00)", "High-level design (from 2:49)"]


def test_hostile_text_stays_in_its_place(stage: Played) -> None:
    stage.enter("clarify")
    stage.say(HOSTILE)
    stage.do(it.EditBoard("notes", HOSTILE + "\n````\n"))
    text = markdown(stage.history)
    assert "\x1b" not in text
    outside = re.sub(r"^(`{3,})\w*\n.*?^\1$", "", text, flags=re.M | re.S)
    assert not re.search(r"(?<!\\)<script", outside)
    assert not re.search(r"^> # Owned", outside, re.M)
    assert not re.search(r"(?<!\\)\]\(", outside)


def test_a_session_without_an_opening_is_no_error() -> None:
    assert "never opened" in markdown(whole([]))
    assert json.loads(as_json(whole([])))["phases"] == []


def test_an_entry_of_a_newer_version_is_named(stage: Played) -> None:
    stage.append(ev.Unknown("teleported", 1, {}))
    assert "teleported: made by a newer version" in markdown(stage.history)


def test_json_holds_the_moments(played: Played) -> None:
    found = json.loads(as_json(played.history))
    assert found["score"] == {
        "total": 41.5,
        "verdict": "lean hire",
        "groups": {"requirements": 10.0, "estimate": 0.0},
    }
    assert found["phases"][0]["used"] == 169.0
    kinds = {moment["kind"] for moment in found["moments"]}
    assert {"phase", "said", "fact", "hint", "curveball", "edit", "closed"} <= kinds
    assert found["boards"]["diagram"] == "client -> api -> db\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a\nb", "a\nc", "- b\n+ c"),
        ("", "x", "+ x"),
        ("a\nb\nc\nd", "a\nB\nc\nD", "- b\n+ B\n- d\n+ D"),
        ("same", "same", ""),
        ("\n".join("a" * 500), "\n".join("a" * 499 + "b"), "- a\n+ b"),
    ],
)
def test_changes_are_told_by_lines(old: str, new: str, told: str) -> None:
    assert changes(old, new) == told


@given(st.text(max_size=80))
def test_a_fence_is_longer_than_any_within(text: str) -> None:
    block = fence(text)
    bar = block.split("\n")[-1]
    assert bar not in "\n".join(block.split("\n")[1:-1])


@given(st.text(alphabet="ab `*_#<>[]()|\\-+=~1.\n!&", max_size=60))
def test_quotes_and_lines_leave_no_mark_unescaped(text: str) -> None:
    for line in quote(text).split("\n"):
        assert line.startswith(">")
        bare = re.sub(r"\\.", "x", line[1:])
        assert not re.search(r"[`*_#<>\[\]|\\~]", bare)
        assert not re.match(r" (?:[-+=]|\d+[.)](?:\s|$))", bare)
    assert "\n" not in inline(text)


def test_what_two_people_wrote_is_told_of_each() -> None:
    boards = (ev.BoardStart("notes"),)
    opening = Entry(1, 0.0, "candidate", ev.SessionOpened(*("x",) * 9, phases=(), boards=boards))
    entries = [
        opening,
        Entry(2, 1.0, "candidate", ev.TextEdited("notes", 0, "", "mine\n")),
        Entry(3, 2.0, "interviewer", ev.TextEdited("notes", 5, "", "theirs\n")),
        Entry(4, 3.0, "candidate", ev.TextEdited("notes", 0, "", "again\n")),
    ]
    edits = [m for m in moments(entries) if m.kind is MomentKind.EDIT]
    assert [(m.by, m.n) for m in edits] == [("candidate", 2), ("interviewer", 3), ("candidate", 4)]
