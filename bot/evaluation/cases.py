"""Question sets, read and checked like fact files: the problems have the same form."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from bot.facts.files import FactFile
from bot.facts.problems import Problem, did_you_mean, first_of
from bot.facts.references import Part
from bot.facts.schema import Shape, Slug, Wording, shape_problems
from bot.facts.yaml_reading import read_yaml


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a set.

    It is answered right by any of `facts` (ids), or by a statement in which every pattern of `patterns` is found.
    """

    question: str
    kind: str
    facts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the source answers the question."""
        return bool(self.facts or self.patterns)


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        reason = "is not a regular expression ({reason}); mend it"
        raise PydanticCustomError("pattern", reason, {"reason": str(error)}) from None
    return text


class CaseShape(Shape):
    """One question, and either the ids of the facts that answer it or patterns that the right statement has."""

    q: Annotated[str, Field(max_length=5_000)]
    kind: Wording = "other"
    facts: list[Slug] | None = None
    expect: list[Annotated[str, AfterValidator(_pattern)]] | None = None


_KEYS = tuple(CaseShape.model_fields)
_SET = TypeAdapter(Annotated[list[CaseShape], Field(min_length=1)])


def read_cases(file: FactFile, facts: Collection[str]) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """The cases of `file`, unless there are problems; `facts` are the ids that there are."""
    document = read_yaml(file.name, file.data)
    if document.problems:
        return (), document.problems
    part = Part(file.name, document)
    try:
        shapes = _SET.validate_python(document.value)
    except ValidationError as error:
        found = (part.problem(path, message) for path, message in shape_problems(error, lambda _: _KEYS))
        return (), tuple(first_of(found))
    problems = tuple(first_of(_expectation_problems(part, shapes, facts)))
    return (() if problems else tuple(map(_case, shapes))), problems


def _case(shape: CaseShape) -> Case:
    return Case(shape.q, shape.kind, tuple(shape.facts or ()), tuple(shape.expect or ()))


def _expectation_problems(part: Part, shapes: Sequence[CaseShape], facts: Collection[str]) -> Iterator[Problem]:
    for number, shape in enumerate(shapes):
        if (shape.facts is None) == (shape.expect is None):
            message = "needs either 'facts' or 'expect'; write 'facts: []' if the source does not answer it"
            yield part.problem((number,), message)
        for at, fact in enumerate(shape.facts or ()):
            if fact not in facts:
                hint = did_you_mean(fact, facts) or "; use the id of a fact"
                yield part.problem((number, "facts", at), f"no fact {fact!r}{hint}")
