"""Where a session is wired: prompt, journal, clock, interviewer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.catalog import shelf
from coach.clock import SessionClock
from coach.errors import ContentError, JournalError, NotFound, NotSaved, Refused
from coach.frozen import dataclass
from coach.journal.file import create, open_journal
from coach.journal.summary import Summary
from coach.journal.writer import Journal
from coach.live.environment import Environment
from coach.live.live import Live, Partner
from coach.session.entry import Entry
from coach.session.events import CANDIDATE, Phase, SessionOpened, WasAway

if TYPE_CHECKING:
    from coach.catalog.prompt import Prompt
    from coach.catalog.workflow import Workflow

GUESS_LIMIT = 30 * 86400.0


@dataclass(slots=True)
class OpenSession:
    """An open session with its journal, and what was found wrong on opening it."""

    live: Live
    journal: Journal
    prompt: "Prompt | None" = None
    workflow: "Workflow | None" = None
    notice: str = ""

    def know(self, counterpart: "Counterpart") -> None:
        """From now on the sitting knows its prompt and workflow, where they could be loaded."""
        self.prompt, self.workflow = counterpart.prompt, counterpart.workflow


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The scripted interviewer with the prompt and workflow it knows; all None, and `why`, where
    there is none. `prepare` works out, in a thread perhaps, what the first question needs."""

    partner: Partner | None = None
    prompt: "Prompt | None" = None
    workflow: "Workflow | None" = None
    why: str = ""
    prepare: "Callable[[], None] | None" = None


def partner_of(slug: str, workflow: str, environment: Environment) -> Counterpart:
    """The scripted interviewer of a workflow's prompt; or why there is none."""
    from coach.interviewer.interviewer import Interviewer

    try:
        prompt = shelf.load(slug, environment.folders, workflow)
        known = shelf.load_workflow(workflow, environment.folders)
    except (NotFound, ContentError) as error:
        return Counterpart(why=f"No interviewer: {error.message}")
    partner = Interviewer(prompt, known)
    return Counterpart(partner, prompt, known, prepare=partner.prepare)


def begin(
    environment: Environment,
    slug: str,
    level: str,
    pace: str,
    mode: str,
    *,
    only: str = "",
    workflow: str = "",
) -> OpenSession:
    """A new session, its journal on disk, in its first phase; a drill where `only` names a phase.
    Without a `workflow` the slug alone says which prompt is meant (`shelf.find`).

    The interviewer joins later (`meet`), so that nothing heavy stands before the first picture;
    a prompt of the user's own is read whole first. NotFound, UsageError, ContentError; NotSaved
    when the disk refuses even the first line.
    """
    header = shelf.header(slug, environment.folders, workflow)
    if header.own:
        shelf.load(slug, environment.folders, header.workflow)
    phases, boards = shelf.plan(header.workflow, environment.folders, pace, level)
    if pace != "untimed":
        pace = str(sum(phase.most for phase in phases) // 60)
    drilled = tuple(phase for phase in phases if phase.id == only)
    opened = SessionOpened(
        session=environment.new_id(),
        prompt=header.slug,
        title=header.title + _ending(drilled),
        statement=header.statement,
        workflow=header.workflow,
        level=level,
        pace=pace,
        mode=mode,
        wall=environment.wall().isoformat(timespec="seconds"),
        phases=drilled or phases,
        boards=boards,
        program=f"coach {__version__}",
    )
    journal = create(environment.paths, opened)
    live = Live([Entry(1, 0.0, CANDIDATE, opened)], journal, SessionClock(environment.source))
    live.open_with(opened.phases[0].id)
    return OpenSession(live, journal)


def drill_ending(workflow: str, only: str, folders: shelf.Folders) -> str:
    """What a drill's title has behind the prompt's; "" where `only` names no phase of the
    workflow. NotFound and ContentError where the workflow cannot be used."""
    if not only:
        return ""
    phases, _ = shelf.plan(workflow, folders, "untimed")
    return _ending([phase for phase in phases if phase.id == only])


def _ending(drilled: Sequence[Phase]) -> str:
    return f": {drilled[0].title.lower()}" if drilled else ""


def meet(sitting: OpenSession, environment: Environment) -> Counterpart:
    """The interviewer of a sitting with its prompt, or why there is none; may run in a thread."""
    opened = sitting.live.state.opened
    if opened is None:
        return Counterpart()
    return partner_of(opened.prompt, opened.workflow, environment)


def reopen(environment: Environment, path: Path) -> OpenSession:
    """An unfinished session as it was, its clock at its last entry.

    Refused when it is closed; JournalError, LockedJournal, DamagedJournal when it cannot be
    continued.
    """
    journal = open_journal(path)
    if journal.journal is None:
        raise NotSaved(
            str(journal.damage) if journal.damage else f"{path.name} can only be read.",
            "`coach show` prints what can be read; `coach doctor` says what to do.",
        )
    entries = journal.entries
    last = entries[-1].at if entries else 0.0
    live = Live(entries, journal.journal, SessionClock(environment.source, last))
    opened = live.state.opened
    if live.state.seat is not None:
        journal.journal.close()
        raise Refused("That is a mock of two.", "`coach join` goes back to its room.")
    if opened is None or live.state.closed:
        journal.journal.close()
        raise Refused("This session is closed.", "Review shows its transcript and debrief.")
    away = min(GUESS_LIMIT, max(0.0, environment.wall().timestamp() - journal.changed))
    if away >= 1:
        live.note(WasAway(round(away, 1), "closed"))
    live.expect()
    return OpenSession(live, journal.journal, notice=str(journal.damage or ""))


def unfinished_or_id(environment: Environment, wanted: str | None) -> Path:
    """The session that `coach resume` means, by the beginning of its id or by its file; NotFound
    when there is none."""
    library = environment.library()
    if wanted:
        from coach.journal.returning import brought_back

        return brought_back(library, environment.paths, wanted) or library.find(wanted)
    unfinished: tuple[Summary, ...] = library.unfinished(1)
    if not unfinished and (hidden := library.hidden()):
        raise JournalError(hidden[0], "`coach doctor` looks closer.")
    if not unfinished:
        raise NotFound("There is no unfinished session.", "`coach start PROMPT` begins one.")
    return unfinished[0].path
