"""/doctor: what Telegram, the disk and the log say about the bot itself."""

import asyncio
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from telegram import User
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.facts.snapshots import hash_of
from bot.logging_setup import leaks
from bot.sqlite_files import files_set_aside
from bot.storage.sqlite_writer import UnreadableError
from bot.telegram.admin.actions import AdminRequest
from bot.telegram.admin.doctor_page import Connection, FileState, Group, Health, KeptData, Matching, doctor_page
from bot.telegram.admin.services import AdminServices

_GROUP = re.compile(r"-?[0-9]{1,20}|@\w{1,64}")
"""The id of a group, or the name of a public one."""

_LOGGER = logging.getLogger(__name__)


async def doctor(admin: AdminServices, request: AdminRequest) -> None:
    """Examine everything; a group is examined if the admin gave its id."""
    bot = admin.bot
    files, errors = await asyncio.to_thread(_files, admin)
    me, connection = await _asked(bot)
    health = Health(
        username=me.username or "",
        reads_all=bool(me.can_read_all_group_messages),
        is_guest=bool(me.supports_guest_queries),
        connection=connection,
        files=files,
        errors=errors,
        free=_free(admin.data),
        dropped=admin.services.outbox.drops.count,
        token_leaks=leaks(bot.token),
        matching=Matching(admin.answerer.by_meaning, admin.served.embedded),
        kept=await asyncio.to_thread(_kept, admin),
        group=await _group(bot, request.words),
    )
    admin.send(request.place, doctor_page(health))


async def _asked(bot: ExtBot[None]) -> tuple[User, Connection | None]:
    """Return what the bot is, and how updates come, as Telegram says now.

    The latter is None if Telegram does not answer; the former is then as it was at the start.
    """
    try:
        me, info = await asyncio.gather(bot.get_me(), bot.get_webhook_info())
    except TelegramError as error:
        _LOGGER.warning("the doctor could not ask Telegram: %s", error)
        return bot.bot, None
    connection = Connection(info.url, info.pending_update_count, info.last_error_message, info.last_error_date)
    return me, connection


async def _group(bot: ExtBot[None], words: str) -> Group | None:
    if not _GROUP.fullmatch(words):
        return None
    try:
        member = await bot.get_chat_member(words, bot.id)
    except TelegramError as error:
        return Group(words, problem=str(error))
    return Group(words, status=str(member.status))


def _files(admin: AdminServices) -> tuple[tuple[FileState, ...], int]:
    loaded = admin.served.files().parsed()
    versions = {version.file: version.number for version in reversed(admin.editor.versions())}
    data = {file.name: file.data for file in loaded.files}
    states = (
        FileState(file.name, sum(1 for _ in file.fact_ids()), hash_of(data[file.name]), versions.get(file.name))
        for file in loaded.parsed_files
    )
    return tuple(states), len(loaded.errors)


def _kept(admin: AdminServices) -> KeptData:
    aside = (*files_set_aside(admin.data), *files_set_aside(admin.served.history.folder))
    return KeptData(tuple(_unreadable(admin)), tuple(file.name for file in aside), admin.clock.doubt())


def _unreadable(admin: AdminServices) -> Iterator[str]:
    reads: tuple[Callable[[], object], ...] = (admin.gaps.gaps, lambda: admin.counts.latest(1))
    for read in reads:
        try:
            read()
        except UnreadableError as error:
            yield str(error)


def _free(data: Path) -> int:
    """Return the bytes that are free where the data is, or will be."""
    while not data.exists() and data != data.parent:
        data = data.parent
    return shutil.disk_usage(data).free
