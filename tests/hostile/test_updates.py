"""Whatever Telegram brings, nothing falls over and the next question is answered; over real HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.botapi import FakeTelegram
from bot.telegram.transport.webhook import SECRET_HEADER
from tests.e2e import library
from tests.e2e.conftest import ServedFacts
from tests.e2e.process import PUBLIC_URL, SECRET, BotProcess, polling_settings, webhook_settings
from tests.hostile.texts import BUTTON_DATA
from tests.hostile.updates import Json, mangled, updates
from tools.fuzz.inputs import CORPUS

ADMIN, READER, GROUP = 1_001, 1_002, -1_001_234
"""The admin has this id, since the stand-in counts from there."""

HALF = settings(max_examples=settings().max_examples // 2)
"""Half as many examples as other tests have: of each, several updates go over HTTP, and a question after them."""


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedFacts]:
    """A bot behind a webhook, with an admin whose updates are made up like all others."""
    folder = tmp_path_factory.mktemp("besieged")
    files = library.write_facts(folder / "knowledge")
    with FakeTelegram() as made:
        admin = made.person("Admin")
        chosen = polling_settings(made, knowledge=files, data=folder / "data") | webhook_settings(made)
        process = BotProcess(made, chosen | {"ADMIN_IDS": str(admin.id)}, folder)
        try:
            yield ServedFacts(made, admin, process.wait_until_ready(), files)
        finally:
            process.kill()


def survives(besieged: ServedFacts, *sent: Json) -> None:
    """Bring updates to the bot, and see that it answers the next question and has nothing to complain of."""
    before = len(besieged.process.output)
    with besieged.telegram.state.change():
        for update in sent:
            besieged.telegram.state.updates.add_raw(update)
    assert besieged.telegram.person("Rita").asks(library.QUESTION).text.startswith(library.STATEMENT)
    said = besieged.process.output[before:]
    assert "Traceback" not in said, said


def test_the_made_up_admin_is_the_admin(besieged: ServedFacts) -> None:
    assert besieged.admin.id == ADMIN


@pytest.mark.parametrize("file", sorted((CORPUS / "updates").iterdir()), ids=lambda file: file.name)
def test_an_update_that_once_failed_is_survived(besieged: ServedFacts, file: Path) -> None:
    survives(besieged, json.loads(file.read_text()))


@pytest.mark.parametrize("body", [b"", b"\xff", b"{", b"[" * 100_000], ids=["nothing", "no text", "half", "deep"])
def test_what_is_no_json_is_turned_away(besieged: ServedFacts, body: bytes) -> None:
    door = f"{besieged.telegram.state.proxies[PUBLIC_URL]}/telegram"

    answer = httpx.post(door, content=body, headers={SECRET_HEADER: SECRET}, trust_env=False)

    assert answer.status_code == 400
    survives(besieged)


@HALF
@given(sent=st.lists(updates((ADMIN, READER, GROUP)), min_size=1, max_size=5))
def test_any_updates_are_survived(besieged: ServedFacts, sent: list[Json]) -> None:
    survives(besieged, *sent)


@HALF
@given(sent=st.lists(updates((ADMIN, READER, GROUP)).flatmap(mangled), min_size=1, max_size=5))
def test_updates_with_values_of_any_type_are_survived(besieged: ServedFacts, sent: list[Json]) -> None:
    survives(besieged, *sent)


@HALF
@given(data=BUTTON_DATA)
def test_any_button_gets_an_answer_and_changes_no_file(besieged: ServedFacts, data: str) -> None:
    rita = besieged.telegram.person("Rita")
    answer = rita.asks(library.QUESTION)
    before = len(besieged.process.output)

    assert rita.notice(rita.sends_callback(answer, data)).ok
    assert "Traceback" not in besieged.process.output[before:]
    assert (besieged.knowledge / "library.yaml").read_text() == library.FACTS
