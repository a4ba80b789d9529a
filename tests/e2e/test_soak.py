"""A soak ends with every question answered and the process as it was before. `make soak` asks 25 times as much.

SOAK_SEED repeats what was drawn in another run, which says its seed.
"""

import os
import secrets
from pathlib import Path

import pytest

from bot.playground.botapi import FakeTelegram

from .conftest import StartBot
from .invariants import summary, violations
from .process import RUN
from .soak import soak

SEED = int(os.environ.get("SOAK_SEED") or secrets.randbelow(1_000_000))
QUESTIONS = int(os.environ.get("SOAK_QUESTIONS", "400"))
COMPLAINTS = ("Traceback", "was destroyed", "never awaited", "ResourceWarning")
"""What Python says of mistakes, and of tasks and connections that nobody closed."""


@pytest.mark.skipif(
    not Path("/proc/self/schedstat").exists(), reason="the process is watched in /proc, as Linux has it"
)
def test_every_question_is_answered_once_whatever_fails(
    start_bot: StartBot, telegram: FakeTelegram, knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\nSOAK_SEED={SEED}", flush=True)  # noqa: T201
    process = start_bot(arguments=RUN, PYTHONWARNINGS="always::ResourceWarning")

    record = soak(telegram, process, knowledge, SEED, QUESTIONS)
    seconds = process.stop()

    with capsys.disabled():
        print(summary(record))  # noqa: T201
    assert violations(record) == []
    assert (process.exit_status, seconds < 5) == (0, True)
    assert not [line for line in process.output.splitlines() if any(word in line for word in COMPLAINTS)]
    assert telegram.state.token.partition(":")[2] not in process.output
