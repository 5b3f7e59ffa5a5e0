"""A session's entries as evidence: sentences in their phases, boards in all their versions.

Only the candidate's own words count. A sentence that repeats what the interviewer said, a pasted
list of terms, and terms strung together are not evidence of anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from coach.boards.registry import PROSE
from coach.frozen import dataclass
from coach.language.normal import normal_stems
from coach.language.sentences import (
    frame,
    frames,
    joining,
    linked,
    listed,
    pasted,
    sound,
    split,
    strung,
)
from coach.language.vocabulary import Vocabulary
from coach.language.words import Stems, tokens, within
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import step
from coach.session.state import EMPTY, State

SOME_WORDS = 5
BRIEF = 120
"""Seconds of a window in which not much can be said."""

FEW_WORDS = 2
"""Words that count as work in a brief phase: an arrow between two boxes."""

LEAST_PHASES = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something shows: the entry, how (asked, said, wrote, drew, ...), the words quoted.

    `doubt` says why it may not show it after all, "" where nothing speaks against it.
    """

    entry: int
    how: str
    text: str
    doubt: str = ""


BY_CLOCK = ("worked", "in time")
"""How a point shows that no words show: every phase had its work, the end came in time."""
QUOTE = 220
"""The most characters of a quotation."""


def quoted(text: str) -> str:
    """A text on one line, as it is quoted."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTE else line[: QUOTE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a pair in a row, of the candidate's: where, when, how, and its stems."""

    entry: int
    phase: str
    how: str
    text: str
    words: Stems
    pair: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A board's text as entry `n` left it."""

    n: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Everything in a session that a grader can point at.

    `worked` counts the candidate's words by phase, `firsts` the entry of the first of them;
    `own` holds the entries that an overruling may cite.
    """

    state: State
    sentences: tuple[Sentence, ...]
    versions: Mapping[str, tuple[Version, ...]]
    worked: Mapping[str, int]
    firsts: Mapping[str, int]
    own: frozenset[int]

    def text(self, board: str) -> str:
        """The board's text at the end."""
        return self.state.boards.get(board, "")

    def since(self, board: str, holds: Callable[[str], bool]) -> int | None:
        """The edit from which on the board's text holds; None when it does not in the end.

        Found by halving, so that a long session needs a few looks and not hundreds: the edit
        given made it hold, and the text one edit earlier did not.
        """
        versions = self.versions.get(board, ())
        if len(versions) < 2 or not holds(versions[-1].text) or holds(versions[0].text):
            return None
        low, high = 0, len(versions) - 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if holds(versions[middle].text) else (middle, high)
        return versions[high].n


@dataclass(slots=True)
class _Line:
    """A line in the making."""

    text: str
    entry: int
    phase: str


@dataclass(slots=True)
class _Gathering:
    """What is collected while the entries go by."""

    spoken: list[tuple[Entry, str]] = field(default_factory=list)
    heard: list[Stems] = field(default_factory=list)
    lines: dict[str, dict[str, _Line]] = field(default_factory=dict)
    kept: dict[tuple[int, str], _Line] = field(default_factory=dict)
    versions: dict[str, list[Version]] = field(default_factory=dict)
    worked: dict[str, int] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)


def gather(entries: Sequence[Entry], terms: Vocabulary) -> Record:
    """The record of a session; `terms` are the prompt's, to tell thoughts from lists of terms."""
    gathering, state = _gathered(entries)
    return _record(gathering, state, _sentences(gathering, terms))


def work(entries: Sequence[Entry]) -> Record:
    """The record of what was done in a session, without a look at any sentence."""
    return _record(*_gathered(entries), ())


def _gathered(entries: Sequence[Entry]) -> tuple[_Gathering, State]:
    gathering = _Gathering()
    state = EMPTY
    for entry in entries:
        before, state = state, step(state, entry)
        _take(gathering, entry, before, state)
    _keep(gathering, state)
    return gathering, state


def _record(gathering: _Gathering, state: State, sentences: tuple[Sentence, ...]) -> Record:
    return Record(
        state,
        sentences,
        {board: tuple(versions) for board, versions in gathering.versions.items()},
        gathering.worked,
        gathering.firsts,
        frozenset(gathering.own),
    )


def attempted(entries: Sequence[Entry]) -> bool:
    """Whether this was a real attempt: some words in each of three phases (in each planned phase
    of a drill that has fewer), all of them in whichever phase, or given up aloud."""
    record = work(entries)
    worked = worked_phases(record) >= needed_phases(record.state)
    return record.state.gave_up or worked or worked_throughout(record)


def worked_throughout(record: Record) -> bool:
    """Whether the least minutes of all phases were spent and their words said, in whichever."""
    state, planned = record.state, record.state.phases
    spent = sum(state.seconds(phase.id, state.at) for phase in planned)
    words = sum(record.worked.get(phase.id, 0) for phase in planned)
    least = sum(phase.least for phase in planned)
    return bool(planned) and spent >= least and words >= sum(map(some_words, planned))


def needed_phases(state: State) -> int:
    """In how many phases there must be words."""
    return min(LEAST_PHASES, max(1, len(state.phases)))


