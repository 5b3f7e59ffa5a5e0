"""The parts of a prompt that belong to a board each: estimate, diagram, api, schema.

A prompt has the parts that its workflow's boards need, and no others. A new board's part is a class
here, a field of `Prompt` and a case of `Prompt.reference`.
"""

from typing import Annotated

from msgspec import Meta

from coach.catalog.workflow import Model, Name, Terms, Words


class Quantity(Model, frozen=True, kw_only=True):
    """A number worth estimating: the reference value, its names, its tolerance as a factor."""

    id: Name
    name: Words
    aliases: tuple[Words, ...] = ()
    value: Words
    factor: Annotated[float, Meta(gt=1, le=20)] = 3
    decides: Words


class Estimates(Model, frozen=True, kw_only=True):
    """The reference estimate as the estimator's lines, and what counts in it."""

    sheet: Words
    quantities: Annotated[tuple[Quantity, ...], Meta(min_length=1)]


class Component(Model, frozen=True, kw_only=True):
    """A part of the reference design; a candidate's box counts for it by name or by kind."""

    id: Name
    name: Words
    names: tuple[Words, ...] = ()
    kinds: tuple[Words, ...] = ()
    why: Words
    without: Words
    essential: bool = True


class Walk(Model, frozen=True, kw_only=True):
    """A path through the design, by component ids, that the drawing must allow."""

    name: Words
    path: Annotated[tuple[Name, ...], Meta(min_length=2)]


class Variant(Model, frozen=True, kw_only=True):
    """An equally defensible design: what it does without, and the words that show it was meant."""

    name: Words
    instead_of: tuple[Name, ...] = ()
    terms: Terms
    why: Words


class Design(Model, frozen=True, kw_only=True):
    """The smallest version that works, the reference, and what both are made of."""

    smallest: Words
    reference: Words
    components: Annotated[tuple[Component, ...], Meta(min_length=1)]
    walks: tuple[Walk, ...] = ()
    variants: tuple[Variant, ...] = ()


class ApiPart(Model, frozen=True, kw_only=True):
    """The endpoints of the reference answer, as the api board holds them."""

    board: Words


class SchemaPart(Model, frozen=True, kw_only=True):
    """The tables of the reference answer, as the schema board holds them."""

    board: Words
