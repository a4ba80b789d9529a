"""Sets up logging: one line for each event on standard error, and never a token in it."""

import logging
import re
import sys
from types import TracebackType
from typing import Any

_TOKEN = re.compile(r"(?<!\d)\d{3,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
"""The form of a token of any bot, plain or inside an address."""

REDACTED = "<token>"

NOISY = ("httpx", "httpcore", "telegram", "aiohttp", "apscheduler", "asyncio", "watchfiles")


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
        return " | ".join(line.strip() for line in super().format(record).splitlines() if line.strip())


def set_up_logging(level: str, *secrets: str) -> None:
    """Log from `level` on to standard error, without `secrets`; libraries from WARNING on, unless `level` is DEBUG."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Redaction(*secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.DEBUG if level == "DEBUG" else logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught


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
