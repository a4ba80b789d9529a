"""Waiting until a condition holds."""

from collections.abc import Callable
from typing import TypeVar

from .server_state import ServerState

T = TypeVar("T")

# Waits end when the condition holds; only a failing test ever takes this long.
PATIENCE = 15.0
_CALLS_TOLD = 12


def wait_for(state: ServerState, condition: Callable[[], T], what: str, *, seconds: float = PATIENCE) -> T:
    """Return the first true value of `condition`; raise AssertionError if there is none in so many seconds.

    It is asked after each change of the state.
    """
    with state.condition:
        found = state.condition.wait_for(condition, seconds)
        if found:
            return found
        told = "\n  ".join(str(call) for call in state.calls.of()[-_CALLS_TOLD:])
    raise AssertionError(f"waited {seconds} s in vain for {what}; the last calls of the bot:\n  {told}")
