"""Where there is no browser the tests of the page say what they need, and where one is required they fail."""

import json
import subprocess
import sys

import pytest

from tests.e2e.process import ROOT, environment

NEEDS_CHROMIUM = "the browser tests need Chromium (Debian: apt-get install chromium)"
NEEDS_PLAYWRIGHT = "the browser tests need `make browser`"
COLLECT = """
import contextlib, io, json, os, sys, pytest
sys.modules["playwright"] = None
for variables in json.loads(sys.argv[1]):
    os.environ.update(variables)
    with contextlib.redirect_stdout(io.StringIO()) as output:
        status = pytest.main(["-p", "no:cacheprovider", "tests/playground/test_browser.py"])
    print(json.dumps([status, output.getvalue()]))
    for name in [name for name in sys.modules if name.startswith("tests.playground")]:
        del sys.modules[name]
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Return how collecting the browser tests ends, and what it says, where Playwright is not installed.

    One process collects them without Chromium, with it, and again without it where it is required.
    """
    nothing, with_chromium = tmp_path_factory.mktemp("nothing"), tmp_path_factory.mktemp("with-chromium")
    program = with_chromium / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    places = {
        "without": {"PATH": str(nothing)},
        "with": {"PATH": str(with_chromium)},
        "required": {"PATH": str(nothing), "BROWSER_TESTS": "required"},
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", COLLECT, json.dumps(list(places.values()))],
        cwd=ROOT,
        env=environment({}),
        capture_output=True,
        text=True,
        check=True,
    )
    ends = (json.loads(line) for line in done.stdout.splitlines())
    return {place: (status, output) for place, (status, output) in zip(places, ends, strict=True)}


def test_without_chromium_they_are_skipped_and_say_how_to_get_it(collected: dict[str, tuple[int, str]]) -> None:
    status, output = collected["without"]

    assert status == pytest.ExitCode.NO_TESTS_COLLECTED
    assert NEEDS_CHROMIUM in output


def test_without_playwright_they_are_skipped_and_say_how_to_get_it(collected: dict[str, tuple[int, str]]) -> None:
    status, output = collected["with"]

    assert status == pytest.ExitCode.NO_TESTS_COLLECTED
    assert NEEDS_PLAYWRIGHT in output


def test_where_a_browser_is_required_none_is_a_failure(collected: dict[str, tuple[int, str]]) -> None:
    status, output = collected["required"]

    assert status == pytest.ExitCode.INTERRUPTED
    assert NEEDS_CHROMIUM in output


def test_continuous_integration_requires_a_browser() -> None:
    assert "BROWSER_TESTS=required make test" in (ROOT / ".ci" / "run").read_text()
