"""The demo over HTTP: its page, what people do there, and the real bot behind it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.playground.server import PAGE
from tests.commands import bot
from tests.e2e import library

from .demo import Client, DemoProcess


@pytest.fixture
def rooms(client: Client) -> dict[str, Any]:
    """The rooms by name."""
    return {room["name"]: room for room in client.first("hello")["rooms"]}


def _answer_to(client: Client, chat: int, message: int) -> Any:
    def fits(body: Any) -> bool:
        target = body.get("reply_to_message", {}).get("message_id")
        return bool(body["chat"]["id"] == chat and body["from"]["is_bot"] and target == message)

    return client.first("message", fits)


def _explanation(client: Client, *questions: str) -> Any:
    status, body = client.request("POST", "/explanation", json.dumps({"questions": questions}))
    assert status == 200
    return json.loads(body)


def test_the_page_and_its_modules_are_served(client: Client) -> None:
    status, page = client.request("GET", "/")

    assert status == 200
    for file in re.findall(r'"/page/([\w.]+)"', page):
        assert client.request("GET", f"/page/{file}")[0] == 200


def test_the_page_names_no_other_host() -> None:
    for file in PAGE.iterdir():
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)\w", file.read_text()), file.name


def test_the_real_bot_answers_a_reader(client: Client, rooms: dict[str, Any]) -> None:
    rita = rooms["Rita"]["chat"]
    status, sent = client.act("write", person=rita, chat=rita, text=library.QUESTION)

    assert status == 200
    answer = _answer_to(client, rita, sent["message"])
    assert answer["text"].startswith(library.STATEMENT)
    assert any(entity["type"] == "expandable_blockquote" for entity in answer["entities"])


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/events"), ("POST", "/do/write"), ("POST", "/upload")]
)
def test_other_origins_are_refused(client: Client, method: str, path: str, origin: str) -> None:
    assert client.request(method, path, "{}", Origin=origin)[0] == 403


def test_a_name_that_was_made_to_lead_here_is_refused(client: Client) -> None:
    assert client.request("GET", "/", Host="rebound.example")[0] == 403


def test_nobody_speaks_where_they_are_not(client: Client, rooms: dict[str, Any]) -> None:
    rita, ada = rooms["Rita"]["chat"], rooms["Ada"]["chat"]

    assert client.act("write", person=rita, chat=ada, text="hello")[0] == 400
    assert client.act("press", person=rita, chat=rita, message=999, data="x")[0] == 400
    assert client.request("POST", "/do/dance", "{}")[0] == 404


def test_it_explains_an_answer(client: Client) -> None:
    record = _explanation(client, library.QUESTION)

    assert record["status"] == "answered"
    assert record["confidence"] >= record["explanation"]["answered_from"]
    best = record["explanation"]["traces"][0]
    assert best["id"] == "library-opening"
    assert {"word", "matched", "how", "weight"} <= best["words"][0].keys()


def test_it_explains_a_follow_up_as_it_was_answered(client: Client) -> None:
    alone = _explanation(client, library.FOLLOW_UP)
    after = _explanation(client, library.MARCH_QUESTION, library.FOLLOW_UP)

    assert alone["explanation"]["traces"][0]["id"] == "library-opening"
    assert after["explanation"]["traces"][0]["id"] == "band-song"
    assert after["explanation"]["understood"] != library.FOLLOW_UP


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"questions": []}', '{"questions": 1}'])
def test_where_there_is_no_question_it_explains_none(client: Client, body: str) -> None:
    assert client.request("POST", "/explanation", body)[0] == 400


def test_a_file_goes_up_and_comes_down(client: Client, rooms: dict[str, Any]) -> None:
    ada = rooms["Ada"]["chat"]
    assert client.request("POST", f"/upload?person={ada}&chat={ada}&name=x.txt", b"\xc3\xa4")[0] == 200

    sent = client.first("message", lambda body: body.get("document", {}).get("file_name") == "x.txt")

    assert client.request("GET", f"/file?chat={ada}&message={sent['message_id']}") == (200, "ä")


def test_a_saved_file_shows_in_the_log(client: Client, demo: DemoProcess, knowledge: Path) -> None:
    file = knowledge / "library.yaml"
    file.write_text(library.FACTS.replace("march of the miners", "song of the sailors"))

    demo.wait_for_line("the fact files have changed")
    assert client.first("log", lambda line: "the fact files have changed" in line)


def test_its_options_hold_and_ctrl_c_ends_everything(tmp_path: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - that is what the warning is about
    knowledge = library.write_facts(tmp_path / "knowledge")
    demo = DemoProcess(knowledge, tmp_path, "--host", everywhere, "--model", "")
    try:
        assert "WARNING" in demo.wait_for_line("everybody who reaches this machine")
        client = Client(demo.url)
        ada = next(room["chat"] for room in client.first("hello")["rooms"] if room["name"] == "Ada")
        client.act("write", person=ada, chat=ada, text="/doctor")
        assert client.first("message", lambda body: "questions are matched by meaning" in body.get("text", ""))
        assert demo.stop() == 0
    finally:
        demo.kill()

    assert "bot: stopped" in demo.lines[-1]


def test_files_with_errors_end_it_before_it_starts(tmp_path: Path) -> None:
    done = bot("demo", "--no-open", "--knowledge", library.write_facts(tmp_path / "knowledge", "facts: 1\n"))

    assert done.status == 1
    assert "library.yaml:1" in done.errors
    assert "playground" not in done.errors
