"""Keys that begin a plan's lines: strategy, constraints, rollback, owner, success and the like."""

import re
from enum import StrEnum
from functools import lru_cache


class Key(StrEnum):
    """What the words after a key are about."""

    TITLE = "title"
    STRATEGY = "strategy"
    CONSTRAINTS = "constraints"
    DOWNTIME = "downtime"
    START = "start"
    DEADLINE = "deadline"
    ROLLBACK = "rollback"
    ROLLBACK_ALL = "rollback for all"
    ROLLBACK_WHEN = "rollback trigger"
    ROLLBACK_STEPS = "rollback steps"
    ROLLBACK_TIME = "rollback time"
    TRIGGER = "trigger"
    ACTION = "action"
    VERIFY = "verify"
    OWNER = "owner"
    SUCCESS = "success"
    AFTER = "after"
    DURATION = "duration"
    LIMIT = "limit"
    REVIEW = "review"
    STEPS = "steps"
    NAME = "name"
    READY = "ready"
    ASIDE = "aside"


_SAID = {
    Key.TITLE: "migration, title, runbook, change, project, migration plan for, scaling plan",
    Key.STRATEGY: "strategy, migration strategy, approach, migration approach, method, rollout "
    "strategy,"
    " deployment strategy, chosen strategy, strategies, cutover strategy",
    Key.CONSTRAINTS: "constraint, constraints, limits, givens, restrictions, boundary conditions, "
    "hard constraints,"
    " requirements and constraints",
    Key.DOWNTIME: "downtime, allowed downtime, downtime allowed, max downtime, maximum downtime, "
    "maintenance window,"
    " downtime budget, acceptable downtime, expected downtime, planned downtime, "
    "permitted downtime, window, outage, outage required, downtime required, downtime component, "
    "service interruption,"
    " downtime max, change window, outage window, downtime window",
    Key.START: "start, starts, start date, begin, begins, planned start, kick-off, kickoff, "
    "date, scheduled,"
    " scheduled for, planned for, migration date, start time, date planned, planned date",
    Key.DEADLINE: "deadline, due, due date, must be done by, finish by, end by, complete by, hard "
    "deadline, done by,"
    " must end by",
    Key.ROLLBACK: "rollback, roll back, rollback plan, roll back plan, roll-back plan, back out, "
    "backout, backout plan,"
    " revert, undo, fallback, way back, rollback procedure, on failure, if it fails, "
    "back-out, rollback strategy,"
    " roll-back, fallback plan, recovery plan, reverting, to roll back, to undo",
    Key.ROLLBACK_ALL: "rollback for all, rollback for all steps, rollback for everything, global "
    "rollback,"
    " rollback order, rollback sequence, order of rollback,"
    " rollback for every step, overall rollback, rollback for all of them, rollback "
    "(all steps), rollback for each step",
    Key.ROLLBACK_WHEN: "rollback trigger, rollback triggers, rollback if, roll back if, "
    "rollback when, roll back when,"
    " rollback immediately when, rollback immediately if, roll back immediately when,"
    " roll back immediately if,"
    " abort if, abort when, stop if, rollback criteria, rollback condition, rollback "
    "conditions, revert if, revert when",
    Key.ROLLBACK_STEPS: "rollback steps, steps to roll back, rollback actions, how to roll back",
    Key.ROLLBACK_TIME: "rollback time estimate, rollback time, time to roll back, "
    "estimated rollback "
    "time,"
    " rollback estimate, rollback duration, rollback takes",
    Key.TRIGGER: "trigger, triggers",
    Key.ACTION: "action, actions, scaling action, scaling actions",
    Key.VERIFY: (
        "verify, verification, check, checks, validation, validate, how to verify, "
        "expected result, test, post-checks, postchecks, post-check, test plan, verification plan, "
        "validation plan, post-change checks, post-implementation checks"
    ),
    Key.OWNER: "owner, owners, responsible, who, assignee, dri, owner of everything, owner of all, "
    "owner of all steps, owner of each step, owner of every step, owner for everything, "
    "owner for all steps, everything owned by",
    Key.SUCCESS: "success, success criteria, success criterion, success metric, success metrics, "
    "goal, goals, criteria,"
    " done when, definition of done, acceptance criteria, acceptance, exit criteria, "
    "success when, it worked when,"
    " completion criteria, success looks like",
    Key.READY: "pre-checks, prechecks, preconditions, prerequisites, entry criteria, "
    "before you start, go/no-go, go/no-go criteria, go / no-go, pre-requisites",
    Key.NAME: "name, task, what, activity",
    Key.AFTER: "after, depends on, dependency, blocked by, needs, predecessors, waits for",
    Key.DURATION: "duration, time, estimate, estimated time, estimated duration, eta, effort, "
    "takes, time estimate,"
    " length, estimated effort, expected duration, how long",
    Key.LIMIT: "max, maximum, limit, largest size, max size, upper limit, ceiling, maximum size",
    Key.REVIEW: "review, review triggers, review trigger, review when, reviews",
    Key.STEPS: "steps, plan, migration steps, procedure, migration checklist, checklist, "
    "rollout, rollout plan,"
    " execution, schedule, timeline, tasks, implementation, change steps, cutover, "
    "pre-migration, post-migration,"
    " preparation, clean up, cleanup, execution plan, work, "
    "the plan, execution steps, implementation plan, procedure",
    Key.ASIDE: "risks, risk, notes, note, background, context, open questions, questions, "
    "references, links, summary,"
    " current state, target state, current architecture, target architecture, new "
    "architecture, data volumes,"
    " dependencies, integration points, performance baselines, baselines, "
    "stakeholders, contacts, contact, team, team members, comms, comm, communication, watch, "
    "metrics to watch, metrics, monitoring, alerts, approvers, approver, budget, lead time, freeze,"
    " impact, assumptions, technology changes, expected improvements, motivation, "
    "why, overview, scope, out of scope,"
    " status, change summary, description, communication plan, lessons learned, "
    "requirements, recommendation, cost,"
    " projections, compute, storage, network, impact assessment, glossary, appendix, "
    "see also, non-goals, change details, details, metadata, change information",
}
_HEADS = {
    head.strip(): key for key, heads in _SAID.items() for head in heads.split(",") if head.strip()
}
HEAD_WORDS = frozenset(word for head in _HEADS for word in re.findall(r"[a-z]+", head))
"""The words that keys are made of."""
_LISTS_STEPS = re.compile(
    r"(?:(?!verif|valid|roll|back|fall|revert|recover|abort|undo|communicat|capacity|test|support|train|risk"
    r"|monitor|scal|load|success|accept|review)[\w&/-]+[ ]){1,4}"
    r"(?:plan|steps|checklist|procedure|sequence|runbook|playbook)"
)
"""`Rough plan`, `Cutover checklist`: a head of some words that names a list of steps."""
_GOING_BACK = re.compile(
    r"(?:estimated |our |the )?(?P<how>how to |steps to |time to |when to )?"
    r"(?:roll(?:ing)?[ -]?back|back(?:ing)?[ -]?out|fall(?:ing)?[ -]?back|revert(?:ing)?"
    r"|undo|abort|stop|halt|backup(?= plan)|plan b|(?:the )?way back|back|contingency)"
    r"(?:[ ](?:plan|procedure|strategy|process|path))?"
    r"(?:[ ](?P<part>steps|actions|if|when|triggers?|criteri(?:a|on)|conditions?|signals?"
    r"|time(?: estimate)?|estimate|duration|takes|(?:at|any)\b.*))?"
)
_TAKING = re.compile(
    r"(?:(?:estimated|expected|total|approx(?:imate)?) )?(?:time|duration|effort)"
    r"(?: (?:to (?:complete|execute|finish)|needed|required))?(?: \([a-z]{1,7}\))?"
)
_IN_UNIT = re.compile(r"\((min(?:ute)?s?|h(?:ou)?rs?|days?)\)$")
_CHECKING = re.compile(
    r"(?:validation|verification|validating|verifying|test(?:ing)?|post-?\w+)"
    r" (?:steps|checks|plan|procedure)"
)
_PROMPTS = re.compile(r".{0,40}\b(?:prompts?|triggers?|causes?|means) (?:a |the )?roll[ -]?back")
_PARTS = (
    (Key.ROLLBACK_STEPS, ("steps", "actions", "how to", "steps to")),
    (Key.ROLLBACK_TIME, ("time", "estimate", "duration", "takes")),
    (Key.ROLLBACK_ALL, ("at ", "any ")),
)
_UNNAMED = {key for key in Key if key not in (Key.TITLE, Key.STEPS, Key.ASIDE, Key.LIMIT)}
_NO_HEADINGS = frozenset((Key.AFTER, Key.NAME, Key.DURATION, Key.OWNER))
"""Keys of one step's lines; as a heading the same word names a part of the plan."""
_LONGEST = 48
"""A longer head is a sentence."""
_TRIM = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)|\s*\((?:optional|required|all|draft)\)$|^the\s+"
    r"|\s+[–—-]\s.*$",
    re.I,
)
"""What is no part of a head: its number, an article, a remark behind a dash."""
_OPEN = re.compile(
    r"(?P<key>(?:abort|stop)(?= if| when)|strategy|constraints?"
    r"|rollback for all(?: steps)?|rollback(?: steps"
    r"| trigger| time estimate)?|roll back if"
    r"|roll ?back when|rollback if|triggers?|verify|owner|success|goal|done when"
    r"|review(?= when| every|s? on| in)"
    r"|max(?:imum)?|at most|(?:never|not|no) more than|limit|deadline|start(?:s|ing)?"
    r"|begin(?:s|ning)?|due"
    r"|finish by|done by|downtime|maintenance window"
    r"|allowed downtime|max(?:imum)? downtime|depends on|after|takes|criteria"
    r"|plan)\b[ \t]*(?P<rest>.*)$",
    re.I,
)
_OPEN_KEYS = {
    "abort": Key.ROLLBACK_WHEN, "stop": Key.ROLLBACK_WHEN,
    "strategy": Key.STRATEGY, "constraint": Key.CONSTRAINTS, "constraints": Key.CONSTRAINTS,
    "rollback for all": Key.ROLLBACK_ALL, "rollback for all steps": Key.ROLLBACK_ALL,
    "rollback": Key.ROLLBACK, "rollback steps": Key.ROLLBACK_STEPS,
    "rollback trigger": Key.ROLLBACK_WHEN,
    "rollback time estimate": Key.ROLLBACK_TIME, "roll back if": Key.ROLLBACK_WHEN,
    "roll back when": Key.ROLLBACK_WHEN, "rollback when": Key.ROLLBACK_WHEN,
    "rollback if": Key.ROLLBACK_WHEN, "trigger": Key.TRIGGER,
    "triggers": Key.TRIGGER, "verify": Key.VERIFY, "owner": Key.OWNER, "success": Key.SUCCESS,
    "goal": Key.SUCCESS, "criteria": Key.SUCCESS, "done when": Key.SUCCESS, "review": Key.REVIEW,
    "never more than": Key.LIMIT, "not more than": Key.LIMIT, "no more than": Key.LIMIT,
    "max": Key.LIMIT, "maximum": Key.LIMIT, "at most": Key.LIMIT, "limit": Key.LIMIT,
    "deadline": Key.DEADLINE, "due": Key.DEADLINE, "finish by": Key.DEADLINE,
    "done by": Key.DEADLINE,
    "start": Key.START, "starts": Key.START, "starting": Key.START, "begin": Key.START,
    "begins": Key.START, "beginning": Key.START, "downtime": Key.DOWNTIME,
    "maintenance window": Key.DOWNTIME, "allowed downtime": Key.DOWNTIME,
    "max downtime": Key.DOWNTIME, "maximum downtime": Key.DOWNTIME,
    "depends on": Key.AFTER, "after": Key.AFTER, "takes": Key.DURATION, "plan": Key.TITLE,
}  # fmt: skip


