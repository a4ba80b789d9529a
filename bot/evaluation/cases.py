"""Reads and checks question sets like fact files: the problems have the same form."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from bot.answering.acts import acts
from bot.facts.files import FactFile
from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Problem, did_you_mean, first_of
from bot.facts.schema import Shape, Slug, Wording, shape_problems
from bot.facts.yaml_reading import read_yaml

MOST_AFTER = 20
"""Messages of a chat before the one that is judged."""


@dataclass(frozen=True, slots=True)
class Case:
    """One message of a set, written in a chat after the messages `after`.

    A question is answered right by any of `facts` (ids), or by a statement in which every pattern of `patterns` is
    found; it `leans` if it cannot be understood without what was asked before. A message that asks nothing of the
    source has the name of its act as `say` instead.
    """

    question: str
    kind: str
    facts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    leans: bool = False
    say: str | None = None

    @property
    def in_chat(self) -> str:
        """The message after those before it, in the order in which they were written."""
        return " > ".join((*self.after, self.question))

    @property
    def answerable(self) -> bool:
        """Whether the source answers the question."""
        return bool(self.facts or self.patterns)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a question that means the same whatever was asked before."""
        return self.say is None and not self.leans


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        reason = "is not a regular expression ({reason}); mend it"
        raise PydanticCustomError("pattern", reason, {"reason": str(error)}) from None
    return text


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class CaseShape(Shape):
    """One message with what came before it, and what is expected.

    That is the ids of the facts that answer it, patterns that the right statement has, or the act that it is.
    """

    q: Annotated[str, Field(max_length=5_000)]
    kind: Wording = "other"
    after: Annotated[list[Wording], Field(min_length=1, max_length=MOST_AFTER), BeforeValidator(_listed)] | None = None
    leans: bool = False
    facts: list[Slug] | None = None
    expect: list[Annotated[str, AfterValidator(_pattern)]] | None = None
    say: str | None = None


_KEYS = tuple(CaseShape.model_fields)
_SET = TypeAdapter(Annotated[list[CaseShape], Field(min_length=1)])


def read_cases(file: FactFile, facts: Collection[str]) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """Return the cases of `file` if it has no problems, and its problems; `facts` are the ids that there are."""
    document = read_yaml(file.name, file.data)
    if document.problems:
        return (), document.problems
    parsed = ParsedFile(file.name, document)
    try:
        shapes = _SET.validate_python(document.value)
    except ValidationError as error:
        found = (parsed.problem(path, message) for path, message in shape_problems(error, lambda _: _KEYS))
        return (), tuple(first_of(found))
    problems = tuple(first_of(_expectation_problems(parsed, shapes, facts)))
    return (() if problems else tuple(map(_case, shapes))), problems


def _case(shape: CaseShape) -> Case:
    return Case(
        shape.q,
        shape.kind,
        tuple(shape.facts or ()),
        tuple(shape.expect or ()),
        tuple(shape.after or ()),
        shape.leans,
        shape.say,
    )


def _expectation_problems(parsed: ParsedFile, shapes: Sequence[CaseShape], facts: Collection[str]) -> Iterator[Problem]:
    names = [act.name for act in acts()]
    for number, shape in enumerate(shapes):
        if [shape.facts, shape.expect, shape.say].count(None) != 2:
            message = (
                "needs either 'facts', 'expect' or 'say'; write 'facts: []' if the source does not answer it, "
                "and 'say' if it asks nothing"
            )
            yield parsed.problem((number,), message)
        if shape.leans and (shape.after is None or shape.say is not None):
            message = "is for a question with 'after'; say there what it leans on, or delete the line"
            yield parsed.problem((number, "leans"), message)
        if shape.say is not None and shape.say not in names:
            hint = did_you_mean(shape.say, names) or f"; use one of {', '.join(names)}"
            yield parsed.problem((number, "say"), f"no act {shape.say!r:.60}{hint}")
        for at, fact in enumerate(shape.facts or ()):
            if fact not in facts:
                hint = did_you_mean(fact, facts) or "; use the id of a fact"
                yield parsed.problem((number, "facts", at), f"no fact {fact!r}{hint}")
