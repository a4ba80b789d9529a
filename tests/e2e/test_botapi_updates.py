"""What people do reaches a bot as updates: by long polling, by webhook, and only if the bot may see it."""

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from telegram import Bot, InlineQueryResultArticle, Update
from telegram import InputTextMessageContent as Content
from telegram.error import BadRequest, Conflict

from bot.playground.botapi import FakeTelegram, Person

from .client import as_bot
from .process import BotProcess, polling_settings, webhook_settings

ECHO = ("-m", "tests.e2e.echo_bot")


@pytest.fixture
def alice(telegram: FakeTelegram) -> Person:
    return telegram.person("Alice")


@pytest.fixture(params=["polling", "webhook"])
def echo(telegram: FakeTelegram, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[BotProcess]:
    """A small bot in a process of its own."""
    settings = polling_settings(telegram, knowledge=tmp_path, data=tmp_path)
    if request.param == "webhook":
        settings |= webhook_settings(telegram)
    process = BotProcess(telegram, settings, tmp_path, ECHO)
    yield process.wait_until_ready()
    process.kill()


def updates(telegram: FakeTelegram, offset: int = 0) -> list[Update]:
    return list(as_bot(telegram, lambda bot: bot.get_updates(offset, timeout=0)))


def heard(telegram: FakeTelegram) -> list[str | None]:
    """The texts that the bot gets, service messages as None."""
    return [update.effective_message.text for update in updates(telegram) if update.effective_message]


def test_a_long_poll_ends_when_something_happens(telegram: FakeTelegram, alice: Person) -> None:
    async def poll(bot: Bot) -> tuple[Update, ...]:
        polling = asyncio.create_task(bot.get_updates(timeout=20))
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.calls("getUpdates"))
        alice.writes("hello")
        return await polling

    (update,) = as_bot(telegram, poll)

    assert update.message is not None
    assert update.message.text == "hello"


def test_updates_stay_until_they_are_confirmed(telegram: FakeTelegram, alice: Person) -> None:
    alice.writes("one")
    alice.writes("two")

    first = updates(telegram)[0].update_id

    assert [update.update_id for update in updates(telegram)] == [first, first + 1]
    assert [update.update_id for update in updates(telegram, first + 1)] == [first + 1]
    assert updates(telegram, first + 2) == []
    assert telegram.state.updates.confirmed == telegram.state.updates.last


def test_only_the_kinds_that_were_asked_for_are_queued(telegram: FakeTelegram, alice: Person) -> None:
    as_bot(telegram, lambda bot: bot.get_updates(timeout=0, allowed_updates=["message"]))
    sent = alice.writes("one")
    alice.edits(sent, "two")

    assert [update.edited_message for update in updates(telegram)] == [None]


def test_a_second_poller_ends_the_first(telegram: FakeTelegram) -> None:
    async def poll_twice(bot: Bot) -> None:
        first = asyncio.create_task(bot.get_updates(timeout=20))
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.calls("getUpdates"))
        await bot.get_updates(timeout=0)
        await first

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        as_bot(telegram, poll_twice)


def test_polling_is_refused_while_a_webhook_is_set(telegram: FakeTelegram) -> None:
    as_bot(telegram, lambda bot: bot.set_webhook("http://127.0.0.1:9/none"))

    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        updates(telegram)


def test_a_webhook_gets_its_secret_and_is_tried_again(telegram: FakeTelegram, alice: Person) -> None:
    answers, secrets = [500, 200], []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            secrets.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
            self.send_response(answers.pop(0))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by http.server
            pass

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/x"
        as_bot(telegram, lambda bot: bot.set_webhook(url, secret_token="hush"))  # noqa: S106 - of no real webhook
        alice.writes("hello")
        telegram.wait_until_confirmed()
        server.shutdown()
        thread.join()

    assert secrets == ["hush", "hush"]
    info = as_bot(telegram, lambda bot: bot.get_webhook_info())
    assert info.last_error_message is not None
    assert info.last_error_message.startswith("Wrong response from the webhook: 500")


def test_updates_can_come_twice_in_reverse_and_unparsable(telegram: FakeTelegram, alice: Person) -> None:
    with telegram.state.updates.reversed():
        alice.writes("one")
        alice.writes("two")
    telegram.repeats_last_update()

    assert heard(telegram) == ["two", "two", "one"]
    telegram.sends_unparsable_update()
    with pytest.raises(KeyError):
        updates(telegram)


def test_privacy_mode_shows_a_bot_only_what_is_meant_for_it(telegram: FakeTelegram, alice: Person) -> None:
    group = telegram.group("Readers", alice)
    said = as_bot(telegram, lambda bot: bot.send_message(group.id, "I am here"))
    answer = next(message for message in group.from_bot if message.id == said.message_id)

    for text in ["chatter", "/ask@other_bot x", f"so @{telegram.username}?", f"/ask@{telegram.username}"]:
        alice.writes(text, group)
    alice.writes("a reply", group, reply_to=answer)

    assert heard(telegram) == [f"/ask@{telegram.username}", "a reply"]