@lru_cache(maxsize=4096)
def keyed(body: str) -> tuple[Key, str, str] | None:
    """The key a line begins with, the words after it, and the head as written; None without one.

    Keys with a colon are many, those without one few: `strategy canary`, `rollback switch back`.
    """
    at = body.find(":")
    if body[at - 1 : at].isdigit() and body[at + 1 : at + 2].isdigit():
        at = body.find(":", at + 1)
    if 0 < at <= _LONGEST:
        head = _TRIM.sub("", body[:at].strip()).strip().lower()
        key = _HEADS.get(head.replace("_", " ")) or _going_back(head)
        if key is None:
            key = _passing(head)
        if key is None and _CHECKING.fullmatch(head):
            key = Key.VERIFY
        if key is None and _TAKING.fullmatch(head):
            key = Key.DURATION
        if key is None and at == len(body.rstrip()) - 1 and _LISTS_STEPS.fullmatch(head):
            key = Key.STEPS
        if key is not None:
            words = body[at + 1 :].strip()
            unit = _IN_UNIT.search(head) if words.isdigit() else None
            return key, f"{words} {unit[1]}" if unit else words, body[:at].strip()
    opened = _OPEN.match(body)
    if opened is None:
        return None
    word = " ".join(opened["key"].lower().split())
    return _OPEN_KEYS[word], opened["rest"].strip(), opened["key"]


