"""The bot among others: silent unless it is spoken to."""

import pytest

from bot.playground.botapi import Group, Person

from . import library
from .conftest import ServedFacts
from .test_sending import refused


def a_group(live: ServedFacts, *, forum: bool = False) -> tuple[Group, Person]:
    live.telegram.privacy_mode(False)
    gina = live.telegram.person("Gina")
    return live.telegram.group("Readers", gina, forum=forum), gina


def test_ask_is_answered_shortly_and_to_the_message(live: ServedFacts) -> None:
    group, gina = a_group(live)

    question = gina.writes(f"/ask {library.QUESTION}", group)

    answer = group.answer_to(question)
    assert answer.reply_to == question.id
    assert answer.text.startswith(library.STATEMENT)
    assert answer.marked("expandable_blockquote") == [library.QUOTE]
    assert answer.text.endswith("The Lindhaven Courier, 6 May 2024")
    assert len(answer.rows) <= 1


def test_every_way_of_speaking_to_the_bot_is_heard(live: ServedFacts) -> None:
    group, gina = a_group(live)
    name = live.telegram.username

    first = gina.asks(f"/ask@{name} {library.QUESTION}", group)
    assert first.text.startswith(library.STATEMENT)
    assert gina.asks(f"Tell me, @{name}: {library.NEXT_QUESTION}", group).text.startswith(library.NEXT_STATEMENT)
    assert gina.asks(library.NEXT_QUESTION, group, reply_to=first).text.startswith(library.NEXT_STATEMENT)
    assert gina.asks(f"\N{BOOKS} \N{GRINNING FACE} @{name} {library.NEXT_QUESTION}", group).text.startswith(
        library.NEXT_STATEMENT
    )


def test_a_caption_can_mention_the_bot(live: ServedFacts) -> None:
    group, gina = a_group(live)

    photo = gina.sends("photo", group, caption=f"@{live.telegram.username} {library.QUESTION}")

    assert group.answer_to(photo).text.startswith(library.STATEMENT)


def test_a_rich_message_can_speak_to_the_bot(live: ServedFacts) -> None:
    group, gina = a_group(live)
    hugo = live.telegram.person("Hugo")
    group.joins(hugo)
    name = live.telegram.username
    plea = {"type": "paragraph", "text": [{"type": "mention", "text": f"@{name}", "username": name}, " please:"]}
    question = {"type": "heading", "size": 1, "text": library.QUESTION}

    asked = gina.writes_blocks(plea, question, place=group)
    told = hugo.writes_blocks(question, place=group)
    gina.writes(f"/ask@{name}", group, reply_to=told)

    assert group.answer_to(asked).text.startswith(library.STATEMENT)
    assert group.answer_to(told).reply_to == told.id


def test_ask_in_reply_answers_the_message_replied_to(live: ServedFacts) -> None:
    group, gina = a_group(live)
    hugo = live.telegram.person("Hugo")
    group.joins(hugo)
    question = hugo.writes(library.QUESTION, group)

    gina.writes("/ask", group, reply_to=question)

    assert group.answer_to(question).reply_to == question.id
    assert group.answer_to(question).text.startswith(library.STATEMENT)


def test_ask_in_reply_to_a_part_of_a_message_answers_that_part(live: ServedFacts) -> None:
    group, gina = a_group(live)
    hugo = live.telegram.person("Hugo")
    group.joins(hugo)
    both = hugo.writes(f"{library.QUESTION} {library.NEXT_QUESTION}", group)

    gina.writes("/ask", group, reply_to=both, quote=library.NEXT_QUESTION)

    answer = group.answer_to(both)
    assert answer.reply_to == both.id
    assert library.NEXT_STATEMENT in answer.text
    assert library.STATEMENT not in answer.text


@pytest.mark.parametrize("quote", ["", library.QUESTION])
def test_ask_in_reply_to_a_message_of_another_chat_answers_what_is_quoted_of_it(live: ServedFacts, quote: str) -> None:
    group, gina = a_group(live)
    hugo = live.telegram.person("Hugo")
    elsewhere = live.telegram.group("Others", hugo, bot="left")
    question = hugo.writes(library.QUESTION, elsewhere)

    asked = gina.writes("/ask", group, reply_to=question, quote=quote)

    answer = group.answer_to(asked)
    assert answer.reply_to == asked.id
    assert answer.text.startswith(library.STATEMENT)


def test_ask_in_reply_to_what_the_bot_said_elsewhere_asks_nothing(live: ServedFacts) -> None:
    group, gina = a_group(live)
    said = gina.asks(library.QUESTION)

    assert gina.asks("/ask", group, reply_to=said).text.startswith("Write your question after the command")


def test_a_command_inside_a_blockquote_is_one(live: ServedFacts) -> None:
    group, gina = a_group(live)

    question = gina.writes(f"/ask {library.QUESTION}", group, formatted="blockquote")

    assert group.answer_to(question).text.startswith(library.STATEMENT)


