"""kill -9 in the middle of a burst: nothing that was asked is lost, and in each chat at most one answer comes twice.

In the tests there are a few kills; KILLS says how many, and KILLS_SEED repeats when they came.
"""

import os
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.playground.botapi import FakeTelegram, Message, Person

from . import library
from .conftest import StartBot
from .process import ROOT, BotProcess

SEED = int(os.environ.get("KILLS_SEED") or secrets.randbelow(1_000_000))
KILLS = int(os.environ.get("KILLS", "2"))
PEOPLE, QUESTIONS = 20, (library.QUESTION, library.NEXT_QUESTION, library.MARCH_QUESTION)
READY_SECONDS = 120.0
"""Longer than a start takes on a machine that has other things to do."""

BURST = PEOPLE * len(QUESTIONS)

CRASH = """
import os, unicodedata

real = unicodedata.normalize

def normalize(form: str, text: str) -> str:
    if "d\N{LATIN SMALL LETTER E WITH ACUTE}adly" in text:
        os._exit(139)
    return real(form, text)

unicodedata.normalize = normalize
"""
"""What a mistake in a library written in C would do to the process."""


def _passed(telegram: FakeTelegram, moment: int) -> bool:
    """Tell whether the bot has begun to send more than so many messages."""
    return len(telegram.calls("sendMessage")) > moment


def wrong(asked: Sequence[tuple[Person, list[Message]]]) -> Iterator[str]:
    """Yield a line for each question that was lost, and each chat in which more than one answer came twice."""
    for person, questions in asked:
        answers = Counter(message.reply_to for message in person.private.from_bot)
        times = [answers[question.id] for question in questions]
        if 0 in times or sum(times) > len(times) + 1:
            yield f"{person.user['first_name']}: {times}"


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_a_kill_in_a_burst_loses_nothing_and_repeats_one_answer_a_chat_at_most(
    start_bot: StartBot, telegram: FakeTelegram, webhook: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    moments = Random(f"{SEED} {webhook}")  # noqa: S311 - no secret
    twice = 0

    def all_sent() -> bool:
        return all(call.finished for call in telegram.calls("sendMessage"))

    process = start_bot(webhook=webhook)
    for kill in range(KILLS):
        people = [telegram.person(f"Rita{kill}-{number}") for number in range(PEOPLE)]
        moment = len(telegram.calls("sendMessage")) + moments.randrange(BURST)
        with telegram.state.change():
            asked = [(person, [person.writes(question) for question in QUESTIONS]) for person in people]
        telegram.wait_for(partial(_passed, telegram, moment), "the moment of the kill")
        process.kill()
        process = start_bot(webhook=webhook, ready=False).wait_until_ready(seconds=READY_SECONDS)
        telegram.wait_until_confirmed()
        telegram.wait_for(all_sent, "the last answers")
        assert list(wrong(asked)) == [], f"KILLS_SEED={SEED}, kill {kill + 1}"
        twice += sum(len(person.private.from_bot) - len(QUESTIONS) for person in people)
    with capsys.disabled():
        way = "webhook" if webhook else "polling"
        print(f"\n{KILLS} kills by {way}, KILLS_SEED={SEED}: none lost, {twice} answers twice")  # noqa: T201


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_an_update_that_ends_the_process_is_given_up_after_some_starts(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path, webhook: bool
) -> None:
    (tmp_path / "sitecustomize.py").write_text(CRASH)
    deadly, rita = telegram.person("Dora"), telegram.person("Rita")

    def start(*, ready: bool) -> BotProcess:
        return start_bot(webhook=webhook, ready=ready, PYTHONPATH=f"{tmp_path}:{ROOT}")

    first = start(ready=True)
    with telegram.state.change():
        deadly.writes("Is this d\N{LATIN SMALL LETTER E WITH ACUTE}adly?")
        question = rita.writes(library.QUESTION)
    statuses = [first.wait_until_gone(), *(start(ready=False).wait_until_gone() for _ in range(2))]
    last = start(ready=True)

    assert statuses == [139] * 3
    assert rita.private.answer_to(question).text.startswith(library.STATEMENT)
    telegram.wait_until_confirmed()
    assert last.exit_status is None
    assert "gave up update" in last.output
    assert deadly.private.from_bot == []
    assert len(rita.private.from_bot) <= 1 + len(statuses)  # each kill may repeat one answer in a chat
