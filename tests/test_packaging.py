"""What is installed is whole, and works where nothing else of the project is."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot import __version__
from tests.commands import ROOT, Done, environment

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel of this checkout and where it is installed."""

    wheel: Path
    site: Path

    def talksbot(self, folder: Path, *arguments: str, typed: str = "", **variables: str) -> Done:
        """Run the installed command in `folder`."""
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, self.site / "bin" / "talksbot", *arguments],
            input=typed,
            capture_output=True,
            check=False,
            cwd=folder,
            env=environment(PYTHONPATH=str(self.site), **variables),
            text=True,
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return the package as it is built and installed, without what it depends on."""
    built, site = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("site")
    _python("hatchling", "build", "--target", "wheel", "--directory", built)
    [wheel] = built.iterdir()
    _python("pip", "install", "--quiet", "--no-index", "--no-deps", "--target", site, wheel)
    return Installed(wheel, site)


def _python(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=True, timeout=120)  # noqa: S603 - as written here


def test_every_file_of_the_program_and_the_talks_are_in_the_wheel(installed: Installed) -> None:
    files = {path for path in (ROOT / "bot").rglob("*") if path.is_file() and path.parent.name != "__pycache__"}
    packed = {name for name in ZipFile(installed.wheel).namelist() if ".dist-info/" not in name}
    assert packed == {path.relative_to(ROOT).as_posix() for path in files} | {
        "bot/sample/talks.yaml",
        "bot/authoring/starter_files/.env.example",
    }


def test_the_version_is_one_everywhere(installed: Installed, tmp_path: Path) -> None:
    released = re.findall(r"^## \[(\d\S*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released[0] == __version__
    assert installed.wheel.name.startswith(f"talksbot-{__version__}-")
    assert installed.talksbot(tmp_path, "--version").output == f"talksbot {__version__}\n"


def test_the_talks_answer_where_there_are_no_facts(installed: Installed, tmp_path: Path) -> None:
    done = installed.talksbot(tmp_path, "chat", typed="which city hosted the ASEAN meeting?\n")
    assert done.status == 0
    assert "Vientiane" in done.output
    assert "the sample of talksbot answers" in done.errors


def test_a_new_bot_checks_and_evaluates_where_it_is_begun(installed: Installed, tmp_path: Path) -> None:
    done = installed.talksbot(tmp_path, "init", "mybot")
    assert (done.status, done.errors) == (0, "")
    assert "    talksbot check\n" in done.output
    for command in ("check", "eval"):
        assert installed.talksbot(tmp_path / "mybot", command).status == 0


def test_facts_that_are_named_or_lie_there_come_before_the_sample(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    for arguments in ((), ("--knowledge", "nowhere")):
        done = installed.talksbot(tmp_path, "ask", "Who met?", *arguments)
        assert done.status == 1
        assert "sample" not in done.errors


def test_the_bot_does_not_serve_the_sample(installed: Installed, tmp_path: Path) -> None:
    done = installed.talksbot(tmp_path, "run", BOT_TOKEN=f"1000:{35 * 'x'}")
    assert done.status == 1
    assert "knowledge:1: cannot be read" in done.errors
