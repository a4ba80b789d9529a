"""The bot with its embedding model: what is new is served by words alone until it is embedded."""

import shutil
from pathlib import Path

import pytest

from bot.playground.botapi import FakeTelegram
from tests.e2e.conftest import StartBot

TALKS = Path(__file__).parents[2] / "knowledge" / "talks.yaml"
PARAPHRASE = "which tune was performed by the musicians"
"""Shares no word that counts with the fact about the march that the band played."""

MARCH = "The town band played the march of the miners."

WITH_MODEL = {"EMBEDDING_MODEL": ""}


def test_a_paraphrase_is_understood_with_the_model_only(start_bot: StartBot, telegram: FakeTelegram) -> None:
    process = start_bot(EMBEDDING_MODEL="none")
    process.wait_for_output("matched by words alone, since EMBEDDING_MODEL is none")
    assert not telegram.person("Rita").asks(PARAPHRASE).text.startswith(MARCH)
    process.stop()

    start_bot(**WITH_MODEL).wait_for_output("matched by meaning from now on", seconds=60)
    assert telegram.person("Ron").asks(PARAPHRASE).text.startswith(MARCH)


def test_many_new_facts_are_served_at_once_and_by_meaning_when_they_are_embedded(
    start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path
) -> None:
    knowledge = tmp_path / "talks"
    knowledge.mkdir()
    shutil.copy(TALKS, knowledge)
    admin = telegram.person("Ann")
    settings = WITH_MODEL | {"KNOWLEDGE_PATH": str(knowledge), "ADMIN_IDS": str(admin.id)}

    process = start_bot(**settings)
    assert admin.asks("Who is Nakatani?").text.startswith("Nakatani is Japan's defence minister")
    process.wait_for_output("questions are matched by meaning from now on", seconds=120)
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
