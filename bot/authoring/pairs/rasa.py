"""Reads pairs from Rasa's YAML: the examples of an intent are the questions, the response `utter_INTENT` the answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.authoring.pairs.model import Pair, PairFile, PairFileError, Question
from bot.facts.parsed_file import ParsedFile
from bot.facts.problems import Path, Problem, Severity
from bot.facts.yaml_reading import read_yaml

_VERSION = "3."
"""How the version of the format begins that is read."""

_USED = ("version", "nlu", "responses", "intents")

_ENTITY = re.compile(r"\[([^\][]*)\](?:\([^()]*\)|\{[^{}]*\})")
"""A part of an example with its mark, as [Berlin](city) or [Berlin]{"entity": "city"}."""

_SLOT = re.compile(r"\{\w{1,100}\}")

_FILLED_IN = "Rasa filled in what stands in braces; write it out"


@dataclass(frozen=True, slots=True)
class _Response:
    """What is said, and the parts of the file that are not taken with it."""

    file: ParsedFile
    path: Path
    text: str
    left: Sequence[Problem]


def read_rasa(files: Sequence[tuple[str, bytes]]) -> PairFile:
    """Return the pairs in `files` (name and bytes), of which some may have the intents and others their responses.

    Raises `PairFileError` if one of them is not YAML as Rasa 3 has it.
    """
    parsed = [_parsed(name, data) for name, data in files]
    responses = {name: response for file in parsed for name, response in _responses(file)}
    pairs, problems, asked = list[Pair](), list[Problem](), set[str]()
    for file in parsed:
        for path, entry in _entries(file.document.value.get("nlu"), ("nlu",)):
            record = entry if isinstance(entry, dict) else {}
            intent = record.get("intent")
            name = f"utter_{intent}"
            if not isinstance(intent, str):
                problems.append(file.problem(path, "is not an intent, so there is no answer to it; left out"))
            elif name not in responses:
                problems.append(file.problem(path, f"has no response {name!r:.60}; left out"))
            else:
                asked.add(name)
                answer = responses[name].text
                questions, unread = _examples(file, (*path, "examples"), record.get("examples"))
                problems += unread
                checks = [_FILLED_IN] if _SLOT.search(answer) else []
                pairs.append(Pair(file.name, file.document.line_of(path), questions, answer, checks=checks))
    for name, response in responses.items():
        if name in asked:
            problems += response.left
        else:
            problems.append(response.file.problem(response.path, "answers no intent of this name; left out"))
    unused = dict.fromkeys(key for file in parsed for key in file.document.value if key not in _USED)
    return PairFile(pairs, problems, unused=tuple(unused))


def _parsed(name: str, data: bytes) -> ParsedFile:
    document = read_yaml(name, data)
    if document.problems:
        raise PairFileError(*document.problems)
    file = ParsedFile(name, document)
    value = document.value
    if not isinstance(value, dict) or not ("nlu" in value or "responses" in value):
        raise PairFileError(file.problem((), "is not Rasa's YAML, which has the key 'nlu' or 'responses'"))
    version = str(value.get("version", "")).strip()
    if not version.startswith(_VERSION):
        found = f"is {version!r:.40}" if version else "is missing"
        message = f'{found}, and the format of Rasa 3 is read; bring the file to it, and write version: "3.1"'
        raise PairFileError(file.problem(("version",), message))
    return file


def _entries(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    for number, entry in enumerate(value if isinstance(value, list) else []):
        yield (*path, number), entry


def _responses(file: ParsedFile) -> Iterator[tuple[str, _Response]]:
    responses = file.document.value.get("responses")
    for name, wordings in responses.items() if isinstance(responses, dict) else ():
        path = ("responses", name)
        text, left = "", list[Problem]()
        for at, wording in _entries(wordings, path):
            said = wording.get("text") if isinstance(wording, dict) else None
            if not isinstance(said, str):
                left.append(file.problem(at, "has no text; left out", Severity.WARNING))
            elif text:
                left.append(file.problem(at, "is another wording of the answer; the first is taken", Severity.WARNING))
            else:
                text = said
                left += _without_place(file, at, wording)
        yield name, _Response(file, path, text, left)


def _without_place(file: ParsedFile, path: Path, wording: object) -> Iterator[Problem]:
    for key in wording if isinstance(wording, Mapping) else ():
        if key != "text":
            yield file.problem((*path, str(key)), "has no place in a fact; left out", Severity.WARNING)


def _examples(file: ParsedFile, path: Path, value: object) -> tuple[Sequence[Question], Sequence[Problem]]:
    """Return the examples at `path`, a text with one on each line or a list of mappings, and what is no example."""
    questions, unread = list[Question](), list[Problem]()
    if isinstance(value, str):
        first = file.document.line_of(path) + ("\n" in value)
        for line, example in enumerate(value.split("\n"), first):
            if example.strip().startswith("-"):
                questions.append(Question(_unmarked(example.strip()[1:]), line))
            elif example.strip():
                unread.append(Problem(file.name, line, "", "is not an example, which begins with a hyphen; left out"))
    for at, entry in _entries(value, path):
        text = entry.get("text") if isinstance(entry, dict) else entry
        if isinstance(text, str):
            questions.append(Question(_unmarked(text), file.document.line_of(at)))
        else:
            unread.append(file.problem(at, "has no text; left out"))
    return questions, unread


def _unmarked(example: str) -> str:
    return _ENTITY.sub(r"\1", example).strip()
