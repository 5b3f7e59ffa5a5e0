"""What the line seat's commands do with boards, and what can be read: functions of the seat and of
what stands behind the word."""

from coach.errors import NotFound, Refused
from coach.sit import standing_words
from coach.sit.board_words import board_words, numbered, remark, title
from coach.sit.seat_face import SeatFace, named

LATEST = 12
"""Utterances that /read talk reads; /read talk all reads all."""


def board_order(seat: SeatFace, rest: str) -> None:
    """Which boards there are, or what one of them holds."""
    if not rest:
        seat.say(standing_words.boards_held(seat.state))
        return
    name = rest.split(maxsplit=1)[0].lower()
    if name not in seat.state.boards:
        raise NotFound(
            f"This session has no board {name}.", f"Boards: {', '.join(seat.state.boards)}."
        )
    seat.board = name
    text = seat.state.boards[name]
    seat.say(board_words(name, text))
    seat.say(
        [f"{finding.severity.value}: {remark(finding, text)}" for finding in seat.findings(name)]
    )


def read_order(seat: SeatFace, rest: str) -> None:
    """A board, the talk or the facts, word for word."""
    state = seat.state
    what, _, more = (rest or seat.board or "talk").lower().partition(" ")
    if what in state.boards:
        seat.board = what
        seat.say(numbered(state.boards[what]) or (f"The {title(what)} board is empty.",))
    elif what == "talk":
        said = state.conversation if more == "all" else state.conversation[-LATEST:]
        seat.say(standing_words.conversation(state, said) or ("Nothing was said yet.",))
    elif what == "facts":
        told = [f"{fact.fact}: {' '.join(fact.answer.split())}" for fact in state.facts]
        seat.say(told or ["The interviewer has told you nothing yet: ask."])
    else:
        raise NotFound(f"There is no {what} to read.", f"talk, facts, {', '.join(state.boards)}.")


def write_order(seat: SeatFace, rest: str) -> None:
    """Lines for a board until one with a dot alone."""
    name, more = named(seat, rest)
    lines = [more] if more else []
    seat.tell(f"Lines for the {title(name)} board; a dot alone ends them.")

    def line(text: str) -> None:
        if text.strip() != ".":
            lines.append(text.rstrip())
            return
        seat.answer = None
        old = seat.state.boards[name].rstrip("\n")
        if lines:
            seat.put(name, "\n".join([*([old] if old.strip() else []), *lines]) + "\n")

    seat.answer = line


def back_order(seat: SeatFace, rest: str) -> None:
    """Undoes the last change of a board."""
    name, _ = named(seat, rest)
    earlier = seat.before.get(name)
    if not earlier:
        raise Refused(f"Nothing was changed in the {title(name)} board here.")
    text = earlier.pop()
    seat.put(name, text)
    seat.before[name].pop()


def note_order(seat: SeatFace, rest: str) -> None:
    """Puts the interviewer's last answer into the notes."""
    from coach.ui.views.noting import noted

    old = seat.state.boards.get("notes", "")
    asked = {words.n: words.text for words in seat.state.conversation}
    for fact in reversed(seat.state.facts):
        new = noted(old, fact.answer, asked.get(fact.question, ""))
        if new != old:
            seat.put("notes", new)
            seat.tell(f"Noted: {' '.join(fact.answer.split())}")
            return
    seat.tell("The notes have it already.")


def break_order(seat: SeatFace, rest: str) -> None:
    """What of the drawing is full first, or what is lost without a box."""
    from coach.boards.diagram.diagram_text import read
    from coach.boards.diagram.stress.analysis import Questions, analyse, parse_fails
    from coach.boards.diagram.stress.from_sheet import load_of
    from coach.boards.diagram.stress.tables import first_line, outage_lines
    from coach.match.sheets import context

    graph = read(seat.state.boards.get("diagram", ""))
    if not graph.nodes:
        raise Refused("There is nothing to break yet.", "Draw something first.")
    load = load_of(context(seat.state.boards).values)
    fails = parse_fails([rest]) if rest else ()
    analysis = analyse(graph, load, Questions(fails=fails))
    if not rest:
        seat.tell(f"{first_line(analysis.flows)}.")
        seat.tell("/break BOX tells what is lost without that box.")
    for outage in analysis.outages:
        seat.tell(f"Without {', '.join(outage.fail)}:")
        seat.say([line.strip() for line in outage_lines(outage, analysis.flows)])


def reference_order(seat: SeatFace, rest: str) -> None:
    """A board's page to look things up in."""
    from coach.boards.registry import guide
    from coach.ui.views.reference import reference_rows

    name, _ = named(seat, rest)
    text = guide(name)
    rows = text.split("\n") if text else ["".join(t for t, _ in row) for row in reference_rows(100)]
    seat.say([" ".join(line.split()) for line in rows if line.strip()])


def insert_order(seat: SeatFace, rest: str) -> None:
    """A template at the end of the estimate."""
    from coach.boards.estimate.templates import TEMPLATES

    if "estimate" not in seat.state.boards:
        raise Refused("There is nothing to insert here.")
    chosen = [template for template in TEMPLATES if template.id == rest.lower()]
    if not chosen:
        seat.say(
            [
                f"/insert {template.id}: {template.title}, into the estimate"
                for template in TEMPLATES
            ]
        )
        return
    old = seat.state.boards["estimate"].rstrip("\n")
    seat.put("estimate", (f"{old}\n" if old else "") + chosen[0].text.strip("\n") + "\n")


def look_order(seat: SeatFace, rest: str) -> None:
    """The steps of an estimate's line, or one component of the drawing."""
    from coach.boards.estimate.steps import steps
    from coach.match.sheets import sheet

    name, more = named(seat, rest)
    text = seat.state.boards[name]
    if name == "estimate" and more.isdecimal() and 0 < int(more[:6]) <= text.count("\n") + 1:
        seat.say(steps(sheet(text), int(more) - 1) or ("This line computes nothing.",))
        return
    if name == "diagram" and more:
        from coach.boards.diagram.describe import about
        from coach.boards.diagram.diagram_text import read
        from coach.boards.diagram.graph import fold_name

        told = about(read(text), fold_name(more))
        seat.say(told or (f"There is no component {more} in the diagram.",))
        return
    seat.tell("/look estimate 3 reads a line's steps; /look diagram redis tells one component.")
