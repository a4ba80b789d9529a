"""Waiting, at the start and at the end of the process: for Telegram, for a signal, for what is left to do."""

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
"""After a signal: longer than all that is still to be done."""

_LOGGER = logging.getLogger("bot")


def stop_on_signals() -> asyncio.Event:
    """An event that is set when the process is asked to end, which it does soon after that, whatever hangs."""
    stop = asyncio.Event()
    last = threading.Timer(LAST_SECONDS, _end)
    last.daemon = True

    def end() -> None:
        if not stop.is_set():
            stop.set()
            last.start()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    return stop


def _end() -> None:
    """Leave without the threads for which Python waits: one that asks a dead name server cannot be stopped."""
    _LOGGER.warning("ended before everything was closed")
    os._exit(0)


async def until_it_works(step: Callable[[], Awaitable[object]], trouble: str, sleep: Sleep = asyncio.sleep) -> None:
    """Take `step`, again and again while Telegram is down; only a refusal ends it."""
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


async def before(stop: asyncio.Event, work: Awaitable[None]) -> bool:
    """Whether `work` came to its end before `stop`; it is cancelled otherwise."""
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


async def within(seconds: float, step: Awaitable[object]) -> None:
    """Take `step` if it takes no longer; what comes of it does not matter any more."""
    with contextlib.suppress(TimeoutError, TelegramError):
        await asyncio.wait_for(step, seconds)
