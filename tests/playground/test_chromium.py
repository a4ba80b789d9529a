"""Where there is no browser the tests of the page say what they need, and where one is required they fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.process import ROOT, environment

NEEDS_CHROMIUM = "the browser tests need Chromium (Debian: apt-get install chromium)"
NEEDS_PLAYWRIGHT = "the browser tests need `make browser`"
COLLECT = "import sys, pytest; sys.modules['playwright'] = None; sys.exit(pytest.main(sys.argv[1:]))"


def _collected(path: Path, **variables: str) -> tuple[int, str]:
    """How collecting the browser tests ends where `path` has all programs and Playwright is not installed."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", COLLECT, "-p", "no:cacheprovider", "tests/playground/test_browser.py"],
        cwd=ROOT,
        env=environment(variables) | {"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture
def with_chromium(tmp_path: Path) -> Path:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return tmp_path


def test_without_chromium_they_are_skipped_and_say_how_to_get_it(tmp_path: Path) -> None:
    status, output = _collected(tmp_path)

    assert status == pytest.ExitCode.NO_TESTS_COLLECTED
    assert NEEDS_CHROMIUM in output


def test_without_playwright_they_are_skipped_and_say_how_to_get_it(with_chromium: Path) -> None:
    status, output = _collected(with_chromium)

    assert status == pytest.ExitCode.NO_TESTS_COLLECTED
    assert NEEDS_PLAYWRIGHT in output


def test_where_a_browser_is_required_none_is_a_failure(tmp_path: Path) -> None:
    status, output = _collected(tmp_path, BROWSER_TESTS="required")

    assert status == pytest.ExitCode.INTERRUPTED
    assert NEEDS_CHROMIUM in output


def test_continuous_integration_requires_a_browser() -> None:
    assert "BROWSER_TESTS=required make test" in (ROOT / ".ci" / "run").read_text()