def test_a_reply_to_the_bot_that_is_for_somebody_else_or_has_no_word_is_left_alone(
    live: ServedFacts,
) -> None:
    group, gina = a_group(live)
    said = gina.asks(f"/ask {library.QUESTION}", group)

    with group.silent_until(lambda: gina.writes(f"/ask {library.QUESTION}", group)):
        gina.writes("@hugo_17 what colour was the old roof?", group, reply_to=said)
        gina.writes("\N{THUMBS UP SIGN}", group, reply_to=said)
        gina.writes("?!", group, reply_to=said)
    live.admin.asks("/start")
    assert "roof" not in live.admin.asks("/gaps").text


def test_all_else_is_silence(live: ServedFacts) -> None:
    group, gina = a_group(live)
    other_bot = live.telegram.person("Chatter", is_bot=True)
    hugo = live.telegram.person("Hugo")
    name = live.telegram.username
    for someone in (other_bot, hugo):
        group.joins(someone)
    channel = live.telegram.channel("News", linked=group)

    with group.silent_until(lambda: gina.writes(f"/ask {library.QUESTION}", group)):
        hello = gina.writes(library.QUESTION, group)
        hugo.writes(library.QUESTION, group, reply_to=hello)
        gina.writes("/ask@another_bot what is it?", group)
        gina.writes(f"/weather @{name}", group)
        gina.writes("/start", group)
        gina.writes("/help", group)
        gina.writes(f"Thanks @{name}", group)
        gina.writes("/ask lol", group)
        other_bot.writes(f"@{name} {library.QUESTION}", group)
        channel.posts(f"@{name} {library.QUESTION}")
        group.service(gina, {"new_chat_title": "Better readers"})
        gina.sends("sticker", group)
        group.leaves(hugo)


@pytest.mark.parametrize("text", ["/ask", "/ask ?", "/ask hello", "@{}", "@{}!", "@{} hi", "what can you do, @{}?"])
def test_who_only_says_hello_gets_a_line_on_how_to_ask(live: ServedFacts, text: str) -> None:
    group, gina = a_group(live)

    said = gina.asks(text.format(live.telegram.username), group)

    assert said.text == f"Write your question after the command: /ask {library.QUESTION}"
    assert not said.buttons


def test_an_unknown_command_that_names_the_bot_gets_the_list_of_those_that_there_are(live: ServedFacts) -> None:
    group, gina = a_group(live)

    said = gina.asks(f"/weather@{live.telegram.username} {library.QUESTION}", group)

    assert said.text.startswith("I do not know that command.\n\n/ask: ")


def test_an_anonymous_admin_is_a_person(live: ServedFacts) -> None:
    group, _ = a_group(live)

    assert group.anonymous_admin().asks(f"/ask {library.QUESTION}", group).text.startswith(library.STATEMENT)


def test_unknown_is_one_line(live: ServedFacts) -> None:
    group, gina = a_group(live)

    answer = gina.asks(f"/ask {library.OFF_TOPIC}", group)

    assert answer.text == "The article does not say."
    assert not answer.buttons


def test_did_you_mean_is_one_row_and_turns_into_the_answer(live: ServedFacts) -> None:
    group, gina = a_group(live)
    offer = gina.asks(f"/ask {library.unsure_question(live.knowledge)}", group)
    assert offer.text.startswith("Did you mean:\n1. ")
    assert len(offer.rows) == 1
    number = library.number_of_question(offer.text)

    gina.presses(offer, number)

    assert group.edit_of(offer).text.startswith(f"▸ {library.QUESTION}\n{library.STATEMENT}")


def test_a_number_answers_a_did_you_mean_for_who_was_asked(live: ServedFacts) -> None:
    group, gina = a_group(live)
    hugo = live.telegram.person("Hugo")
    group.joins(hugo)
    offer = gina.asks(f"/ask {library.unsure_question(live.knowledge)}", group)
    number = library.number_of_question(offer.text)

    with group.silent_until(lambda: gina.writes(f"/ask {library.NEXT_QUESTION}", group)):
        hugo.writes(number, group, reply_to=offer)
        gina.writes(number, group)
    gina.asks(f"/ask {library.unsure_question(live.knowledge)}", group)
    picked = gina.asks(number, group, reply_to=offer)

    assert picked.text.startswith(f"▸ {library.QUESTION}\n{library.STATEMENT}")


def test_an_answer_goes_to_the_topic_it_was_asked_in(live: ServedFacts) -> None:
    group, gina = a_group(live, forum=True)
    topic = group.topic("Books", gina)

    answer = gina.asks(f"/ask {library.QUESTION}", topic)

    assert answer.thread == topic.thread


def test_a_plain_message_in_a_topic_is_no_reply_to_the_bot(live: ServedFacts) -> None:
    group, gina = a_group(live, forum=True)
    topic = group.topic("Books", gina)

    with group.silent_until(lambda: gina.writes(f"/ask {library.QUESTION}", topic)):
        gina.writes(library.QUESTION, topic)


