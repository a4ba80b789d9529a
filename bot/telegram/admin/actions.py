"""What an action of an admin is: the request, its handler, and the command or button that leads to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from bot.chats.conversations import SentMessage
from bot.editing.outcomes import Author
from bot.telegram.admin.callback_data import AdminCallback, number_in
from bot.telegram.admin.services import AdminServices
from bot.telegram.handlers.reply_target import ReplyTarget
from bot.telegram.messages.reply import TapButton


@dataclass(frozen=True, slots=True)
class Replied:
    """The message that an admin replied to: its id, what its buttons send, and its text if the admin wrote it."""

    message: int
    callbacks: tuple[AdminCallback, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class AdminRequest:
    """What an admin asks for: who, where, the words after the command or the target of the button.

    `into` is the message whose button it was, to be edited.
    """

    by: Author
    place: ReplyTarget
    words: str = ""
    into: SentMessage | None = None
    replied_to: Replied | None = None

    @property
    def number(self) -> int:
        """Return `words` as a number; 0 if they are none."""
        return number_in(self.words)

    @property
    def about(self) -> str:
        """Return what the target of a button names first: all of it before a colon."""
        return self.words.partition(":")[0]

    @property
    def detail(self) -> str:
        """Return what the target of a button has after its first colon; empty if there is none."""
        return self.words.partition(":")[2]


AdminHandler = Callable[[AdminServices, AdminRequest], Awaitable[None]]


class Logged(Enum):
    """What the admin log gets of an action."""

    REQUEST = "request"
    """The request as it came, written before the handler runs."""
    OUTCOME = "outcome"
    """What came of it: the handler or the editor writes that, for it says more than the request."""
    NOTHING = "nothing"
    """No line: a page of a list is turned, or a question asked back."""


@dataclass(frozen=True, slots=True)
class AdminCommand:
    """A command of admins: `menu` is its line in the menu, of 1 to 256 characters as Telegram takes them."""

    name: str
    menu: str
    handler: AdminHandler
    logged: Logged = Logged.REQUEST


@dataclass(frozen=True, slots=True)
class AdminButton:
    """A button of admins: `target` names what its data holds, joined by a colon, such as "gap:page"."""

    verb: str
    target: str
    handler: AdminHandler
    logged: Logged

    def labelled(self, label: str, *values: str | int) -> TapButton:
        """Return the button with `label`, and `values` for what `target` names; ValueError if they are not as many."""
        if len(values) != len(self.target.split(":")):
            raise ValueError(f"{self.verb}: {values} is no {self.target}")
        return TapButton(label, AdminCallback(self.verb, ":".join(map(str, values))).data)
