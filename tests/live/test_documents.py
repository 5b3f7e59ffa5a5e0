"""What a session leaves beside its transcript: the runbook and the scripts of its plan."""

from pathlib import Path

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog import shelf
from coach.export.documents import documents
from coach.live.closing import write_documents
from coach.session.decide import Close, EditBoard

PLAN = "strategy canary\n1. Backup (1h)\n"
LOAD = PLAN + "load test\n  baseline 5 rps\n  GET / 100%\n"


def session(text: str) -> Played:
    folders = shelf.folders()
    prompt = shelf.load("users-off-shared-database", folders)
    stage = Played(opening(prompt, shelf.load_workflow("migration-planning", folders)))
    stage.enter("strategy")
    if text:
        stage.do(EditBoard("plan", text), after=5)
    stage.do(Close(), after=5)
    return stage


def test_a_plan_leaves_a_runbook_and_its_scripts(tmp_path: Path) -> None:
    journal = tmp_path / "2026-01-05-users-abcd.jsonl"
    paths = write_documents(journal, session(LOAD).entries)
    assert [path.name for path in paths] == [
        "2026-01-05-users-abcd.plan.md", "2026-01-05-users-abcd.k6.js",
        "2026-01-05-users-abcd.locust.py",
    ]  # fmt: skip
    assert "- [ ] **Backup**, 1h" in paths[0].read_text("utf-8")
    assert "constant-arrival-rate" in paths[1].read_text("utf-8")


def test_without_a_load_test_there_is_no_script_and_without_a_plan_nothing() -> None:
    assert [ending for ending, _ in documents(session(PLAN).state)] == [".plan.md"]
    assert list(documents(session("").state)) == []


def test_a_migration_leaves_its_runbook_with_what_was_noted_and_drawn() -> None:
    folders = shelf.folders()
    prompt = shelf.load("users-off-shared-database", folders)
    stage = Played(opening(prompt, shelf.load_workflow("migration-planning", folders)))
    stage.enter("strategy")
    stage.do(EditBoard("plan", "1. Backup (1h)\n"), after=5)
    stage.do(EditBoard("notes", "# Target state\n- success: p99 < 200 ms\n"), after=5)
    stage.do(EditBoard("diagram", "=== current\nshop -> db\n=== target\nshop -> users\n"), after=5)
    ((ending, text),) = documents(stage.state)
    assert ending == ".plan.md"
    assert text.startswith("# User accounts off a shared store\n")
    runbook, noted, drawn = (
        text.index(part) for part in ("**Backup**", "p99 \\< 200", "adds users")
    )
    assert runbook < noted < drawn


def test_a_schema_leaves_its_page_and_its_script() -> None:
    folders = shelf.folders()
    prompt = shelf.load("stock-reservations", folders)
    stage = Played(opening(prompt, shelf.load_workflow("schema-design", folders)))
    stage.enter("entities")
    stage.do(EditBoard("schema", "Product (id pk, sku unique)\n"), after=5)
    made = dict(documents(stage.state))
    assert list(made) == [".schema.md", ".schema.sql"]
    assert "CREATE TABLE" in made[".schema.sql"]


def test_a_form_that_was_left_open_is_told_as_open_and_not_as_empty_lines() -> None:
    folders = shelf.folders()
    prompt = shelf.load("users-off-shared-database", folders)
    stage = Played(opening(prompt, shelf.load_workflow("migration-planning", folders)))
    stage.enter("strategy")
    stage.do(EditBoard("plan", "1. Backup (1h)\n"), after=5)
    form = "# Current state\n- data volumes: 4 TB\n- dependencies:\n- readers:\n  - billing\n"
    form += "# Target state\n- success criteria:\n-\n"
    stage.do(EditBoard("notes", form), after=5)
    ((_, text),) = documents(stage.state)
    assert "- data volumes: 4 TB\n- readers:\n- billing" in text
    assert "## Target state" not in text
    assert "## Not yet said\n\n- [ ] dependencies\n- [ ] success criteria\n" in text


def test_what_the_plan_says_is_not_open_in_the_notes() -> None:
    folders = shelf.folders()
    prompt = shelf.load("users-off-shared-database", folders)
    stage = Played(opening(prompt, shelf.load_workflow("migration-planning", folders)))
    stage.enter("strategy")
    plan = "constraints: data 4 TB\nsuccess: zero mismatches\n1. Backup (1h)\n"
    stage.do(EditBoard("plan", plan), after=5)
    form = (
        "# Current state\n- data volumes:\n- dependencies:\n# Target state\n- success criteria:\n"
    )
    stage.do(EditBoard("notes", form), after=5)
    ((_, text),) = documents(stage.state)
    assert text.endswith("## Not yet said\n\n- [ ] dependencies\n")


def test_connections_of_two_states_say_which_state_they_are_of() -> None:
    folders = shelf.folders()
    prompt = shelf.load("users-off-shared-database", folders)
    stage = Played(opening(prompt, shelf.load_workflow("migration-planning", folders)))
    stage.enter("strategy")
    stage.do(EditBoard("plan", "1. Backup (1h)\n"), after=5)
    drawn = "=== current\nshop -> db\n=== target\nshop -> users\nusers -> users db\n"
    stage.do(EditBoard("diagram", drawn), after=5)
    ((_, text),) = documents(stage.state)
    assert "- current: shop → db\n- target: shop → users\n- users → users db" in text


def test_a_page_of_a_board_stands_under_the_sessions_title_with_what_is_open_and_noted() -> None:
    folders = shelf.folders()
    prompt = shelf.load("clinic-calendar", folders)
    stage = Played(opening(prompt, shelf.load_workflow("schema-design", folders)))
    stage.enter("entities")
    tables = "Room (id pk)\nBooking (id pk, room_id -> Room)\nnobody reads this sentence of mine\n"
    tables = stage.state.boards["schema"] + "# ids are dense\n" + tables
    stage.do(EditBoard("schema", tables), after=5)
    form = stage.state.boards.get("notes", "")
    stage.do(EditBoard("notes", form + "\n# Decided\n- ids are numbers\n"), after=5)
    page = next(text for ending, text in documents(stage.state) if ending == ".schema.md")
    assert page.startswith("# A clinic's calendar\n")
    assert "- nobody reads this sentence of mine: This is not read" in page
    assert page.endswith("## Decided\n\n- ids are numbers\n")
    assert "E-commerce" not in page
    assert "### Notes\n\n- ids are dense\n" in page
