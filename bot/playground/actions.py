"""What people on the page can do: write, edit, press, search, choose, upload and download.

A request from the page that lacks a key or has a value of the wrong kind raises KeyError, TypeError or ValueError.
"""

from collections.abc import Callable
from typing import Any

from .botapi import ApiError, FakeTelegram, Json, Message, Person, Place
from .demo_people import DemoPeople

Action = Callable[[FakeTelegram, DemoPeople, Json], Json]


class RefusedError(Exception):
    """An action that Telegram's own apps would not allow; the text says why."""


def write(telegram: FakeTelegram, people: DemoPeople, request: Json) -> Json:
    """Send a text, in reply to a message if the request names one, and return the id of the new message."""
    person, place = _who_and_where(people, request)
    target = _message(telegram, place.id, int(request["reply_to"])) if request.get("reply_to") else None
    return {"message": person.writes(_text(request), place, reply_to=target).id}


def edit(telegram: FakeTelegram, people: DemoPeople, request: Json) -> Json:
    """Change the text of a message that the person wrote."""
    person, place = _who_and_where(people, request)
    message = _message(telegram, place.id, int(request["message"]))
    if message.sender_id != person.id or not message.text:
        raise RefusedError("only own texts can be edited")
    text = _text(request)
    if text != message.text:
        person.edits(message, text)
    return {}


def press(telegram: FakeTelegram, people: DemoPeople, request: Json) -> Json:
    """Press a callback button, and return the id of the callback query."""
    person, place = _who_and_where(people, request)
    message = _message(telegram, place.id, int(request["message"]))
    data = str(request["data"])
    if data not in (button.data for button in message.buttons):
        raise RefusedError("that button has gone")
    return {"query": person.sends_callback(message, data)}


def search(_: FakeTelegram, people: DemoPeople, request: Json) -> Json:
    """Type words after the bot's name, and return the id of the inline query."""
    person = people.person(int(request["person"]))
    return {"query": person.searches(str(request["words"])[:256])}


def choose(telegram: FakeTelegram, people: DemoPeople, request: Json) -> Json:
    """Send a result of an inline query, and return the id of the new message."""
    person, place = _who_and_where(people, request)
    calls = [call for call in telegram.calls("answerInlineQuery") if call.ok]
    results: list[Any] = [
        result
        for call in calls
        if call.parameters.get("inline_query_id") == request["query"]
        for result in call.parameters["results"]
        if result["id"] == request["result"]
    ]
    if not results:
        raise RefusedError("that result has gone")
    try:
        return {"message": person.chooses(results[0], place, words=str(request.get("words", ""))).id}
    except ApiError as error:
        raise RefusedError(str(error)) from error


def upload(people: DemoPeople, person: int, chat: int, name: str, content: bytes) -> None:
    """Send a file to the chat; raise RefusedError if it is empty."""
    if not content:
        raise RefusedError("the file is empty")
    who, where = _who_and_where(people, {"person": person, "chat": chat})
    who.uploads(name, content, where)


def download(telegram: FakeTelegram, chat: int, message: int) -> tuple[str, bytes]:
    """Return the name and content of the file in a message; raise KeyError if there is none."""
    with telegram.state.condition:
        document = telegram.state.chats[chat].messages[message]["document"]
        return document["file_name"], telegram.state.files[document["file_id"]].content


ACTIONS: dict[str, Action] = {"choose": choose, "edit": edit, "press": press, "search": search, "write": write}


def _who_and_where(people: DemoPeople, request: Json) -> tuple[Person, Place]:
    person, room = people.person(int(request["person"])), people.room(int(request["chat"]))
    if person not in room.speakers:
        raise RefusedError("that person is not in this chat")
    return person, Place(person.state, room.chat_id)


def _message(telegram: FakeTelegram, chat: int, number: int) -> Message:
    with telegram.state.condition:
        return Message(dict(telegram.state.chats[chat].messages[number]))


def _text(request: Json) -> str:
    text = str(request["text"]).strip()
    if not text:
        raise RefusedError("there is nothing to send")
    return text[:4096]
