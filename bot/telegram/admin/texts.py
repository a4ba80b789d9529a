"""Every sentence that only admins see."""

from collections.abc import Sequence
from datetime import date

from bot.editing.fact_fields import Field
from bot.editing.outcomes import Reason, Refused
from bot.evaluation.figures import Tally
from bot.evaluation.results import Outcome
from bot.facts.history import Version
from bot.facts.yaml_reading import MAX_BYTES
from bot.gaps import HowOften
from bot.plurals import counted, often
from bot.sqlite_files import DAMAGED

BROKEN = "The fact files have errors, so nothing has changed: the facts before them keep serving."
"""The head of a list of problems."""

PROBLEMS = "To be mended"
REST_IN_FILE = "That is not all: the file has everything."

ADDED = "Facts added"
REMOVED = "Facts removed"
REWORDED = "Reworded"
LOOKUP = "How facts are found"
NAMES = "Names"
SYNONYMS = "Synonyms"
NOT_COVERED = "Not covered"
SOURCES = "Source"
VOICE = "Voice"
LINES = "Lines"
ANSWERS = "Answers that change"
WARNINGS = "Warnings"
NEW_WARNINGS = "New warnings"

PUBLISH = "Publish"
DISCARD = "Discard"
CHANGE_IT = "Change it"
UNDO = "Undo"
DISCARDED = "Discarded. Nothing has changed."

MOVED = "The files have changed since this was shown. This is the difference now:"
NO_QUESTIONS = "There is no questions.yaml beside the facts, so only their own questions were asked."
CHECKING = "Checking what that would change…"
ALL_ADVICE = "All advice"
NO_VERSIONS = "No version has been kept yet."
NOTHING_TO_EXPORT = "There is no fact file to send."
FAILED = "Something went wrong on my side, and nothing was changed. The log says what."

THIS_IS = "This is…"
NEW_FACT = "New fact"
IGNORE = "Ignore"
IGNORE_ALL = "Ignore all of these"
KEEP = "Keep them"
CHOSEN = "▸"
ALL_GAPS = "All questions"
LIST_MOVED = "The list has changed since this was shown, so nothing was ignored. This is the list now:"
NO_GAPS = "No question is waiting for an answer."
NO_GAPS_KEPT = "Questions without an answer are not kept, since GAPS_DAYS is 0."
GAP_GONE = "That question is no longer on the list."
WHICH_FACT = "Which fact answers it? Tap one, or reply to this message with the id of another."
NEAREST = "The nearest facts"
OFFERED = "What was offered"
REJECTED = "What was not meant"
ALSO_ASKED = "Also asked"

WHY_USAGE = "Write the question after the command, /why Who met whom?, or send /why in reply to an answer of mine."
WHY_FORGOTTEN = "I no longer know what that was the answer to. Write the question after the command."
FACT_USAGE = "Write the id of a fact after the command, /fact some-id. /facts lists them."

EDIT_USAGE = (
    "Write the id of a fact after the command, /edit some-id, or send /edit in reply to an answer of mine. /facts \
lists them."
)
DELETE_USAGE = "Write the id of a fact after the command, /delete some-id, or send /delete in reply to an answer of \
mine. /facts lists them."
WHICH_FIELD = "What shall be changed?"
DELETE = "Delete the fact"
FACT_GONE = "That fact is no longer in the files."

ASK_STATEMENT = "Write what readers are to get as the answer, in one or two plain sentences of your own."
TO_ANSWER = "It is to answer:"
ASK_FILE = "Which file does it belong to? Tap its number."
ASK_QUESTIONS = "Write a question that readers may ask for it, better two. Each in a message or on a line of its own."
ASK_MORE_QUESTIONS = "Write one more in other words, or tap Done to see what the fact would do."
OTHERS = "Show others"
NEAREST_PASSAGE = "The nearest passage is:"
USE_NEAREST = "Take this passage"
COPY_PRESENT = "Copy the present one"
TYPED = "You wrote:"
COPY_TYPED = "Copy what you wrote"
TAKE_OUT = "Take it out"
DONE = "Done"
BACK = "Back"
CANCEL = "Cancel"
CANCELLED = "Cancelled. Nothing has changed."
FORM_LOST = "I no longer have that: it was finished or cancelled, waited for half an hour, or I have been restarted. \
Nothing was changed by it; /add or /edit begins again."
FORM_EXPIRED = (
    "What you began to add or edit has waited for half an hour, so I put it aside; nothing was changed by it."
)
FORM_OPEN = "You are making a new fact. Finish it or cancel it first; this is where you are:"
STEP_PASSED = "That button belongs to an earlier step. This is where you are:"

