"""A model in the interviewer's seat: what it is called, what leaves the machine for it, and the
seat itself, made of the scripted interviewer's."""

from collections.abc import Mapping

from coach.errors import CoachError, Refused
from coach.frozen import dataclass
from coach.live.environment import Environment
from coach.live.live import Partner
from coach.live.opening import partner_of
from coach.mock.attendance import Attendance
from coach.mock.dossier import open_dossier
from coach.mock.hosting import Hosting
from coach.mock.joinlines import JoinLine
from coach.mock.model_endpoint import EndpointFailed, ModelEndpoint, key_of, parse_endpoint
from coach.mock.model_guard import read_reply
from coach.mock.model_marks import FORM, form_of, messages
from coach.mock.model_partner import Asker, ModelPartner
from coach.mock.remote import RemoteLive
from coach.mock.room import replace_file
from coach.mock.script_seat import ScriptSeat, apart
from coach.mock.strict_json import BadFrame, read, write
from coach.paths import Paths, prepare

ALLOWED = "models-allowed.json"
"""The file of the data folder with the places that were allowed, so that each is asked about
once."""
LEAVES = (
    "the problem's statement, the level, the phase and the clock",
    "the last twelve things said in the interview, yours among them",
    "the boards as you write them, 3,000 characters at a time",
    "the titles of the interviewer's facts, hints, questions and changes",
    "after the end the whole conversation, the boards and what a grader looks for",
)


def allowed(paths: Paths, endpoint: ModelEndpoint) -> bool:
    """Whether nothing leaves this machine, or the person has said yes to that place before."""
    return endpoint.local or endpoint.place in _allowed(paths)


def allow(paths: Paths, endpoint: ModelEndpoint) -> None:
    """Remembers a yes; JournalError where the disk refuses."""
    places = sorted({*_allowed(paths), endpoint.place})
    replace_file(prepare(paths.data) / ALLOWED, write({"places": places}))


def _allowed(paths: Paths) -> set[str]:
    try:
        places = read((paths.data / ALLOWED).read_text("utf-8")[:100_000]).get("places")
    except (OSError, UnicodeDecodeError, BadFrame):
        return set()
    return (
        {place for place in places if isinstance(place, str)} if isinstance(places, list) else set()
    )


def question(endpoint: ModelEndpoint) -> str:
    """What is asked before a model elsewhere is used for the first time."""
    rows = "\n".join(f"  - {leaf}" for leaf in LEAVES)
    return (
        f"{endpoint.model} at {endpoint.place} is not on this machine. "
        f"It will be sent, over TLS:\n{rows}\n"
        "Never the reference design, nor an answer that was not asked for."
    )


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that a person chose, and the key for it ("" where it wants none)."""

    endpoint: ModelEndpoint
    key: str


class ModelSeat(ScriptSeat):
    """The interviewer's seat with a model's mind; `told` says so to whoever sits opposite."""

    def __init__(
        self,
        attendance: Attendance,
        environment: Environment,
        plan: tuple[str, str, str],
        model: ModelChoice,
    ) -> None:
        slug, level, pace = plan
        endpoint = model.endpoint
        super().__init__(attendance, environment, slug, level=level, pace=pace, partner=self._mind)
        self._asker = Asker(endpoint, model.key)
        self.told = (
            f"A model, {endpoint.model} at {endpoint.place}, takes the interviewer's seat. It has "
            "no ears: type what you say. It picks what is asked; answers and hints are prepared."
        )
        self._name = f"{endpoint.model}@{endpoint.place}"

    def _mind(self, live: RemoteLive) -> Partner:
        opened = live.state.opened
        if opened is None:
            raise Refused("No session has been opened yet.")
        counterpart = partner_of(opened.prompt, opened.workflow, self._environment)
        if counterpart.partner is None:
            raise Refused(counterpart.why or "There is no interviewer for this prompt.")
        dossier = open_dossier(self._environment, live.state)
        return ModelPartner(live, counterpart.partner, dossier, self._asker, self._name)

    async def file(self, live: RemoteLive) -> None:
        """After the end: the marks that the model proposes and can quote, else no form."""
        form = ""
        try:
            dossier = open_dossier(self._environment, live.state)
            told = await self._asker(messages(dossier, live.state), FORM)
            form = form_of(read_reply(told.text), dossier, live.state)
        except (EndpointFailed, BadFrame, CoachError) as error:
            self.notices.append(str(error))
        except Exception as error:  # noqa: BLE001 - the other side's form waits for this one
            self.notices.append(f"{type(error).__name__}: {error}")
        self.file_or_waive(live, form)


def name_of(endpoint: ModelEndpoint) -> str:
    """How the others see the seat: the model and where it runs."""
    return f"{endpoint.model[:40]} at {endpoint.host[:30]}"


def hosted_model(
    environment: Environment,
    hosting: Hosting,
    plan: tuple[str, str, str],
    model: ModelChoice,
) -> ModelSeat:
    """A model at the first seat of a hosted room; its own file lies with the room."""
    scratch = apart(environment, hosting.room, "model")
    attendance = Attendance(scratch, hosting.lines["p1"], name_of(model.endpoint), hosting.dial)
    return ModelSeat(attendance, environment, plan, model)


def seated_model(
    environment: Environment, line: JoinLine, plan: tuple[str, str, str], model: ModelChoice
) -> ModelSeat:
    """A model in the seat of a join line; `plan` is the prompt, the level and the pace that it
    proposes. Its own file lies among the rooms."""
    scratch = apart(environment, "models", "model")
    attendance = Attendance(scratch, line, name_of(model.endpoint))
    return ModelSeat(attendance, environment, plan, model)


def chosen(named: str, environ: Mapping[str, str]) -> ModelChoice:
    """The model of a command's option NAME@URL and the key for it; UsageError."""
    return ModelChoice(parse_endpoint(named), key_of(environ))
