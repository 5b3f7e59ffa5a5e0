"""The debrief as data for other programs: every observable with its evidence, totals, verdict."""

import json
from typing import Any

from coach.debrief.compare import Compared
from coach.debrief.described_instead import described
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
    tally, comparison, state = debrief.tally, debrief.comparison, debrief.state
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
            group.group: {"points": group.points, "worth": group.worth, "extra": group.extra}
            for group in tally.groups
        },
        "observables": [_point(point) for point in tally.points],
        "beyond": [_point(point) for point in tally.beyond],
        "unasked": [
            {"fact": fact.id, "must": fact.must, "default": fact.default, "matters": fact.matters}
            for fact in comparison.unasked
        ],
        "not_understood": [
            {
                "entry": not_understood.entry,
                "text": not_understood.text,
                "fact": not_understood.nearest.id if not_understood.nearest else None,
            }
            for not_understood in comparison.not_understood
        ],
        "estimates": [_estimate(estimate) for estimate in comparison.estimates],
        "design": {
            "missing": [{"id": p.id, "essential": p.essential} for p in comparison.missing],
            "broken_walks": [{"walk": b.walk.name, "why": b.sentence} for b in comparison.walks],
            "variants": [
                {"name": honoured.name, "entry": honoured.entry} for honoured in comparison.honoured
            ],
        },
        "pace": [
            {"phase": row.id, "used": round(row.used, 1), "least": row.least, "most": row.most}
            for row in comparison.pace
        ],
        "hints": [
            {"entry": hint.n, "ladder": hint.ladder, "rung": hint.rung, "price": hint.price}
            for hint in comparison.hints
        ],
        "curveballs": [
            {"entry": curveball.entry, "reply": curveball.reply.n if curveball.reply else None}
            for curveball in comparison.thrown
        ],
        "unanswered": [utterance.n for utterance in comparison.unanswered],
        "findings": [
            {"code": finding.code, "message": finding.message} for finding in debrief.findings
        ],
        "open": [
            {
                "board": finding.board,
                "code": finding.finding.code,
                "message": finding.finding.message,
            }
            for finding in comparison.open_findings
        ],
        "first": [
            {
                "title": advice.title,
                "advice": advice.advice,
                "observable": advice.observable,
                "sentence": advice.sentence,
            }
            for advice in debrief.practice.first
        ],
        "doubted": [
            {**_evidence(row.said), "observable": row.observable, "why": row.why}
            for row in debrief.doubted
        ],
        "at_odds": [
            {**_evidence(odd.said), "against": _evidence(odd.against), "why": odd.why}
            for odd in debrief.at_odds
        ],
        "described_instead": [
            {"entry": written.entry, "said": written.said, "word": written.word}
            for written in described(state)
        ],
        "readings": [_reading(reading) for reading in debrief.readings],
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
        "evidence": [_evidence(evidence) for evidence in point.evidence],
        "missed": "" if point.met else point.missed,
        "nearest": _evidence(point.nearest) if point.nearest else None,
        "doubt": point.doubt if point.state == "unsure" else "",
        "wrong": _misstatement(point.wrong) if point.wrong else None,
        "elsewhere": _evidence(point.elsewhere) if point.elsewhere else None,
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "who": reading.who,
        "low": round(reading.low),
        "high": round(reading.high),
        "verdict": reading.verdict,
        "shown": [
            {"id": p.id, "entry": p.entry, "quote": p.quote, "full": p.full} for p in reading.points
        ],
        "unsure": sorted(reading.unsure),
        "wrong": [{"entry": w.entry, "quote": w.quote, "why": w.why} for w in reading.wrong],
        "dropped": reading.dropped,
        "asked": reading.asked,
    }


def _misstatement(wrong: Misstatement) -> dict[str, Any]:
    return {**_evidence(wrong.said), "why": wrong.why}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"entry": evidence.entry, "how": evidence.how, "text": evidence.text}


def _estimate(comparison: Compared) -> dict[str, Any]:
    return {
        "quantity": comparison.quantity.id,
        "reference": comparison.quantity.value,
        "yours": comparison.figure.shown if comparison.figure else None,
        "line": comparison.figure.line if comparison.figure else None,
        "factor": round(comparison.figure.factor, 4) if comparison.figure else None,
        "within": comparison.within,
    }
