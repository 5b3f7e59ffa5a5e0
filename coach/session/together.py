"""What can happen in a session of several people beside what happens in one alone.

Public events go to every seat in the hub's order; own ones never leave their author's file and
are given, if at all, by an explicit act afterwards. The same rules as for `coach.session.events`:
wire names and fields are frozen, fields added later have defaults.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from coach.frozen import dataclass
from coach.session.events import LATER, Audience, Event

HUB = "hub"
"""The author of what the hub itself notes."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a room: the seat's name (p1, p2, o1), the role, the name people use."""

    p: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Seated(Event):
    """Own: whose file this is: seat, role, room, name, and who else was there."""

    TYPE: ClassVar[str] = "seated"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    me: str
    role: str
    room: str
    name: str
    others: tuple[Person, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class Queued(Event):
    """Own: what this seat made and the hub had not ordered yet: its id, type, and its data as
    JSON text. When the hub's entry with the same id arrives, that one counts."""

    TYPE: ClassVar[str] = "queued"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    id: str
    type: str
    data: str


@dataclass(frozen=True, slots=True)
class Dropped(Event):
    """Own: the hub refused what was queued under this id, with its code; it counts no more."""

    TYPE: ClassVar[str] = "dropped"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Noted(Event):
    """Own: the private pad as it stands now, whole."""

    TYPE: ClassVar[str] = "noted"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    text: str


@dataclass(frozen=True, slots=True)
class Graded(Event):
    """Own: what an interviewer or observer thinks of one observable at this moment: yes, partly,
    no or unseen, with a word why and the entries that show it."""

    TYPE: ClassVar[str] = "graded"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    observable: str
    mark: str
    note: str = ""
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormDrafted(Event):
    """Own: the form as far as it is written, whole."""

    TYPE: ClassVar[str] = "form_drafted"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    form: str


@dataclass(frozen=True, slots=True)
class FormKept(Event):
    """Own: the form that was sealed, and its salt in hexadecimal digits, to open it with later."""

    TYPE: ClassVar[str] = "form_kept"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    form: str
    salt: str


@dataclass(frozen=True, slots=True)
class ModelCalled(Event):
    """Own: one call of a language model that holds this seat: how long, what it cost in tokens,
    what came of it, why not more, and the beginning of what it replied."""

    TYPE: ClassVar[str] = "model_called"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    model: str
    ms: int
    tokens_in: int
    tokens_out: int
    did: str
    id: str
    stopped: str
    why: str
    reply: str


@dataclass(frozen=True, slots=True)
class Sealed(Event):
    """Somebody filed a form: SHA-256 of salt and form; nobody can read it yet."""

    TYPE: ClassVar[str] = "sealed"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    digest: str


@dataclass(frozen=True, slots=True)
class Waived(Event):
    """Somebody files no form."""

    TYPE: ClassVar[str] = "waived"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Unsealed(Event):
    """A sealed form, opened: its text and the salt in hexadecimal digits."""

    TYPE: ClassVar[str] = "unsealed"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    form: str
    salt: str


@dataclass(frozen=True, slots=True)
class Shared(Event):
    """Part `part` of `of` of private notes, marks or a prompt, given after the end."""

    TYPE: ClassVar[str] = "shared"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    what: str
    part: int
    of: int
    text: str


@dataclass(frozen=True, slots=True)
class Came(Event):
    """The hub: somebody is here who was not, or had been gone."""

    TYPE: ClassVar[str] = "came"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    p: str
    role: str
    name: str
    client: str


@dataclass(frozen=True, slots=True)
class Went(Event):
    """The hub: somebody is gone; why is "left" or "lost"."""

    TYPE: ClassVar[str] = "went"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    p: str
    why: str


TOGETHER: Mapping[str, type[Event]] = {
    cls.TYPE: cls
    for cls in (
        Seated,
        Queued,
        Dropped,
        Noted,
        Graded,
        FormDrafted,
        FormKept,
        ModelCalled,
        Sealed,
        Waived,
        Unsealed,
        Shared,
        Came,
        Went,
    )
}
