"""The table of what admins can do, from which come their menu, the list after an unknown command, routes and the log.

To add a command, write its handler in the module of its feature, and add a line to COMMANDS. To add a button, declare
it beside its handler, and add it to BUTTONS.
"""

from bot.telegram.admin import adding, changes, doctor, fact_edits, facts, files, forms, gaps, stats, versions, why
from bot.telegram.admin.actions import AdminButton, AdminCommand

COMMANDS = (
    AdminCommand("gaps", "Questions that found no answer", gaps.list_gaps),
    AdminCommand("add", "A new fact, step by step", adding.add),
    AdminCommand("edit", "Change a field of a fact", fact_edits.edit),
    AdminCommand("delete", "Take a fact out", fact_edits.delete),
    AdminCommand("why", "Why an answer is what it is", why.why),
    AdminCommand("facts", "All facts, by name", facts.list_facts),
    AdminCommand("fact", "One fact and its questions", facts.fact),
    AdminCommand("export", "The fact files, to change and send back", files.export),
    AdminCommand("history", "Versions of the fact files, and the way back", versions.history),
    AdminCommand("check", "Warnings about the facts, and advice", files.check),
    AdminCommand("stats", "Questions a day, and how they ended", stats.stats),
    AdminCommand("doctor", "How the bot itself is doing", doctor.doctor),
)
"""In the order of the menu, where they stand after the commands of readers."""

BUTTONS: tuple[AdminButton, ...] = (
    changes.PUBLISH,
    changes.DISCARD,
    changes.UNDO,
    versions.HISTORY,
    versions.COMPARE,
    versions.GO_BACK,
    gaps.GAPS,
    gaps.TEACH,
    gaps.LEARN,
    gaps.NEW_FACT,
    gaps.DECLINE,
    gaps.IGNORE,
    gaps.ASK_IGNORE_ALL,
    gaps.IGNORE_ALL,
    facts.FACTS,
    files.ADVICE,
    fact_edits.EDIT,
    fact_edits.DELETE,
    forms.STEP,
    forms.PROPOSE,
    forms.TAKE_OUT,
    forms.CHANGE,
)
