"""All that the plan board can remark: how grave it is, why it matters, and who says so."""

from coach.boards.board import Severity
from coach.frozen import dataclass

_DOC = "system-design-workflows.md, sections 5 and 6"
_CANARY = "Beyer et al., The Site Reliability Workbook, ch. 16 Canarying Releases (2018)"
_PATHS = "Kelley and Walker, Critical-Path Planning and Scheduling (1959)"
_GITLAB = "GitLab handbook, Change management (minutes, rollback and downtime of each change)"
_STRANGLER = "Microsoft, Azure Architecture Center: Strangler Fig pattern; Fowler (2004)"
_PARALLEL = "Sato, ParallelChange (martinfowler.com, 2014)"
_OUTBOX = "Debezium, Reliable microservices data exchange with the outbox pattern (2019)"
_SRE = "Beyer et al., Site Reliability Engineering (2016)"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is known of a finding before it is made: its severity, the reason, the source."""

    severity: Severity
    why: str
    source: str


def _error(why: str, source: str = _DOC) -> Remark:
    return Remark(Severity.ERROR, why, source)


def _warning(why: str, source: str = _DOC) -> Remark:
    return Remark(Severity.WARNING, why, source)


def _hint(why: str, source: str = _DOC) -> Remark:
    return Remark(Severity.HINT, why, source)


REMARKS = {
    "big-bang-no-downtime": _error(
        "With everything moved at once, the copy and the switch are downtime."
    ),
    "strategy-excluded": _warning("A strategy cannot do without the thing that it is built on."),
    "no-strategy-fits": _warning(
        "Found out at the desk it costs a talk, found out at the switch a night."
    ),
    "strategy-not-recommended": _hint(
        "Choosing otherwise is fine where the reason is written down."
    ),
    "strategy-missing": _hint("The ways back and the checkpoints depend on it."),
    "step-no-rollback": _warning(
        "Without a way back it is invented under pressure, at the worst time.",
        "AWS Well-Architected, OPS06-BP01 Plan for unsuccessful changes",
    ),
    "rollback-no-trigger": _hint("Where nothing says when, people hope for too long."),
    "trigger-not-measurable": _hint(
        "At three in the morning two people must see the same thing.", _CANARY
    ),
    "rollback-of-all": _hint(
        "A way back for one step, taken for another's, is found out to be the wrong one at night."
    ),
    "rollback-no-time": _hint(
        "Only a length tells whether the way back fits the downtime allowed.", _GITLAB
    ),
    "rollback-too-slow": _warning(
        "The way back alone would break what was promised.",
        "AWS Builders' Library, Ensuring rollback safety during deployments",
    ),
    "rollback-loses-data": _warning("What users wrote since the switch is only in the new system."),
    "no-backup": _warning(
        "All else that protects the data can fail with the change itself.",
        f"{_SRE}, ch. 26 Data Integrity",
    ),
    "backup-not-restored": _warning(
        "Until it has been restored nobody knows what is in it.",
        "GitLab, Postmortem of database outage of January 31 (2017)",
    ),
    "no-smoke-test": _hint("Otherwise the first customer is the test."),
    "checkpoint-jump": _warning("What breaks at ten times the load should break for few.", _CANARY),
    "checkpoint-no-watch": _warning("A share is there to be looked at for a while.", _CANARY),
    "checkpoint-backwards": _error("A share that falls is a rollback, not a checkpoint."),
    "checkpoint-stops": _hint("Running both systems costs more than running either.", _STRANGLER),
    "watch-misses-peak": _hint("Load comes and goes with the day.", _CANARY),
    "dual-write-no-reconcile": _warning(
        "Without one transaction around them the two writes part company in time.",
        "Kleppmann, Using logs to build a solid data infrastructure (2015)",
    ),
    "dual-write-no-backfill": _warning(
        "What was written before the dual writes began is in the old store alone.",
        "Xu, Online migrations at scale (Stripe, 2017)",
    ),
    "copy-while-writing": _warning("A copy shows the moment at which it was made.", _OUTBOX),
    "cutover-no-lag-check": _warning("The latest writes may still be under way.", _OUTBOX),
    "destructive-in-one-step": _warning(
        "Expanded, moved and contracted, each part has a way back.", _PARALLEL
    ),
    "contract-too-early": _error("Once it is gone there is nothing to go back to.", _PARALLEL),
    "no-soak": _hint(
        "The old system is the last step's rollback.", "Fowler, BlueGreenDeployment (2010)"
    ),
    "no-decommission": _hint("Until the old one is gone, two systems are to be run.", _STRANGLER),
    "no-facade": _warning("Callers are not to know which of the two systems answers.", _STRANGLER),
    "flag-never-removed": _hint(
        "An old flag leads down a path nobody tests.", "Hodgson, Feature Toggles (2017)"
    ),
    "no-success-criteria": _hint("Without numbers the end is a matter of mood."),
    "dependency-unknown": _error("Waiting for nothing looks like an order and is none.", _PATHS),
    "dependency-cycle": _error("None of them can ever begin.", _PATHS),
    "duplicate-step": _warning("Steps are told apart by their names.", _PATHS),
    "step-no-duration": _hint(
        "What is unknown is not nothing, though the plan adds it as nothing.", _GITLAB
    ),
    "past-deadline": _error("Only what is on the critical path brings the end forward.", _PATHS),
    "over-downtime": _error("It counts from the first step without service to the last."),
    "date-ambiguous": _warning("A runbook is read on both sides of the ocean.", _GITLAB),
    "line-unread": _hint("Whatever is not understood is kept and shown, never dropped."),
    "scaling-no-trigger": _warning("The document's form has a trigger, an action and a rollback."),
    "trigger-no-duration": _warning(
        "A bare threshold fires at every spike; 15 minutes of it mean load."
    ),
    "trigger-too-late": _hint(
        "Near full use, waiting grows without bound.", f"{_SRE}, ch. 22 Cascading Failures"
    ),
    "scaling-no-rollback": _warning("What was added has to be taken away again some day."),
    "action-no-verify": _hint("The document's third action is to see that health checks pass."),
    "stateful-scale-out": _warning(
        "A user's next request may reach another server.",
        "Wiggins, The Twelve-Factor App, VI Processes (2011)",
    ),
    "scaling-no-limit": _hint(
        "Growing one part moves the bottleneck to the next.", f"{_SRE}, ch. 18 capacity planning"
    ),
    "review-missing": _hint("A capacity plan ages from the day it is written."),
    "plan-too-long": _error("Nobody follows so long a plan in one night."),
}