FIRST_ITEM = {
    Field.QUESTIONS: "Write a question that readers may ask for it.",
    Field.ABOUT: "Write a name that it is about, by its id or as the file writes it.",
    Field.SEE: "Write the id of a fact to offer next.",
}
MORE_ITEMS = {
    Field.QUESTIONS: "Write one to add, or tap the number of the one to take out.",
    Field.ABOUT: "Write a name to add, by its id or as the file writes it, or tap the number of the one to take out.",
    Field.SEE: "Write the id of a fact to add, or tap the number of the one to take out.",
}

WITHOUT_NAME = "Without a name"
NO_WARNINGS = "Nothing to warn of."
BROKEN_NOW = "The files have errors now; the facts before them keep serving."
NOTHING_ASKED = "Nobody has asked anything yet."
BY_DAY = "Questions a day: answered / unsure / unknown"
RATINGS = "What readers thought of answers"
RELOADS = "The fact files"

_REFUSALS = {
    Reason.TOO_LARGE: f"The file is larger than {MAX_BYTES // 1_000_000} MB, so nothing was changed; split it into "
    "several files.",
    Reason.NOT_TEXT: "The file is not UTF-8 text, so nothing was changed; save it with the encoding UTF-8.",
    Reason.PATH_IN_NAME: "The name of the file has a path or a control character in it, or is very long, so nothing "
    "was changed; send it under a plain name such as talks.yaml.",
    Reason.NOT_YAML: "The name of the file does not end in .yaml or .yml, so nothing was changed.",
    Reason.HIDDEN: "Files whose name begins with a dot are not read, so nothing was changed; give it another name.",
    Reason.QUESTION_SET: "questions.yaml has the questions that changes are measured with, and no facts, so nothing "
    "was changed; send facts under another name, and change the questions on the server.",
    Reason.NOT_FETCHED: "Telegram did not hand the file over, so nothing was changed; send it again.",
    Reason.LOST: "I no longer have this proposal: it was published or discarded, or I have been restarted since. "
    "Nothing was changed by this; if it is not live, send the file again.",
    Reason.NOT_KEPT: "That version is no longer kept, so nothing was changed.",
    Reason.DISK_FULL: "The disk is full, so nothing was changed.",
    Reason.READ_ONLY: "I may not write to the folder of the facts or to DATA_PATH, so nothing was changed; let me, or "
    "change the file on the server.",
}

_ASKED = {
    HowOften.ALL: "",
    HowOften.ONCE: " asked once",
    HowOften.TWICE: " asked twice or more",
    HowOften.FIVE_TIMES: " asked five times or more",
}
_OFTEN = {HowOften.ALL: "All", HowOften.ONCE: "Once", HowOften.TWICE: "Twice +", HowOften.FIVE_TIMES: "5 times +"}


def refusal(refused: Refused) -> str:
    """Return why nothing was changed, in a sentence."""
    match refused.reason:
        case Reason.OTHER_FILE:
            return f"Only {refused.detail} is read here, so nothing was changed; send the file under that name."
        case Reason.AMBIGUOUS:
            return f"Several folders have a {refused.detail}, so nothing was changed; change it on the server."
        case Reason.SAME:
            return f"{refused.detail} is exactly that already, so nothing was changed."
        case Reason.NOT_WRITTEN:
            return f"The file could not be written ({refused.detail}), so nothing was changed."
        case Reason.NOT_EDITED:
            return f"{refused.detail} Nothing was changed."
        case reason:
            return _REFUSALS[reason]


def mended(facts: int) -> str:
    """Return that the files, with this many facts, have no errors any more."""
    return f"The fact files are mended and live: {counted(facts, 'fact')}."


def changed_on_server(files: Sequence[str], what: str) -> str:
    """Return that somebody saved these files, and `what` that changed."""
    return f"{', '.join(files) or 'The fact files'} changed on the server: {what}."


def rejected(file: str, *, own: bool) -> str:
    """Return the head of the errors of an upload: its `own`, or those of other files that keep it from being used."""
    if own:
        return f"{file} has errors, so nothing was changed. Mend these and send it again."
    return f"{file} cannot be used while other files have errors, so nothing was changed. Mend those first."


def sent_as(name: str) -> str:
    """Return under which other name the file came."""
    return f"You sent it as {name}; by its name or its facts it is this file."


def published(file: str, what: str) -> str:
    """Return the confirmation of a change."""
    return f"Live now. {file}: {what}."


def shifted(changed: int, asked: int, reworded: int) -> str:
    """Return how many answers change of those asked, and how many say the same in other words."""
    same = f" {counted(reworded, 'answer')} {_be(reworded)} the same in other words." if reworded else ""
    return f"Of {counted(asked, 'question')} in questions.yaml, {changed} {_be(changed)} answered otherwise.{same}"


def shifted_as_new(changed: int, asked: int) -> str:
    """Return how many answers change of example questions that were asked as if they were new."""
    which = counted(asked, "example question")
    return f"Of {which} asked as if they were new, {changed} {_be(changed)} answered otherwise."