@lru_cache(maxsize=1024)
def headed(body: str) -> tuple[Key, str] | None:
    """The key that a heading is, with the words after its colon: ## Rollback plan."""
    head, _, rest = body.partition(":")
    bare = _TRIM.sub("", _TRIM.sub("", head.strip())).strip().lower()
    known = _HEADS.get(bare) or _going_back(bare)
    return None if known is None or known in _NO_HEADINGS else (known, rest.strip())


_PASSING = re.compile(
    r"(?P<first>go ?/ ?no-?go|no-?go|decision point|pre-?conditions?|pre-?requisites?"
    r"|entry criteria)\b(?! criteria$).{0,40}"
    r"|(?:exit|acceptance|promotion) criteri(?:a|on)[^:]{0,30}"
    r"|gates? (?:for|of|at|between) [^:]{1,30}"
)


def _passing(head: str) -> Key | None:
    """The key of a head about what must hold before it goes on: exit criteria phase 2."""
    match = _PASSING.fullmatch(head)
    return None if match is None else Key.READY if match["first"] else Key.SUCCESS


def _going_back(head: str) -> Key | None:
    """The key of a head about going back, whatever it is called: backout trigger, abort plan."""
    if _PROMPTS.fullmatch(head):
        return Key.ROLLBACK_WHEN
    match = _GOING_BACK.fullmatch(head)
    if match is None:
        return None
    part = match["part"] or (match["how"] or "").strip()
    if not part:
        return Key.ROLLBACK_WHEN if head in ("stop", "halt") else Key.ROLLBACK
    for key, begun in _PARTS:
        if part.startswith(begun):
            return key
    return Key.ROLLBACK_TIME if part == "time to" else Key.ROLLBACK_WHEN


def lists_steps(body: str) -> bool:
    """Whether a heading of several words says that steps stand below it: ## Cutover checklist."""
    return (
        _LISTS_STEPS.fullmatch(_TRIM.sub("", body.strip().rstrip(":")).strip().lower()) is not None
    )


def bare_key(key: Key) -> bool:
    """Whether a key may stand before a list's number or box and is no step then."""
    return key in _UNNAMED and key not in (Key.VERIFY, Key.AFTER, Key.DURATION, Key.DOWNTIME)
