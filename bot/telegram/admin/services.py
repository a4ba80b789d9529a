"""What the handlers for admins share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from telegram.constants import ChatAction
from telegram.ext import ExtBot

from bot.answering import Answerer
from bot.chats.conversations import SentMessage
from bot.editing.admin_log import AdminLog
from bot.editing.fact_editor import OPEN_PROPOSALS, FactEditor
from bot.editing.open_forms import Form, OpenForms
from bot.editing.served_facts import ServedFacts
from bot.gaps.store import GapStore
from bot.lru_map import LruMap
from bot.storage.usage_counts import CountStore
from bot.telegram.admin.listing import Attachment, Page
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.handlers.services import Services
from bot.telegram.transport.api_calls import OtherCall, OutgoingFile
from bot.trusted_clock import TrustedClock

REMEMBERED_UPLOADS = 200
"""Messages with a file that are known again when they are edited; an older one counts as new."""

SCREENS = 100
"""Chats whose latest list is known."""


@dataclass(frozen=True, slots=True)
class AdminServices:
    """One of each for the whole process; `admins` are the numeric ids that count, `data` is the folder of DATA_PATH."""

    services: Services
    admins: frozenset[int]
    served: ServedFacts
    editor: FactEditor
    forms: OpenForms
    log: AdminLog
    gaps: GapStore
    counts: CountStore
    clock: TrustedClock
    data: Path
    bot: ExtBot[None]
    uploads: LruMap[tuple[int, int], str] = field(default_factory=lambda: LruMap(REMEMBERED_UPLOADS))
    """The unique id of the file in each message with one, by chat and message: most edits leave the file as it is."""
    proposed_forms: LruMap[str, Form] = field(default_factory=lambda: LruMap(OPEN_PROPOSALS))
    """The form that a proposal was made with, by the key of the proposal, so that what was typed can be changed."""
    redraws: LruMap[int, Callable[[], Awaitable[None]]] = field(default_factory=lambda: LruMap(SCREENS))
    """What draws the list on the screen of a chat again, by the chat: it may be out of date when facts have changed."""

    @property
    def answerer(self) -> Answerer:
        """Return what answers now. Read it once for each request: it may be another the next time."""
        return self.served.answerer

    def send(self, place: ReplyTarget, page: Page, into: SentMessage | None = None, *, silent: bool = False) -> None:
        """Send `page`, or edit it into the message `into`; what did not fit follows as a file."""
        self.services.send(place, page.reply, into, silent=silent)
        if page.attachment is not None:
            self.send_file(place, page.attachment, silent=silent)

    def send_file(
        self, place: ReplyTarget, file: Attachment, caption: str | None = None, *, silent: bool = False
    ) -> None:
        """Send `file`; `silent` without a sound."""
        call = OutgoingFile(place.chat, file.name, file.data, caption, topic=place.topic, silent=silent)
        self.services.outbox.put(place.chat, call)

    def show_work(self, place: ReplyTarget) -> None:
        """Say that something is being worked on, for what takes some seconds."""
        typing = OtherCall(
            lambda bot: bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic)
        )
        self.services.outbox.put(place.chat, typing)

    def tell_all(self, page: Page, *, silent: bool = False) -> None:
        """Send `page` to every admin, in private; `silent` without a sound, for what is no alarm."""
        for admin in sorted(self.admins):
            self.send(ReplyTarget(admin, admin, private=True), page, silent=silent)

    def note(self, who: int, what: str) -> None:
        """Write a line for an action that changes nothing. It reads the fact files, so it belongs in a thread."""
        same = self.served.files().hash
        self.log.note(who, what, same, same)

    def close(self) -> None:
        """Write the gaps and counts that still wait."""
        self.gaps.close()
        self.counts.close()
