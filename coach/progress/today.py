"""What to practise today as rows: the proposals with their reasons, and what is not due."""

from collections.abc import Sequence
from datetime import date

from coach.boards.board import Row
from coach.progress.declined import Declined
from coach.progress.due import SKILL, Card
from coach.progress.groups import title
from coach.progress.proposal import Coming, Proposal, ProposalOutcome
from coach.text import cut


def proposal_line(proposal: Proposal, titles: dict[str, str]) -> str:
    """A proposal in a line: what, on which prompt, how long."""
    prompt = titles.get(proposal.prompt, proposal.prompt)
    if not proposal.phase:
        return f"Whole session: {prompt}, {proposal.minutes} minutes"
    group = title(proposal.card.removeprefix(SKILL))
    return f"Drill: {group}, on “{prompt}”, {proposal.minutes} minutes"


def outcome_line(outcome: ProposalOutcome) -> str:
    """What came of the last drill, in a sentence."""
    group = title(outcome.card.removeprefix(SKILL)).capitalize()
    return f"{group}: {outcome.before:.0f} % before, {outcome.after:.0f} % in the drill"


def coming_line(coming: Coming, titles: dict[str, str]) -> str:
    """What comes next in a line: the day first."""
    return f"Next, on {coming.day.isoformat()}: {proposal_line(coming.proposal, titles)}"


def today_rows(
    proposals: Sequence[Proposal],
    cards: Sequence[Card],
    titles: dict[str, str],
    today: date,
    cells: int = 80,
    *,
    coming: Coming | None = None,
) -> tuple[Row, ...]:
    """The page of `coach due`."""
    rows = [*head_rows(proposals, cards, today, coming)]
    offered = proposals or ((coming.proposal,) if coming else ())
    for number, proposal in enumerate(offered, 1):
        rows += proposal_rows(number, proposal, titles, cells)
    return (*rows, *later_rows(cards, titles, cells))


def head_rows(
    proposals: Sequence[Proposal], cards: Sequence[Card], today: date, coming: Coming | None = None
) -> tuple[Row, ...]:
    """The day, how long its drills take, and that nothing is asked where that is so, with the day
    of what comes next."""
    minutes = sum(proposal.minutes for proposal in proposals if proposal.phase)
    about = f"   about {minutes} minutes of drills" if minutes else ""
    rows: list[Row] = [((f" Today, {today.isoformat()}", "heading"), (about, "dim"))]
    if not cards:
        rows.append(((" Nothing is due: what is practised comes back when it fades.", "dim"),))
    elif not proposals:
        rows.append(((" Nothing more today.", ""),))
        if coming:
            rows.append(((f" Next, on {coming.day.isoformat()}, or now if you like:", "dim"),))
    return tuple(rows)


def proposal_rows(
    number: int, proposal: Proposal, titles: dict[str, str], cells: int, reasons: bool = True
) -> tuple[Row, ...]:
    """A proposal with its number and, folded below it, its reasons."""
    told = cut(proposal_line(proposal, titles), cells - 3)
    lines = [line for why in proposal.why for line in _fold(why, cells - 3)] if reasons else []
    return (((f" {number} ", "key"), (told, "")), *(((f"   {line}", "dim"),) for line in lines))


def later_rows(cards: Sequence[Card], titles: dict[str, str], cells: int) -> tuple[Row, ...]:
    """What is not due yet, the next first."""
    later = sorted((card.due, card.share, card.card) for card in cards if card.overdue < 0)
    names = ", ".join(f"{_name(card, titles)} ({due.isoformat()})" for due, _, card in later[:4])
    return _folded(f"Not due: {names}.", cells) if later else ()


def declined_rows(declined: Declined, titles: dict[str, str], cells: int) -> tuple[Row, ...]:
    """What is not proposed because it was declined."""
    put_off = ", ".join(_name(card, titles) for card in declined.cards)
    never = ", ".join(titles.get(slug, slug) for slug in declined.never)
    return (
        *(_folded(f"Not today: {put_off}.", cells) if put_off else ()),
        *(_folded(f"Never: {never}.", cells) if never else ()),
    )


def _folded(text: str, cells: int) -> tuple[Row, ...]:
    return tuple(((f" {line}", "dim"),) for line in _fold(text, cells - 1))


def _name(card: str, titles: dict[str, str]) -> str:
    kind, _, name = card.partition(":")
    return title(name) if kind == "skill" else titles.get(name, name)


def _fold(text: str, cells: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, max(20, cells), break_on_hyphens=False)
