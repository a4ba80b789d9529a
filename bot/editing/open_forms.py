"""Keeps the form that each admin is filling in: in memory only, and not for long."""

import secrets
from dataclasses import dataclass

from bot.chats.clock import Clock
from bot.editing.fact_form import FactForm
from bot.editing.field_form import FieldForm
from bot.lru_map import LruMap

OPEN_SECONDS = 1_800.0
"""How long a form waits for the next input: time to look a quote up, and short enough to be remembered."""

FORMS = 100

Form = FactForm | FieldForm


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form in one of its states; `key` is what the buttons of this state carry."""

    key: str
    form: Form


class OpenForms:
    """At most one form for each admin. A restart loses them, by which nothing is changed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: LruMap[int, tuple[float, OpenForm]] = LruMap(FORMS)

    def put(self, admin: int, form: Form) -> OpenForm:
        """Keep `form`, in place of the one before, with a key of its own."""
        kept = OpenForm(secrets.token_hex(4), form)
        self._open.put(admin, (self._clock(), kept))
        return kept

    def get(self, admin: int) -> OpenForm | None:
        """Return the form that the admin is filling in; None if there is none, or if it waited for too long."""
        found = self._open.get(admin)
        return found[1] if found and self._clock() - found[0] <= OPEN_SECONDS else None

    def close(self, admin: int) -> bool:
        """Forget the form, also one that waited for too long; tell whether there was one."""
        return self._open.pop(admin) is not None
