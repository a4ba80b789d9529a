"""A stand-in for Telegram's Bot API: real HTTP on loopback, as strict as Telegram, with faults on order."""

from .calls import Call
from .errors import ApiError, Json
from .faults import Drop, Garbage, Hang, Refuse, server_error, too_many_requests
from .groups import Channel, Group
from .lots import Lot
from .people import Person
from .places import Place
from .seen import Button, Message
from .waiting import PATIENCE
from .world import TOKEN, World

__all__ = [
    "PATIENCE",
    "TOKEN",
    "ApiError",
    "Button",
    "Call",
    "Channel",
    "Drop",
    "Garbage",
    "Group",
    "Hang",
    "Json",
    "Lot",
    "Message",
    "Person",
    "Place",
    "Refuse",
    "World",
    "server_error",
    "too_many_requests",
]