def test_an_edited_question_edits_its_answer(live: ServedFacts) -> None:
    group, gina = a_group(live)
    question = gina.writes(f"/ask {library.QUESTION}", group)
    answer = group.answer_to(question)

    gina.edits(question, f"/ask {library.NEXT_QUESTION}")

    assert group.edit_of(answer).text.startswith(library.NEXT_STATEMENT)


def test_joining_is_one_message_that_says_how_to_ask(live: ServedFacts) -> None:
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Readers", gina, bot="left")

    service = group.adds_bot(gina)

    hello = group.wait_for(lambda _: group.from_bot, "a word of welcome")[0]
    assert f": /ask@{live.telegram.username} and your question, or a reply to one of my messages." in hello.text
    with group.silent_until(lambda: gina.writes(f"/ask {library.QUESTION}", group)):
        group.makes_bot("administrator", gina)
        group.makes_bot("member", gina)
    assert service.id


def test_what_joining_promises_works_with_privacy_mode(live: ServedFacts) -> None:
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Readers", gina, bot="left")
    group.adds_bot(gina)
    hello = group.wait_for(lambda _: group.from_bot, "a word of welcome")[0]
    live.telegram.person("Chatter", is_bot=True).writes("beep", group)

    named = gina.asks(f"/ask@{live.telegram.username} {library.QUESTION}", group)
    replied = gina.asks(library.NEXT_QUESTION, group, reply_to=hello)
    helped = gina.asks(f"/help@{live.telegram.username}", group)

    assert named.text.startswith(library.STATEMENT)
    assert replied.text.startswith(library.NEXT_STATEMENT)
    assert f"/ask@{live.telegram.username}" in helped.text


def test_mentions_are_promised_only_where_they_are_sure_to_arrive(live: ServedFacts) -> None:
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Readers", gina, bot="left")

    group.adds_bot(gina, "administrator")

    hello = group.wait_for(lambda _: group.from_bot, "a word of welcome")[0]
    assert f"@{live.telegram.username} and your question, or a reply" in hello.text
    assert gina.asks(f"@{live.telegram.username} {library.QUESTION}", group).text.startswith(library.STATEMENT)


def test_being_removed_is_no_error(live: ServedFacts) -> None:
    group, gina = a_group(live)
    before = live.process.output

    group.makes_bot("kicked", gina)

    live.telegram.wait_until_confirmed()
    rita = live.telegram.person("Rita")
    rita.asks(library.QUESTION)
    assert "ERROR" not in live.process.output.removeprefix(before)


@pytest.mark.parametrize("joined_first", [False, True])
def test_a_group_that_becomes_a_supergroup_goes_on_without_another_hello(live: ServedFacts, joined_first: bool) -> None:
    live.telegram.privacy_mode(False)
    gina = live.telegram.person("Gina")
    group = live.telegram.group("Readers", gina, kind="group")
    gina.asks(f"/ask {library.QUESTION}", group)

    after = group.migrates(gina, joined_first=joined_first)

    assert gina.asks(f"/ask {library.NEXT_QUESTION}", after).text.startswith(library.NEXT_STATEMENT)
    assert len(after.from_bot) == 1


def test_a_topic_of_a_channels_direct_messages_gets_its_answer(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    topic = live.telegram.direct_messages("News").topic_of(rita)

    answer = rita.asks(f"/ask {library.QUESTION}", topic)

    assert answer.text.startswith(library.STATEMENT)
    assert answer.thread == rita.id


def test_a_tap_in_a_channels_direct_messages_stays_in_its_topic(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    topic = live.telegram.direct_messages("News").topic_of(rita)
    offer = rita.asks(f"/ask {library.unsure_question(live.knowledge)}", topic)
    live.telegram.faults.add(refused("message can't be edited"), method="editMessageText", chat_id=topic.id)
    number = library.number_of_question(offer.text)

    rita.presses(offer, number)

    assert topic.answer_to(offer).thread == rita.id


def test_a_tap_on_an_offer_that_was_deleted_in_a_channels_direct_messages_is_answered(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    topic = live.telegram.direct_messages("News").topic_of(rita)
    offer = rita.asks(f"/ask {library.unsure_question(live.knowledge)}", topic)
    number = library.number_of_question(offer.text)
    rita.deletes(offer)

    rita.presses(offer, number)

    assert topic.answer_to(offer).thread == rita.id


def test_what_was_meant_instead_arrives_in_a_channels_direct_messages(live: ServedFacts) -> None:
    rita = live.telegram.person("Rita")
    topic = live.telegram.direct_messages("News").topic_of(rita)
    answer = rita.asks(f"/ask {library.QUESTION}", topic)
    live.telegram.faults.add(refused("message can't be edited"), method="editMessageText", chat_id=topic.id)

    rita.reacts(answer, "\N{THUMBS DOWN SIGN}")

    assert topic.answer_to(answer).thread == rita.id
