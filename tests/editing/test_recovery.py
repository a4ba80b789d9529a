"""A crash in the middle of a change leaves everything whole, and the next start says what it found."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from bot.editing.outcomes import Refused
from bot.editing.recovery import recover
from bot.facts.atomic_files import PREFIX
from bot.facts.history import Version
from bot.facts.snapshots import hash_of

from .publisher import edition
from .setups import NEW, EditingSetup, editing_setup

KILLS, SEED = 50, 6
NEW_ONES = 3
"""Versions that are compared after each kill, the latest first; in the end all are."""

REACH = 1.2, 4.0
"""Up to when the kills come, as shares of how long publishing takes; some come late, lest a machine that becomes busy
have all of them too early."""


@contextmanager
def publishing(folder: Path, moments: list[float]) -> Iterator[Iterator[int]]:
    """The number of each change as soon as whoever published it has been killed."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.editing.publisher", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    ) as publisher:

        def numbers() -> Iterator[int]:
            assert publisher.stdin is not None
            assert publisher.stdout is not None
            yield int(publisher.stdout.readline())
            for moment in moments:
                publisher.stdin.write(f"{moment}\n")
                publisher.stdin.flush()
                yield int(publisher.stdout.readline())

        yield numbers()


def unfinished(setup: EditingSetup) -> set[str]:
    """Files that were begun."""
    return {str(file) for file in setup.file.parents[1].rglob(f"{PREFIX}*")}


def unnamed(setup: EditingSetup) -> set[str]:
    """Bytes that no version names, since it was not written any more."""
    history = setup.served.history
    named = {name for version in history.versions() for name in (version.before, version.after)}
    return {str(blob) for blob in history.folder.glob("*.yaml") if blob.stem not in named} - unfinished(setup)


def started(folder: Path) -> tuple[EditingSetup, tuple[str, ...]]:
    """A new start, and what it says."""
    setup = editing_setup(folder)
    found = recover(setup.served)
    setup.served.reload()
    return setup, found


def can_be_compared(setup: EditingSetup, versions: Iterable[Version]) -> bool:
    """Whether both states of each of these versions are there."""
    return not any(isinstance(setup.editor.compare(version.number), Refused) for version in versions)


@pytest.mark.slow
def test_fifty_kills_while_publishing_leave_all_whole_and_are_told(tmp_path: Path) -> None:
    rng = Random(SEED)  # noqa: S311 - no secret
    outcomes = set()
    with publishing(tmp_path, [rng.uniform(0, rng.choice(REACH)) for _ in range(KILLS)]) as numbers:
        before = edition(next(numbers))
        for number in numbers:
            setup = editing_setup(tmp_path)
            left = unfinished(setup) | unnamed(setup)
            setup, found = started(tmp_path)

            text, wanted = setup.file.read_text(), edition(number)
            logged = any(entry["after"] == hash_of(wanted.encode()) for entry in setup.log)
            versions = setup.editor.versions()
            noted = [version.number for version in versions if version.after == hash_of(wanted.encode())]
            assert text in (before, wanted)
            assert text == before or (noted and logged), "a change without a version, or without a line in the log"
            assert versions[0].after == hash_of(text.encode())
            assert can_be_compared(setup, versions[:NEW_ONES])
            cut_short = {
                f"facts.yaml is not what version {each} by Ann (1) made it" for each in noted if text == before
            }
            assert {line.partition(":")[0] for line in found} == {f"cleared {file}" for file in left} | cut_short
            assert not unfinished(setup)
            assert not unnamed(setup)
            outcomes.add((text == wanted, bool(noted), bool(left)))
            before = text
    assert can_be_compared(setup, versions)
    assert len(outcomes) > 2, "the kills came all at the same step"


def test_a_start_after_a_clean_end_has_nothing_to_say(tmp_path: Path) -> None:
    editing_setup(tmp_path).published()

    assert started(tmp_path)[1] == ()


def test_a_file_that_was_changed_while_the_bot_was_off_is_told_with_its_last_version(tmp_path: Path) -> None:
    setup = editing_setup(tmp_path)
    setup.published()
    setup.file.write_text(NEW.replace("red and white", "blue"))

    assert started(tmp_path)[1] == (
        "facts.yaml is not what version 2 by Ann (1) made it: "
        "publishing was cut short, or the file was changed while the bot was off",
    )
