"""Every regular expression of the program, how it is used, and texts that are made to lead it astray."""

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

PROGRAM = Path(__file__).parents[2] / "bot"

ANCHORED = frozenset({"match", "fullmatch"})
METHODS = ANCHORED | {"search", "sub", "subn", "split", "findall", "finditer"}

ANY_METHOD = ANCHORED | {"sub"}
"""What stands for all methods where it is not known which are called: `sub` searches from every place, as the others
that search do, and on to the end."""

MOST_CHARACTERS = 4
"""Different characters of one pattern from which texts are made: each alone and each pair."""


@dataclass(frozen=True)
class Use:
    """A pattern and the methods that the program calls on it; `where` names the file and what holds it."""

    where: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


@dataclass(frozen=True)
class UnreadCall:
    """A call of `re` whose pattern is made when it runs, so that it has to be judged by a person."""

    where: str
    source: str


@cache
def _trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in sorted(PROGRAM.rglob("*.py"))}


@cache
def uses() -> tuple[Use, ...]:
    """Return all patterns of the program: those in the globals of modules, and those written in calls of `re`."""
    anywhere = _methods_by_name(_trees().values())
    found = []
    for path, tree in _trees().items():
        if "re." not in path.read_text():
            continue
        module = importlib.import_module(_name(path))
        here = _methods_by_name([tree])
        for name, value in vars(module).items():
            called = (here if name.startswith("_") else anywhere).get(name, ANY_METHOD)
            found += [Use(f"{_name(path)}.{name}", pattern, called) for pattern in _patterns_in(value)]
        found += [
            Use(f"{_name(path)}:{call.lineno}", re.compile(pattern.value), frozenset({_method(call)}))
            for call in _calls_of_re(tree)
            if isinstance(pattern := call.args[0], ast.Constant)
            and isinstance(pattern.value, str)
            and _method(call) != "compile"
        ]
    return tuple({(use.where, use.pattern): use for use in found}.values())


@cache
def unread_calls() -> tuple[UnreadCall, ...]:
    """Return the calls of `re` inside functions whose pattern is no literal."""
    return tuple(
        UnreadCall(str(path.relative_to(PROGRAM)), ast.unparse(call.args[0]))
        for path, tree in _trees().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for call in _calls_of_re(function)
        if not isinstance(call.args[0], ast.Constant)
    )


def hostile_texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield texts of this length: characters that the pattern knows and pairs of them, over and over, cut short."""
    characters = _characters(pattern)
    for unit in [*characters, *("".join(pair) for pair in product(characters, repeat=2) if pair[0] != pair[1])]:
        text = unit * (length // len(unit))
        yield text
        yield f"{text}\0"


def _methods_by_name(trees: Iterable[ast.Module]) -> dict[str, frozenset[str]]:
    """Return the methods of patterns that are called on each name, in whichever module."""
    found: dict[str, frozenset[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
                found[node.value.id] = found.get(node.value.id, frozenset()) | {node.attr}
    return found


def _calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and _method(node) in METHODS | {"compile"}
            and ast.unparse(node.func)[:3] == "re."
        ):
            yield node


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from _patterns_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _patterns_in(part)


def _characters(pattern: re.Pattern[str]) -> list[str]:
    """Return different characters that parts of the pattern take, those first that may be repeated without end."""
    parsed = sre_parser.parse(pattern.pattern, pattern.flags)
    kinds: dict[str, str] = {}
    for character in [*_taken(parsed, repeated=True), *_taken(parsed, repeated=False)]:
        kinds.setdefault(character, character)
    return list(kinds)[:MOST_CHARACTERS]


def _taken(parsed: Any, *, repeated: bool, inside: bool = False) -> Iterator[str]:
    """Yield one character of each literal and each set; of those under an endless repetition, or of the others."""
    for code, argument in parsed:
        name = str(code)
        if name in {"LITERAL", "NOT_LITERAL", "IN", "ANY"} and inside == repeated:
            yield _one_of(name, argument)
        for part in _parts(argument):
            endless = name.endswith("REPEAT") and argument[1] == sre_parser.MAXREPEAT
            yield from _taken(part, repeated=repeated, inside=inside or endless)


def _parts(argument: object) -> Iterator[Any]:
    if isinstance(argument, sre_parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _parts(part)


def _one_of(name: str, argument: Any) -> str:
    if name == "LITERAL":
        return chr(argument)
    if name == "IN":
        matcher = re.compile(_as_set(argument))
        return next((character for character in "a1 #-.'\n,(/@_" if matcher.match(character)), _first(argument))
    return "a"


def _first(members: Any) -> str:
    for code, argument in members:
        if str(code) == "LITERAL":
            return chr(argument)
        if str(code) == "RANGE":
            return chr(argument[0])
    return "a"


def _as_set(members: Any) -> str:
    """Return a set of the pattern as source again."""
    written = ""
    for code, argument in members:
        match str(code):
            case "NEGATE":
                written += "^"
            case "LITERAL":
                written += re.escape(chr(argument))
            case "RANGE":
                written += f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
            case "CATEGORY":
                written += _CATEGORIES[str(argument)]
    return f"[{written}]"


_CATEGORIES = {
    f"CATEGORY_{no}{name}": rf"\{letter.upper() if no else letter}"
    for name, letter in {"DIGIT": "d", "SPACE": "s", "WORD": "w"}.items()
    for no in ("", "NOT_")
}


def _name(path: Path) -> str:
    parts = path.relative_to(PROGRAM.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
