"""Rules for which calls meet which fault, and how often; other calls meet one at random if wished."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .calls import Call
from .faults import Fault
from .random_faults import RandomFaults


@dataclass(slots=True)
class FaultRule:
    """A fault for the calls that fit; `times` says for how many more, None for all."""

    fault: Fault
    method: str | None
    chat_id: int | None
    times: int | None
    when: Callable[[Call], bool]

    def fits(self, call: Call) -> bool:
        """Tell whether this call is to meet the fault."""
        return (
            self.times != 0
            and (self.method is None or self.method.lower() == call.method.lower())
            and (self.chat_id is None or self.chat_id == call.chat_id)
            and self.when(call)
        )


@dataclass(slots=True)
class Faults:
    """The rules for faults; `random_faults`, if set, decide on the calls that no rule fits."""

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
        """Add a rule: the next `times` calls that fit meet this fault."""
        self.rules.append(FaultRule(fault, method, chat_id, times, when))

    def take(self, call: Call) -> Fault | None:
        """Return the fault of this call, by the oldest rule that fits, and count the rule down."""
        for rule in self.rules:
            if rule.fits(call):
                if rule.times is not None:
                    rule.times -= 1
                return rule.fault
        return self.random_faults.draw(call) if self.random_faults else None

    def clear(self) -> None:
        """Let no more calls meet a fault."""
        self.rules.clear()
        self.random_faults = None
