"""`python -m bot run`: the Telegram bot as a process, from its start to its end."""

import asyncio
import faulthandler
import logging
import os
import secrets
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from telegram import User
from telegram.error import BadRequest, InvalidToken
from telegram.ext import ApplicationBuilder

from bot import __version__
from bot.answering import Answerer
from bot.chats.browsing import CurrentAnswerer
from bot.chats.dialogue import Dialogue
from bot.editing.admin_log import AdminLog
from bot.editing.fact_editor import FactEditor
from bot.editing.open_forms import OpenForms
from bot.editing.recovery import recover
from bot.editing.served_facts import MOST_NEW, ServedFacts
from bot.embeddings.model import EmbeddingModelError
from bot.embeddings.store import EmbeddingStore, open_store
from bot.facts.history import History
from bot.facts.loading import FactFilesError, load_or_raise
from bot.facts.model import FactBase
from bot.gaps.store import GapLocation, GapStore
from bot.gaps.teaching import settle_taught
from bot.logging_setup import set_up_logging
from bot.settings import Settings
from bot.storage.data_lock import DataFolderError, data_locked
from bot.storage.usage_counts import CountStore
from bot.telegram.admin.profile import present_to_admins
from bot.telegram.admin.reloading import follow_files
from bot.telegram.admin.routes import add_admin_routes
from bot.telegram.admin.services import AdminServices
from bot.telegram.handlers.profile import present
from bot.telegram.handlers.routes import add_routes
from bot.telegram.handlers.services import Services
from bot.telegram.transport.chat_order import PerChatProcessor
from bot.telegram.transport.drops import Drops
from bot.telegram.transport.health import HealthCheck
from bot.telegram.transport.heartbeat import MARK, Heartbeat
from bot.telegram.transport.http_requests import AiohttpRequest, RawBot, proxy_for
from bot.telegram.transport.lifecycle import finished_before, retry_until_reached, stop_on_signals, wait_at_most
from bot.telegram.transport.outbox import Outbox
from bot.telegram.transport.pace import PER_SECOND
from bot.telegram.transport.polling import Polling
from bot.telegram.transport.registration import WebhookRegistration
from bot.telegram.transport.systemd import READY, STOPPING, Systemd
from bot.telegram.transport.taken_updates import TakenUpdates
from bot.telegram.transport.update_record import FILE as RECORD
from bot.telegram.transport.update_record import UpdateRecord
from bot.telegram.transport.updates import UpdateReader, WaitForCapacity
from bot.telegram.transport.webhook import Webhook
from bot.trusted_clock import FILE as CLOCK_FILE
from bot.trusted_clock import TrustedClock

RECEIVING_SECONDS, HANDLING_SECONDS, SENDING_SECONDS, CLOSING_SECONDS = 0.8, 0.8, 2.2, 0.4
"""Seconds that each step of stopping may take: together less than five, with what Python itself needs."""

SWITCH_SECONDS = 0.0001
"""Seconds that the interpreter gives one thread while another waits: a question that comes while fact files are read
again has to wait so long several times."""

WATCH_SECONDS = 3_600.0
"""Seconds between two looks at the clock."""

REFUSED = (
    "BOT_TOKEN was refused by Telegram: copy it again from @BotFather (/mybots, API Token), "
    "and see that TELEGRAM_API_BASE_URL is right if you set it."
)

_LOGGER = logging.getLogger("bot")


def run(settings: Settings, *, messages_per_second: float = PER_SECOND) -> int:
    """Answer in Telegram until the process is told to end, and return the exit status."""
    faulthandler.enable()  # a watchdog ends what is stuck by SIGABRT: then the log shows where it was
    os.umask(0o077)  # what it keeps is for no other user of the machine
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    sys.setswitchinterval(SWITCH_SECONDS)
    token = settings.bot_token.get_secret_value()
    hook = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    set_up_logging(settings.log_level, token, hook, log_format=settings.log_format)
    try:
        with data_locked(settings.data_path, _now):
            base = load_or_raise(settings.knowledge_path)
            store = open_store(settings.embedding_model, settings.data_path)
            return asyncio.run(_Process(settings, base, store, messages_per_second).run_until_stopped())
    except (DataFolderError, FactFilesError, EmbeddingModelError) as error:
        _write_error(str(error))
        return 1
    except InvalidToken:
        _write_error(REFUSED)
        return 1


