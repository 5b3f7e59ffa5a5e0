"""A session as an interviewer proposes it: the plan of their prompt, nothing of its answer."""

from hashlib import sha256

from coach import __version__
from coach.catalog import shelf
from coach.errors import ContentError
from coach.live.environment import Environment
from coach.session.events import INTERVIEWER, SessionOpened

CLOCKS = ("interviewer", "candidate", "both")


def propose(
    environment: Environment, slug: str, level: str, pace: str, clock: str = INTERVIEWER
) -> SessionOpened:
    """The opening of a mock with that prompt; NotFound, ContentError.

    `digest` is SHA-256 of the prompt's file, by which the candidate's copy can be compared later.
    """
    header = shelf.header(slug, environment.folders)
    phases, boards = shelf.plan(header.workflow, environment.folders, pace, level)
    if pace != "untimed":
        pace = str(sum(phase.most for phase in phases) // 60)
    return SessionOpened(
        session=environment.new_id()[:8],
        prompt=header.slug,
        title=header.title,
        statement=header.statement,
        workflow=header.workflow,
        level=level,
        pace=pace,
        mode="mock",
        wall=environment.wall().isoformat(timespec="seconds"),
        phases=phases,
        boards=boards,
        program=f"coach {__version__}",
        clock=clock,
        digest=digest_of(environment, slug, header.workflow),
    )


def digest_of(environment: Environment, slug: str, workflow: str = "") -> str:
    """SHA-256 of that prompt's file, 64 hexadecimal digits; NotFound, ContentError."""
    path, _ = shelf.find(slug, environment.folders, workflow)
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror}.") from None
