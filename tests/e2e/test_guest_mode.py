"""Guest mode: the bot is asked by its name in chats that it is not in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chats.budgets import PERSON_QUESTIONS
from bot.gaps.store import FILE
from bot.playground.botapi import Call, FakeTelegram, Group, Message, Person, Refuse
from bot.playground.botapi.errors import bad_request

from . import library
from .conftest import ServedFacts, StartBot

GAP = "Which poet wrote the inscription over the door?"


@pytest.fixture(autouse=True)
def guest_mode(live: ServedFacts) -> Iterator[None]:
    live.telegram.guest_mode(True)
    yield
    live.telegram.guest_mode(False)


@pytest.fixture
def gina(live: ServedFacts) -> Person:
    return live.telegram.person("Gina")


@pytest.fixture
def elsewhere(live: ServedFacts, gina: Person) -> Group:
    """Return a group that the bot is not in."""
    return live.telegram.group("Friends", gina, bot="left")


def answers(telegram: FakeTelegram, query_of: Message) -> list[Call]:
    """Return the calls that answer the guest query of this message."""
    queries = {
        update["guest_message"]["guest_query_id"]
        for update in telegram.state.updates.history
        if update.get("guest_message", {}).get("message_id") == query_of.id
        and update["guest_message"]["chat"]["id"] == query_of.chat_id
    }
    return [call for call in telegram.calls("answerGuestQuery") if call.parameters["guest_query_id"] in queries]


def test_a_question_after_the_name_is_answered_in_short(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    asked = gina.writes(f"@{live.telegram.username} {library.QUESTION}", elsewhere)

    answer = elsewhere.answer_to(asked)
    assert answer.text.startswith(library.STATEMENT)
    assert answer.marked("expandable_blockquote") == [library.QUOTE]
    assert len(answer.rows) == 1
    assert answer.button("More in private").url
    assert answer.fields["guest_bot_caller_user"]["id"] == gina.id
    assert len(answers(live.telegram, asked)) == 1


def test_what_was_replied_to_is_answered(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    hugo = live.telegram.person("Hugo")
    elsewhere.joins(hugo)
    question = hugo.writes(library.QUESTION, elsewhere)

    called = gina.writes(f"@{live.telegram.username}", elsewhere, reply_to=question)

    assert elsewhere.answer_to(called).text.startswith(library.STATEMENT)


def test_a_follow_up_leans_on_the_answer_before_it(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    name = live.telegram.username
    gina.asks(f"@{name} {library.MARCH_QUESTION}", elsewhere)

    assert "the march of the miners" in gina.asks(f"@{name} {library.FOLLOW_UP}", elsewhere).text


def test_did_you_mean_turns_into_the_answer(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    offer = gina.asks(f"@{live.telegram.username} {library.unsure_question(live.knowledge)}", elsewhere)
    number = library.number_of_question(offer.text)

    notice = gina.notice(gina.presses(offer, number))

    assert "text" not in notice.parameters
    assert elsewhere.edit_of(offer).text.startswith(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {library.QUESTION}\n")


def test_who_writes_the_name_alone_is_told_how_to_ask(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    name = live.telegram.username

    said = gina.asks(f"@{name}", elsewhere)

    assert said.text == f"Write your question after my name: @{name} {library.QUESTION}"


def test_chatter_and_other_bots_get_no_answer(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    name = live.telegram.username
    chatter = live.telegram.person("Chatter", is_bot=True)

    with elsewhere.silent_until(lambda: gina.writes(f"@{name} {library.QUESTION}", elsewhere)):
        gina.writes(f"Thanks @{name}", elsewhere)
        chatter.writes(f"@{name} {library.QUESTION}", elsewhere)
        gina.writes(library.QUESTION, elsewhere)


def test_a_reply_to_the_guest_that_is_for_somebody_else_is_left_alone(
    live: ServedFacts, gina: Person, elsewhere: Group
) -> None:
    said = gina.asks(f"@{live.telegram.username} {library.QUESTION}", elsewhere)

    with elsewhere.silent_until(lambda: gina.writes(library.NEXT_QUESTION, elsewhere, reply_to=said)):
        gina.writes("@hugo_17 what colour was the old door?", elsewhere, reply_to=said)

    live.admin.asks("/start")
    assert "old door" not in live.admin.asks("/gaps").text


def test_the_budget_is_that_of_who_asks(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    hugo = live.telegram.person("Hugo")
    elsewhere.joins(hugo)
    name = live.telegram.username

    asked = [gina.writes(f"@{name} {library.QUESTION}", elsewhere) for _ in range(PERSON_QUESTIONS + 2)]

    texts = [elsewhere.answer_to(question).text for question in asked[:-1]]
    assert all(text.startswith(library.STATEMENT) for text in texts[:-1])
    assert texts[-1].startswith("That was quick!")
    assert hugo.asks(f"@{name} {library.QUESTION}", elsewhere).text.startswith(library.STATEMENT)
    assert answers(live.telegram, asked[-1]) == []


def test_what_telegram_refuses_of_an_answer_is_left_out(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    for trouble in ("can't parse entities: unsupported tag", "BUTTON_URL_INVALID"):
        live.telegram.faults.add(Refuse(bad_request(trouble)), method="answerGuestQuery")

    answer = gina.asks(f"@{live.telegram.username} {library.QUESTION}", elsewhere)

    assert answer.text.startswith(library.STATEMENT)
    assert not answer.buttons


def test_a_query_that_is_too_old_is_nobodys_error(live: ServedFacts, gina: Person, elsewhere: Group) -> None:
    before, name = live.process.output, live.telegram.username
    with live.telegram.state.change():
        asked = gina.writes(f"@{name} {library.QUESTION}", elsewhere)
        live.telegram.state.queries.clear()

    gina.asks(f"@{name} {library.NEXT_QUESTION}", elsewhere)

    assert [call.ok for call in answers(live.telegram, asked)] == [False]
    said = live.process.output.removeprefix(before)
    assert "ERROR" not in said
    assert "WARNING" not in said


def test_a_gap_does_not_say_who_asked_or_where(start_bot: StartBot, telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.guest_mode(True)
    ann, gina = telegram.person("Ann"), telegram.person("Gina")
    process = start_bot(ADMIN_IDS=str(ann.id), LOG_LEVEL="DEBUG")
    elsewhere = telegram.group("Friends", gina, bot="left")

    gina.asks(f"@{telegram.username} {GAP}", elsewhere)

    assert f"1. {GAP}" in ann.asks("/gaps").text
    kept = (tmp_path / "data" / FILE).read_bytes()
    for secret in (str(gina.id), gina.user["username"], str(abs(elsewhere.id)), "Friends"):
        assert secret.encode() not in kept
    assert GAP not in process.output


@pytest.mark.parametrize("on", [True, False])
def test_the_log_and_the_doctor_say_whether_guest_mode_is_on(
    start_bot: StartBot, telegram: FakeTelegram, on: bool
) -> None:
    telegram.guest_mode(on)
    ann = telegram.person("Ann")
    process = start_bot(ADMIN_IDS=str(ann.id))

    said = f"guest mode is {'on' if on else 'off'}"
    assert process.wait_for_output(said)
    assert said in ann.asks("/doctor").text
