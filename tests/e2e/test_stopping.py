"""A signal in the middle of a burst loses nothing that Telegram had handed over."""

import pytest

from bot.playground.botapi import FakeTelegram

from . import library
from .conftest import StartBot

PEOPLE = 90
"""More than can be answered before the process has to be gone."""


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_a_burst_is_answered_once_each_across_a_restart(
    start_bot: StartBot, telegram: FakeTelegram, webhook: bool
) -> None:
    people = [telegram.person("Rita") for _ in range(PEOPLE)]
    first = start_bot(webhook=webhook)
    with telegram.state.change():
        questions = [person.writes(library.QUESTION) for person in people]
    telegram.wait_for(lambda: len(telegram.calls("sendMessage")) > 5, "the first answers")

    seconds = first.stop()
    waiting = telegram.state.updates.count
    answered = sum(len(person.private.from_bot) for person in people)
    start_bot(webhook=webhook)

    assert seconds < 5
    assert answered == PEOPLE - waiting < PEOPLE
    for person, question in zip(people, questions, strict=True):
        person.private.answer_to(question)
    telegram.wait_until_confirmed()
    assert [len(person.private.from_bot) for person in people] == [1] * PEOPLE
