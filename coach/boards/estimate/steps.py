"""The steps of one line in words, to be read aloud while thinking."""

from fractions import Fraction

from coach.boards.estimate import units
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.nodes import (
    Conversion,
    FunctionCall,
    Growth,
    NameReference,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Spare,
    Sum,
    references,
)
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.sheet import Sheet
from coach.boards.estimate.show import capacity, digits, short, worded
from coach.boards.estimate.solve import Solver


def steps(sheet: Sheet, line: int) -> tuple[str, ...]:
    """Sentences for the line of that number, counted from 0; empty where it computes nothing."""
    solver = sheet.solver
    if solver is None or line not in solver.values.solved:
        return ()
    plan, solved = solver.plans[line], solver.values.solved[line]
    node = plan.readings[solved.reading].parsed.node if plan.readings else None
    shown = sheet.lines[line]
    if node is None:
        return tuple(f"You say {claim.shown}." for claim in shown.claims)
    if shown.kind == "error":
        return ()
    out = _known(solver, line, node)
    env = solver.values.env(line)
    said = _said(node, env)
    result = f"about {shown.shown[1:]}" if shown.shown.startswith("~") else shown.shown
    subject = plan.label or "that"
    if not isinstance(node, Number):
        out.append(f"{_capital(said)} is {result}.")
    else:
        out.append(f"{_capital(subject)} is {result}: an assumption.")
    out += [f"{_capital(note.text)}." for note in shown.notes]
    if shown.second:
        out.append(f"That is {shown.second}.")
    rounded = capacity(solved.quantity)
    if rounded:
        out.append(f"Only whole ones can be bought: {rounded}.")
    out += [_checked(shown.claims[at].shown, claim.good) for at, claim in enumerate(solved.claims)]
    return tuple(out)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _checked(shown: str, good: bool) -> str:
    verb = "Your answer holds" if good else "Your answer does not hold"
    return f"{verb}: {shown.replace('✓', '').replace('✗', '').strip()}."


def _known(solver: Solver, line: int, node: Node) -> list[str]:
    out: list[str] = []
    for reference in dict.fromkeys(references(node)):
        place = solver.dependencies.where(reference.name, line)
        name = reference.said
        if place is None:
            value = solver.values.known.get(reference.name)
            where = "from outside this sheet"
        else:
            solved = solver.values.solved.get(place)
            value = solved.quantity if solved else None
            name = solver.plans[place].label or name
            where = f"from line {place + 1}"
        if value is not None:
            out.append(f"{_capital(name)} is {short(value)}, {where}.")
    return out


def _said(node: Node, env: Env) -> str:
    match node:
        case Number():
            return _literal(node)
        case NameReference():
            return _value(node, env)
        case Negative():
            return f"minus {_said(node.of, env)}"
        case Product():
            return _product(node, env)
        case Sum():
            first, *rest = node.terms
            tail = "".join(
                f" {'plus' if sign > 0 else 'minus'} {_said(term, env)}" for sign, term in rest
            )
            return _said(first[1], env) + tail
        case Power():
            return f"{_whole(node.base, env)} to the power of {_said(node.exponent, env)}"
        case FunctionCall():
            inside = " and ".join(_said(argument, env) for argument in node.arguments)
            names = {"ceil": "rounded up", "floor": "rounded down", "round": "rounded"}
            if node.function in names:
                return f"{inside}, {names[node.function]},"
            return f"the {node.function} of {inside}"
        case Conversion():
            return _converted(node, env)
        case Spare():
            return f"{_whole(node.of, env)} rounded up and {node.more} more"
        case Growth():
            return _grown(node, env)


def _grown(node: Growth, env: Env) -> str:
    """An amount with what it grows by and how often."""
    period = short(Quantity(node.period, (("s", 1),))) if node.period else ""
    month = node.period / units.MONTH
    often = (
        "a month" if month == 1 else "a year" if month == 12 else f"every {_months(month, period)}"
    )
    if node.step is None:
        return f"{_said(node.of, env)} times {digits(node.factor)[0]} {often}"
    return f"{_said(node.of, env)} plus {_said(node.step, env)} {often}"


def _months(months: Fraction, period: str) -> str:
    return f"{months.numerator} months" if months.denominator == 1 else period


def _product(node: Product, env: Env) -> str:
    out = ""
    for sign, factor in node.factors:
        said = _whole(factor, env)
        if not out:
            out = said if sign > 0 else f"one divided by {said}"
        else:
            out += f" {'times' if sign > 0 else 'divided by'} {said}"
    return out


def _whole(node: Node, env: Env) -> str:
    """A sum inside something larger, told apart from it."""
    said = _said(node, env)
    if not isinstance(node, Sum):
        return said
    return f"the sum of {said}" if node.terms[-1][0] > 0 else f"what is left of {said}"


def _converted(node: Conversion, env: Env) -> str:
    if node.downtime:
        return f"the downtime that {_said(node.of, env)} leaves"
    unit = "per cent" if node.percent else units.text(node.unit)
    return f"{_said(node.of, env)} in {unit}"


def _literal(node: Number) -> str:
    if node.lo is not None and node.hi is not None:
        low = short(Quantity(node.lo, units.NONE, node.percent))
        return f"{low} to {short(Quantity(node.hi, node.unit, node.percent))}"
    if node.percent:
        return short(Quantity(node.value, units.NONE, True))
    return _in_full(Quantity(node.value, node.unit))


def _in_full(quantity: Quantity) -> str:
    """A number with all its digits up to a trillion, then shortened."""
    value = quantity.value
    hard = any(units.KINDS.get(s) != units.TIME for s, _ in units.without_nouns(quantity.unit))
    if not hard and value.denominator == 1 and 10**4 <= abs(value) < 10**12:
        unit = worded(units.text(quantity.unit), quantity)
        return f"{value.numerator:,} {unit}".rstrip()
    return short(quantity)


def _value(node: NameReference, env: Env) -> str:
    try:
        return _in_full(evaluate(node, env))
    except LineRefused:
        return node.said
