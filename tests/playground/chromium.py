"""The Chromium for the browser tests, which are skipped or fail without it."""

import os
import shutil
from typing import NoReturn

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
WANTED = "BROWSER_TESTS"
"""The variable that, set to `required`, makes browser tests fail where they would be skipped."""


def chromium() -> str:
    """Return the path of Chromium; skip or fail without it."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or do_without("Chromium (Debian: apt-get install chromium)")


def do_without(what: str) -> NoReturn:
    """Skip the module that is being imported, or fail if browser tests are required, and say what is missing."""
    reason = f"the browser tests need {what}"
    if os.environ.get(WANTED) == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
