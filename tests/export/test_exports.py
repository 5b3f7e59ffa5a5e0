"""HTML, recordings, the schema of the JSON, and sessions without a name."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.export.anonymous import SAYS, anonymous
from coach.export.cast import cast
from coach.export.html_page import html
from coach.export.json_schema import schema
from coach.export.telling import moment_lines
from coach.export.transcript import as_json, markdown
from coach.journal.file import read
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.history import History, whole
from coach.session.timeline import moments

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"
HOSTILE = "\x1b]0;owned\x07[@click=app.quit]x[/] <script>alert(1)</script> \u202eevil | a & b\"'"


@pytest.fixture(scope="module")
def strong() -> History:
    return read(DATA / "url-shortener-strong.jsonl").history


def hostile(history: History) -> History:
    """The session with a hostile title, statement, and last words."""
    first, *rest = history.entries
    assert isinstance(first.event, ev.SessionOpened)
    opened = replace(first.event, title=HOSTILE, statement=HOSTILE)
    last = rest[-1]
    said = Entry(last.n + 1, last.at, HOSTILE, ev.Said(HOSTILE, "", HOSTILE))
    return whole((replace(first, event=opened), *rest, said))


class Outline(HTMLParser):
    """What a page holds: headings, elements, addresses, and whether every element is closed."""

    VOID = ("meta", "br", "rect", "link", "path", "line", "circle", "polyline", "polygon")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_is_complete_in_itself_and_runs_nothing(strong: History) -> None:
    for history in (strong, hostile(strong)):
        page = html(history, (((("Score"), "heading"),), ((HOSTILE, ""),)), "A remark.")
        found = Outline(page)
        assert found.open == []
        names = {tag for tag, _ in found.elements}
        assert not names & {"script", "img", "iframe", "object", "link", "form", "a[href^=http]"}
        for _, attributes in found.elements:
            assert not any(name.startswith("on") or name == "src" for name in attributes)
            assert (attributes.get("href") or "#").startswith("#")
        assert "default-src 'none'" in page
        addresses = re.findall(r"https?://[^\s\"<]+", page)
        assert set(addresses) <= {"http://www.w3.org/2000/svg"}
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)
        assert "url(" not in page
        assert "@import" not in page


def test_headings_stand_in_order_under_one_title(strong: History) -> None:
    levels = Outline(html(strong, ((("Score", "heading"),),))).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_part_can_be_reached_from_the_list_of_parts(strong: History) -> None:
    found = Outline(html(strong, ((("Score", "heading"),),)))
    ids = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    targets = {attributes["href"] for tag, attributes in found.elements if tag == "a"}
    assert targets <= {f"#{id_}" for id_ in ids}
    phases = [entry for entry in strong.entries if isinstance(entry.event, ev.PhaseEntered)]
    assert len([target for target in targets if str(target).startswith("#phase-")]) == len(phases)
    scopes = [attributes for tag, attributes in found.elements if tag == "th"]
    assert scopes
    assert all(attributes.get("scope") for attributes in scopes)


def test_a_drawing_has_a_title_and_stands_as_text_too(strong: History) -> None:
    page = html(strong)
    assert "<svg" in page
    assert "<title>Architecture</title>" in page
    assert "The same as text" in page


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("#1b1f23", "#ffffff"), ("#0b4a8f", "#ffffff"), ("#4b5563", "#ffffff"),
        ("#1b1f23", "#f3f4f6"), ("#e6e6e6", "#14171a"), ("#9cc7ff", "#14171a"),
        ("#b4bcc4", "#14171a"), ("#e6e6e6", "#22272c"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(ink: str, paper: str, strong: History) -> None:
    page = html(strong)
    assert ink in page
    assert paper in page
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("version", [2, 3])
def test_a_recording_is_one_json_value_a_line_with_a_marker_a_phase(
    strong: History, version: int
) -> None:
    head, *rows = [json.loads(line) for line in cast(strong, version).splitlines()]
    assert head["version"] == version
    phases = [entry for entry in strong.entries if isinstance(entry.event, ev.PhaseEntered)]
    assert len([row for row in rows if row[1] == "m"]) == len(phases)
    times = [row[0] for row in rows]
    assert all(time >= 0 for time in times)
    if version == 2:
        assert times == sorted(times)
    assert all("\x1b" not in row[2] for row in rows)


def test_recordings_of_both_versions_take_the_same_time(strong: History) -> None:
    ends = []
    for version in (2, 3):
        times = [json.loads(line)[0] for line in cast(strong, version).splitlines()[1:]]
        ends.append(times[-1] if version == 2 else sum(times))
    assert ends[0] == pytest.approx(ends[1], abs=0.2)
    with pytest.raises(UsageError):
        cast(strong, 1)


def test_the_json_is_as_its_schema_says(strong: History) -> None:
    validator = pytest.importorskip("jsonschema", reason="a validator is a package of its own")
    for history in (strong, hostile(strong), whole(())):
        validator.validate(json.loads(as_json(history)), schema())
    with pytest.raises(validator.ValidationError):
        validator.validate({"session": 1}, schema())


def test_every_required_key_is_written(strong: History) -> None:
    assert set(schema()["required"]) <= set(json.loads(as_json(strong)))


def test_anonymous_has_no_id_no_day_no_program_and_no_marks(strong: History) -> None:
    marked = whole(
        (
            *strong.entries,
            *(
                Entry(strong.entries[-1].n + n, strong.entries[-1].at, "candidate", event)
                for n, event in enumerate(
                    (
                        ev.Labelled("acme", on=True),
                        ev.Renamed("For Acme"),
                        ev.Tagged(3, "note", "Acme again"),
                        ev.Said("I saw this at Acme on 2026-02-03, in /home/jo/acme/plan.txt."),
                        ev.Said("And on 2026-02-04, ~/notes.md said so."),
                    ),
                    1,
                )
            ),
        )
    )
    opened = strong.entries[0].event
    assert isinstance(opened, ev.SessionOpened)
    for told in (markdown(anonymous(marked, ["Acme"])), as_json(anonymous(marked, ["Acme"]))):
        assert opened.session not in told
        assert opened.wall[:10] not in told
        assert opened.program not in told or not opened.program
        assert "acme" not in told.lower()
        assert "/home/jo" not in told
        assert "~/notes" not in told
        assert "2026-02" not in told
        assert "day 2" in told
        assert "day 3" in told
        assert "████" in told


def test_anonymous_keeps_numbers_times_and_what_was_not_hidden(strong: History) -> None:
    without = anonymous(strong)
    assert [(entry.n, entry.at) for entry in without.entries] == [
        (entry.n, entry.at) for entry in strong.entries
    ]
    assert without.losses() == strong.losses()
    before, after = fold(strong.entries), fold(without.entries)
    assert dict(after.boards) == dict(before.boards)
    assert after.score is not None or before.score is None


def test_a_hidden_word_is_blotted_while_it_is_being_typed() -> None:
    opened = read(DATA / "url-shortener-weak.jsonl").entries[0]
    typed = "Acme pays"
    edits = [
        Entry(n + 2, float(n), "candidate", ev.TextEdited("notes", n, "", letter))
        for n, letter in enumerate(typed)
    ]
    first = opened.event
    assert isinstance(first, ev.SessionOpened)
    empty = replace(first, boards=(ev.BoardStart("notes"),))
    history = whole((replace(opened, event=empty), *edits))
    for end in range(4, len(history.entries) + 1):
        part = fold(anonymous(whole(history.entries[:end]), ["acme"]).entries)
        assert "Acm" not in part.boards["notes"]
    state = fold(anonymous(history, ["acme"]).entries)
    assert state.boards["notes"] == "████ pays"
    assert state.unknown == 0


def test_what_cannot_be_known_is_said() -> None:
    assert "--hide" in SAYS
    assert "Read it before you send it" in SAYS


def test_moments_are_told_as_lines_without_danger(strong: History) -> None:
    for moment in moments(hostile(strong).entries):
        for line in moment_lines(moment, 60):
            assert "\x1b" not in line
            assert "\u202e" not in line
            assert "\n" not in line
