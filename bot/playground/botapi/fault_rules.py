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

    orders: list[FaultRule] = field(default_factory=list)
    lot: RandomFaults | None = None

    def order(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        when: Callable[[Call], bool] = lambda _: True,
    ) -> None:
        self.orders.append(FaultRule(fault, method, chat_id, times, when))

    def take(self, call: Call) -> Fault | None:
        """The fault that this call runs into; the oldest order that fits goes first."""
        for order in self.orders:
            if order.fits(call):
                if order.times is not None:
                    order.times -= 1
                return order.fault
        return self.lot.draw(call) if self.lot else None

    def clear(self) -> None:
        self.orders.clear()
        self.lot = None