def needed(state: State) -> str:
    """What a real attempt at this session needs, as the object of a sentence."""
    places = {1: "", 2: " in each of two phases", 3: " in each of three phases"}
    return f"some words of yours{places[needed_phases(state)]}"


def worked_phases(record: Record) -> int:
    """In how many phases the candidate said or wrote at least some words."""
    plans = {phase.id: phase for phase in record.state.phases}
    return sum(
        count >= (some_words(plans[phase]) if phase in plans else SOME_WORDS)
        for phase, count in record.worked.items()
        if phase
    )


def some_words(phase: ev.Phase) -> int:
    """How many words of the candidate's count as work in a phase."""
    return FEW_WORDS if 0 < phase.most <= BRIEF else SOME_WORDS


def _take(gathering: _Gathering, entry: Entry, before: State, state: State) -> None:
    event, mine = entry.event, state.role(entry.by) == ev.CANDIDATE
    match event:
        case ev.SessionOpened():
            for board in event.boards:
                gathering.versions[board.name] = [Version(entry.n, board.text)]
                gathering.lines[board.name] = {
                    line: _Line(line, entry.n, "") for line in board.text.split("\n")
                }
            gathering.heard.append(normal_stems(event.statement))
        case ev.PhaseEntered():
            _keep(gathering, before)
        case ev.Said() if mine:
            gathering.spoken.append((entry, state.phase))
            _work(gathering, entry, state.phase, event.text)
        case ev.Said(text=text) | ev.CurveballThrown(text=text) | ev.HintGiven(text=text):
            gathering.heard.append(normal_stems(text))
        case ev.FactRevealed():
            gathering.heard.append(normal_stems(event.answer))
        case ev.TextEdited() if state.unknown == before.unknown:
            text = state.boards[event.board]
            gathering.versions[event.board].append(Version(entry.n, text))
            _mark_lines(gathering, event.board, text, entry.n, state.phase if mine else "")
            if mine:
                _work(gathering, entry, state.phase, event.inserted)
        case ev.ItemTicked() if mine:
            gathering.own.add(entry.n)
        case _:
            pass


def _work(gathering: _Gathering, entry: Entry, phase: str, text: str) -> None:
    gathering.own.add(entry.n)
    count = len(tokens(text))
    if count:
        gathering.worked[phase] = gathering.worked.get(phase, 0) + count
        gathering.firsts.setdefault(phase, entry.n)


def _mark_lines(gathering: _Gathering, board: str, text: str, n: int, phase: str) -> None:
    """Gives each line of a prose board the entry and phase of the last edit that made it; one that
    is not the candidate's own has no phase and is no evidence."""
    if board in PROSE:
        known = gathering.lines.get(board, {})
        gathering.lines[board] = {
            line: known.get(line) or _Line(line, n, phase) for line in text.split("\n")
        }


def _keep(gathering: _Gathering, state: State) -> None:
    """Keeps the prose boards as they stand when a phase is left, and at the end."""
    for board in PROSE:
        for line in gathering.lines.get(board, {}).values():
            if line.phase:
                gathering.kept.setdefault((line.entry, line.text), line)


def _sentences(gathering: _Gathering, terms: Vocabulary) -> tuple[Sentence, ...]:
    """All sentences that are the candidate's own thoughts, in the order of their entries."""
    raw: list[tuple[int, str, str, list[str]]] = []
    for entry, phase in gathering.spoken:
        text = entry.event.text if isinstance(entry.event, ev.Said) else ""
        if not pasted(text, terms):
            raw.append((entry.n, phase, "said", split(text)))
    written: dict[tuple[int, str], list[str]] = {}
    for line in gathering.kept.values():
        written.setdefault((line.entry, line.phase), []).append(line.text)
    for (n, phase), lines in written.items():
        if not pasted("\n".join(lines), terms):
            raw += [(n, phase, "wrote", split(line)) for line in lines]
    worn = frames((text for *_, group in raw for text in group), terms)
    sentences = []
    for n, phase, how, group in sorted(raw, key=lambda row: row[0]):
        for text, pair in _windows(group, terms, worn):
            words = normal_stems(text)
            thought = sound(tokens(text), joining(text)) and not listed(text)
            if thought and not any(within(words, heard) for heard in gathering.heard):
                sentences.append(Sentence(n, phase, how, text, words, pair))
    return tuple(sentences)


def _windows(
    group: Sequence[str], terms: Vocabulary, worn: frozenset[Stems]
) -> list[tuple[str, bool]]:
    """Each sentence of one breath, then each pair in a row that is about one thing; lists and
    worn frames left out."""
    good = []
    for text in group:
        words = tokens(text)
        good.append(not strung(words, terms) and frame(words, terms) not in worn)
    alone = [(text, False) for text, fine in zip(group, good, strict=True) if fine]
    pairs = [
        (f"{group[i]} {group[i + 1]}", True)
        for i in range(len(group) - 1)
        if good[i] and good[i + 1] and linked(group[i], group[i + 1])
    ]
    return alone + pairs
