"""The lobby's rows, and the page that says how two people get connected."""

from typing import TYPE_CHECKING

from coach.boards.board import Row
from coach.session import events as ev
from coach.text import cut, pad, width
from coach.ui.views.wrap import wrap, wrapped

if TYPE_CHECKING:
    from coach.mock.hosting import Hosting
    from coach.ui.mocking import MockSitting

_RULE = "─"


def lobby_rows(sitting: "MockSitting", cells: int) -> list[Row]:
    """The room: the other's line, the seats, the plan, what to do."""
    view = sitting.view
    other = view.other()
    name = other.name if other and other.name else "somebody"
    role = {ev.INTERVIEWER: "you interview", ev.CANDIDATE: "you are the candidate"}.get(
        view.role, "you watch"
    )
    head = f"Room with {name}" if view.ever else "Room"
    rows: list[Row] = [((pad(head, cells - len(role) - 1), "heading"), (role, "title"))]
    rows.append(((_RULE * cells, "rule"),))
    rows += _lines(sitting, name, cells)
    rows += _link(sitting, cells)
    rows += _seats(sitting, cells)
    rows += _plan(sitting, cells)
    rows += _what(sitting, cells)
    return rows


def _lines(sitting: "MockSitting", name: str, cells: int) -> list[Row]:
    hosting, view = sitting.hosting, sitting.view
    if hosting is None or sitting.script is not None:
        return []
    lines = {p: line for p, line in hosting.lines.items() if p != view.me and p != _mine(sitting)}
    if not lines:
        return [((" The others still have their lines.", "dim"),), ()]
    rows: list[Row] = []
    for p, line in lines.items():
        text, about = f"coach join {line}", ""
        if len(text) > cells - 4:
            text, about = str(line), ", to be typed behind “coach join”"
        copies = "c copies both" if about else "c copies it"
        told = f"Send this line to the other one{about} ({copies}):"
        if p not in ("p1", "p2"):
            told = f"For an observer{about}:"
        rows += [((f" {line}", ""),) for line in wrap(told, cells - 2)]
        lead = "   " if len(text) < cells - 4 else " "
        most = cells - len(lead)
        rows += [((lead + text[i : i + most], "accent"),) for i in range(0, len(text), most)]
    rows += _addresses(hosting, cells)
    told = "It is good for one seat and until this room ends. Whoever has it is that person."
    rows += [((f" {line}", "dim"),) for line in wrap(told, cells - 2)]
    rows += [((" They are elsewhere? w: same network, ssh, a server.", "dim"),), ()]
    return rows


def _addresses(hosting: "Hosting", cells: int) -> list[Row]:
    """What the address in the line means, and which others this computer has."""
    addresses = hosting.addresses()
    rows: list[Row] = []
    for place, address in enumerate(addresses):
        lead = " It names" if place == 0 else " a names"
        text = f"{lead} {address.text}: {address.meaning}."
        rows += [((line, "dim" if place else ""),) for line in wrap(text, cells - 2)]
    return rows


def again_rows(sitting: "MockSitting", told: str, cells: int) -> list[Row]:
    """A room that is hosted again from another computer: the new lines, and how much is known."""
    rows: list[Row] = [(("This room is hosted from here now", "heading"),), ()]
    return [*rows, *_lines(sitting, "the other one", cells), *wrapped(told, cells, "hint")]


def _mine(sitting: "MockSitting") -> str:
    """The seat whose line this process itself uses."""
    hosting = sitting.hosting
    token = sitting.attendance.line.token
    lines = hosting.lines if hosting else {}
    return next((p for p, line in lines.items() if line.token == token), "")


def _link(sitting: "MockSitting", cells: int) -> list[Row]:
    view = sitting.view
    if view.ended and view.ended != "left":
        return [*(((f" {line}", "bad"),) for line in wrap(view.ended, cells - 2)), ()]
    if view.up:
        return []
    why = view.why or "connecting…"
    rows: list[Row] = [((f" {line}", "warn"),) for line in wrap(why, cells - 2)]
    if not view.ever and sitting.attendance.link.clock.local() - view.since > 5:
        told = "No answer yet. Campus and guest networks often keep computers apart; w shows ways."
        rows += [((f" {line}", "hint"),) for line in wrap(told, cells - 2)]
    return [*rows, ()]


