"""What a change does, as an admin reads it, with the buttons to make it so or not."""

from collections.abc import Iterator, Sequence

from bot.answering import Answer, Status
from bot.editing.answer_impact import Effect, Shift
from bot.editing.outcomes import Broken, Compared, Proposal, Published
from bot.editing.served_facts import Reloaded
from bot.evaluation.figures import Tally
from bot.facts.differences import Change, ChangeKind
from bot.facts.history import Version
from bot.telegram.admin import texts
from bot.telegram.admin.callback_data import AdminCallback
from bot.telegram.admin.listing import Page, Section, line_page, listing
from bot.telegram.admin.pages import problems_page
from bot.telegram.messages.reply import TapButton

DISCARD, GO_BACK, PUBLISH, UNDO = "discard", "back", "publish", "undo"
"""The verbs of taps that change files."""

_TITLES = {
    ChangeKind.WORDS: texts.REWORDED,
    ChangeKind.LEADS: texts.LEADS,
    ChangeKind.NAME: texts.NAMES,
    ChangeKind.SYNONYMS: texts.SYNONYMS,
    ChangeKind.NOT_COVERED: texts.NOT_COVERED,
    ChangeKind.SOURCE: texts.SOURCES,
    ChangeKind.VOICE: texts.VOICE,
}


def proposal_page(proposal: Proposal) -> Page:
    """What a change would do, and the buttons to publish or discard it."""
    head = [texts.MOVED] if proposal.moved else []
    head += [f"{proposal.file}: {proposal.difference}.", *_effect_lines(proposal.effect)]
    row = (
        TapButton(texts.PUBLISH, AdminCallback(PUBLISH, proposal.key).data),
        TapButton(texts.DISCARD, AdminCallback(DISCARD, proposal.key).data),
    )
    sections = [
        *_changes(proposal.difference.changes),
        Section(texts.ANSWERS, tuple(map(_shift, proposal.effect.shifts))),
        Section(texts.WARNINGS, tuple(map(str, proposal.warnings))),
    ]
    return listing("\n".join(head), sections, (row,), file="difference.txt")


def published_page(published: Published) -> Page:
    """The change is live; a button takes it back."""
    version = published.version
    return line_page(texts.published(version.file, version.what), (_undo(version),))


def reloaded_page(reloaded: Reloaded) -> Page:
    """Files that somebody saved on the server are live; a button takes it back if it was one file and not a new one."""
    versions = reloaded.versions
    head = texts.changed_on_server([version.file for version in versions], str(reloaded.difference))
    rows = (_undo(versions[0]),) if len(versions) == 1 and versions[0].before else ()
    return listing(head, tuple(_changes(reloaded.difference.changes)), rows, file="difference.txt")


def rejected_page(broken: Broken) -> Page:
    """A file with errors: all of them, by line."""
    own = any(problem.file == broken.file for problem in broken.errors)
    return problems_page(texts.rejected(broken.file, own=own), broken.errors)


def compared_page(compared: Compared) -> Page:
    """What one version changed, and the way back to it."""
    version = compared.version
    row = (TapButton(texts.go_back(version.number), AdminCallback(GO_BACK, str(version.number)).data),)
    changes = compared.difference.changes if compared.difference else ()
    sections = [*_changes(changes), Section(texts.LINES, compared.lines)]
    return listing(texts.version(version), sections, (row,), file="difference.txt")


def _undo(version: Version) -> tuple[TapButton, ...]:
    return (TapButton(texts.UNDO, AdminCallback(UNDO, str(version.number)).data),)


def _changes(changes: Sequence[Change]) -> Iterator[Section]:
    facts = [change for change in changes if change.part is ChangeKind.FACT]
    yield Section(texts.ADDED, tuple(_line(change) for change in facts if change.before is None))
    yield Section(texts.REMOVED, tuple(_line(change) for change in facts if change.after is None))
    for part, title in _TITLES.items():
        yield Section(title, tuple(_line(change) for change in changes if change.part is part))


def _line(change: Change) -> str:
    subject = f"{change.subject}: " if change.subject else ""
    if change.before is None:
        return f"+ {subject}{change.after}"
    if change.after is None:
        return f"− {subject}{change.before}"  # noqa: RUF001 - a minus beside a plus
    return f"{change.subject}\n  − {change.before}\n  + {change.after}"  # noqa: RUF001 - a minus above a plus


def _effect_lines(effect: Effect) -> Iterator[str]:
    if effect.problems:
        yield texts.not_compared(str(effect.problems[0]))
    elif effect.before is None or effect.after is None:
        yield texts.NO_QUESTIONS
    else:
        yield texts.shifted(len(effect.shifts), effect.asked, effect.reworded)
        yield _figures(effect.before, effect.after)


def _figures(before: Tally, after: Tally) -> str:
    pairs = [("right", before.right, after.right), ("wrong", before.wrong, after.wrong)]
    pairs += [("false", before.false, after.false)] if before.unanswerable else []
    return ", ".join(f"{name} {old:.1%} → {new:.1%}" for name, old, new in pairs)


def _shift(shift: Shift) -> str:
    return f"{shift.before.case.in_chat}\n  {_ended(shift.before.answer)} → {_ended(shift.after.answer)}"


def _ended(answer: Answer) -> str:
    if answer.status is not Status.ANSWERED:
        return answer.said
    return f"answered: {', '.join(match.fact.id for match in answer.facts)}"
