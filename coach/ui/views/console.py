"""The interviewer's console as rows: what to do now, what to listen for, what is drawn, the private
pack, the talk. Every list is pure: a state and what was seen in it in, rows out."""

from collections.abc import Iterator, Sequence

from coach.boards.board import Row
from coach.frozen import dataclass
from coach.mock.dossier import Dossier
from coach.mock.listening import Boards, HeardNumber, ListenedPoint
from coach.mock.now_line import ALOUD, NO_QUESTION, Now
from coach.mock.remote import RemoteLive
from coach.session.events import OBSERVER
from coach.session.pacing import by_the_minute, clock, pace
from coach.session.state import Grade, State, Utterance
from coach.text import cut, pad, width
from coach.ui.views.rail import window
from coach.ui.views.wrap import wrap

ROOMY = 100
"""Cells from which on a phase's whole name stands in the header."""
PANES = ("Board", "Listen", "Pack", "Talk", "Notes")
PARKED, QUOTED = "!", "q"
"""Tags of an interviewer's notes."""


@dataclass(frozen=True, slots=True)
class Console:
    """Everything the console shows at one moment."""

    live: RemoteLive
    dossier: Dossier | None
    now: float
    advice: Now
    listening: tuple[ListenedPoint, ...]
    boards: Boards
    name: str
    link: str
    link_role: str
    unsaved: str = ""
    quiet: bool = False

    @property
    def state(self) -> State:
        """The session's state."""
        return self.live.state


def header(console: Console, cells: int) -> Row:
    """Whose interview, the phase and its clock, the whole clock, the link."""
    state = console.state
    opened = state.opened
    minutes = pace(state, console.now)
    if console.quiet:
        minutes = by_the_minute(minutes)
    title = opened.title if opened else ""
    level = opened.level if opened else ""
    link = console.unsaved or console.link
    role = "bad" if console.unsaved else console.link_role
    total = f"{clock(minutes.elapsed)} of {clock(minutes.total)}" if minutes.total else (
        clock(minutes.elapsed)
    )  # fmt: skip
    phase = "not begun"
    current = minutes.current
    if state.closed:
        phase = "ended"
    elif current is not None:
        against = f" of {window(current.least, current.most)}" if current.most else ""
        title_here = current.title if cells >= ROOMY else cut(current.title, 14)
        phase = f"{title_here} {clock(current.used)}{against}"
    if state.paused:
        phase = f"PAUSED {phase}"
    over = current is not None and current.most and current.used > current.most
    right = [(phase, "bad" if over else "accent"), (total, "dim"), (link, role)]
    room = cells - sum(width(text) + 3 for text, _ in right) - 1
    does = "you watch" if console.live.me == OBSERVER else "you interview"
    who = f"{title}, {level} · {does} {console.name}"
    if width(who) > room:
        who = f"{title} · {console.name}"
    if width(who) > room:
        who = title
    row: list[tuple[str, str]] = [(" " + pad(who, max(8, room)), "title")]
    for text, look in right:
        row.extend((("   ", ""), (text, look)))
    return tuple(row)


def tabs(console: Console, pane: str, cells: int) -> Row:
    """The panes of a narrow terminal, with what is still open in each."""
    heard = sum(
        1 for listened_point in console.listening if listened_point.mark or listened_point.seen
    )
    must = len(console.dossier.must(console.state)) if console.dossier else 0
    more = {
        "Listen": f" {heard}/{len(console.listening)}" if console.listening else "",
        "Pack": f" {must}!" if must else "",
        "Notes": f" {len(console.state.grades) + len(console.state.tags)}",
    }
    row: list[tuple[str, str]] = [(" ", "")]
    for number, name in enumerate(PANES, 1):
        told = f"{number} {name}{more.get(name, '')}"
        row.append(
            (f"[{told}]" if name == pane else f" {told} ", "title" if name == pane else "dim")
        )
    return tuple(row)


def now_rows(advice: Now, cells: int, most: int = 5) -> list[Row]:
    """What to do now, and the words for it."""
    rows: list[Row] = [(("NOW", "heading"),)]
    rows += [((f" {line}", "warn" if advice.key else ""),) for line in wrap(advice.why, cells - 2)]
    if advice.words:
        lead = f" {advice.key or ' '}  "
        lines = wrap(f'"{advice.words}"', cells - 5)[:most]
        rows.append(((lead, "key"), (lines[0], "")))
        rows += [(("    " + line, ""),) for line in lines[1:]]
    elif advice.key:
        rows.append(((f" {advice.key}  ", "key"), (ABOUT.get(advice.key, ""), "dim")))
    return rows


ABOUT = {"a": "answers from the pack", "c": "shows the change", "n": "goes on", "s": "say it",
         "?": "shows the words, and why they fail"}  # fmt: skip