@dataclass(frozen=True, slots=True)
class _Process:
    """One run of the bot, with all that it is made of."""

    settings: Settings
    base: FactBase
    store: EmbeddingStore | None
    messages_per_second: float

    async def run_until_stopped(self) -> int:
        """Start, receive updates until a signal comes, finish what has begun, and return the exit status."""
        root = self.settings.telegram_api_base_url
        proxy = proxy_for(root)
        bot = RawBot(
            self.settings.bot_token.get_secret_value(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=AiohttpRequest(proxy),
            get_updates_request=AiohttpRequest(proxy, connections=2),
        )
        systemd = Systemd()
        heartbeat = Heartbeat(systemd, self.settings.data_path / MARK)
        beating = asyncio.create_task(heartbeat.run(), name="heartbeat")
        try:
            return await self._run_with(bot, systemd, heartbeat)
        finally:
            beating.cancel()
            await bot.shutdown()

    async def _run_with(self, bot: RawBot, systemd: Systemd, heartbeat: Heartbeat) -> int:
        stop = stop_on_signals()
        drops = Drops()
        record = UpdateRecord(self.settings.data_path / RECORD)
        taken = TakenUpdates(record, drops)
        processor = PerChatProcessor(taken)
        application = ApplicationBuilder().bot(bot).updater(None).concurrent_updates(processor).job_queue(None).build()
        outbox = Outbox(bot, per_second=self.messages_per_second, drops=drops)
        admin = self._services(bot, outbox)
        add_admin_routes(application, admin)
        add_routes(application, admin.services)
        systemd.say(READY)  # Telegram may be out of reach for longer than systemd waits for a start
        if not await finished_before(
            stop, retry_until_reached(application.initialize, "Telegram cannot be reached yet")
        ):
            return 0
        self._log_identity(bot.bot)
        admin.served.embed_in_background()
        present(outbox, self.base.voice)
        present_to_admins(admin)
        await application.start()
        following = asyncio.create_task(follow_files(admin), name="following the fact files")
        watching = asyncio.create_task(_watch_clock(admin.clock), name="watching the clock")
        incoming = _Incoming(
            bot, application.update_queue, UpdateReader(bot, taken, drops), taken, outbox.wait_for_capacity
        )
        async with AsyncExitStack() as closing:
            closing.callback(lambda: _LOGGER.info("stopped"))
            closing.push_async_callback(asyncio.to_thread, admin.close)
            closing.callback(record.close)
            closing.push_async_callback(lambda: wait_at_most(CLOSING_SECONDS, application.shutdown()))
            try:
                if self.settings.webhook_url:
                    health = HealthCheck(__version__, lambda: len(admin.answerer.base.facts), drops, heartbeat)
                    return await self._receive_by_webhook(incoming, stop, closing, health)
                return await self._receive_by_polling(incoming, stop, closing)
            finally:
                systemd.say(STOPPING)
                following.cancel()
                watching.cancel()
                await wait_at_most(HANDLING_SECONDS, application.stop())
                await outbox.drain(SENDING_SECONDS)

    def _services(self, bot: RawBot, outbox: Outbox) -> AdminServices:
        settings, data = self.settings, self.settings.data_path
        clock = TrustedClock(data / CLOCK_FILE, _now)
        gaps = GapStore(GapLocation(data, settings.gaps_days, clock))
        counts = CountStore(data, clock)
        current = CurrentAnswerer(Answerer(self.base, self.store, most_new=MOST_NEW))
        history = History(data / "history", clock)
        served = ServedFacts(settings.knowledge_path, current, history, self.store, partial(settle_taught, gaps))
        for found in recover(served):
            _LOGGER.warning("%s", found)
        log = AdminLog(data / "admin.log", _now)
        return AdminServices(
            services=Services(Dialogue(current, gaps, counts, time.monotonic), outbox, settings.gaps_days),
            admins=settings.admin_ids,
            served=served,
            editor=FactEditor(served, log),
            forms=OpenForms(time.monotonic),
            log=log,
            gaps=gaps,
            counts=counts,
            clock=clock,
            data=data,
            bot=bot,
        )

    async def _receive_by_polling(self, incoming: "_Incoming", stop: asyncio.Event, closing: AsyncExitStack) -> int:
        bot = incoming.bot
        polling = Polling(bot, incoming.queue, incoming.reader, incoming.taken, incoming.wait_for_capacity)
        closing.push_async_callback(lambda: wait_at_most(RECEIVING_SECONDS, polling.confirm()))
        await finished_before(stop, retry_until_reached(lambda: bot.delete_webhook(), "Telegram cannot be reached yet"))
        await finished_before(stop, polling.run())
        return 0

    async def _receive_by_webhook(
        self, incoming: "_Incoming", stop: asyncio.Event, closing: AsyncExitStack, health: HealthCheck
    ) -> int:
        settings = self.settings
        chosen = settings.webhook_secret
        secret = chosen.get_secret_value() if chosen else secrets.token_urlsafe(32)
        url = settings.webhook_url
        path = url.path if url and url.path else "/"

        async def accept(raw: object) -> bool:
            await incoming.wait_for_capacity()
            update = incoming.reader.read(raw)
            if update is not None:
                await incoming.queue.put(update)
            return await incoming.reader.is_done(raw)

        webhook = Webhook(path, secret, accept, health)
        registration = WebhookRegistration(incoming.bot, str(url), secret)
        try:
            webhook.listen(settings.webhook_listen, settings.webhook_port)
        except OSError as error:
            where = f"{settings.webhook_listen}:{settings.webhook_port}"
            _write_error(f"WEBHOOK_LISTEN and WEBHOOK_PORT: {where} cannot be listened on ({error.strerror or error}).")
            return 1
        closing.push_async_callback(lambda: wait_at_most(RECEIVING_SECONDS, webhook.stop()))
        try:
            if await finished_before(
                stop, retry_until_reached(registration.register, "Telegram does not take the webhook yet")
            ):
                await finished_before(stop, registration.watch())
        except BadRequest as error:
            _write_error(
                f"WEBHOOK_URL was refused by Telegram ({error}): give a public https address, or none to poll."
            )
            return 1
        return 0

    def _log_identity(self, me: User) -> None:
        reads_all = bool(me.can_read_all_group_messages)
        _LOGGER.info(
            "@%s answers from %d facts by %s; privacy mode is %s: in groups it %s",
            me.username,
            len(self.base.facts),
            "webhook" if self.settings.webhook_url else "polling",
            "off" if reads_all else "on",
            "sees every message and answers what is addressed to it"
            if reads_all
            else f"is sure to see /ask@{me.username} and replies to it, and mentions only where it is an admin",
        )
        _LOGGER.info(
            "guest mode is on: @%s and a question is answered in chats that it is not in"
            if me.supports_guest_queries
            else "guest mode is off; it is turned on in the settings of @%s in the app of @BotFather",
            me.username,
        )
        if self.store is None:
            _LOGGER.info("questions are matched by words alone, since EMBEDDING_MODEL is none")


@dataclass(frozen=True, slots=True)
class _Incoming:
    """What receiving updates takes, by polling and by webhook."""

    bot: RawBot
    queue: asyncio.Queue[object]
    reader: UpdateReader
    taken: TakenUpdates
    wait_for_capacity: WaitForCapacity


async def _watch_clock(clock: TrustedClock) -> None:
    """Look at the clock now and then, so that a leap is noticed however seldom anything is deleted."""
    while True:
        await asyncio.to_thread(clock.believed)
        await asyncio.sleep(WATCH_SECONDS)


def _now() -> datetime:
    return datetime.now(UTC)


def _write_error(text: str) -> None:
    sys.stderr.write(f"{text}\n")
