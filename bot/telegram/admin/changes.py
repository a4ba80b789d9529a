"""Changes of the fact files: taken in, shown with what they do, published, discarded, taken back."""

import asyncio
from collections.abc import Iterator, Sequence

from telegram import Message
from telegram.error import TelegramError

from bot.answering import Answer, Status
from bot.chats.conversations import SentMessage
from bot.editing.answer_impact import AnswerImpact, ChangedResult
from bot.editing.outcomes import Broken, Done, Proposal, Published, Reason, Refused
from bot.editing.served_facts import Reloaded
from bot.evaluation.figures import Tally
from bot.facts.differences import Change, ChangeKind
from bot.facts.history import Version
from bot.facts.yaml_reading import MAX_BYTES
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.listing import Page, Section, line_page, listing, problems_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.reply import TapButton

LARGE_FACT = 500
LARGE = 100_000
"""Bytes of a fact with its questions, and of all facts from which the check takes seconds: the admin is told so."""

_TITLES = {
    ChangeKind.TEXT: texts.REWORDED,
    ChangeKind.LOOKUP: texts.LOOKUP,
    ChangeKind.NAME: texts.NAMES,
    ChangeKind.SYNONYMS: texts.SYNONYMS,
    ChangeKind.NOT_COVERED: texts.NOT_COVERED,
    ChangeKind.SOURCE: texts.SOURCES,
    ChangeKind.VOICE: texts.VOICE,
}


async def upload(admin: AdminServices, request: AdminRequest, message: Message) -> None:
    """Take the file of `message` as a proposal, and show what it does; one that is too large is not fetched.

    An edit of the message counts if it has another file since.
    """
    document = message.document
    sent = (message.chat.id, message.message_id)
    if document is None or admin.uploads.get(sent) == document.file_unique_id:
        return
    admin.uploads.put(sent, document.file_unique_id)
    if (document.file_size or 0) > MAX_BYTES:
        await asyncio.to_thread(admin.note, request.by.id, f"upload {document.file_name!r}: {Reason.TOO_LARGE}")
        show(admin, request, Refused(Reason.TOO_LARGE))
        return
    admin.show_work(request.place)
    checking = None
    if max(document.file_size or 0, LARGE_FACT * len(admin.answerer.base.facts)) >= LARGE:
        checking = SentMessage()
        admin.send(request.place, line_page(texts.CHECKING), checking)
    try:
        data = bytes(await (await document.get_file()).download_as_bytearray())
    except TelegramError:
        await asyncio.to_thread(admin.note, request.by.id, f"upload {document.file_name!r}: not fetched")
        admin.send(request.place, line_page(texts.NOT_FETCHED), checking)
        return
    outcome = await asyncio.to_thread(admin.editor.upload, document.file_name or "", data, request.by)
    admin.send(request.place, _outcome_page(outcome), checking)


async def publish(admin: AdminServices, request: AdminRequest) -> None:
    """Make a proposal live."""
    outcome = await asyncio.to_thread(admin.editor.publish, request.words, request.by)
    show(admin, request, outcome)
    then = admin.after_publishing.pop(request.words)
    if then is None:
        return
    if isinstance(outcome, Published):
        await then()
    else:
        admin.after_publishing.put(outcome.key if isinstance(outcome, Proposal) else request.words, then)


PUBLISH = AdminButton("publish", "proposal", publish, Logged.OUTCOME)


async def discard(admin: AdminServices, request: AdminRequest) -> None:
    """Forget a proposal."""
    refused = await asyncio.to_thread(admin.editor.discard, request.words, request.by)
    if refused is not None:
        show(admin, request, refused)
    else:
        admin.send(request.place, line_page(texts.DISCARDED), request.into)


DISCARD = AdminButton("discard", "proposal", discard, Logged.OUTCOME)


async def undo(admin: AdminServices, request: AdminRequest) -> None:
    """Take a version back."""
    show(admin, request, await asyncio.to_thread(admin.editor.undo, request.number, request.by))


UNDO = AdminButton("undo", "version", undo, Logged.OUTCOME)


def show(admin: AdminServices, request: AdminRequest, outcome: Done) -> None:
    """Send what came of a change: in the message with the button, unless nothing was changed."""
    into = None if isinstance(outcome, Refused) else request.into
    admin.send(request.place, _outcome_page(outcome), into)


