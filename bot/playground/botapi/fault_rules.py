"""Faults on order: what goes wrong, for which calls, and how often; or by lot."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .calls import Call
from .faults import Fault
from .random_faults import RandomFaults


@dataclass(slots=True)
class FaultRule:
    """A fault for the calls it fits; `times` counts down, None is for ever."""

    fault: Fault
    method: str | None
    chat_id: int | None
    times: int | None
    when: Callable[[Call], bool]

    def fits(self, call: Call) -> bool:
        return (
            self.times != 0
            and (self.method is None or self.method.lower() == call.method.lower())
            and (self.chat_id is None or self.chat_id == call.chat_id)
            and self.when(call)
        )


@dataclass(slots=True)
class Faults:
    """What is ordered comes first; `lot` decides about all other calls, if there is one."""

    rules: list[FaultRule] = field(default_factory=list)
    random_faults: RandomFaults | None = None

    def add(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        when: Callable[[Call], bool] = lambda _: True,
    ) -> None:
        self.rules.append(FaultRule(fault, method, chat_id, times, when))

    def take(self, call: Call) -> Fault | None:
        """The fault that this call runs into; the oldest order that fits goes first."""
        for rule in self.rules:
            if rule.fits(call):
                if rule.times is not None:
                    rule.times -= 1
                return rule.fault
        return self.random_faults.draw(call) if self.random_faults else None

    def clear(self) -> None:
        self.rules.clear()
        self.random_faults = None
