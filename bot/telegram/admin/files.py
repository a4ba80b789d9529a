"""The fact files in Telegram: sent out, taken in, published, taken back."""

import asyncio
from dataclasses import dataclass

from telegram import Message
from telegram.error import TelegramError

from bot.chats.conversations import SentMessage
from bot.editing.fact_editor import MOST_BYTES
from bot.editing.outcomes import Author, Broken, Done, Proposal, Published, Reason, Refused
from bot.facts.snapshots import Snapshot
from bot.telegram.admin import texts
from bot.telegram.admin.callback_data import AdminCallback
from bot.telegram.admin.changes_page import compared_page, proposal_page, published_page, rejected_page
from bot.telegram.admin.listing import Attachment, Page, line_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.admin.versions_page import history_page
from bot.telegram.handlers.reply_target import ReplyTarget


@dataclass(frozen=True, slots=True)
class Replied:
    """The message that an admin replied to: its id, the taps of its buttons, and its text if the admin wrote it."""

    message: int
    taps: tuple[AdminCallback, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class AdminRequest:
    """What an admin does: who, where, with which words or button target, and the message whose button it was."""

    by: Author
    place: ReplyTarget
    words: str = ""
    into: SentMessage | None = None
    replied_to: Replied | None = None

    @property
    def number(self) -> int:
        """`words` as a number; 0 if they are none."""
        return int(self.words) if self.words.isdecimal() and len(self.words) < 10 else 0


async def export(admin: AdminServices, action: AdminRequest) -> None:
    """Send the fact files as they are on disk."""
    files = await asyncio.to_thread(admin.live.files)
    facts = await asyncio.to_thread(_facts_of_each, files)
    for file in files.files:
        if file.name in facts and file.data:
            caption = texts.exported(file.name, facts[file.name])
            admin.send_file(action.place, Attachment(file.name.rpartition("/")[2], file.data), caption)
    if not facts:
        admin.send(action.place, line_page(texts.NOTHING_TO_EXPORT))


async def uploaded(admin: AdminServices, action: AdminRequest, message: Message) -> None:
    """Take a file as a proposal, and show what it does."""
    document = message.document
    if document is None:
        return
    if (document.file_size or 0) > MOST_BYTES:
        await asyncio.to_thread(admin.note, action.by.id, f"upload {document.file_name!r}: {Reason.TOO_LARGE}")
        show(admin, action, Refused(Reason.TOO_LARGE))
        return
    admin.show_work(action.place)
    try:
        data = bytes(await (await document.get_file()).download_as_bytearray())
    except TelegramError:
        await asyncio.to_thread(admin.note, action.by.id, f"upload {document.file_name!r}: not fetched")
        admin.send(action.place, line_page(texts.NOT_FETCHED))
        return
    show(admin, action, await asyncio.to_thread(admin.desk.upload, document.file_name or "", data, action.by))


async def publish(admin: AdminServices, action: AdminRequest) -> None:
    """Make a proposal live."""
    show(admin, action, await asyncio.to_thread(admin.desk.publish, action.words, action.by))


async def discard(admin: AdminServices, action: AdminRequest) -> None:
    """Forget a proposal."""
    refused = await asyncio.to_thread(admin.desk.discard, action.words, action.by)
    if refused is not None:
        show(admin, action, refused)
    else:
        admin.send(action.place, line_page(texts.DISCARDED), action.into)


async def undo(admin: AdminServices, action: AdminRequest) -> None:
    """Take a change back."""
    show(admin, action, await asyncio.to_thread(admin.desk.undo, action.number, action.by))


async def go_back(admin: AdminServices, action: AdminRequest) -> None:
    """Show what going back to a version would do; the list with the button stays."""
    admin.show_work(action.place)
    outcome = await asyncio.to_thread(admin.desk.go_back, action.number, action.by)
    show(admin, AdminRequest(action.by, action.place), outcome)


async def history(admin: AdminServices, action: AdminRequest) -> None:
    """List the versions."""
    versions = await asyncio.to_thread(admin.desk.versions)
    admin.send(action.place, history_page(versions, action.number), action.into)


async def compare(admin: AdminServices, action: AdminRequest) -> None:
    """Show what a version changed."""
    await asyncio.to_thread(admin.note, action.by.id, f"look at version {action.number}")
    compared = await asyncio.to_thread(admin.desk.compare, action.number)
    if isinstance(compared, Refused):
        show(admin, action, compared)
    else:
        admin.send(action.place, compared_page(compared))


def show(admin: AdminServices, action: AdminRequest, outcome: Done) -> None:
    """Word what came of it: in the message with the button, unless nothing was changed."""
    into = None if isinstance(outcome, Refused) else action.into
    admin.send(action.place, _page(outcome), into)


def _page(outcome: Done) -> Page:
    match outcome:
        case Proposal():
            return proposal_page(outcome)
        case Published():
            return published_page(outcome)
        case Broken():
            return rejected_page(outcome)
        case Refused():
            return line_page(texts.refusal(outcome))


def _facts_of_each(files: Snapshot) -> dict[str, int]:
    """The fact files, and how many facts are in each; one that is broken is sent as well, to be mended."""
    loaded = files.parsed()
    counts = {problem.file: 0 for problem in loaded.problems}
    return counts | {part.file: sum(1 for _ in part.entries("facts")) for part in loaded.parts}
