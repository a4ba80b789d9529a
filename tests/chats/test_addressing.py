"""Who is spoken to, and what is asked."""

import pytest

from bot.chats.addressing import (
    Author,
    ChatRequest,
    Entity,
    IncomingMessage,
    Me,
    Replied,
    group_call,
    guest_call,
    private_call,
)

ME = Me(7, "talks_bot")
THEIRS = Replied("What is it?", mine=False)
MINE = Replied("It is this.", mine=True)
PART_OF_MINE = Replied("What is this?", mine=True, is_part=True)


def command(text: str, *, replied: Replied | None = None) -> IncomingMessage:
    return IncomingMessage(text, (Entity("bot_command", 0, len(text.split()[0])),), replied)


def mention(before: str, name: str, after: str, *, replied: Replied | None = None) -> IncomingMessage:
    offset = len(before.encode("utf-16-le")) // 2
    return IncomingMessage(f"{before}{name}{after}", (Entity("mention", offset, len(name)),), replied)


@pytest.mark.parametrize(
    ("post", "words"),
    [
        (command("/ask Who met whom?"), "Who met whom?"),
        (command("/ASK@Talks_Bot Who met whom?"), "Who met whom?"),
        (mention("", "@talks_bot", ", who met whom?"), "who met whom?"),
        (
            mention("\N{GRINNING FACE}\N{BOOKS} tell me ", "@TALKS_bot", " who met"),
            "\N{GRINNING FACE}\N{BOOKS} tell me who met",
        ),
        (IncomingMessage("Ann, who met?", (Entity("text_mention", 0, 3, user_id=7),)), "who met?"),
        (IncomingMessage(" who met? ", replied=MINE), "who met?"),
        (command("/ask"), ""),
        (command("/ask ?"), ""),
        (mention("", "@talks_bot", " ?"), ""),
        (command("/ask why?", replied=THEIRS), "why?"),
        (command("/ask", replied=PART_OF_MINE), "What is this?"),
        (mention("", "@talks_bot", "", replied=PART_OF_MINE), "What is this?"),
        (
            IncomingMessage(
                "/ask why?", (Entity("blockquote", 0, 9), Entity("bold", 0, 4), Entity("bot_command", 0, 4))
            ),
            "why?",
        ),
        (IncomingMessage(" \n/ask why?", (Entity("bot_command", 2, 4),)), "why?"),
        (IncomingMessage("2", replied=MINE), "2"),
        (mention("and ", "@hugo", ", who met him?", replied=MINE), "and @hugo, who met him?"),
    ],
)
def test_in_a_group_the_bot_hears_what_is_addressed_to_it(post: IncomingMessage, words: str) -> None:
    assert group_call(post, ME) == ChatRequest("ask", words)


@pytest.mark.parametrize("post", [command("/ask", replied=THEIRS), mention("", "@talks_bot", " ?", replied=THEIRS)])
def test_asking_without_words_asks_what_the_message_replied_to_says(post: IncomingMessage) -> None:
    assert group_call(post, ME) == ChatRequest("ask", "What is it?", of_replied=True)


@pytest.mark.parametrize(
    "post",
    [
        IncomingMessage("Who met whom?"),
        IncomingMessage("Who met whom?", replied=THEIRS),
        IncomingMessage("", replied=MINE),
        IncomingMessage("\N{THUMBS UP SIGN}", replied=MINE),
        IncomingMessage("?!", replied=MINE),
        mention("", "@hugo", ", who met whom?", replied=MINE),
        mention(" ", "@hugo", " is that so?", replied=MINE),
        mention("\N{WAVING HAND SIGN} (", "@hugo", ") is that so?", replied=MINE),
        IncomingMessage("Hugo, who?", (Entity("text_mention", 0, 4, user_id=8),), replied=MINE),
        IncomingMessage("He said: /ask why?", (Entity("blockquote", 0, 18), Entity("bot_command", 9, 4))),
        IncomingMessage("@talks_bot", ()),
        mention("ask ", "@talks_bot2", " instead"),
        command("/help"),
        command("/ask@other_bot why?"),
        command("/help@other_bot", replied=MINE),
        command("/weather today", replied=MINE),
        IncomingMessage("/ask why?", (Entity("bot_command", 0, 4),), author=Author.MACHINE),
    ],
)
def test_in_a_group_the_bot_hears_nothing_else(post: IncomingMessage) -> None:
    assert group_call(post, ME) is None


@pytest.mark.parametrize("name", ["help", "weather"])
def test_a_command_by_name_is_for_the_bot_whether_it_has_it_or_not(name: str) -> None:
    assert group_call(command(f"/{name}@talks_bot today"), ME) == ChatRequest(name, "today")


@pytest.mark.parametrize(
    ("post", "call"),
    [
        (IncomingMessage("Who met whom?"), ChatRequest("ask", "Who met whom?")),
        (command("/help me"), ChatRequest("help", "me")),
        (command("/ask Who?"), ChatRequest("ask", "Who?")),
        (command("/ask", replied=THEIRS), ChatRequest("ask", "What is it?", of_replied=True)),
        (command("/weather today"), ChatRequest("weather", "today")),
        (command("/ask@other_bot who?"), ChatRequest("ask@other_bot", "who?")),
        (IncomingMessage("/ who?"), ChatRequest("ask", "/ who?")),
        (mention("", "@talks_bot", " who?"), ChatRequest("ask", "who?")),
    ],
)
def test_in_private_any_text_is_a_question_or_a_command(post: IncomingMessage, call: ChatRequest) -> None:
    assert private_call(post, ME) == call


@pytest.mark.parametrize(
    "post", [IncomingMessage(""), IncomingMessage(" \n"), IncomingMessage("Who?", author=Author.MACHINE)]
)
def test_in_private_what_has_no_words_of_a_person_is_no_question(post: IncomingMessage) -> None:
    assert private_call(post, ME) is None


def test_an_entity_that_splits_a_character_breaks_nothing() -> None:
    assert private_call(IncomingMessage("\N{GRINNING FACE}x", (Entity("mention", 1, 1),)), ME) is not None


@pytest.mark.parametrize(
    ("post", "asked"),
    [
        (mention("", "@talks_bot", " who met whom?"), ChatRequest("ask", "who met whom?")),
        (mention("", "@talks_bot", "", replied=THEIRS), ChatRequest("ask", "What is it?", of_replied=True)),
        (mention("", "@talks_bot", ""), ChatRequest("ask", "")),
        (IncomingMessage("and whom else?", replied=MINE), ChatRequest("ask", "and whom else?")),
        (IncomingMessage("who met whom?"), ChatRequest("ask", "who met whom?")),
        (command("/ask@talks_bot who?"), ChatRequest("ask", "who?")),
        (command("/help@talks_bot"), ChatRequest("ask", "")),
        (IncomingMessage("who met whom?", author=Author.MACHINE), None),
        (mention("", "@hugo", " who met whom?", replied=MINE), None),
        (IncomingMessage("\N{THUMBS UP SIGN}", replied=MINE), None),
        (IncomingMessage("", replied=MINE), None),
    ],
)
def test_a_guest_is_called_to_be_asked(post: IncomingMessage, asked: ChatRequest | None) -> None:
    assert guest_call(post, ME) == asked
