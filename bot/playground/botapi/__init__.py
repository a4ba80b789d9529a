"""A stand-in for Telegram's Bot API: real HTTP on loopback, as strict as Telegram, with faults on order."""

from .calls import Call
from .errors import ApiError, Json
from .fake_telegram import TOKEN, FakeTelegram
from .faults import Drop, Garbage, Hang, Refuse, server_error, too_many_requests
from .groups import Channel, Group
from .people import Person
from .places import Place
from .random_faults import RandomFaults
from .views import Button, Message
from .waiting import PATIENCE

__all__ = [
    "PATIENCE",
    "TOKEN",
    "ApiError",
    "Button",
    "Call",
    "Channel",
    "Drop",
    "FakeTelegram",
    "Garbage",
    "Group",
    "Hang",
    "Json",
    "Message",
    "Person",
    "Place",
    "RandomFaults",
    "Refuse",
    "server_error",
    "too_many_requests",
]