def proposal_page(proposal: Proposal) -> Page:
    """Return what a change would do, and the buttons to publish or discard it."""
    head = [texts.MOVED] if proposal.moved else []
    head += [f"{proposal.file}: {proposal.difference}."]
    head += [texts.sent_as(proposal.sent_as)] if proposal.sent_as else []
    head += _impact_lines(proposal)
    row = (PUBLISH.labelled(texts.PUBLISH, proposal.key), DISCARD.labelled(texts.DISCARD, proposal.key))
    sections = [
        *change_sections(proposal.difference.changes),
        Section(texts.ANSWERS, tuple(map(_changed_result, _shown_impact(proposal).changed))),
        Section(texts.WARNINGS, tuple(map(str, proposal.warnings))),
    ]
    return listing("\n".join(head), sections, (row,), file="difference.txt")


def published_page(published: Published) -> Page:
    """Return that the change is live, with a button that takes it back."""
    version = published.version
    return line_page(texts.published(version.file, version.what), (_undo_row(version),))


def reloaded_page(reloaded: Reloaded) -> Page:
    """Return what somebody who saved files on the server has changed.

    A button takes it back if it was one file and not a new one.
    """
    versions = reloaded.versions
    head = texts.changed_on_server([version.file for version in versions], str(reloaded.difference))
    rows = (_undo_row(versions[0]),) if len(versions) == 1 and versions[0].before else ()
    return listing(head, tuple(change_sections(reloaded.difference.changes)), rows, file="difference.txt")


def rejected_page(broken: Broken) -> Page:
    """Return the errors that keep a file from being used, its own or those of other files."""
    own = any(problem.file == broken.file for problem in broken.errors)
    return problems_page(texts.rejected(broken.file, own=own), broken.errors)


def change_sections(changes: Sequence[Change]) -> Iterator[Section]:
    """Yield the changes by kind, each kind under its title; a kind without any is an empty section."""
    facts = [change for change in changes if change.kind is ChangeKind.FACT]
    yield Section(texts.ADDED, tuple(_line(change) for change in facts if change.before is None))
    yield Section(texts.REMOVED, tuple(_line(change) for change in facts if change.after is None))
    for kind, title in _TITLES.items():
        yield Section(title, tuple(_line(change) for change in changes if change.kind is kind))


def _outcome_page(outcome: Done) -> Page:
    match outcome:
        case Proposal():
            return proposal_page(outcome)
        case Published():
            return published_page(outcome)
        case Broken():
            return rejected_page(outcome)
        case Refused():
            return line_page(texts.refusal(outcome))


def _undo_row(version: Version) -> tuple[TapButton, ...]:
    return (UNDO.labelled(texts.UNDO, version.number),)


def _line(change: Change) -> str:
    subject = f"{change.subject}: " if change.subject else ""
    if change.before is None:
        return f"+ {subject}{change.after}"
    if change.after is None:
        return f"− {subject}{change.before}"  # noqa: RUF001 - a minus beside a plus
    return f"{change.subject}\n  − {change.before}\n  + {change.after}"  # noqa: RUF001 - a minus above a plus


def _shown_impact(proposal: Proposal) -> AnswerImpact:
    """Return the impact whose changes are listed: that on the question set, or without one on the own questions."""
    return proposal.impact if proposal.impact.asked else proposal.own_impact


def _impact_lines(proposal: Proposal) -> Iterator[str]:
    impact, own = proposal.impact, proposal.own_impact
    if impact.problems:
        yield texts.not_compared(str(impact.problems[0]))
    elif impact.before is None or impact.after is None:
        yield texts.NO_QUESTIONS
    else:
        yield texts.shifted(len(impact.changed), impact.asked, impact.reworded)
        yield _figures(impact.before, impact.after)
    if own.asked and own.before is not None and own.after is not None:
        if not impact.asked:
            yield texts.shifted_as_new(len(own.changed), own.asked)
        yield texts.found_as_new(own.before, own.after)


def _figures(before: Tally, after: Tally) -> str:
    pairs = [("right", before.right, after.right), ("wrong", before.wrong, after.wrong)]
    pairs += [("false", before.false, after.false)] if before.unanswerable else []
    return ", ".join(f"{name} {old:.1%} → {new:.1%}" for name, old, new in pairs)


def _changed_result(changed: ChangedResult) -> str:
    return f"{changed.before.case.in_chat}\n  {_ended(changed.before.answer)} → {_ended(changed.after.answer)}"


def _ended(answer: Answer) -> str:
    match answer.status:
        case Status.ANSWERED:
            return f"answered: {', '.join(match.fact.id for match in answer.facts)}"
        case Status.UNSURE:
            return str(answer.status)
        case Status.UNKNOWN:
            return answer.said