def test_with_privacy_mode_a_command_without_a_name_is_for_the_bot_that_wrote_last(
    telegram: FakeTelegram, alice: Person
) -> None:
    helper, group = telegram.person("Helper", is_bot=True), telegram.group("Readers", alice)

    alice.writes("/ask first", group)
    as_bot(telegram, lambda bot: bot.send_message(group.id, "I am here"))
    alice.writes("/ask second", group)
    helper.writes("beep", group)
    alice.writes("/ask third", group)

    assert heard(telegram) == ["/ask second"]


def test_privacy_mode_read_leniently_shows_mentions(telegram: FakeTelegram, alice: Person) -> None:
    telegram.privacy_mode(True, lenient=True)
    group = telegram.group("Readers", alice)

    alice.writes("chatter", group)
    alice.writes(f"so @{telegram.username}?", group)

    assert heard(telegram) == [f"so @{telegram.username}?"]


def test_without_privacy_mode_a_bot_hears_everything(telegram: FakeTelegram, alice: Person) -> None:
    telegram.privacy_mode(False)
    group = telegram.group("Readers", alice)

    alice.writes("chatter", group)
    telegram.person("Helper", is_bot=True).writes("beep", group)

    assert heard(telegram) == ["chatter", "beep"]


def test_a_thread_of_replies_is_no_topic(telegram: FakeTelegram, alice: Person) -> None:
    group = telegram.group("Readers", alice)
    first = alice.writes(f"/ask@{telegram.username} one", group)
    alice.writes(f"/ask@{telegram.username} two", group, reply_to=first)

    message = updates(telegram)[1].message

    assert message is not None
    assert (message.message_thread_id, message.is_topic_message) == (first.id, None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        as_bot(telegram, lambda bot: bot.send_message(group.id, "hello", message_thread_id=first.id))


def test_everything_that_people_do_can_be_parsed(telegram: FakeTelegram, alice: Person) -> None:
    telegram.privacy_mode(False)
    bob, group = telegram.person("Bob"), telegram.group("Readers", alice, kind="group", bot="left")
    group.adds_bot(alice)
    kinds = ["photo", "sticker", "voice", "video", "location", "contact", "dice"]
    for kind in kinds:
        alice.sends(kind, group, caption="look" if kind in {"photo", "video"} else "")
    group.joins(bob)
    group.leaves(bob)
    group.service(alice, {"new_chat_title": "Writers"})
    group.anonymous_admin().writes("anonymously", group)
    alice.edits(alice.writes("first", group, forwarded_from=bob), "second")
    telegram.channel("News", linked=group, bot="administrator").posts("post")
    forum = telegram.group("Forum", alice, forum=True)
    alice.writes("in a topic", forum.topic("Travel", alice))
    group.migrates(alice)
    alice.uploads("talks.yaml", b"x")
    telegram.blocks(alice)

    seen = updates(telegram)

    assert len(seen) == 24
    in_topic = next(u.message for u in seen if u.message and u.message.text == "in a topic")
    assert in_topic.is_topic_message
    forwarded = next(u.message for u in seen if u.message and u.message.is_automatic_forward)
    assert forwarded.sender_chat is not None
    assert seen[-1].my_chat_member is not None
    assert seen[-1].my_chat_member.new_chat_member.status == "kicked"


def test_inline_answers_are_checked(telegram: FakeTelegram, alice: Person) -> None:
    def article(name: str) -> InlineQueryResultArticle:
        return InlineQueryResultArticle(name, "Title", Content("text"))

    def answer(query: str, results: list[InlineQueryResultArticle]) -> bool:
        return as_bot(telegram, lambda bot: bot.answer_inline_query(query, results))

    complaints = {
        "Results_too_much": [article(str(number)) for number in range(51)],
        "Result_id_duplicate": [article("1"), article("1")],
        "Result_id_invalid": [article("ä" * 33)],
    }
    for complaint, results in complaints.items():
        with pytest.raises(BadRequest, match=complaint):
            answer(alice.searches("talks"), results)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        answer(alice.searches("talks", lifetime=0), [article("1")])


@pytest.mark.usefixtures("echo")
def test_a_bot_in_a_process_answers_presses_and_finds(alice: Person) -> None:
    answer = alice.asks("/ask where")
    notice = alice.notice(alice.presses(answer, "More"))
    edited = alice.private.edit_of(answer)
    found = alice.found(alice.searches("talks"))
    chosen = alice.chooses(found.parameters["results"][0], alice.private)

    assert answer.text == "You asked: where"
    assert notice.parameters["text"] == "Here you are"
    assert (edited.text, edited.labels) == ("There is no more", [])
    assert found.parameters["cache_time"] == 7
    assert chosen.marked("bold") == ["talks"]


@pytest.mark.usefixtures("echo")
def test_silence_is_proved_and_its_end_is_noticed(telegram: FakeTelegram, alice: Person) -> None:
    telegram.privacy_mode(False)
    group = telegram.group("Readers", alice)

    with group.silent_until(lambda: alice.writes("/ask where", group)):
        alice.writes("hello all", group)

    with (
        pytest.raises(AssertionError, match="Who asked me"),
        group.silent_until(lambda: alice.writes("/ask where", group)),
    ):
        alice.writes("chatter", group)


def test_a_bot_in_a_process_ends_when_it_is_asked_to(alice: Person, echo: BotProcess) -> None:
    alice.asks("/ask where")  # or the signal could find python-telegram-bot still starting

    took = echo.stop()

    assert echo.exit_status == 0, echo.output
    assert took < 5
