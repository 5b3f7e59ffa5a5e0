"""What of a model's reply is done: prepared words by their id, one plain question, or nothing.

Everything that is not allowed is silence; why stands in the journal. A model that obeys an order
hidden in the candidate's words can still only pick ids. Pure.
"""

from collections.abc import Mapping
from typing import Any

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.interviewer.placing import scores
from coach.mock.dossier import Dossier
from coach.mock.guard import stopped
from coach.mock.model_brief import Occasion, candidate_wrote
from coach.mock.strict_json import read
from coach.session.admit import HINT_WANTED
from coach.session.decide import EnterPhase, Intent, Say
from coach.session.state import State

FACTS_MOST = 2
"""Facts told for one utterance."""
QUOTE_LEAST = 4
"""Characters of a quotation."""
NEAR = 6
"""A fact is told where it is among so many that the matcher finds nearest to the utterance."""
HINT_AFTER = 90.0
"""Seconds of silence after which a hint may come unasked."""


@dataclass(frozen=True, slots=True)
class ModelMove:
    """What is done (`intents`), which move of the model that was, on which ids, and why more was
    not done ("" where it was)."""

    intents: tuple[Intent, ...] = ()
    did: str = "silence"
    id: str = ""
    stopped: str = ""


class Stopped(Exception):
    """A move that is not allowed now; says why."""


def read_reply(text: str) -> Mapping[str, Any]:
    """The one object of a reply, a code fence or thoughts before it aside; BadFrame."""
    rest = text.rpartition("</think>")[2].strip()
    if rest.startswith("```"):
        rest = rest.partition("\n")[2].rpartition("```")[0].strip()
    return read(rest)


def choose(
    told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion
) -> ModelMove:
    """What of the reply is done in that state."""
    move = told.get("do")
    moves = {
        "answer": _answer, "hint": _hint, "probe": _probe, "change": _change,
        "follow_up": _follow_up, "next_phase": _next_phase,
    }  # fmt: skip
    if move == "silence":
        return ModelMove()
    if not isinstance(move, str) or move not in moves:
        return ModelMove(stopped="There is no such move.")
    try:
        intents, name = moves[move](told, dossier, state, occasion)
    except (Stopped, CoachError) as why:
        return ModelMove((), move, "", str(why))
    return ModelMove(intents, move, name)


Done = tuple[tuple[Intent, ...], str]


def _answer(told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion) -> Done:
    asked, quote = occasion.asked, _text(told, "quote")
    names = told.get("facts")
    if asked is None:
        raise Stopped("Nothing was asked.")
    if not isinstance(names, list) or not 1 <= len(names) <= FACTS_MOST:
        raise Stopped(f"An answer tells one fact or {FACTS_MOST}.")
    if len(quote) < QUOTE_LEAST or _folded(quote) not in _folded(asked.text):
        raise Stopped("The quotation does not stand in what was asked.")
    near = _near(dossier, asked.text) | _near(dossier, quote)
    known = {fact.fact for fact in state.facts}
    intents: list[Intent] = []
    for name in dict.fromkeys(str(name) for name in names):
        fact = dossier.prompt.fact(name)
        if fact is None:
            raise Stopped(f"There is no fact {name[:40]}.")
        if name not in near:
            raise Stopped(f"{name} is far from what was asked.")
        again = Say(fact.answer, "answer", str(asked.n))
        intents.append(again if name in known else dossier.fact(state, name))
    return tuple(intents), " ".join(str(name) for name in names)


def _hint(told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion) -> Done:
    asked = occasion.asked
    wanted = asked is not None and (asked.kind == HINT_WANTED or "hint" in asked.text.lower())
    if not wanted and occasion.idle < HINT_AFTER:
        raise Stopped("No hint was asked for.")
    hint = dossier.hint(state, _text(told, "ladder"))
    ladder = next(
        (hint_ladder for hint_ladder in dossier.prompt.hints if hint_ladder.id == hint.ladder), None
    )
    if ladder is None or ladder.phase != state.phase:
        raise Stopped("That hint belongs to another phase.")
    return (hint,), f"{hint.ladder} {hint.rung}"


def _probe(told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion) -> Done:
    phase = dossier.workflow.phase(state.phase)
    if phase is None or not phase.probes:
        raise Stopped("This phase has no prepared questions.")
    name = _text(told, "id")
    if any(utterance.kind == "probe" and utterance.ref == name for utterance in state.conversation):
        raise Stopped("That was asked already.")
    return (dossier.probe(name),), name


def _change(told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion) -> Done:
    if state.curveballs:
        raise Stopped("The requirements were changed once.")
    phase = dossier.workflow.phase(state.phase)
    if phase is None or phase.listens:
        raise Stopped("A change comes once there is a design.")
    _had_its_least(state, occasion)
    name = _text(told, "id")
    return (dossier.curveball(name),), name


def _follow_up(told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion) -> Done:
    text = " ".join(_text(told, "text").split())
    if why := stopped(text, candidate_wrote(state)):
        raise Stopped(why)
    return (Say(text),), ""


def _next_phase(
    told: Mapping[str, Any], dossier: Dossier, state: State, occasion: Occasion
) -> Done:
    _had_its_least(state, occasion)
    ids = [phase.id for phase in state.phases]
    at = ids.index(state.phase) if state.phase in ids else -1
    if at + 1 >= len(ids):
        raise Stopped("There is no further phase.")
    return (EnterPhase(ids[at + 1]),), ids[at + 1]


def _had_its_least(state: State, occasion: Occasion) -> None:
    plan = state.planned(state.phase)
    if plan is None or state.seconds(state.phase, occasion.now) < plan.least:
        raise Stopped("The phase has not had its least minutes.")


def _near(dossier: Dossier, words: str) -> frozenset[str]:
    ranked = scores(dossier.prompt, words)[:NEAR]
    return frozenset(score.fact for score in ranked if score.total > 0)


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key, "")
    return value if isinstance(value, str) else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
