"""The shape of a fact file: the one place that says which keys there are, and what each may hold."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.facts.problems import Path, did_you_mean

MAX_ID = 40
"""Characters of an id: a button's data is 64 bytes, of which the rest says what the button does."""

MAX_TERM = 40
"""Characters of a term within a sentence: a bot's short description has 120, most of which are taken."""

MAX_WORDING = 300
MAX_STATEMENT = 700
MAX_QUOTE = 2_000
MAX_ITEMS = 2_000

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "is empty; write something or delete the line")
    return text.strip()


def _calendar_day(value: object) -> object:
    """Return the date in `value`; without this, pydantic would take a number for seconds since 1970."""
    return date.fromisoformat(value) if isinstance(value, str) else value


Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=MAX_ID)]
Term = Annotated[str, StringConstraints(max_length=MAX_TERM), AfterValidator(_not_blank)]
Wording = Annotated[str, StringConstraints(max_length=MAX_WORDING), AfterValidator(_not_blank)]
Statement = Annotated[str, StringConstraints(max_length=MAX_STATEMENT), AfterValidator(_not_blank)]
Quote = Annotated[str, StringConstraints(max_length=MAX_QUOTE), AfterValidator(_not_blank)]
Wordings = Annotated[list[Wording], Field(max_length=MAX_ITEMS)]
Ids = Annotated[list[Slug], Field(max_length=MAX_ITEMS)]


class Shape(BaseModel):
    """A part of a fact file as people write it: no key but those named, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SourceShape(Shape):
    """The mapping at `source:`."""

    title: Wording
    publisher: Wording | None = None
    published: Annotated[date, BeforeValidator(_calendar_day)] | None = None
    url: Annotated[AnyHttpUrl, Field(strict=False)] | None = None
    text: Wording | None = None


class NameShape(Shape):
    """One entry of `names:`."""

    name: Wording
    role: Wording | None = None
    also: Wordings = []


class FactShape(Shape):
    """One entry of `facts:`."""

    id: Slug
    statement: Statement
    quote: Quote
    questions: Wordings = []
    about: Ids = []
    see: Ids = []
    note: Statement | None = None


class NotCoveredShape(Shape):
    """One entry of `not_covered:`."""

    questions: Annotated[Wordings, Field(min_length=1)]
    reply: Statement | None = None


class ActsShape(Shape):
    """The mapping at `acts:` of `voice:`, with a key for each act that is answered with a sentence of the bot's own."""

    greeting: Wording = ""
    thanks: Wording = ""
    goodbye: Wording = ""
    agreement: Wording = ""
    laughter: Wording = ""
    praise: Wording = ""
    bot: Wording = ""
    maker: Wording = ""
    help: Wording = ""
    complaint: Wording = ""
    insult: Wording = ""
    stop: Wording = ""
    test: Wording = ""
    emoji: Wording = ""


class VoiceShape(Shape):
    """The mapping at `voice:`."""

    source_noun: Term = ""
    greeting: Wording = ""
    declining: Wording = ""
    language: Term = ""
    acts: ActsShape = ActsShape()


class FileShape(Shape):
    """A whole fact file."""

    version: Literal[1]
    source: SourceShape
    names: dict[Slug, NameShape] = {}
    synonyms: list[Annotated[Wordings, Field(min_length=2)]] = []
    facts: Annotated[list[FactShape], Field(min_length=1)]
    not_covered: list[NotCoveredShape] = []
    voice: VoiceShape = VoiceShape()


def shape_problems(error: ValidationError, keys_at: Callable[[Path], Sequence[str]]) -> Iterator[tuple[Path, str]]:
    """Yield the path to each thing that is wrong by `error`, with a message that says what to do.

    `keys_at` says which keys the mapping at a path may have.
    """
    for details in error.errors(include_url=False, include_context=True):
        path = tuple(step for step in details["loc"] if step != "[key]")
        yield path, _message(path, details, keys_at)


def keys_of_fact_file(path: Path) -> Sequence[str]:
    """Return the keys that the mapping at `path` of a fact file may have."""
    match path:
        case ():
            shape: type[Shape] = FileShape
        case ("source",):
            shape = SourceShape
        case ("names", _):
            shape = NameShape
        case ("facts", _):
            shape = FactShape
        case ("voice",):
            shape = VoiceShape
        case ("voice", _):
            shape = ActsShape
        case _:
            shape = NotCoveredShape
    return tuple(shape.model_fields)


def _message(path: Path, details: ErrorDetails, keys_at: Callable[[Path], Sequence[str]]) -> str:
    context: dict[str, Any] = details.get("ctx", {})
    value = details["input"]
    match details["type"]:
        case "missing":
            return "is missing; add it"
        case "extra_forbidden":
            known = keys_at(path[:-1])
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
        case "blank" | "pattern":
            return str(details["msg"])
        case _ if path and path[-1] == "published":
            return "must be a date, as in 2024-11-22"
        case _ if path and path[-1] == "url":
            return "must be a web address that begins with https:// or http://"
        case _:
            return f"is not allowed here ({details['msg']})"


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
    match value:
        case bool() | int() | float():
            return "; put quotes around it"
        case dict():
            return "; if it is a text with ': ' in it, put quotes around it"
        case list():
            return "; if it is a text that begins with '[' or '- ', put quotes around it"
        case _:
            return ""
