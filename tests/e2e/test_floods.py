"""A flood stays where it is."""

from bot.playground.botapi import too_many_requests

from . import library
from .conftest import ServedFacts


def test_a_person_who_asks_too_fast_is_told_once(live: ServedFacts) -> None:
    flooder, patient = live.telegram.person("Flo"), live.telegram.person("Pat")

    for _ in range(12):
        flooder.writes(library.QUESTION)

    flooder.private.wait_for(lambda _: len(flooder.private.from_bot) == 7, "six answers and a word")
    assert patient.asks(library.QUESTION).text.startswith(library.STATEMENT)
    live.telegram.wait_until_confirmed()
    said = [message.text for message in flooder.private.from_bot]
    assert [text.startswith(library.STATEMENT) for text in said] == [True] * 6 + [False]


def test_help_is_given_in_a_flood_and_does_not_become_one(live: ServedFacts) -> None:
    flooder = live.telegram.person("Flora")

    for _ in range(8):
        flooder.writes(library.QUESTION)
    for _ in range(20):
        flooder.writes("/help")

    flooder.private.wait_for(lambda _: len(flooder.private.from_bot) >= 8, "six answers, a word and help")
    live.telegram.wait_until_confirmed()
    texts = [message.text for message in flooder.private.from_bot]
    assert sum(text.startswith(library.STATEMENT) for text in texts) == 6
    assert 1 <= sum("/topics" in text for text in texts) <= 2


def test_a_group_gets_twenty_messages_a_minute_and_is_told_once(live: ServedFacts) -> None:
    live.telegram.privacy_mode(False)
    people = [live.telegram.person(f"Member{number}") for number in range(6)]
    group = live.telegram.group("Flood", *people)

    for person in people:
        for _ in range(5):
            person.writes(f"/ask {library.QUESTION}", group)

    group.wait_for(lambda _: len(group.from_bot) == 20, "the answers and a word")
    assert people[0].asks(library.QUESTION).text.startswith(library.STATEMENT)
    live.telegram.wait_until_confirmed()
    said = [message.text.startswith(library.STATEMENT) for message in group.from_bot]
    assert said == [True] * 19 + [False]


def test_a_chat_that_telegram_holds_up_holds_up_no_other(live: ServedFacts) -> None:
    live.telegram.privacy_mode(False)
    gina, rita = live.telegram.person("Gina"), live.telegram.person("Rita")
    group = live.telegram.group("Busy", gina)
    live.telegram.faults.add(too_many_requests(2), chat_id=group.id, method="sendMessage", times=1)

    first, second = (gina.writes(f"/ask {text}", group) for text in (library.QUESTION, library.NEXT_QUESTION))
    live.telegram.wait_for(lambda: group.calls("sendMessage"), "the refused call")
    refused = group.calls("sendMessage")[0]
    rita.asks(library.QUESTION)

    assert not group.from_bot, "the private chat was answered only after the group's pause"
    group.answer_to(second)
    sent = [call for call in group.calls("sendMessage") if call.ok]
    assert [message.reply_to for message in group.from_bot] == [first.id, second.id]
    assert sent[0].started - refused.started >= 2.0
