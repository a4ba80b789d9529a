"""What is attacked: questions, fact files and insertions into them, with what is to hold for each and its cost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from time import process_time

from bot.answering import Answer, Answerer, Status
from bot.chats.browsing import TYPED, search
from bot.facts.loading import FactFile, load_or_raise, parse
from bot.facts.yaml_edits import EditError
from bot.facts.yaml_insertion import with_not_covered, with_question
from bot.telegram.messages.answers import group_reply, private_reply
from bot.telegram.messages.markup import MESSAGE_UNITS, utf16_length
from tools.fuzz.mutation import Mutator

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "hostile" / "corpus"

LARGEST_SEED = 20_000
"""Bytes of a file that is read often enough while insertions into it are tried."""

LONGEST_PROBLEM = 1_000
"""Characters of a problem that somebody will read."""

SECONDS_OF_QUESTION = 0.3
"""The longest text whose every word is misspelt costs 0.1 to 0.25: about 400 words, each held against all known ones.

Six of them in ten seconds, which is what a person may ask, take a sixth of the time that there is.
"""

WORDING = "Is it so: 'new'?"

_IN_QUESTIONS = (
    *(" and who ", "? ", ", ", ". ", "\n", " - ", "U.S. ", "'s ", "3rd ", "nakatni japn defnce ", "x" * 99),
    "\N{COMBINING ACUTE ACCENT}",
    "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{ZERO WIDTH JOINER}",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    "\N{GRINNING FACE}",
)

_IN_FILES = (
    *(b"- ", b"\n- ", b": ", b"\n", b"  ", b"\t", b"[", b"]", b"{", b"}", b"? ", b"'", b'"', b"|\n", b">\n", b"#"),
    *(b"&a ", b"*a", b"!t ", b"<<: ", b"---\n", b"...\n", b"\n%TAG !a! b\n", b"\n%YAML 1.1\n"),
    *(b"facts:\n", b"names:\n", b"  - id: a\n", b"also: [", b"see: [", b"version: 1\n", b"~", b"1:00", b"1e999"),
    *(b"\xef\xbb\xbf", b"\x85", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8"),
)

_COMMENTS = (
    b"  # a remark\n",
    b" # one, two\n",
    b"#" * 40,
    b"\n# ",
    b" #\n",
    b"\n\n",
    b",",
    b"]",
    b"\n]",
    b"[\n",
    b"\r\n",
    b"  ",
)

_COMMENTED = b"""version: 1
source: {title: Lighthouse}  # a remark
facts:
  - id: height  # a remark
    statement: It is high.
    quote: it is high
    questions: [  # one, two
      "How high is it?",  # a remark, too

      # a line of its own
      "Is it high?"  # a remark
      # the last
    ]
not_covered: [
  {questions: ["How deep is it?"]}  # a remark
]
"""


@dataclass(frozen=True)
class Target:
    """One kind of input: `examine` raises if what is promised does not hold, `seconds` is what it may cost.

    `corpus` has the inputs that once failed, `seeds` the good ones from which `mutator` makes hostile ones.
    """

    examine: Callable[[bytes], None]
    seconds: float
    mutator: Mutator
    corpus: Path
    seeds: tuple[bytes, ...]

    def cost(self, data: bytes) -> float:
        """Return the seconds of a processor that it takes to examine `data`."""
        began = process_time()
        self.examine(data)
        return process_time() - began


@cache
def questions() -> Target:
    """Any text as a question."""
    base = answerer().base
    names = [f"{name.name} ".encode() for name in base.names]
    seeds = [question.encode() for fact in base.facts for question in fact.questions]
    mutator = Mutator([*names, *map(str.encode, _IN_QUESTIONS)], most=100_000)
    return Target(_examine_question, SECONDS_OF_QUESTION, mutator, CORPUS / "questions", tuple(seeds))


@cache
def files() -> Target:
    """Any bytes as a fact file."""
    seeds = [ROOT / "knowledge" / "talks.yaml", *sorted((ROOT / "tests" / "bases").glob("*/facts.yaml"))]
    mutator = Mutator(_IN_FILES, most=1_000_000)
    return Target(_examine_file, 1.0, mutator, CORPUS / "files", tuple(seed.read_bytes() for seed in seeds))


@cache
def insertions() -> Target:
    """Any bytes as a fact file to which a wording is added."""
    seeds = (_COMMENTED, *(seed for seed in files().seeds if len(seed) < LARGEST_SEED))
    mutator = Mutator((*_IN_FILES, *_COMMENTS), most=100_000)
    return Target(_examine_insertion, 1.0, mutator, CORPUS / "insertions", seeds)


TARGETS = {"files": files, "questions": questions, "insertions": insertions}


def text_of(data: bytes) -> str:
    """Return the question in `data`: UTF-8 in which halves of characters are welcome, or else a character a byte."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@cache
def answerer() -> Answerer:
    """Answers from the article's own facts."""
    return Answerer(load_or_raise(ROOT / "knowledge" / "talks.yaml"))


@cache
def _before() -> Answer:
    """Return the answer on which each question may lean."""
    return answerer().answer(answerer().base.facts[0].questions[0])


def _examine_question(data: bytes) -> None:
    """Check that it has an answer that Telegram takes, in private, in a group and in inline mode."""
    text = text_of(data)
    answer = answerer().answer(text, _before())
    assert bool(answer.facts) == (answer.status is Status.ANSWERED)
    for reply in (private_reply(answer), group_reply(answer, "talks_bot")):
        assert all(0 < utf16_length(part.plain) <= MESSAGE_UNITS for part in (reply, *reply.rest))
    search(answerer(), text[:TYPED], 10)


def _examine_file(data: bytes) -> None:
    """Check that it is a fact base or has errors, each short, and in a line of the file."""
    loaded = parse([FactFile("facts.yaml", data)])
    assert (loaded.base is None) == bool(loaded.errors)
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xe2\x80") + 1
    for problem in loaded.problems:
        assert 1 <= problem.line <= lines, problem
        assert len(str(problem)) <= LONGEST_PROBLEM, problem


def _examine_insertion(data: bytes) -> None:
    """Check that a wording added to its first and last fact, and to what is not covered, is there, or is refused."""
    base = parse([FactFile("facts.yaml", data)]).base
    if base is None:
        return
    for fact in {base.facts[0].id, base.facts[-1].id}:
        edited = _unless_refused(partial(with_question, data, fact, WORDING))
        if edited is not None:
            after = parse([FactFile("facts.yaml", edited)]).base
            assert after is not None
            assert WORDING in next(each for each in after.facts if each.id == fact).questions
    _unless_refused(partial(with_not_covered, data, WORDING))


def _unless_refused(insertion: Callable[[], bytes]) -> bytes | None:
    try:
        return insertion()
    except EditError:
        return None
