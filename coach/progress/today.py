"""What to practise today as rows: the proposals with their reasons, and what is not due."""

from collections.abc import Sequence
from datetime import date

from coach.boards.board import Row
from coach.progress.due import SKILL, Card
from coach.progress.groups import title
from coach.progress.proposal import Outcome, Proposal
from coach.text import cut


def proposal_line(proposal: Proposal, titles: dict[str, str]) -> str:
    """A proposal in a line: what, on which prompt, how long."""
    prompt = titles.get(proposal.prompt, proposal.prompt)
    if not proposal.phase:
        return f"Whole session: {prompt}, {proposal.minutes} minutes"
    group = title(proposal.card.removeprefix(SKILL))
    return f"Drill: {group}, on “{prompt}”, {proposal.minutes} minutes"


def outcome_line(outcome: Outcome) -> str:
    """What came of the last drill, in a sentence."""
    group = title(outcome.card.removeprefix(SKILL)).capitalize()
    return f"{group}: {outcome.before:.0f} % before, {outcome.after:.0f} % in the drill"


def today_rows(
    proposals: Sequence[Proposal],
    cards: Sequence[Card],
    titles: dict[str, str],
    today: date,
    cells: int = 80,
) -> tuple[Row, ...]:
    """The page of `coach due`."""
    minutes = sum(one.minutes for one in proposals if one.phase)
    about = f"   about {minutes} minutes of drills" if minutes else ""
    rows: list[Row] = [((f" Today, {today.isoformat()}", "heading"), (about, "dim"))]
    if not cards:
        rows.append(((" Nothing is due: what is practised comes back when it fades.", "dim"),))
        return tuple(rows)
    if not proposals:
        rows.append(((" Nothing more today.", ""),))
    for number, proposal in enumerate(proposals, 1):
        rows.append(((f" {number} ", "key"), (cut(proposal_line(proposal, titles), cells - 3), "")))
        rows += [((f"   {line}", "dim"),) for why in proposal.why for line in _fold(why, cells - 3)]
    later = sorted((card.due, card.card) for card in cards if card.overdue < 0)
    if later:
        names = ", ".join(f"{_name(card, titles)} ({due.isoformat()})" for due, card in later[:4])
        rows += [((f" {line}", "dim"),) for line in _fold(f"Not due: {names}.", cells - 1)]
    return tuple(rows)


def _name(card: str, titles: dict[str, str]) -> str:
    kind, _, name = card.partition(":")
    return title(name) if kind == "skill" else titles.get(name, name)


def _fold(text: str, cells: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, max(20, cells))
