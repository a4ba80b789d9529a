"""The bot with its embedding model: what is new is served by words alone until it is embedded."""

import pytest

from bot.playground.botapi import FakeTelegram
from tests.e2e import library
from tests.e2e.conftest import StartBot

PARAPHRASE = "which tune was performed by the musicians"
"""Shares no word that counts with the fact about the march that the band played."""

MARCH = "The town band played the march of the miners."


def test_without_the_model_words_alone_decide(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot(EMBEDDING_MODEL="none")
    process.wait_for_output("matched by words alone, since EMBEDDING_MODEL is none")
    assert not telegram.person("Rita").asks(PARAPHRASE).text.startswith(MARCH)


def test_what_is_new_is_served_at_once_and_by_meaning_when_it_is_embedded(
    start_bot: StartBot, telegram: FakeTelegram
) -> None:
    admin = telegram.person("Ann")
    settings = {"EMBEDDING_MODEL": "", "ADMIN_IDS": str(admin.id)}

    process = start_bot(**settings)
    assert admin.asks(library.QUESTION).text.startswith(library.STATEMENT)
    process.wait_for_output("questions are matched by meaning from now on", seconds=120)
    assert admin.asks(PARAPHRASE).text.startswith(MARCH)
    assert "✓ questions are matched by meaning" in admin.asks("/doctor").text
    process.stop()

    started_again = start_bot(**settings)
    assert "✓ questions are matched by meaning" in admin.asks("/doctor").text
    assert "embedded" not in started_again.output


@pytest.mark.parametrize("setting", ["nowhere", "."])
def test_a_model_that_cannot_be_used_ends_the_start_with_one_sentence(start_bot: StartBot, setting: str) -> None:
    process = start_bot(ready=False, EMBEDDING_MODEL=setting)

    assert process.wait_until_gone() == 1
    assert process.output.count("\n") == 1
    assert "set EMBEDDING_MODEL=none to match by words alone" in process.output
