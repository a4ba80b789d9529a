"""The stand-in takes what Telegram takes and refuses what it refuses, in the same words."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.playground.botapi import FakeTelegram, Json, Person

from .client import as_bot

Sending = Callable[[Bot, int], Awaitable[Any]]


@pytest.fixture
def alice(telegram: FakeTelegram) -> Person:
    """Somebody who has started the bot."""
    person = telegram.person("Alice")
    person.writes("/start")
    return person


def call(url: str, data: bytes | None = None, mime_type: str = "application/json") -> tuple[int, Json]:
    """Status and body of a bare HTTP request."""
    request = Request(url, data, {"Content-Type": mime_type})  # noqa: S310 - to loopback
    try:
        with urlopen(request) as response:  # noqa: S310 - to loopback
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(buttons)])


def html(text: str) -> Sending:
    return lambda bot, chat_id: bot.send_message(chat_id, text, parse_mode="HTML")


def plain(text: str, **more: Any) -> Sending:
    return lambda bot, chat_id: bot.send_message(chat_id, text, **more)


def test_a_bot_learns_its_name(telegram: FakeTelegram) -> None:
    assert as_bot(telegram, lambda bot: bot.get_me()).username == telegram.username


@pytest.mark.parametrize("token", ["7000000001:wrong", "7000000002:AAF-stand-in_token-for-tests-0123456789", "x"])
def test_a_wrong_token_is_refused(telegram: FakeTelegram, token: str) -> None:
    with pytest.raises(InvalidToken):
        as_bot(telegram, lambda bot: bot.get_me(), token=token)


def test_calls_come_as_query_form_or_json_and_in_any_case(telegram: FakeTelegram, alice: Person) -> None:
    root = f"{telegram.url}/bot{telegram.state.token}"
    body = {"chat_id": alice.id, "text": "hello"}

    answers = [
        call(f"{root}/sendMessage?{urlencode(body)}"),
        call(f"{root}/sendmessage", urlencode(body).encode(), "application/x-www-form-urlencoded"),
        call(f"{root}/SENDMESSAGE", json.dumps(body).encode()),
    ]

    assert [(status, answer["result"]["text"]) for status, answer in answers] == 3 * [(200, "hello")]


def test_an_unknown_method_is_not_found(telegram: FakeTelegram) -> None:
    status, answer = call(f"{telegram.url}/bot{telegram.state.token}/sendNonsense")

    assert (status, answer["description"]) == (404, "Not Found: method not found")


def test_html_becomes_text_and_entities_in_utf16_units(telegram: FakeTelegram, alice: Person) -> None:
    source = (
        '\N{GRINNING FACE} <b>bold <i>both</i></b> <a href="https://x.example/y">here</a> &lt;&amp;&#33; &copy; '
        '<pre><code class="language-py">x</code></pre> <blockquote expandable>long</blockquote> '
        "<tg-spoiler>ending</tg-spoiler> <u></u>"
    )

    sent = as_bot(telegram, lambda bot: bot.send_message(alice.id, source, parse_mode="HTML"))

    assert sent.text == "\N{GRINNING FACE} bold both here <&! &copy; x long ending"
    assert [(entity.type, text) for entity, text in sent.parse_entities().items()] == [
        ("bold", "bold both"),
        ("italic", "both"),
        ("text_link", "here"),
        ("pre", "x"),
        ("expandable_blockquote", "long"),
        ("spoiler", "ending"),
    ]
    assert [sent.entities[0].offset, sent.entities[3].language] == [3, "py"]


def test_links_mentions_and_commands_are_marked_unasked(telegram: FakeTelegram, alice: Person) -> None:
    sent = as_bot(telegram, lambda bot: bot.send_message(alice.id, "see https://x.example, @someone or /help"))

    assert [str(entity.type) for entity in sent.entities] == ["url", "mention", "bot_command"]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>b", 'can\'t find end tag corresponding to start tag "b"'),
        ("<b>b</i>", 'unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("ä < b", 'unsupported start tag "" at byte offset 3'),
        ("<table>x</table>", 'unsupported start tag "table" at byte offset 0'),
        ("b</b>", "unexpected end tag at byte offset 1"),
        ("<b>x</b", "unclosed end tag at byte offset 4"),
        ("<b", "unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'tag "span" must have class "tg-spoiler"'),
    ],
)
def test_html_that_is_not_well_formed_is_refused(
    telegram: FakeTelegram, alice: Person, source: str, complaint: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        as_bot(telegram, lambda bot: html(source)(bot, alice.id))

    assert refused.value.message.startswith(f"Can't parse entities: {complaint}")


@pytest.mark.parametrize(
    ("sending", "complaint"),
    [
        (plain(""), "Message text is empty"),
        (html("<b> </b>"), "Text must be non-empty"),
        (plain("x" * 4097), "Message is too long"),
        (plain("\N{GRINNING FACE}" * 2049), "Message is too long"),
        (plain("x", message_thread_id=99), "Message thread not found"),
        (plain("x", reply_parameters=ReplyParameters(99)), "Message to be replied not found"),
        (plain("x", reply_parameters=ReplyParameters(1, quote="never said")), "Quote_text_invalid"),
        (plain("x", reply_markup=keyboard(InlineKeyboardButton("b", callback_data="ä" * 33))), "Button_data_inv"),
        (
            plain("x", reply_markup=keyboard(InlineKeyboardButton("b", copy_text=CopyTextButton("x" * 257)))),
            "Button_copy_text_invalid",
        ),
        (plain("x", reply_markup=keyboard(InlineKeyboardButton("b"))), "Can't parse inline keyboard button"),
        (plain("x", entities=[MessageEntity("bold", 0, 2)]), "Entity beginning at utf-16 offset 0"),
        (lambda bot, _: bot.send_message(5, "x"), "Chat not found"),
        (lambda bot, _: bot.send_message("", "x"), "Chat_id is empty"),
        (lambda bot, chat_id: bot.edit_message_text("x", chat_id, 99), "Message to edit not found"),
        (lambda bot, chat_id: bot.edit_message_text("x", chat_id, 1), "Message can't be edited"),
        (lambda bot, chat_id: bot.delete_message(chat_id, 99), "Message to delete not found"),
        (lambda bot, chat_id: bot.send_chat_action(chat_id, "dancing"), "Wrong parameter action"),
        (lambda bot, _: bot.answer_callback_query("1"), "Query is too old and response timeout expired"),
        (lambda bot, _: bot.set_my_commands([BotCommand("Ask!", "Ask")]), "Bot_command_invalid"),
        (lambda bot, _: bot.set_my_short_description("x" * 121), "Short description is too long"),
        (lambda bot, _: bot.set_webhook("ftp://x.example"), "Bad webhook: an https url must be provided"),
    ],
)
def test_what_telegram_would_refuse_is_refused(
    telegram: FakeTelegram, alice: Person, sending: Sending, complaint: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        as_bot(telegram, lambda bot: sending(bot, alice.id))

    assert refused.value.message.startswith(complaint)


def test_the_longest_text_and_the_largest_button_are_taken(telegram: FakeTelegram, alice: Person) -> None:
    markup = keyboard(InlineKeyboardButton("b", callback_data="x" * 64))

    as_bot(telegram, lambda bot: bot.send_message(alice.id, f"<b>{'x' * 4096}</b>", "HTML", reply_markup=markup))

    assert alice.private.from_bot[0].button("b").data == "x" * 64


def test_a_reply_quotes_a_part_of_its_target(telegram: FakeTelegram, alice: Person) -> None:
    target = alice.writes("where were the talks?")
    reply = ReplyParameters(target.id, quote="the talks")

    as_bot(telegram, lambda bot: bot.send_message(alice.id, "In Delhi.", reply_parameters=reply))

    answer = alice.private.answer_to(target)
    assert (answer.reply_to, answer.quote) == (target.id, "the talks")


def test_a_reply_to_a_missing_message_goes_out_if_it_may(telegram: FakeTelegram, alice: Person) -> None:
    reply = ReplyParameters(99, allow_sending_without_reply=True)

    as_bot(telegram, lambda bot: bot.send_message(alice.id, "Anyway.", reply_parameters=reply))

    assert alice.private.from_bot[0].reply_to == 0


def test_an_edit_must_change_something(telegram: FakeTelegram, alice: Person) -> None:
    async def edit_twice(bot: Bot) -> None:
        sent = await bot.send_message(alice.id, "one")
        await sent.edit_text("<b>two</b>", parse_mode="HTML")
        await sent.edit_text("<b>two</b>", parse_mode="HTML")

    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        as_bot(telegram, edit_twice)
    assert alice.private.from_bot[0].marked("bold") == ["two"]


def test_nobody_is_written_to_who_did_not_start_the_bot_or_has_blocked_it(
    telegram: FakeTelegram, alice: Person
) -> None:
    stranger = telegram.person("Stranger")
    telegram.blocks(alice)

    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        as_bot(telegram, lambda bot: bot.send_message(stranger.id, "hello"))
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        as_bot(telegram, lambda bot: bot.send_message(alice.id, "hello"))


def test_a_group_that_threw_the_bot_out_takes_no_messages(telegram: FakeTelegram, alice: Person) -> None:
    group = telegram.group("Readers", alice)
    group.makes_bot("kicked", alice)

    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        as_bot(telegram, lambda bot: bot.send_message(group.id, "hello"))


def test_a_group_that_became_a_supergroup_says_its_new_id(telegram: FakeTelegram, alice: Person) -> None:
    group = telegram.group("Readers", alice, kind="group")
    after = group.migrates(alice)

    with pytest.raises(ChatMigrated) as moved:
        as_bot(telegram, lambda bot: bot.send_message(group.id, "hello"))

    assert moved.value.new_chat_id == after.id
    assert as_bot(telegram, lambda bot: bot.send_message(after.id, "hello")).chat_id == after.id


def test_a_topic_is_a_place_of_its_own(telegram: FakeTelegram, alice: Person) -> None:
    group = telegram.group("Forum", alice, forum=True)
    travel, food = group.topic("Travel", alice), group.topic("Food", alice)

    as_bot(telegram, lambda bot: bot.send_message(group.id, "hello", message_thread_id=food.thread))

    assert [message.text for message in food.from_bot] == ["hello"]
    assert travel.from_bot == []


def test_commands_and_descriptions_are_kept_by_scope_and_language(telegram: FakeTelegram) -> None:
    async def introduce(bot: Bot) -> tuple[int, int, str]:
        groups = BotCommandScopeAllGroupChats()
        await bot.set_my_commands([BotCommand("ask", "Ask"), BotCommand("help", "Help")])
        await bot.set_my_commands([BotCommand("ask", "Ask")], scope=groups)
        await bot.set_my_description("Answers questions")
        return (
            len(await bot.get_my_commands()),
            len(await bot.get_my_commands(groups)),
            (await bot.get_my_description()).description,
        )

    assert as_bot(telegram, introduce) == (2, 1, "Answers questions")


def test_a_bot_asks_who_is_in_a_chat(telegram: FakeTelegram, alice: Person) -> None:
    group = telegram.group("Readers", alice, telegram.person("Bob"), bot="administrator")

    async def ask(bot: Bot) -> tuple[str | None, str, set[str]]:
        admins = await bot.get_chat_administrators(group.id)
        mine = await bot.get_chat_member(group.id, bot.id)
        return (await bot.get_chat(group.id)).title, mine.status, {admin.user.first_name for admin in admins}

    assert as_bot(telegram, ask) == ("Readers", "administrator", {"Alice", "Talks"})


def test_files_go_up_and_down(telegram: FakeTelegram, alice: Person) -> None:
    given = alice.uploads("talks.yaml", b"facts: []", caption="new facts")

    async def fetch_and_send(bot: Bot) -> bytes:
        file = await bot.get_file(given.fields["document"]["file_id"])
        await bot.send_document(alice.id, b"facts: [1]", caption="<b>all</b>", parse_mode="HTML", filename="f.yaml")
        return bytes(await file.download_as_bytearray())

    assert as_bot(telegram, fetch_and_send) == b"facts: []"
    sent = alice.private.from_bot[0]
    assert (sent.fields["document"]["file_name"], sent.marked("bold")) == ("f.yaml", ["all"])
    assert alice.downloads(sent) == b"facts: [1]"


def test_a_file_of_more_than_20_megabytes_cannot_be_fetched(telegram: FakeTelegram, alice: Person) -> None:
    given = alice.uploads("huge.yaml", b"", size=20 * 1024 * 1024 + 1)

    with pytest.raises(BadRequest, match="File is too big"):
        as_bot(telegram, lambda bot: bot.get_file(given.fields["document"]["file_id"]))
