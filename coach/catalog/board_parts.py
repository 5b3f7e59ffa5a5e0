"""The parts of a prompt that belong to a board each: estimate, diagram, api, schema, plan.

A prompt has the parts that its workflow's boards need, and no others. A new board's part is a class
here, a field of `Prompt` and a case of `Prompt.reference`.
"""

from typing import Annotated

from coach.catalog.content_model import Bound, Model, Name, Terms, Words
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceQuantity(Model):
    """A number worth estimating: the reference value, its names, its tolerance as a factor."""

    id: Name
    name: Words
    aliases: tuple[Words, ...] = ()
    value: Words
    factor: Annotated[float, Bound(most=20, above=1)] = 3
    decides: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates(Model):
    """The reference estimate as the estimator's lines, and what counts in it."""

    sheet: Words
    quantities: Annotated[tuple[ReferenceQuantity, ...], Bound(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Model):
    """A part of the reference design; a candidate's box counts for it by name or by kind."""

    id: Name
    name: Words
    names: tuple[Words, ...] = ()
    kinds: tuple[Words, ...] = ()
    why: Words
    without: Words
    essential: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk(Model):
    """A path through the design, by component ids, that the drawing must allow."""

    name: Words
    path: Annotated[tuple[Name, ...], Bound(2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Model):
    """An equally defensible design: what it does without, and the words that show it was meant."""

    name: Words
    instead_of: tuple[Name, ...] = ()
    terms: Terms
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Design(Model):
    """The smallest version that works, the reference, and what both are made of."""

    smallest: Words
    reference: Words
    components: Annotated[tuple[Component, ...], Bound(1)]
    walks: tuple[Walk, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def optional(self) -> frozenset[str]:
        """The ids of the components that a good design may do without."""
        return frozenset(part.id for part in self.components if not part.essential)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPart(Model):
    """The endpoints of the reference answer, as the api board holds them."""

    board: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaPart(Model):
    """The tables of the reference answer, as the schema board holds them."""

    board: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart(Model):
    """The plan of the reference answer, as the plan board holds it."""

    board: Words
