"""Follows the fact files on disk, and tells the admins when they change, when they break and when they are mended."""

import asyncio
import logging

from bot.editing.served_facts import Reload, Reloaded
from bot.facts.file_watcher import changes
from bot.telegram.admin import texts
from bot.telegram.admin.changes import reloaded_page
from bot.telegram.admin.listing import line_page, problems_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.handlers.profile import present

_LOGGER = logging.getLogger("bot")


async def follow_files(admin: AdminServices) -> None:
    """Take every change of the files on disk, until cancelled; questions are answered meanwhile.

    What an admin has published is such a change too, though nothing is left to do but to present the bot anew.
    """
    presented = admin.answerer.base.voice
    async for _ in changes(admin.served.path):
        try:
            _tell(admin, await asyncio.to_thread(admin.served.reload))
            if presented != (voice := admin.answerer.base.voice):
                presented = voice
                present(admin.services.outbox, presented)
        except Exception:  # whatever is on the disk, the next change may be a good one
            _LOGGER.exception("the fact files could not be read again")


def _tell(admin: AdminServices, reloaded: Reloaded) -> None:
    facts = len(admin.answerer.base.facts)
    match reloaded.outcome:
        case Reload.BROKEN:
            for problem in reloaded.errors:
                _LOGGER.warning("%s", problem)
            _LOGGER.warning("the fact files have errors; the %d facts before them keep serving", facts)
            admin.tell_all(problems_page(texts.BROKEN, reloaded.errors))
        case Reload.MENDED:
            _LOGGER.info("the fact files are mended: %d facts", facts)
            admin.tell_all(line_page(texts.mended(facts)))
        case Reload.TAKEN:
            _LOGGER.info("the fact files have changed: %d facts", facts)
            admin.tell_all(reloaded_page(reloaded), silent=True)
