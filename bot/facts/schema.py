"""The shape of a fact file: the one place that says which keys there are, and what each may hold."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.facts.problems import Path, did_you_mean

MAX_ID = 40
"""Characters of an id: a button's data is 64 bytes, of which the rest says what the button does."""

MAX_WORDING = 300
MAX_STATEMENT = 700
MAX_QUOTE = 2_000
MAX_ITEMS = 2_000

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "is empty; write something or delete the line")
    return text.strip()


Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=MAX_ID)]
Wording = Annotated[str, AfterValidator(_not_blank), StringConstraints(max_length=MAX_WORDING)]
Statement = Annotated[str, AfterValidator(_not_blank), StringConstraints(max_length=MAX_STATEMENT)]
Quote = Annotated[str, AfterValidator(_not_blank), StringConstraints(max_length=MAX_QUOTE)]
Wordings = Annotated[list[Wording], Field(max_length=MAX_ITEMS)]
Ids = Annotated[list[Slug], Field(max_length=MAX_ITEMS)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SourceShape(_Shape):
    """`source:`"""

    title: Wording
    publisher: Wording | None = None
    published: Annotated[date, Field(strict=False)] | None = None
    url: Annotated[AnyHttpUrl, Field(strict=False)] | None = None


class NameShape(_Shape):
    """One entry of `names:`"""

    name: Wording
    role: Wording | None = None
    also: Wordings = []


class FactShape(_Shape):
    """One entry of `facts:`"""

    id: Slug
    statement: Statement
    quote: Quote
    questions: Wordings = []
    about: Ids = []
    see: Ids = []
    note: Statement | None = None


class NotCoveredShape(_Shape):
    """One entry of `not_covered:`"""

    questions: Annotated[Wordings, Field(min_length=1)]
    reply: Statement | None = None


class FileShape(_Shape):
    """A whole fact file."""

    version: Literal[1]
    source: SourceShape
    names: dict[Slug, NameShape] = {}
    synonyms: list[Annotated[Wordings, Field(min_length=2)]] = []
    facts: Annotated[list[FactShape], Field(min_length=1)]
    not_covered: list[NotCoveredShape] = []


def shape_problems(error: ValidationError) -> Iterable[tuple[Path, str]]:
    """Each thing in `error` as the path to it and a message that says what to do."""
    for details in error.errors(include_url=False):
        path = tuple(step for step in details["loc"] if step != "[key]")
        yield path, _message(path, details)


def _message(path: Path, details: ErrorDetails) -> str:
    context: dict[str, Any] = details.get("ctx", {})
    value = details["input"]
    match details["type"]:
        case "missing":
            return "is missing; add it"
        case "extra_forbidden":
            known = _keys_at(path[:-1])
            return f"is not a known key{did_you_mean(str(path[-1]), known)} (known: {', '.join(known)})"
        case "string_type":
            return f"must be text, but is {_kind(value)}{_quote_hint(value)}"
        case "list_type":
            return f"must be a list, but is {_kind(value)}; put each item in a line of its own after '- '"
        case "dict_type" | "model_type":
            return f"must be a mapping of keys to values, but is {_kind(value)}"
        case "string_pattern_mismatch":
            return f"{value!r:.60} is not an id: use small letters, digits and single hyphens, as in 'talks-venue'"
        case "string_too_long":
            return f"has {len(value)} characters; at most {context['max_length']} are allowed, so shorten it"
        case "too_short":
            return f"needs at least {context['min_length']}; add more or delete the key"
        case "too_long":
            return f"has {context['actual_length']} items; at most {context['max_length']} are allowed"
        case "literal_error":
            return f"must be {context['expected']}, but is {value!r:.60}"
        case "blank":
            return str(details["msg"])
        case _ if path and path[-1] == "published":
            return "must be a date, as in 2024-11-22"
        case _ if path and path[-1] == "url":
            return "must be a web address that begins with https:// or http://"
        case _:
            return f"is not allowed here ({details['msg']})"


def _keys_at(path: Path) -> list[str]:
    """The keys that the mapping at `path` may have."""
    match path:
        case ():
            shape: type[BaseModel] = FileShape
        case ("source",):
            shape = SourceShape
        case ("names", _):
            shape = NameShape
        case ("facts", _):
            shape = FactShape
        case _:
            shape = NotCoveredShape
    return list(shape.model_fields)


def _kind(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _quote_hint(value: object) -> str:
    return "; put quotes around it" if isinstance(value, bool | int | float) else ""
