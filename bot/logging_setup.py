"""Sets up logging: one line for each event on standard error, and never a token or a reader's words in it."""

import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from bot.unprintable import escaped

_TOKEN = re.compile(r"(?<!\d)\d{3,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
"""The form of a token of any bot, plain or inside an address."""

REDACTED = "<token>"

NOISY = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio", "watchfiles", "aiohttp")
"""Libraries that are heard from WARNING on at every level: what python-telegram-bot logs below has readers' words."""


class Redaction(logging.Filter):
    """Removes tokens from a record: from its message and arguments, its exception and its traceback."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        """Remove the tokens from `record`, and let it pass."""
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        record.msg, record.args = self.clean(record.getMessage()), ()
        record.exc_text = self.clean(record.exc_text) if record.exc_text else None
        record.stack_info = self.clean(record.stack_info) if record.stack_info else None
        return True

    def clean(self, text: str) -> str:
        """Return `text` with `REDACTED` for each token and secret."""
        for secret in self._secrets:
            text = text.replace(secret, REDACTED).replace(secret.replace(":", "%3A"), REDACTED)
        return _TOKEN.sub(REDACTED, text)


class _OneLine(logging.Formatter):
    """Formats an event as one line, with the lines of a traceback after it, separated by bars."""

    def format(self, record: logging.LogRecord) -> str:
        return _joined(super().format(record))


class _Json(logging.Formatter):
    """Formats an event as a JSON object on one line: `time`, `level`, `logger`, `message`, and `error` if there is one.

    `time` is in UTC, as ISO 8601 writes it.
    """

    def format(self, record: logging.LogRecord) -> str:
        traces = filter(None, (record.exc_text, record.stack_info))
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": escaped(record.getMessage()),
        }
        if error := " | ".join(map(_joined, traces)):
            event["error"] = error
        return json.dumps(event, ensure_ascii=False)


FORMATTERS: Mapping[str, Callable[[], logging.Formatter]] = {
    "text": lambda: _OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"),
    "json": _Json,
}
"""What makes a line of an event, for each value of LOG_FORMAT."""


def _joined(text: str) -> str:
    return " | ".join(line.strip() for line in escaped(text).split("\n") if line.strip())


def set_up_logging(level: str, *secrets: str, log_format: str = "text") -> None:
    """Log from `level` on to standard error, without `secrets`; libraries from WARNING on.

    `log_format` is `text` or `json`.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATTERS[log_format]())
    handler.addFilter(Redaction(*secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    sys.unraisablehook = _log_unraisable


def leaks(secret: str) -> bool:
    """Tell whether a line of the log can hold `secret`: each handler is tried with it wherever a record has text."""
    error = (ValueError, ValueError(f"https://api.telegram.org/bot{secret}/getMe"), None)
    handlers = logging.getLogger().handlers
    return not handlers or any(secret in _written(handler, secret, error) for handler in handlers)


def _written(handler: logging.Handler, secret: str, error: tuple[Any, Any, Any]) -> str:
    """Return what `handler` would write of a record that holds `secret`; empty if it drops the record."""
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, f"{secret} %s", (secret,), error, sinfo=secret)
    kept = handler.filter(record)
    return handler.format(record) if kept else ""


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("bot").critical("the program ends by a mistake of its own", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is None or issubclass(failure.exc_type, SystemExit):
        return
    name = failure.thread.name if failure.thread else "a thread"
    error = (failure.exc_type, failure.exc_value, failure.exc_traceback)
    logging.getLogger("bot").error("%s ends by a mistake of its own", name, exc_info=error)


def _log_unraisable(failure: "sys.UnraisableHookArgs") -> None:
    """Log what Python would print as it is: a failure while something is let go of, which nobody can catch."""
    if failure.exc_value is None:
        return
    error = (failure.exc_type, failure.exc_value, failure.exc_traceback)
    logging.getLogger("bot").error("%s: %r", failure.err_msg or "ignored a mistake in", failure.object, exc_info=error)