def found_as_new(before: Tally, after: Tally) -> str:
    """Return how many of the example questions that were asked as if they were new find their fact."""
    old, new = (f"{tally[Outcome.RIGHT]:,} of {tally.answerable:,} ({tally.right:.0%})" for tally in (before, after))
    return f"Asked as if they were new, they find their fact: {old} → {new}"


def more_lines(count: int) -> str:
    """Return that so many lines are left out."""
    return f"… and {count:,} more"


def warned_before(number: int) -> str:
    """Return how many warnings are not new."""
    return f"{counted(number, 'warning')} {_was(number)} there before; /check has all."


def not_compared(problem: str) -> str:
    """Return why there is nothing about answers."""
    return f"No answers were compared, since the questions cannot be read: {problem}"


def version(version: Version) -> str:
    """Return a version in two lines."""
    return f"{version.number} · {version.when:%d %b %Y %H:%M} UTC · {version.who}\n{version.file}: {version.what}"


def compare(number: int) -> str:
    """Return the label of the button that shows what a version changed."""
    return f"{number}: difference"


def go_back(number: int) -> str:
    """Return the label of the button that goes back to a version."""
    return f"Go back to {number}"


def exported(name: str, facts: int) -> str:
    """Return the caption of a file that is sent."""
    return f"{name}, {counted(facts, 'fact')}. Change it and send it back under this name."


def gaps_head(groups: int, page: int, pages: int, often: HowOften) -> str:
    """Return the line above the gaps; `page` counts from 0."""
    where = f", page {page + 1} of {pages}" if pages > 1 else ""
    return f"{counted(groups, 'question')}{_ASKED[often]} without an answer{where}, the most asked first."


def asked_so_often(often: HowOften, groups: int, *, chosen: bool) -> str:
    """Return the label of the button that shows only what was asked so often."""
    return f"{f'{CHOSEN} ' if chosen else ''}{_OFTEN[often]}: {groups:,}"


def ignore_all(groups: int) -> str:
    """Return the question whether so many gaps are to be ignored."""
    return f"Ignore these {groups} questions? They stay off the list, however often they are asked."


def asked(times: int, last: date) -> str:
    """Return how often something was asked, and when last."""
    return f"asked {often(times)}, last on {last.day} {last:%b %Y}"


def no_fact(wrong: str, hint: str) -> str:
    """Return that no fact has the id `wrong`, with a `hint` at the one meant, if there is any."""
    return f"No fact has the id {wrong!r:.60}{hint or '; /facts lists them.'}"


def ask_quote(title: str, *, offered: bool) -> str:
    """Return the question for the quote, from the source called `title`; `offered` says that sentences of it follow."""
    if offered:
        return f"Which sentence of “{title}” says so? Tap its number, or write a passage of it word for word."
    return f"Write the passage of “{title}” that says so, word for word."


def new_value(field: Field) -> str:
    """Return the question for the new text of a field."""
    return f"Write the new {field}."


def about(names: Sequence[str]) -> str:
    """Return which names a statement was found to have."""
    return f"About: {', '.join(names)}"


def not_shown(items: int) -> str:
    """Return how many items of a list are not shown."""
    return f" {items} more {_be(items)} not shown."


def referred_to(fact: str, others: Sequence[str]) -> str:
    """Return that facts of other files refer to `fact`, so that it cannot be taken out."""
    named = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
    return f"Facts of other files refer to {fact} ({named}); take it out of their “see” first, with /edit."


def facts_head(facts: int, page: int, pages: int) -> str:
    """Return the line above the facts; `page` counts from 0."""
    return f"{facts:,} facts by name, page {page + 1} of {pages}. /fact and an id shows everything of one."


def warnings(number: int) -> str:
    """Return the line above what could be better."""
    return f"{counted(number, 'warning')}; the files are used all the same."


def own_questions(found: int, asked: int) -> str:
    """Return how many of a fact's own questions lead to it."""
    return f"Its questions: {found} of {asked} lead here"


def asked_lately(questions: int, days: int) -> str:
    """Return how much was asked on the latest days on which anything was."""
    return f"{counted(questions, 'question')} on {counted(days, 'day')}."


def rated(liked: int, rated: int) -> str:
    """Return how many of the answers that readers rated they liked; the others were not what they meant."""
    return f"👍 {liked:,} of {rated:,} ({liked / rated:.0%}); the others were not what they meant."


def not_counted(why: str) -> str:
    """Return that nobody knows how much was asked, and why."""
    return f"How much was asked is not known: {why}"


def set_aside(file: str) -> str:
    """Return that what has the name `file` now was damaged."""
    before = file.partition(DAMAGED)[0]
    return f"{before} was damaged and is now {file}; a new one was begun. Delete it on the server when nobody needs it."


def reloads(taken: int, failed: int) -> str:
    """Return how often the files were taken in, and how often they had errors."""
    return f"Since the start: taken in anew {often(taken)}, broken {often(failed)}."


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"
