"""Where a session stands, in sentences: what the screen's header, rail and checklist show."""

from collections.abc import Sequence

from coach.session.events import CANDIDATE, Phase
from coach.session.pacing import Pace, PhasePace, clock, pace
from coach.session.state import State, Utterance
from coach.sit.board_words import title
from coach.ui.views.conversation import speaker


def opening(state: State) -> tuple[str, ...]:
    """What a session is: its title, level, mode and length."""
    opened = state.opened
    if opened is None:
        return ()
    length = "untimed" if opened.pace == "untimed" else f"{opened.pace} minutes"
    return (f"{opened.title}. Level {opened.level}, {opened.mode} mode, {length}.",)


def minutes(state: State, now: float) -> tuple[str, ...]:
    """The clock of the phase and of the interview."""
    told = pace(state, now)
    lines = []
    if told.current is not None:
        lines.append(f"{told.current.title}: {_against(told.current)}.")
    if told.sentence:
        lines.append(told.sentence)
    if told.total:
        left = f"{clock(told.left)} left" if told.left >= 0 else f"{clock(-told.left)} over"
        lines.append(f"The whole interview: {clock(told.elapsed)} used, {left}.")
    else:
        lines.append(f"The whole interview: {clock(told.elapsed)} used, no limit.")
    if state.paused:
        lines.append("Paused: the clock stands still. /go ends it.")
    return tuple(lines)


def _against(phase: PhasePace) -> str:
    if not phase.most:
        return f"{clock(phase.used)} used"
    return f"{clock(phase.used)} used of {window(phase.least, phase.most)}"


def window(least: int, most: int) -> str:
    """A phase's window, seconds given, as words."""
    return clock(most) if least == most else f"{clock(least)} to {clock(most)}"


def phase_entered(state: State) -> tuple[str, ...]:
    """The phase that begins: which one of how many, its window, its board, its list."""
    ids = [phase.id for phase in state.phases]
    plan = state.planned(state.phase)
    if plan is None:
        return ()
    told = f"Phase {ids.index(plan.id) + 1} of {len(ids)}: {plan.title}"
    told += f", {window(plan.least, plan.most)}." if plan.most else "."
    lines = [told]
    boards = [name for name in plan.boards if name in state.boards]
    if boards:
        lines.append(f"Its board: {title(boards[0])}. Write to it with `{boards[0]}: TEXT`.")
    if plan.items:
        lines.append(f"Its checklist has {len(plan.items)} lines; /checklist reads them.")
    return tuple(lines)


def rail(state: State, now: float) -> tuple[str, ...]:
    """Every phase with its window and what was used of it."""
    told: Pace = pace(state, now)
    return tuple(
        f"{n}. {phase.title}: {_against(phase)}{', you are here' if phase.current else ''}."
        for n, phase in enumerate(told.phases, 1)
    )


def checklist(state: State, phase: Phase | None) -> tuple[str, ...]:
    """The phase's list, numbered; what is ticked is said."""
    if phase is None or not phase.items:
        return ("This phase has no checklist.",)
    lines = []
    group = ""
    for n, item in enumerate(phase.items, 1):
        if item.group and item.group != group:
            lines.append(f"{item.group}:")
        group = item.group
        done = "done" if (phase.id, item.id) in state.ticked else "open"
        lines.append(f"{n}, {done}: {item.text}")
    return tuple(lines)


def boards_held(state: State) -> tuple[str, ...]:
    """Which boards there are, and how much each of them holds."""
    lines = []
    for name, text in state.boards.items():
        count = sum(1 for line in text.split("\n") if line.strip())
        much = "empty" if not count else f"{count} line{'' if count == 1 else 's'}"
        lines.append(f"{title(name)}: {much}.")
    return tuple(lines)


def where(state: State, now: float) -> tuple[str, ...]:
    """Where the session stands, whole."""
    plan = state.planned(state.phase)
    items = plan.items if plan else ()
    ticked = sum((state.phase, item.id) in state.ticked for item in items)
    own = sum(words.by == CANDIDATE for words in state.conversation)
    lines = [*opening(state), *rail(state, now), *minutes(state, now), *boards_held(state)]
    if items:
        lines.append(f"Checklist: {ticked} of {len(items)} done.")
    spoken, facts, hints = own, len(state.facts), len(state.hints)
    told = (("times you spoke", spoken), ("facts told", facts), ("hints given", hints))
    lines.append(", ".join(f"{what}: {count}" for what, count in told).capitalize() + ".")
    return tuple(lines)


def said(words: Utterance, role: str) -> str:
    """One utterance with who speaks; folded into one line."""
    return f"{speaker(words, role)}: {' '.join(words.text.split())}"


def conversation(state: State, utterances: Sequence[Utterance]) -> tuple[str, ...]:
    """What was said, each with its time."""
    return tuple(
        f"{clock(utterance.clock)} {said(utterance, state.role(utterance.by))}"
        for utterance in utterances
    )
