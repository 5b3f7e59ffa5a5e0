"""What the interviewer says to "pardon?" and "what do you mean?": its last words once more."""

import re

from coach.interviewer.asking_back import ASKED_BACK, UNPLACED
from coach.session.decide import Say
from coach.session.events import CANDIDATE, INTERVIEWER
from coach.session.state import State, Utterance

_AGAIN = re.compile(
    r"\W*(?:(?:sorry|pardon|excuse me|hm+|wait|ok|okay|um|well|oh|and|but)\b[\s,.!]+)*"
    r"(?:(?:can|could|would|will) you (?:please )?(?:repeat|rephrase|say|explain|clarify)"
    r"(?: (?:that|it|this))?(?: (?:again|once more|please|in other words))*"
    r"|(?:please )?(?:repeat|rephrase|say)(?: (?:that|it|this))(?: (?:again|once more|please))*"
    r"|(?:say )?(?:again|once more)|come again|(?:beg your )?pardon(?: me)?"
    r"|what (?:did|do) you (?:just )?(?:say|ask|mean)(?: (?:by|with) (?:that|this))?"
    r"|what was (?:that|the (?:last )?(?:thing|answer|one))(?: again)?"
    r"|(?:i|we) (?:did ?n[o'\u2019]?t|do ?n[o'\u2019]?t|did not|do not|cannot|can'?t) "
    r"(?:get|catch|understand|hear|follow|read)(?: (?:that|it|you|this))?"
    r"|how do you mean(?: that)?|(?:sorry|pardon)\s*(?=\?))\W*",
    re.I,
)
"""Words that ask for the last words again, and nothing else."""
_OPENING = frozenset({"statement", "announcement"})
RESTATED = "I said: {text}"
NOT_UNDERSTOOD = (
    "I could not tell what you want to know in “{text}”. Name the thing, and what of it: "
    "how many, how large, how fast, how long, who may."
)
QUOTED = 60
"""Characters of the candidate's words that are quoted."""


def again(state: State, text: str, entry: int) -> Say | None:
    """The reply to words (of entry `entry`) that ask to hear the last thing once more; None to all
    other words, and where the interviewer has said nothing but its opening since. A question back
    stays one, so that the next line answers it."""
    if not _AGAIN.fullmatch(text):
        return None
    before = [said for said in state.conversation if said.n < entry]
    for at in range(len(before) - 1, -1, -1):
        said = before[at]
        if state.role(said.by) != INTERVIEWER:
            continue
        if said.kind in _OPENING:
            return None
        if said.kind == ASKED_BACK:
            return Say(said.text, ASKED_BACK, said.ref)
        restated = RESTATED.format(text=said.text)
        unclear = said.kind == UNPLACED and _not_understood(state, before[:at])
        return Say(unclear or restated, "answer", str(entry))
    return None


def _not_understood(state: State, before: list[Utterance]) -> str:
    """What is said of the candidate's last words before these, which could not be placed."""
    mine = [said.text for said in before if state.role(said.by) == CANDIDATE]
    words = " ".join(mine[-1].split()) if mine else ""
    short = words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
    return NOT_UNDERSTOOD.format(text=short) if short else ""
