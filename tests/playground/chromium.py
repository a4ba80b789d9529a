"""The Chromium that the browser tests drive, and what becomes of them where something is missing."""

import os
import shutil
from typing import NoReturn

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
WANTED = "BROWSER_TESTS"
"""Set to `required`, what is missing is a failure and no reason to skip."""


def chromium() -> str:
    """Where Chromium is."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or do_without("Chromium (Debian: apt-get install chromium)")


def do_without(what: str) -> NoReturn:
    """Skip the module that is being imported, and say why."""
    reason = f"the browser tests need {what}"
    if os.environ.get(WANTED) == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
