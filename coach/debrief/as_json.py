"""The debrief as data for other programs: every observable with its evidence, totals, verdict."""

import json
from typing import Any

from coach.debrief.compare import Compared
from coach.debrief.evidence import Evidence
from coach.debrief.point import Misstatement, Point
from coach.debrief.readings import Reading
from coach.debrief.score import Debrief


def as_json(debrief: Debrief) -> str:
    """One JSON object, ending in a newline; raises the debrief's refusal when there is one."""
    if debrief.refusal:
        raise debrief.refusal
    return json.dumps(as_data(debrief), ensure_ascii=False, indent=2) + "\n"


def as_data(debrief: Debrief) -> dict[str, Any]:
    """The debrief as plain values; whether it may be shown is the caller's business."""
    tally, found, state = debrief.tally, debrief.comparison, debrief.state
    drill = debrief.practice.drill
    return {
        "damage": list(debrief.losses),
        "prompt": debrief.prompt.slug,
        "title": debrief.prompt.title,
        "session": state.opened.session if state.opened else "",
        "level": tally.level,
        "total": tally.total,
        "low": round(tally.low.total),
        "high": round(tally.high.total),
        "verdict": tally.verdict,
        "verdicts": list(tally.verdicts),
        "sort": tally.sort,
        "followed": tally.following.enough,
        "understood": round(tally.following.share, 3),
        "few_words": tally.few_words,
        "because": tally.because,
        "predicted": tally.predicted,
        "earned": tally.earned,
        "extra": tally.extra,
        "hint_price": tally.hint_price,
        "groups": {
            one.group: {"points": one.points, "worth": one.worth, "extra": one.extra}
            for one in tally.groups
        },
        "observables": [_point(point) for point in tally.points],
        "beyond": [_point(point) for point in tally.beyond],
        "unasked": [
            {"fact": fact.id, "must": fact.must, "default": fact.default, "matters": fact.matters}
            for fact in found.unasked
        ],
        "not_understood": [
            {"entry": one.entry, "text": one.text, "fact": one.nearest.id if one.nearest else None}
            for one in found.not_understood
        ],
        "estimates": [_estimate(one) for one in found.estimates],
        "design": {
            "missing": [{"id": p.id, "essential": p.essential} for p in found.missing],
            "broken_walks": [{"walk": b.walk.name, "why": b.sentence} for b in found.walks],
            "variants": [{"name": one.name, "entry": one.entry} for one in found.honoured],
        },
        "pace": [
            {"phase": row.id, "used": round(row.used, 1), "least": row.least, "most": row.most}
            for row in found.pace
        ],
        "hints": [
            {"entry": hint.n, "ladder": hint.ladder, "rung": hint.rung, "price": hint.price}
            for hint in found.hints
        ],
        "curveballs": [
            {"entry": one.entry, "reply": one.reply.n if one.reply else None}
            for one in found.thrown
        ],
        "unanswered": [one.n for one in found.unanswered],
        "findings": [{"code": one.code, "message": one.message} for one in debrief.findings],
        "open": [
            {"board": one.board, "code": one.finding.code, "message": one.finding.message}
            for one in found.open_findings
        ],
        "first": [
            {
                "title": one.title,
                "advice": one.advice,
                "observable": one.observable,
                "sentence": one.sentence,
            }
            for one in debrief.practice.first
        ],
        "readings": [_reading(one) for one in debrief.readings],
        "drill": {"phase": drill.phase, "text": drill.text} if drill else None,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "group": point.group,
        "phase": point.phase,
        "level": point.level,
        "text": point.text,
        "state": point.state,
        "met": point.met,
        "points": point.points,
        "worth": point.brings if point.state == "unsure" else point.worth,
        "extra": point.extra,
        "load_bearing": point.load_bearing,
        "self_assessed": point.self_assessed,
        "evidence": [_evidence(one) for one in point.evidence],
        "missed": "" if point.met else point.missed,
        "nearest": _evidence(point.nearest) if point.nearest else None,
        "wrong": _misstatement(point.wrong) if point.wrong else None,
        "elsewhere": _evidence(point.elsewhere) if point.elsewhere else None,
    }


def _reading(one: Reading) -> dict[str, Any]:
    return {
        "who": one.who,
        "low": round(one.low),
        "high": round(one.high),
        "verdict": one.verdict,
        "shown": [
            {"id": p.id, "entry": p.entry, "quote": p.quote, "full": p.full} for p in one.points
        ],
        "unsure": sorted(one.unsure),
        "wrong": [{"entry": w.entry, "quote": w.quote, "why": w.why} for w in one.wrong],
        "dropped": one.dropped,
        "asked": one.asked,
    }


def _misstatement(wrong: Misstatement) -> dict[str, Any]:
    return {**_evidence(wrong.said), "why": wrong.why}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"entry": one.entry, "how": one.how, "text": one.text}


def _estimate(one: Compared) -> dict[str, Any]:
    return {
        "quantity": one.quantity.id,
        "reference": one.quantity.value,
        "yours": one.figure.shown if one.figure else None,
        "line": one.figure.line if one.figure else None,
        "factor": round(one.figure.factor, 4) if one.figure else None,
        "within": one.within,
    }
