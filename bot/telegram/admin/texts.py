"""Every sentence that only admins see."""

from collections.abc import Sequence

from bot.editing.outcomes import Reason, Refused
from bot.facts.history import Version

BROKEN = "The fact files have errors, so nothing has changed: the facts before them keep serving."
"""The head of a list of problems."""

PROBLEMS = "To be mended"
REST_IN_FILE = "That is not all: the file has everything."

ADDED = "Facts added"
REMOVED = "Facts removed"
REWORDED = "Reworded"
LEADS = "How facts are found"
NAMES = "Names"
SYNONYMS = "Synonyms"
NOT_COVERED = "Not covered"
SOURCES = "Source"
VOICE = "Voice"
LINES = "Lines"
ANSWERS = "Answers that change"
WARNINGS = "Warnings"

PUBLISH = "Publish"
DISCARD = "Discard"
UNDO = "Undo"
DISCARDED = "Discarded. Nothing has changed."

MOVED = "The files have changed since this was shown. This is the difference now:"
NO_QUESTIONS = "There is no questions.yaml beside the facts, so no answers were compared."
NO_VERSIONS = "No version has been kept yet."
NOTHING_TO_EXPORT = "There is no fact file to send."
NOT_FETCHED = "Telegram did not hand the file over. Please send it again."
FAILED = "Something went wrong on my side, and nothing was changed. The log says what."

COMMANDS = (
    ("gaps", "Questions that found no answer"),
    ("why", "Why an answer is what it is"),
    ("facts", "All facts, by name"),
    ("fact", "One fact and its questions"),
    ("export", "The fact files, to change and send back"),
    ("history", "Versions of the fact files, and the way back"),
    ("check", "Warnings about the facts"),
    ("stats", "Questions a day, and how they ended"),
    ("doctor", "How the bot itself is doing"),
)
"""In the menu of admins, after the commands of readers."""

_REFUSALS = {
    Reason.TOO_LARGE: "The file is larger than 1 MB, so nothing was changed; split it into several files.",
    Reason.NOT_TEXT: "The file is not UTF-8 text, so nothing was changed; save it with the encoding UTF-8.",
    Reason.PATH_IN_NAME: "The name of the file has a path or a control character in it, or is very long, so nothing "
    "was changed; send it under a plain name such as talks.yaml.",
    Reason.NOT_YAML: "The name of the file does not end in .yaml, so nothing was changed.",
    Reason.HIDDEN: "Files whose name begins with a dot are not read, so nothing was changed; give it another name.",
    Reason.LOST: "I no longer have this proposal: it was published or discarded, or I have been restarted since. "
    "Nothing was changed by this; if it is not live, send the file again.",
    Reason.NOT_KEPT: "That version is no longer kept, so nothing was changed.",
    Reason.DISK_FULL: "The disk is full, so nothing was changed.",
    Reason.READ_ONLY: "I may not write to the folder of the facts or to DATA_PATH, so nothing was changed; let me, or "
    "change the file on the server.",
}


def refusal(refused: Refused) -> str:
    """Why nothing was changed, in a sentence."""
    match refused.reason:
        case Reason.OTHER_FILE:
            return f"Only {refused.detail} is read here, so nothing was changed; send the file under that name."
        case Reason.AMBIGUOUS:
            return f"Several folders have a {refused.detail}, so nothing was changed; change it on the server."
        case Reason.SAME:
            return f"{refused.detail} is exactly that already, so nothing was changed."
        case Reason.NOT_WRITTEN:
            return f"The file could not be written ({refused.detail}), so nothing was changed."
        case Reason.NOT_INSERTED:
            return f"{refused.detail} Nothing was changed."
        case reason:
            return _REFUSALS[reason]


def mended(facts: int) -> str:
    """The files have no errors any more."""
    return f"The fact files are mended and live: {counted(facts, 'fact')}."


def changed_on_server(files: Sequence[str], what: str) -> str:
    """Somebody saved these files."""
    return f"{', '.join(files) or 'The fact files'} changed on the server: {what}."


def rejected(file: str, *, own: bool) -> str:
    """The head of the errors of an upload, or of those that keep it from being used."""
    if own:
        return f"{file} has errors, so nothing was changed. Mend these and send it again."
    return f"{file} cannot be used while other files have errors, so nothing was changed. Mend those first."


def published(file: str, what: str) -> str:
    """The confirmation of a change."""
    return f"Live now. {file}: {what}."


def shifted(changed: int, asked: int, reworded: int) -> str:
    """How many answers change."""
    same = f" {counted(reworded, 'answer')} {_be(reworded)} the same in other words." if reworded else ""
    return f"Of {counted(asked, 'question')} in questions.yaml, {changed} {_be(changed)} answered otherwise.{same}"


def not_compared(problem: str) -> str:
    """Why there is nothing about answers."""
    return f"No answers were compared, since the questions cannot be read: {problem}"


def version(version: Version) -> str:
    """A version in two lines."""
    return f"{version.number} · {version.when:%d %b %Y %H:%M} UTC · {version.who}\n{version.file}: {version.what}"


def compare(number: int) -> str:
    """On the button that shows what a version changed."""
    return f"{number}: difference"


def go_back(number: int) -> str:
    """On the button that goes back to a version."""
    return f"Go back to {number}"


def exported(name: str, facts: int) -> str:
    """Under a file that is sent."""
    return f"{name}, {counted(facts, 'fact')}. Change it and send it back under this name."


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def counted(number: int, word: str) -> str:
    """A number and what it counts."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
