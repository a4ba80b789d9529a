"""What the people of the page can do: write, edit, press, search, choose, upload and download."""

from collections.abc import Callable
from typing import Any

from .botapi import ApiError, FakeTelegram, Json, Message, Person, Place
from .demo_people import DemoPeople

Action = Callable[[FakeTelegram, DemoPeople, Json], Json]


class RefusedError(Exception):
    """Something that Telegram's own apps would not let a person do; the text says what."""


def write(world: FakeTelegram, cast: DemoPeople, order: Json) -> Json:
    """Send a text, perhaps in reply to a message."""
    person, place = _who_and_where(cast, order)
    target = _message(world, place.id, int(order["reply_to"])) if order.get("reply_to") else None
    return {"message": person.writes(_text(order), place, reply_to=target).id}


def edit(world: FakeTelegram, cast: DemoPeople, order: Json) -> Json:
    """Change an own message."""
    person, place = _who_and_where(cast, order)
    message = _message(world, place.id, int(order["message"]))
    if message.sender_id != person.id or not message.text:
        raise RefusedError("only own texts can be edited")
    text = _text(order)
    if text != message.text:
        person.edits(message, text)
    return {}


def press(world: FakeTelegram, cast: DemoPeople, order: Json) -> Json:
    """Press a button that asks the bot something."""
    person, place = _who_and_where(cast, order)
    message = _message(world, place.id, int(order["message"]))
    data = str(order["data"])
    if data not in (button.data for button in message.buttons):
        raise RefusedError("that button has gone")
    return {"query": person.sends_callback(message, data)}


def search(_: FakeTelegram, cast: DemoPeople, order: Json) -> Json:
    """Type words after the bot's name."""
    person = cast.person(int(order["person"]))
    return {"query": person.searches(str(order["words"])[:256])}


def choose(world: FakeTelegram, cast: DemoPeople, order: Json) -> Json:
    """Send a result of an inline query."""
    person, place = _who_and_where(cast, order)
    calls = [call for call in world.calls("answerInlineQuery") if call.ok]
    results: list[Any] = [
        result
        for call in calls
        if call.parameters.get("inline_query_id") == order["query"]
        for result in call.parameters["results"]
        if result["id"] == order["result"]
    ]
    if not results:
        raise RefusedError("that result has gone")
    try:
        return {"message": person.chooses(results[0], place, words=str(order.get("words", ""))).id}
    except ApiError as error:
        raise RefusedError(str(error)) from error


def uploaded(cast: DemoPeople, person: int, chat: int, name: str, content: bytes) -> None:
    """Send a file."""
    if not content:
        raise RefusedError("the file is empty")
    who, where = _who_and_where(cast, {"person": person, "chat": chat})
    who.uploads(name, content, where)


def downloaded(world: FakeTelegram, chat: int, message: int) -> tuple[str, bytes]:
    """The name and content of the file in a message; raises KeyError if there is none."""
    with world.cloud.condition:
        document = world.cloud.chats[chat].messages[message]["document"]
        return document["file_name"], world.cloud.files[document["file_id"]].content


ACTIONS: dict[str, Action] = {"choose": choose, "edit": edit, "press": press, "search": search, "write": write}


def _who_and_where(cast: DemoPeople, order: Json) -> tuple[Person, Place]:
    person, room = cast.person(int(order["person"])), cast.room(int(order["chat"]))
    if person not in room.speakers:
        raise RefusedError("that person is not in this chat")
    return person, Place(person.cloud, room.chat_id)


def _message(world: FakeTelegram, chat: int, number: int) -> Message:
    with world.cloud.condition:
        return Message(dict(world.cloud.chats[chat].messages[number]))


def _text(order: Json) -> str:
    text = str(order["text"]).strip()
    if not text:
        raise RefusedError("there is nothing to send")
    return text[:4096]