def _seats(sitting: "MockSitting", cells: int) -> list[Row]:
    view = sitting.view
    wide = max(12, cells - 50)
    head = f" {pad('Seat', 13)} {pad('who', wide)} {pad('here', 6)} {pad('ready', 6)} wants to swap"
    rows: list[Row] = [((cut(head, cells), "dim"),)]
    for person in view.people:
        if person.p.startswith("o") and not (person.here or person.name):
            continue
        name = (person.name or "-") + (" (you)" if person.p == view.me else "")
        rows.append(
            (
                (f" {pad(person.role, 13)} ", ""),
                (pad(name, wide) + " ", "title"),
                (pad("yes" if person.here else "no", 7), "good" if person.here else "dim"),
                (pad("yes" if person.ready else "no", 7), "good" if person.ready else "dim"),
                ("yes" if person.swap else "", "accent"),
            )
        )
    return [*rows, ()]


def _plan(sitting: "MockSitting", cells: int) -> list[Row]:
    plan = sitting.plan
    if sitting.view.role != ev.INTERVIEWER:
        told = "The interviewer chooses the prompt; you see its name when it begins."
        return [*(((f" {line}", "dim"),) for line in wrap(told, cells - 2)), ()]
    holder = {ev.INTERVIEWER: "you hold it", ev.CANDIDATE: "the candidate holds it"}
    pace = plan.pace if plan.pace == "untimed" else f"{plan.pace} minutes"
    rows: list[Row] = [
        _choice("Prompt", plan.title or "none yet", "p chooses"),
        _choice("Level, pace", f"{plan.level}, {pace}", "l, m change them"),
        _choice("Clock", holder.get(plan.clock, "both may turn it"), "k changes it"),
        (),
        ((" b  Read the brief first (3 minutes): what to say, what it turns on.", ""),),
    ]  # fmt: skip
    return [*rows, ()]


def _choice(title: str, value: str, key: str) -> Row:
    return (
        (f" {pad(title, 14)}", ""),
        (pad(value, max(24, width(value) + 2)), "title"),
        (key, "dim"),
    )


def _what(sitting: "MockSitting", cells: int) -> list[Row]:
    told = "Talk beside this: call each other, or sit together. coach carries no sound."
    if sitting.script is not None:
        told = sitting.script.told
    rows: list[Row] = [((f" {line}", "hint"),) for line in wrap(told, cells - 2)]
    if sitting.told:
        rows += [(), *(((f" {line}", "warn"),) for line in wrap(sitting.told, cells - 2))]
    return rows


def ways_rows(port: int, cells: int) -> list[Row]:
    """How two people get connected, in the order to try."""
    rows: list[Row] = [(("How two people get connected", "heading"),), ()]
    for title, texts in (
        ("One desk: two terminals of this computer", ("Paste the line in the other terminal.",)),
        (
            "One network",
            (
                "coach host --bind 0.0.0.0 puts this computer's address into the line.",
                "Guest networks often keep computers apart: then one of the next.",
            ),
        ),
        (
            "A machine that both reach by ssh; nothing is installed there",
            (
                f"You:   ssh -R {port}:localhost:{port} MACHINE",
                f"They:  ssh -L {port}:localhost:{port} MACHINE, then the line as it is.",
            ),
        ),
        (
            "A private network over the internet, such as Tailscale",
            ("coach host --bind ADDRESS, with the address it gave this computer.",),
        ),
        (
            "A server of yours",
            ("coach hub --bind 0.0.0.0 there; coach hub new prints the lines of a room.",),
        ),
        (
            "A tunnel service or reverse proxy (its owner can read along)",
            ("coach host --tls none --say wss://NAME",),
        ),
    ):
        rows.append(((title, "title"),))
        for text in texts:
            rows += wrapped(text, cells, indent="  ")
        rows.append(())
    rows += wrapped("coach doctor --join LINE says which step fails.", cells, "hint")
    return rows
