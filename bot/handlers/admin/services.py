"""What the handlers for admins share."""

from dataclasses import dataclass

from bot.editing.live import Live
from bot.handlers.places import Place
from bot.handlers.services import Services
from bot.replies.reply import Reply


@dataclass(frozen=True, slots=True)
class AdminServices:
    """One of each for the whole process; `admins` are the numeric ids that count."""

    services: Services
    admins: frozenset[int]
    live: Live

    def tell_all(self, reply: Reply) -> None:
        """Send `reply` to every admin, in private."""
        for admin in sorted(self.admins):
            self.services.send(Place(admin, admin, private=True), reply)
