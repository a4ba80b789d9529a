"""Changes of the fact files: taken in, shown with what they do, published, discarded, taken back."""

import asyncio
from collections.abc import Awaitable, Iterator, Sequence

from telegram import Document, Message
from telegram.error import TelegramError

from bot.answering import Answer, Status
from bot.chats.conversations import SentMessage
from bot.editing.answer_impact import AnswerImpact, ChangedResult
from bot.editing.open_forms import Form
from bot.editing.outcomes import Broken, Checked, Done, Moved, Proposal, Published, Reason, Refused
from bot.editing.served_facts import Reloaded
from bot.evaluation.figures import Tally
from bot.facts.differences import Change, ChangeKind
from bot.facts.history import Version
from bot.facts.yaml_reading import MAX_BYTES
from bot.telegram.admin import texts
from bot.telegram.admin.actions import AdminButton, AdminRequest, Logged
from bot.telegram.admin.callback_data import AdminCallback
from bot.telegram.admin.listing import Page, Section, beginning, line_page, listing, problems_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.messages.reply import TapButton

LARGE_FACT = 500
LARGE = 100_000
"""Bytes of a fact with its questions, and of all facts from which the check takes seconds: the admin is told so."""

MOST_WARNINGS = 5
"""New warnings that are shown, each of two or three lines on a phone; /check has all once the change is published."""

CHANGE_IT = "change"
"""The verb of the button that leads from a proposal back to its form; what it does is in `forms`, which needs this."""

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
    size = document.file_size or 0
    if size > MAX_BYTES:
        await asyncio.to_thread(admin.note, request.by.id, f"upload {document.file_name!r}: {Reason.TOO_LARGE}")
        show(admin, request, Refused(Reason.TOO_LARGE))
    else:
        await propose(admin, request, _uploaded(admin, request, document), size=size)


async def _uploaded(admin: AdminServices, request: AdminRequest, document: Document) -> Checked:
    try:
        data = bytes(await (await document.get_file()).download_as_bytearray())
    except TelegramError:
        await asyncio.to_thread(admin.note, request.by.id, f"upload {document.file_name!r}: {Reason.NOT_FETCHED}")
        return Refused(Reason.NOT_FETCHED)
    return await asyncio.to_thread(admin.editor.upload, document.file_name or "", data, request.by)


async def propose(
    admin: AdminServices,
    request: AdminRequest,
    checked: Awaitable[Checked],
    *,
    size: int = 0,
    form: Form | None = None,
) -> bool:
    """Show what comes of checking a change, in the message `request.into` or in a new one; tell if it can be published.

    Where that takes seconds, since the base is large or the file of `size` bytes, the message says so first. `form` is
    what the change was filled in with; a button leads back to it.
    """
    admin.show_work(request.place)
    into = request.into
    if max(size, LARGE_FACT * len(admin.answerer.base.facts)) >= LARGE:
        into = into or SentMessage()
        admin.send(request.place, line_page(texts.CHECKING), into)
    outcome = await checked
    if isinstance(outcome, Proposal) and form is not None:
        admin.proposed_forms.put(outcome.key, form)
    admin.send(request.place, _checked_page(outcome, by_form=form is not None), into)
    return isinstance(outcome, Proposal)


async def publish(admin: AdminServices, request: AdminRequest) -> None:
    """Make a proposal live, or propose it anew if the files have changed since it was made."""
    outcome = await asyncio.to_thread(admin.editor.publish, request.words, request.by)
    if isinstance(outcome, Moved):
        form = admin.proposed_forms.pop(request.words)
        again = asyncio.to_thread(admin.editor.propose_anew, request.words, request.by)
        await propose(admin, request, again, form=form)
    else:
        await _done(admin, request, outcome)


PUBLISH = AdminButton("publish", "proposal", publish, Logged.OUTCOME)


async def discard(admin: AdminServices, request: AdminRequest) -> None:
    """Forget a proposal; what was filled in for it can still be changed."""
    refused = await asyncio.to_thread(admin.editor.discard, request.words, request.by)
    if refused is not None:
        show(admin, request, refused)
    else:
        rows = (_change_row(request.words),) if admin.proposed_forms.get(request.words) else ()
        admin.send(request.place, line_page(texts.DISCARDED, rows), request.into)


DISCARD = AdminButton("discard", "proposal", discard, Logged.OUTCOME)


async def undo(admin: AdminServices, request: AdminRequest) -> None:
    """Take a version back, or propose to do so if the file has changed since."""
    outcome = await asyncio.to_thread(admin.editor.undo, request.number, request.by)
    if isinstance(outcome, Moved):
        await propose(admin, request, asyncio.to_thread(admin.editor.propose_undo, request.number, request.by))
    else:
        await _done(admin, request, outcome)


UNDO = AdminButton("undo", "version", undo, Logged.OUTCOME)


def show(admin: AdminServices, request: AdminRequest, outcome: Done) -> None:
    """Send what came of a change: in the message with the button, unless nothing was changed."""
    into = None if isinstance(outcome, Refused) else request.into
    page = published_page(outcome) if isinstance(outcome, Published) else _checked_page(outcome)
    admin.send(request.place, page, into)


async def _done(admin: AdminServices, request: AdminRequest, outcome: Done) -> None:
    """Show what came of a change, and draw the list on the screen again if it was made."""
    show(admin, request, outcome)
    if isinstance(outcome, Published) and (redraw := admin.redraws.get(request.place.chat)) is not None:
        await redraw()


def proposal_page(proposal: Proposal, *, by_form: bool = False) -> Page:
    """Return what a change would do, and the buttons to publish or discard it, or to change what was filled in."""
    head = [texts.MOVED] if proposal.moved else []
    head += [f"{proposal.file}: {proposal.difference}."]
    head += [texts.sent_as(proposal.sent_as)] if proposal.sent_as else []
    head += _impact_lines(proposal)
    head += [texts.warned_before(proposal.warned_before)] if proposal.warned_before else []
    row = (PUBLISH.labelled(texts.PUBLISH, proposal.key), DISCARD.labelled(texts.DISCARD, proposal.key))
    rows = (row, _change_row(proposal.key)) if by_form else (row,)
    sections = [
        *change_sections(proposal.difference.changes),
        Section(texts.ANSWERS, tuple(map(_changed_result, _shown_impact(proposal).changed))),
        Section(texts.NEW_WARNINGS, beginning([*map(str, proposal.warnings)], MOST_WARNINGS)),
    ]
    return listing("\n".join(head), sections, rows, file="difference.txt")


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


def _checked_page(outcome: Checked, *, by_form: bool = False) -> Page:
    match outcome:
        case Proposal():
            return proposal_page(outcome, by_form=by_form)
        case Broken():
            return rejected_page(outcome)
        case Refused():
            return line_page(texts.refusal(outcome))


def _change_row(key: str) -> tuple[TapButton, ...]:
    return (TapButton(texts.CHANGE_IT, AdminCallback(CHANGE_IT, key).data),)


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
