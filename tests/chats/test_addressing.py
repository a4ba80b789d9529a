"""Who is spoken to, and what is asked."""

import pytest

from bot.chats.addressing import Author, Call, Entity, Me, Post, Replied, group_call, private_call

ME = Me(7, "talks_bot")
THEIRS = Replied("What is it?", mine=False)
MINE = Replied("It is this.", mine=True)


def command(text: str, *, replied: Replied | None = None) -> Post:
    return Post(text, (Entity("bot_command", 0, len(text.split()[0])),), replied)


def mention(before: str, name: str, after: str, *, replied: Replied | None = None) -> Post:
    offset = len(before.encode("utf-16-le")) // 2
    return Post(f"{before}{name}{after}", (Entity("mention", offset, len(name)),), replied)


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
        (Post("Ann, who met?", (Entity("text_mention", 0, 3, user_id=7),)), "who met?"),
        (Post(" who met? ", replied=MINE), "who met?"),
        (command("/ask"), ""),
        (command("/ask ?"), ""),
        (mention("", "@talks_bot", " ?"), ""),
        (command("/ask why?", replied=THEIRS), "why?"),
    ],
)
def test_in_a_group_the_bot_hears_what_is_addressed_to_it(post: Post, words: str) -> None:
    assert group_call(post, ME) == Call("ask", words)


@pytest.mark.parametrize("post", [command("/ask", replied=THEIRS), mention("", "@talks_bot", " ?", replied=THEIRS)])
def test_asking_without_words_asks_what_the_message_replied_to_says(post: Post) -> None:
    assert group_call(post, ME) == Call("ask", "What is it?", of_replied=True)


@pytest.mark.parametrize(
    "post",
    [
        Post("Who met whom?"),
        Post("Who met whom?", replied=THEIRS),
        Post("", replied=MINE),
        Post("@talks_bot", ()),
        mention("ask ", "@talks_bot2", " instead"),
        command("/help"),
        command("/ask@other_bot why?"),
        command("/help@other_bot", replied=MINE),
        command("/weather today", replied=MINE),
        Post("/ask why?", (Entity("bot_command", 0, 4),), author=Author.MACHINE),
    ],
)
def test_in_a_group_the_bot_hears_nothing_else(post: Post) -> None:
    assert group_call(post, ME) is None


@pytest.mark.parametrize("name", ["help", "weather"])
def test_a_command_by_name_is_for_the_bot_whether_it_has_it_or_not(name: str) -> None:
    assert group_call(command(f"/{name}@talks_bot today"), ME) == Call(name, "today")


@pytest.mark.parametrize(
    ("post", "call"),
    [
        (Post("Who met whom?"), Call("ask", "Who met whom?")),
        (command("/help me"), Call("help", "me")),
        (command("/ask Who?"), Call("ask", "Who?")),
        (command("/ask", replied=THEIRS), Call("ask", "What is it?", of_replied=True)),
        (command("/weather today"), Call("weather", "today")),
        (command("/ask@other_bot who?"), Call("ask@other_bot", "who?")),
        (Post("/ who?"), Call("ask", "/ who?")),
        (mention("", "@talks_bot", " who?"), Call("ask", "who?")),
    ],
)
def test_in_private_any_text_is_a_question_or_a_command(post: Post, call: Call) -> None:
    assert private_call(post, ME) == call


@pytest.mark.parametrize("post", [Post(""), Post(" \n"), Post("Who?", author=Author.MACHINE)])
def test_in_private_what_has_no_words_of_a_person_is_no_question(post: Post) -> None:
    assert private_call(post, ME) is None


def test_an_entity_that_splits_a_character_breaks_nothing() -> None:
    assert private_call(Post("\N{GRINNING FACE}x", (Entity("mention", 1, 1),)), ME) is not None
