"""The interviewer's private pack as rows: facts, hints, probes, changes, what the design turns on,
and the brief that is read before it all begins."""

from coach.boards.board import Row
from coach.catalog.prompt import Decision, Fact, Option
from coach.mock.dossier import Dossier
from coach.session.state import State
from coach.text import cut, pad
from coach.ui.views.wrap import wrap

ROOMY = 60
"""Cells from which on an answer stands beside its fact's name."""
PACK_PARTS = ("Facts", "Hints", "Probes", "Change")


def pack_rows(dossier: Dossier | None, state: State, part: str, cells: int) -> list[Row]:
    """The private pack: facts told and not, hints, probes, the change; what the design turns on."""
    if dossier is None:
        return [(("PACK", "heading"),), ((" You have no copy of this prompt.", "dim"),)]
    row: list[tuple[str, str]] = [("PACK ", "heading")]
    for name in PACK_PARTS:
        row.append(
            (f"[{name}] " if name == part else f"{name} ", "title" if name == part else "dim")
        )
    rows: list[Row] = [tuple(row)]
    if dossier.other:
        rows += [((line, "warn"),) for line in wrap("Your copy is another version.", cells)]
    rows += {
        "Facts": _facts, "Hints": _hints, "Probes": _probes, "Change": _changes,
    }[part](dossier, state, cells)  # fmt: skip
    return [*rows, (), *_turns_on(dossier, cells)]


def _facts(dossier: Dossier, state: State, cells: int) -> list[Row]:
    rows: list[Row] = []
    for title, facts, sign, look in (
        ("asked", dossier.asked(state), "✓", "good"),
        ("must, not asked yet", dossier.must(state), "!", "warn"),
        ("more", dossier.more(state), " ", "dim"),
    ):
        if facts:
            rows.append(((f" {title}", "dim"),))
        for fact in facts:
            name = fact.id.replace("-", " ")
            room = max(4, cells - 20)
            rows.append(
                (
                    (f"  {sign} ", look),
                    (pad(cut(name, 15), 16), ""),
                    (cut(fact.answer, room), "dim"),
                )
            )
    return rows


def _hints(dossier: Dossier, state: State, cells: int) -> list[Row]:
    rows: list[Row] = []
    for ladder in dossier.prompt.hints:
        here = ladder.phase == state.phase
        rung = dossier.rung(state, ladder)
        rows.append(((f" {ladder.about}"[:cells], "" if here else "dim"),))
        told = getattr(ladder, rung) if rung else "all rungs given"
        if here:
            rows += [((f"   {line}", "hint"),) for line in wrap(f"{rung}: {told}", cells - 4)]
    return rows


def _probes(dossier: Dossier, state: State, cells: int) -> list[Row]:
    rows: list[Row] = []
    for dive, number, asked in dossier.probes(state):
        sign = "✓" if asked else " "
        lines = wrap(dive.probes[number], cells - 4)
        rows.append(((f" {sign} ", "good"), (lines[0], "dim" if asked else "")))
        rows += [((f"   {line}", "dim" if asked else ""),) for line in lines[1:]]
    return rows


def _changes(dossier: Dossier, state: State, cells: int) -> list[Row]:
    rows: list[Row] = []
    thrown = {ball.curveball for ball in state.curveballs}
    for ball in dossier.prompt.curveballs:
        look = "dim" if ball.id in thrown else ""
        rows += [((f" {line}", look),) for line in wrap(ball.change, cells - 2)]
        rows += [((f"   {line}", "hint"),) for line in wrap(f"good: {ball.good}", cells - 4)]
    return rows


def _turns_on(dossier: Dossier, cells: int) -> list[Row]:
    rows: list[Row] = []
    for decision in dossier.prompt.decisions:
        if not decision.load_bearing:
            continue
        lines = wrap(decision.question, cells - 11)
        rows.append((("TURNS ON  ", "heading"), (lines[0], "")))
        rows += [((" " * 10 + line, ""),) for line in lines[1:]]
        for option in _by_grade(decision):
            rows.append(((f"  {pad(option.grade, 6)} ", "key"), (cut(option.name, cells - 10), "")))
    pitfalls = dossier.prompt.pitfalls[:2]
    if pitfalls:
        rows += [(), (("WATCH FOR", "heading"),)]
        for pitfall in pitfalls:
            rows += [((f"  {line}", ""),) for line in wrap(pitfall, cells - 3)]
    return rows


