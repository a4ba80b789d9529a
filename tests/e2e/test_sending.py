"""Answers arrive although Telegram, or the network, has a bad moment."""

from pathlib import Path

import pytest

from bot.playground.botapi import ApiError, Drop, FakeTelegram, Garbage, Hang, Refuse, server_error, too_many_requests
from bot.playground.botapi.faults import Fault

from . import library
from .conftest import ServedFacts, StartBot

FACE = "\N{GRINNING FACE}"
"""A character that Telegram counts as two."""


def refused(description: str, code: int = 400) -> Refuse:
    return Refuse(ApiError(code, f"{'Forbidden' if code == 403 else 'Bad Request'}: {description}"))


@pytest.mark.parametrize(
    "fault",
    [too_many_requests(1), server_error(500), server_error(502), Drop(), Garbage()],
    ids=["429", "500", "502", "dropped", "garbage"],
)
def test_a_failed_send_is_tried_again(live: ServedFacts, fault: Fault) -> None:
    rita = live.telegram.person("Rita")
    live.telegram.faults.add(fault, chat_id=rita.id, method="sendMessage", times=1)

    assert rita.asks(library.QUESTION).text.startswith(library.STATEMENT)


@pytest.mark.parametrize("running", ["polling"], indirect=True)
def test_an_answer_that_hangs_is_given_up_and_sent_again(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    live.telegram.faults.add(Hang(), chat_id=rita.id, method="sendMessage", times=1)

    assert rita.asks(library.QUESTION).text.startswith(library.STATEMENT)


def test_order_is_kept_within_a_chat_while_its_sends_fail(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    live.telegram.faults.add(server_error(500), chat_id=rita.id, method="sendMessage", times=2)

    first, second = rita.writes(library.QUESTION), rita.writes(library.NEXT_QUESTION)

    rita.private.answer_to(second)
    assert [message.reply_to for message in rita.private.from_bot] == [first.id, second.id]


def test_refused_html_goes_out_as_plain_text(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    live.telegram.faults.add(
        refused("can't parse entities: Unsupported start tag"),
        chat_id=rita.id,
        times=None,
        when=lambda call: call.parameters.get("parse_mode") == "HTML",
    )

    answer = rita.asks(library.QUESTION)

    assert answer.text.startswith(library.STATEMENT)
    assert library.QUOTE in answer.text
    assert not answer.marked("expandable_blockquote")


@pytest.mark.parametrize("description", ["message to be replied not found", "QUOTE_TEXT_INVALID"])
def test_a_refused_reply_goes_out_without_its_target(live: ServedFacts, description: str) -> None:
    rita = live.telegram.person("Rita")
    live.telegram.faults.add(
        refused(description), chat_id=rita.id, times=None, when=lambda call: "reply_parameters" in call.parameters
    )

    assert rita.asks(library.QUESTION).text.startswith(library.STATEMENT)


@pytest.mark.parametrize(
    "description",
    [
        "message can't be edited",
        "message to edit not found",
        "there is no text in the message to edit",
        "MESSAGE_ID_INVALID",
    ],
)
def test_a_tap_whose_message_can_no_longer_be_edited_sends_anew(live: ServedFacts, description: str) -> None:
    rita = live.telegram.person("Rita")
    offer = rita.asks(library.unsure_question(live.knowledge))
    live.telegram.faults.add(refused(description), method="editMessageText", chat_id=rita.id)

    rita.presses(offer, library.QUESTION)

    answer = rita.private.answer_to(offer)
    assert answer.reply_to == offer.id
    assert answer.text.startswith(f"▸ {library.QUESTION}\n{library.STATEMENT}")


def test_an_edited_question_goes_on_with_the_answer_that_was_sent_anew(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    question = rita.writes(library.QUESTION)
    first = rita.private.answer_to(question)
    live.telegram.faults.add(refused("message can't be edited"), method="editMessageText", chat_id=rita.id)

    rita.edits(question, library.NEXT_QUESTION)
    second = rita.private.wait_for(lambda found: [m for m in found if m.id > first.id], "an answer sent anew")[0]
    rita.edits(question, library.QUESTION)

    assert second.text.startswith(library.NEXT_STATEMENT)
    assert rita.private.edit_of(second).text.startswith(library.STATEMENT)


@pytest.mark.parametrize("running", ["polling"], indirect=True)
@pytest.mark.parametrize("description", ["CHAT_SEND_PLAIN_FORBIDDEN", "CHANNEL_PRIVATE", "TOPIC_CLOSED"])
def test_a_chat_that_takes_no_messages_is_no_warning(live: ServedFacts, description: str) -> None:
    rita = live.telegram.person("Rita")
    before = len(live.process.output)
    live.telegram.faults.add(refused(description, 403), chat_id=rita.id, method="sendMessage", times=1)

    rita.writes(library.QUESTION)

    assert rita.asks(library.NEXT_QUESTION).text.startswith(library.NEXT_STATEMENT)
    assert "WARNING" not in live.process.output[before:]


def test_a_refused_topic_goes_out_without_it(live: ServedFacts) -> None:
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Forum", gina, forum=True)
    topic = group.topic("Books", gina)
    live.telegram.faults.add(
        refused("message thread not found"),
        chat_id=group.id,
        times=None,
        when=lambda call: "message_thread_id" in call.parameters,
    )

    question = gina.writes(f"/ask@{live.telegram.username} {library.QUESTION}", topic)

    assert group.answer_to(question).text.startswith(library.STATEMENT)


def test_an_answer_goes_out_although_the_question_was_deleted(live: ServedFacts) -> None:
    live.telegram.privacy_mode(False)
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Readers", gina)
    live.telegram.faults.add(server_error(500), chat_id=group.id, method="sendMessage", times=1)

    question = gina.writes(f"/ask {library.QUESTION}", group)
    group.wait_for(lambda _: group.calls("sendMessage"), "the first try")
    gina.deletes(question)

    group.wait_for(lambda _: group.from_bot, "the answer")
    assert group.from_bot[0].text.startswith(library.STATEMENT)


def test_not_modified_is_a_success(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    topics = rita.asks("/topics")
    before = live.process.output

    rita.sends_callback(topics, "l::")
    rita.asks(library.QUESTION)

    said = live.process.output.removeprefix(before)
    assert "WARNING" not in said
    assert "ERROR" not in said


@pytest.mark.parametrize(
    ("description", "code"),
    [("bot was blocked by the user", 403), ("bot was kicked from the group chat", 403), ("chat not found", 400)],
)
def test_nobody_there_is_no_error(live: ServedFacts, description: str, code: int) -> None:
    rita, other = live.telegram.person("Rita"), live.telegram.person("Otto")
    before = live.process.output
    live.telegram.faults.add(refused(description, code), chat_id=rita.id, times=None)

    rita.writes(library.QUESTION)
    rita.private.wait_for(lambda _: rita.private.calls("sendMessage"), "a try")

    assert other.asks(library.QUESTION).text.startswith(library.STATEMENT)
    assert len(rita.private.calls("sendMessage")) == 1
    said = live.process.output.removeprefix(before)
    assert "WARNING" not in said
    assert "ERROR" not in said


def test_an_answer_follows_a_group_to_its_new_id(live: ServedFacts) -> None:
    live.telegram.privacy_mode(False)
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Readers", gina, kind="group")
    live.telegram.faults.add(server_error(500), chat_id=group.id, method="sendMessage", times=1)

    gina.writes(f"/ask {library.QUESTION}", group)
    group.wait_for(lambda _: group.calls("sendMessage"), "the first try")
    after = group.migrates(gina)

    after.wait_for(lambda _: after.from_bot, "the answer in the new group")
    assert after.from_bot[0].text.startswith(library.STATEMENT)


def test_a_quote_too_long_for_a_message_goes_on_in_the_next_one(
    start_bot: StartBot, telegram: FakeTelegram, knowledge: Path
) -> None:
    words = [f"{number}{FACE * 40}" for number in range(100, 145)]
    facts = library.FACTS.replace(library.LONG_QUOTE, " ".join(words))
    library.write_facts(knowledge, facts.replace("keep quiet, leave", f"keep quiet, {'always ' * 80} leave"))
    start_bot()
    rita = telegram.person("Rita")

    question = rita.writes(library.LONG_QUESTION)

    rita.private.wait_for(lambda _: len(rita.private.from_bot) == 2, "an answer of two messages")
    answer, rest = rita.private.from_bot
    shown = " ".join(answer.marked("expandable_blockquote") + rest.marked("expandable_blockquote"))
    assert shown.replace("\N{HORIZONTAL ELLIPSIS}", "").split() == words
    assert all(message.text.endswith("The Lindhaven Courier, 6 May 2024") for message in (answer, rest))
    assert answer.buttons
    assert not rest.buttons
    assert question.id < answer.id < rest.id
