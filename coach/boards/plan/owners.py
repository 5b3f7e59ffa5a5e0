"""Who does a step, where no sign or key says so: (Luis), [Kofi] Stop, Copy - Amélie.

A name in brackets may as well be a product's. What is said of two steps, and never as the thing
that a step is about, is a person or a team; then the other names in that place are too.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from coach.boards.plan.document import Step
from coach.frozen import dataclass

_WORD = r"[^\W\d_][\w.'’&/+-]{0,30}"
_NAME = re.compile(rf"{_WORD}(?:[ ]{_WORD}){{0,2}}(?:[ ]?\([^\W\d_][\w .'’-]{{1,30}}\))?$")
NAMED = re.compile(rf"[^\W\d_a-z][\w.'’&/-]{{0,30}}(?:[ ]{_WORD}){{0,2}}")
"""A person or a team, with a capital: Ida, SRE, Orders squad."""
_OURSELVES = frozenset(("me", "us", "both", "everyone", "everybody"))
_AND = re.compile(r"[ ]*[,+&/][ ]*|[ ]and[ ]")
_BRACKET = re.compile(r"[ \t]*[(\[](?P<inside>[^()\[\]]{2,80})[)\]][ \t.]*$")
_LEADING = re.compile(r"\[(?P<who>[^\]]{2,40})\][ \t]*(?=\S)")
_SIGNED = re.compile(r"(?P<who>@[\w.-]{1,40}):?[ \t]+(?=\S)")
_TRAILING = re.compile(
    r"[ \t]+(?P<sign>[–—|-])[ \t]+(?:[^\W\d_]+:[ ])?(?P<who>[^–—()\[\],;:]{2,40})$"
)
_COLUMN = re.compile(r"(?P<who>\S+(?:[ ]\S+){0,2})[ ]{2,}(?=\S)")
_TOLD = re.compile(
    r"(?:[ \t]*(?:[,;|(]|[–—-](?=[ ]))[ \t]*|[ \t]+(?=👤))"
    r"(?:👤|owner|owned by|assignee|assigned to|responsible|dri)"
    r"[ \t]*[:=]?[ \t]+(?P<who>@?[^,;()|–—⏱]{2,60}?)[)]?[ \t]*(?=$|[,;|]|[–—-][ ])",
    re.I,
)
_TEAM = re.compile(r"^(?:the )?(?:team|squad) | (?:team|squad)$", re.I)
_HALF = 0.5
"""So large a part of all steps has a name where names in brackets are owners."""


@dataclass(frozen=True, slots=True)
class OwnerGuess:
    """A name that may be an owner's, and the step's name without it; `beside`: it stood in one
    bracket with a length."""

    who: str
    name: str
    beside: bool = False


def people(who: str) -> list[str]:
    """The names of a list of people: Nadia, Olu and Kim."""
    return [name.strip() for name in _AND.split(who) if name.strip()]


def told_owner(text: str) -> tuple[str, str] | None:
    """The owner that words name by a key (— owner: Ida), and the words without it."""
    match = _TOLD.search(text)
    if match is None:
        return None
    return match["who"].strip(), f"{text[: match.start()]}{text[match.end() :]}".strip()


def guessed_owner(text: str) -> OwnerGuess | None:
    """The name in the place of an owner, at the beginning or the end of a step's words."""
    lead = _LEADING.match(text) or _SIGNED.match(text)
    if lead and (lead["who"].startswith("@") or _named(lead["who"])):
        return OwnerGuess(lead["who"], text[lead.end() :].strip())
    bracket = _BRACKET.search(text)
    if bracket:
        inside = people(bracket["inside"])
        if all(NAMED.fullmatch(name) or name.lower() in _OURSELVES for name in inside):
            return OwnerGuess(bracket["inside"], text[: bracket.start()].strip())
        *others, last = re.split(r"[,;]\s*", bracket["inside"])
        if _named(_TEAM.sub("", last)):
            rest = f" ({', '.join(others)})" if others else ""
            return OwnerGuess(last.strip(), f"{text[: bracket.start()]}{rest}".strip())
        return None
    trailing = _TRAILING.search(text)
    if trailing and _named(trailing["who"], team=trailing["sign"] == "|"):
        return OwnerGuess(trailing["who"].strip(), text[: trailing.start()].strip())
    return None


def owner_in_place(name: str, body: str, beside: str) -> OwnerGuess | None:
    """The name in a place of an owner's: in the step's words, beside its length, in a column."""
    guess = guessed_owner(name) or _beside(name, beside)
    if guess is not None and beside and guess.who == beside and NAMED.fullmatch(beside):
        return replace(guess, beside=True)
    return guess or _ahead(body, name)


def _ahead(body: str, name: str) -> OwnerGuess | None:
    """The name in a column of its own before a step's words: `Maria   run the reports`."""
    column = _COLUMN.match(body)
    if column is None or not all(map(_named, re.split(r"[ ][+&][ ]", column["who"]))):
        return None
    who = column["who"]
    return OwnerGuess(who, name.removeprefix(who).strip()) if name.startswith(who) else None


def _beside(name: str, who: str) -> OwnerGuess | None:
    """The name that stood beside a length in brackets, with a capital or without: (infra, 3 w)."""
    bracket = f" ({who})"
    if not who or not _NAME.match(who) or not name.endswith(bracket):
        return None
    return OwnerGuess(who, name.removesuffix(bracket).strip())


def _named(text: str, team: bool = False) -> bool:
    """Whether words can be a name: up to three, each with a capital; of a team's the first."""
    words = text.split()[: 1 if team else None]
    return bool(_NAME.match(text.strip())) and all(w.lstrip("(")[:1].isupper() for w in words)


def owned(steps: list[Step], guesses: Mapping[int, OwnerGuess], of_all: str = "") -> list[Step]:
    """The steps with the owners that were guessed, where the plan as a whole bears them out;
    of_all: who has every step without an owner of its own."""
    out = _borne_out(steps, guesses)
    return [replace(step, owner=step.owner or of_all) for step in out] if of_all else out


def _again(who: str, count: int, kin: Counter[str]) -> bool:
    """Whether more than one step names these people, or one of them."""
    if who.lower() in _OURSELVES:
        return True
    return count > 1 or any(kin[_TEAM.sub("", name).lower()] > 1 for name in people(who))


def _borne_out(steps: list[Step], guesses: Mapping[int, OwnerGuess]) -> list[Step]:
    known = {at: guess for at, guess in guesses.items() if at < len(steps)}
    if not known:
        return steps
    told = {step.owner for step in steps if step.owner}
    counts = Counter(guess.who for guess in known.values())
    kin = Counter(_TEAM.sub("", who).lower() for g in known.values() for who in people(g.who))
    about = " \n".join(
        known[at].name if at in known else step.name
        for at, step in enumerate(steps)
        if step.share is None
    )
    sure = {
        who
        for who, count in counts.items()
        if (_again(who, count, kin) or who in told or who[0] == "@")
        and not re.search(rf"\b{re.escape(who)}\b", about)
    }
    beside = {guess.who for guess in known.values() if guess.beside}
    if len(beside) > 1:
        sure |= {who for who in beside if not re.search(rf"\b{re.escape(who)}\b", about)}
    if sure and len(known) >= _HALF * sum(step.share is None for step in steps):
        sure |= {who for who in counts if not re.search(rf"\b{re.escape(who)}\b", about)}
    out = list(steps)
    for at, guess in known.items():
        if guess.who in sure and not out[at].owner and guess.name:
            out[at] = replace(out[at], owner=guess.who, name=guess.name)
    return out