def facts_offered(
    dossier: Dossier, state: State, words: str, at: int, *, cells: int, most: int, nothing: str = ""
) -> list[Row]:
    """The facts ranked by what was typed, the one under the cursor whole; in a narrow column the
    answer stands under its name. `nothing` is said where none of them surely fits: it stands
    before them, and a cursor of -1 is on it."""
    told = {fact.fact for fact in state.facts}
    facts = facts_ranked(dossier, state, words)
    at = min(at, len(facts) - 1)
    rows: list[Row] = []
    if nothing:
        rows.append((("▸" if at < 0 else " ", "key"), ("  none surely fits: say", "warn")))
        rows += [((f"   {line}", ""),) for line in wrap(nothing, max(10, cells - 4)) if at < 0]
    for place, fact in enumerate(facts):
        here = place == at
        kind = "told" if fact.id in told else "must" if fact.must else ""
        name = cut(fact.id.removeprefix("common-").replace("-", " "), 18)
        head: Row = (
            (f"{'▸' if here else ' '}{place + 1} ", "key"),
            (pad(name, 19), "selected" if here else ""),
            (pad(kind, 5), "warn" if kind == "must" else "dim"),
        )
        indent = 28 if cells >= ROOMY else 3
        lines = wrap(fact.answer, max(10, cells - indent - 1))
        if indent < 28:
            rows.append(head)
            rows += [((" " * indent + line, ""),) for line in lines if here]
        else:
            rows.append((*head, (lines[0], "" if here else "dim")))
            rows += [((" " * indent + line, ""),) for line in lines[1:] if here]
    first = next((n for n, row in enumerate(rows) if row[0][0].startswith("▸")), 0)
    return rows[max(0, min(first, len(rows) - most)) :][:most]


def facts_ranked(dossier: Dossier, state: State, words: str) -> tuple[Fact, ...]:
    """The nine facts that are offered for some words, in the order of their digits."""
    return dossier.ranked(words, {fact.fact for fact in state.facts})[:9]


def _by_grade(decision: Decision) -> list[Option]:
    """From naive to great."""
    order = ("naive", "good", "great")
    return sorted(decision.options, key=lambda option: order.index(option.grade))


MOST_TOLD = 6
"""Facts whose answers stand in a brief; of more it has the names."""


def brief_rows(dossier: Dossier, level: str, cells: int) -> list[Row]:
    """Three minutes of reading for somebody who has never met the problem."""
    prompt = dossier.prompt
    rows: list[Row] = [((f"{prompt.title}: the brief", "heading"),), ()]

    def paragraph(title: str, *texts: str, mark: str = "") -> None:
        rows.append(((title, "title"),))
        for text in texts:
            for number, line in enumerate(wrap(text, cells - 5)):
                rows.append(((f"  {mark if number == 0 and mark else ' '} {line}", ""),))
        rows.append(())

    paragraph(
        "Say first",
        "I may cut you short; that is no bad sign. Think aloud, and type what you decide. "
        "Do you know this problem already?",
        prompt.statement,
    )
    musts = [fact for fact in prompt.facts if fact.must]
    told = [f"{fact.id.replace('-', ' ')}: {fact.answer}" for fact in musts[:MOST_TOLD]]
    rest = ", ".join(fact.id.replace("-", " ") for fact in musts[MOST_TOLD:])
    paragraph("They must ask for", *told, *([f"and for {rest}"] if rest else []), mark="!")
    for decision in prompt.decisions:
        if decision.load_bearing:
            options = [f"{o.grade}: {o.name}" for o in _by_grade(decision)]
            paragraph("It turns on", decision.question, *options)
    probes = [dive.probes[0] for dive in prompt.deep_dives[:3]]
    paragraph("Three questions that go deep", *probes, mark="?")
    paragraph(f"What a {level} should do", getattr(prompt.bar, level, prompt.bar.mid))
    paragraph(
        "You", "Stay silent unless NOW says otherwise. Answer only what is asked; never offer."
    )
    return rows
