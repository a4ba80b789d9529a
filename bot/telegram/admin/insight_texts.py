"""What only admins read about questions, answers and the state of the bot."""

from datetime import date

from bot.telegram.admin.texts import counted

THIS_IS = "This is…"
NOT_COVERED = "Not covered"
IGNORE = "Ignore"
ALL_GAPS = "All questions"
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

WITHOUT_NAME = "Without a name"
NO_WARNINGS = "Nothing to warn of."
BROKEN_NOW = "The files have errors now; the facts before them keep serving."
NOTHING_ASKED = "Nobody has asked anything yet."
BY_DAY = "Questions a day: answered / unsure / unknown"
RELOADS = "The fact files"


def gaps_head(groups: int, page: int, pages: int) -> str:
    """The line above the gaps."""
    count = counted(groups, "question")
    where = f", page {page + 1} of {pages}" if pages > 1 else ""
    return f"{count} without an answer{where}, the most asked first."


def asked(times: int, last: date) -> str:
    """How often, and when last."""
    often = "once" if times == 1 else f"{times:,} times"
    return f"asked {often}, last on {last.day} {last:%b %Y}"


def ignored(wording: str) -> str:
    """A gap that is not shown any more."""
    return f"Ignored: {wording}"


def no_fact(wrong: str, hint: str) -> str:
    """An id that no fact has."""
    return f"No fact has the id {wrong!r:.60}{hint or '; /facts lists them.'}"


def facts_head(facts: int, page: int, pages: int) -> str:
    """The line above the facts."""
    return f"{facts:,} facts by name, page {page + 1} of {pages}. /fact and an id shows everything of one."


def warnings(number: int) -> str:
    """The line above what could be better."""
    return f"{counted(number, 'warning')}; the files are used all the same."


def fares(found: int, asked: int) -> str:
    """How many of a fact's own questions lead to it."""
    return f"Its questions: {found} of {asked} lead here"


def asked_lately(questions: int, days: int) -> str:
    """How much was asked on the latest days on which anything was."""
    return f"{counted(questions, 'question')} on {counted(days, 'day')}."


def reloads(taken: int, failed: int) -> str:
    """How often the files were taken in."""
    return f"Since the start: taken in anew {_times(taken)}, broken {_times(failed)}."


def _times(number: int) -> str:
    return {0: "never", 1: "once"}.get(number, f"{number} times")
