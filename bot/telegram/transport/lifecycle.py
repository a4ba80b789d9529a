"""Starting and stopping: waiting for Telegram, for a signal, and for work that is left."""

import asyncio
import contextlib
import logging
import os
import signal
import threading
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.chats.clock import Sleep

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0

LAST_SECONDS = 4.6
"""Seconds from a signal to the end of the process, whatever hangs: longer than all steps of stopping together."""

_LOGGER = logging.getLogger("bot")


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set; `LAST_SECONDS` after that the process exits, whatever hangs."""
    stop = asyncio.Event()
    last = threading.Timer(LAST_SECONDS, _exit_now)
    last.daemon = True

    def end() -> None:
        if not stop.is_set():
            stop.set()
            last.start()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    return stop


def _exit_now() -> None:
    """Exit without waiting for threads: one that asks a dead name server cannot be stopped."""
    _LOGGER.warning("ended before everything was closed")
    os._exit(0)


async def retry_until_reached(
    step: Callable[[], Awaitable[object]], trouble: str, sleep: Sleep = asyncio.sleep
) -> None:
    """Take `step`, and take it again while Telegram cannot be reached, with longer and longer pauses.

    Raise InvalidToken or BadRequest if Telegram refuses it. `trouble` is for the log.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await step()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            _LOGGER.log(logging.WARNING if pause == FIRST_PAUSE else logging.DEBUG, "%s, waiting: %s", trouble, error)
            await sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return


async def finished_before(stop: asyncio.Event, work: Awaitable[None]) -> bool:
    """Tell whether `work` ended before `stop` was set; if not, it is cancelled. Raise what `work` raised."""
    task, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return False


async def wait_at_most(seconds: float, step: Awaitable[object]) -> None:
    """Take `step`, and cancel it after so many seconds; ignore a TelegramError, which no longer matters."""
    with contextlib.suppress(TimeoutError, TelegramError):
        await asyncio.wait_for(step, seconds)