def now_line(advice: Now, cells: int) -> Row:
    """The same on one line."""
    words = f' {advice.key} "{advice.words}"' if advice.words else (
        f" {advice.key}" if advice.key else ""
    )  # fmt: skip
    why = cut(advice.why, max(20, cells - 8 - min(width(words), cells // 2)))
    room = max(0, cells - 7 - width(why))
    return ((" NOW  ", "heading"), (why, "warn" if advice.key else ""), (cut(words, room), "key"))


LOOKS = {"+": "good", "-": "bad", "~": "warn", "×": "warn", "≈": "accent"}


def listen_rows(console: Console, cells: int) -> list[Row]:
    """What this phase's answer should hold, with one's own marks and what the checks see."""
    state = console.state
    phase = state.planned(state.phase)
    heard = sum(
        1 for listened_point in console.listening if listened_point.mark or listened_point.seen
    )
    title = phase.title.lower() if phase else ""
    count = f"  {heard} of {len(console.listening)}" if console.listening else ""
    title = cut(title, max(0, cells - len("LISTEN FOR") - 2 - len(count)))
    rows: list[Row] = [_heading("LISTEN FOR", f"{title}{count}", cells)]
    for listened_point in console.listening:
        when = (
            clock(console.live.clock_of(listened_point.entry))
            if listened_point.entry and not listened_point.mark
            else ""
        )
        look = LOOKS.get(listened_point.sign, "dim")
        room = max(10, cells - 6 - width(when))
        lines = wrap(listened_point.text, room - 1 if when else room)
        first = pad(lines[0], room)
        rows.append(
            (
                (f"{listened_point.number:2} ", "key"),
                (f"{listened_point.sign} ", look),
                (first, ""),
                (when, "dim"),
            )
        )
        rows += [(("     " + line, ""),) for line in lines[1:]]
        if listened_point.note:
            rows.append(((cut(f"     {listened_point.note}", cells), "hint"),))
    if console.dossier is None:
        rows.append((("  You have no copy of this prompt.", "dim"),))
    elif not console.listening:
        rows.append((("  Nothing is expected in this phase.", "dim"),))
    return rows


def drawn_rows(console: Console, cells: int) -> list[Row]:
    """What of the reference is drawn, which walks it allows, how the numbers stand."""
    seen = console.boards
    asking = _only_asks(console)
    rows: list[Row] = []
    drawing = () if asking and not seen.drawn else (
        ("DRAWN", seen.drawn), ("NOT YET", seen.missing)
    )  # fmt: skip
    for title, names in drawing:
        if names:
            rows += _listed(title, ", ".join(names), cells)
    for number, (name, how) in enumerate(seen.paths):
        head = "PATHS" if number == 0 else ""
        look = "good" if how == "yes" else ""
        lead: Row = ((pad(head, 9), "heading"),)
        if 9 + width(name) + 2 + width(how) <= cells:
            rows.append((*lead, (f"{name}  ", ""), (how, look)))
            continue
        first, *rest = wrap(name, cells - 9)
        rows.append((*lead, (first, "")))
        rows += [((" " * 9 + line, ""),) for line in rest]
        rows += [((" " * 11 + line, look),) for line in wrap(how, cells - 12)]
    if seen.numbers and not (asking and not any(number.hers for number in seen.numbers)):
        rows += [(), _heading("NUMBERS", "theirs, reference", cells)]
        for amount in seen.numbers:
            rows += _number_rows(amount, cells)
    return rows


def _only_asks(console: Console) -> bool:
    """Whether nothing is drawn or computed yet: before the first phase, and while facts are asked
    for."""
    dossier, phase = console.dossier, console.state.phase
    known = dossier.workflow.phase(phase) if dossier is not None and phase else None
    return not phase or (known is not None and known.listens)


def _number_rows(number: HeardNumber, cells: int) -> list[Row]:
    """One quantity: its name, what the sheet has, the reference; on two lines where one is too
    short for them, and the judgement below."""
    look = "good" if number.verdict == "ok" else "warn" if number.verdict else "dim"
    hers = number.hers or "-"
    verdict = " ok" if number.verdict == "ok" else ""
    right: Row = ((f"{hers}  ", look), (number.reference, "dim"))
    needed = width(hers) + 2 + width(number.reference)
    rows: list[Row]
    if 2 + width(number.name) + needed + width(verdict) <= cells:
        room = cells - needed - width(verdict)
        rows = [((pad(f" {number.name}", room), ""), *right, (verdict, look))]
    else:
        room = cells - width(verdict)
        rows = [((pad(cut(f" {number.name}", room), room), ""), (verdict, look))]
        rows.append(((" " * max(1, cells - needed), ""), *right))
    if number.verdict not in ("", "ok"):
        rows += [((f"   {line}", look),) for line in wrap(number.verdict, cells - 4)]
    return rows


def _listed(title: str, text: str, cells: int) -> list[Row]:
    lines = wrap(text, cells - 10)
    first: Row = ((pad(title, 9), "heading"), (lines[0], ""))
    return [first, *(((" " * 9 + line, ""),) for line in lines[1:])]


def notes_rows(console: Console, cells: int) -> list[Row]:
    """One's own marks, quotes and parked questions, the newest last."""
    state = console.state
    told: list[tuple[float, str]] = []
    signs = {"yes": "+", "no": "-", "partly": "~", "unseen": "·"}
    texts = {o.id: o.text for o in console.dossier.prompt.observables} if console.dossier else {}
    for n, grade in _marks(state.grades):
        what = texts.get(grade.observable, grade.observable)
        note = f"{grade.note} · " if grade.note else ""
        told.append((console.live.clock_of(n), f"{signs.get(grade.mark, '?')}  {note}{what}"))
    for tag in state.tags:
        if tag.tag not in (ALOUD, NO_QUESTION):
            told.append((console.live.clock_of(tag.n), f"{tag.tag}  {tag.note}"))
    told.sort()
    rows: list[Row] = [_heading("MY NOTES", f"{len(told)} kept", cells)]
    for at, text in told:
        rows.append(((f" {clock(at)} ", "dim"), (cut(text, cells - 8), "")))
    if not told:
        hint = "+ - ~ and a number mark; q quotes; ! parks a question."
        rows += [((f" {line}", "dim"),) for line in wrap(hint, cells - 2)]
    return rows


def _marks(grades: Sequence[Grade]) -> Iterator[tuple[int, Grade]]:
    """The marks with the entry that made them; words added afterwards stand at the mark's own."""
    last: dict[str, tuple[int, Grade]] = {}
    for grade in grades:
        n, before = last.get(grade.observable, (grade.n, grade))
        worded = before.mark == grade.mark and not before.note
        if not worded:
            yield n, before
        last[grade.observable] = (n if worded else grade.n, grade)
    yield from last.values()


def _heading(title: str, aside: str, cells: int) -> Row:
    aside = cut(aside, max(0, cells - width(title) - 2))
    room = max(1, cells - width(title) - width(aside) - 1)
    return ((title, "heading"), (" " * room, ""), (aside, "dim"))


def talk_rows(console: Console, cells: int) -> list[Row]:
    """What was said, typed or told, by whom; what was only spoken is not here."""
    rows: list[Row] = []
    for said in console.state.conversation:
        who, look = speaker(console, said)
        lead = f"{clock(said.clock)} {who}  "
        lines = wrap(said.text, max(10, cells - width(lead)))
        rows.append(((f"{clock(said.clock)} ", "dim"), (f"{who}  ", look), (lines[0], "")))
        rows += [((" " * width(lead) + line, ""),) for line in lines[1:]]
    return rows


def speaker(console: Console, said: Utterance) -> tuple[str, str]:
    """Who said it, short, and in which look."""
    role = console.state.role(said.by)
    if role == console.live.me:
        return "You", "title"
    if role == "candidate":
        return cut(console.name, 10), "candidate"
    other = next((person for person in console.state.people.values() if person.role == role), None)
    return cut(other.name if other else role, 12), "interviewer"


LAST_SAID = 3
"""Lines that the last thing said may take where the talk is not on the screen."""


def last_said(console: Console, cells: int) -> list[Row]:
    """The last thing said, in a few lines."""
    said = next(iter(reversed(console.state.conversation)), None)
    if said is None:
        return [((" Nothing was said yet.", "dim"),)]
    who, look = speaker(console, said)
    lead = f" {clock(said.clock)} "
    indent = width(lead) + width(who) + 2
    room = max(10, cells - indent - 1)
    lines = wrap(" ".join(said.text.split()), room)
    if len(lines) > LAST_SAID:
        lines = [*lines[: LAST_SAID - 1], cut(" ".join(lines[LAST_SAID - 1 :]), room)]
    first: Row = ((lead, "dim"), (f"{who}  ", look), (lines[0], ""))
    return [first, *(((" " * indent + line, ""),) for line in lines[1:])]


def evidence_rows(points: Sequence[tuple[str, str, str]], cells: int) -> list[Row]:
    """What the checks see in this phase: of each point its sign, its text and the words that show
    it, or what they would be."""
    rows: list[Row] = [(("What the checks see", "heading"),), ()]
    for sign, text, quote in points:
        rows += [
            ((f"{sign} {line}" if n == 0 else f"  {line}", ""),)
            for n, line in enumerate(wrap(text, cells - 3))
        ]
        if quote:
            rows += [((f"    {line}", "hint"),) for line in wrap(quote, cells - 5)]
    if not points:
        rows.append((("Nothing of this phase so far.", "dim"),))
    return rows
