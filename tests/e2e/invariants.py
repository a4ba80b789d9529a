"""What must hold after a soak, whatever its seed. Each check yields a line for all that is wrong.

The order that is promised is the one in which updates are handed over: Telegram numbers them, and what came before
that in somebody's app a bot cannot know. A second answer is allowed where the connection broke after the first.
Seconds are those in which the bot had a processor, so that nothing is found on a busy machine that is not there.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import fmean

from bot.playground.botapi import Call, Drop

from .editions import edition_of
from .soak import Asked, Record, Sample

LIVE_SECONDS = 2.0
"""Within which a saved file is promised to be served."""

WAIT_SECONDS = 1.0
"""How long a chat may wait because of other chats."""

PACE = 25
"""Messages a second to all chats together: the wait that Telegram's limits impose."""

GROWTH = 1.1
"""The memory in the last quarter, at most, as a multiple of that in the quarter before."""

SPARE = 2
"""Files that may be open after a soak beside those before it: databases are opened and closed."""


@dataclass(frozen=True, slots=True)
class Told:
    """A question, when the bot got it by the monotonic clock, and the calls that answer it."""

    asked: Asked
    handed: float
    calls: tuple[Call, ...]

    @property
    def made(self) -> list[Call]:
        """Return the calls that made a message."""
        return [call for call in self.calls if call.ok]

    @property
    def lost(self) -> list[Call]:
        """Return those of `made` of which the bot could not know."""
        return [call for call in self.made if call.fault == Drop(after=True)]


def told(record: Record) -> list[Told]:
    """Return what became of each question, in the order in which the bot got them."""
    asked = {(each.chat, each.message): each for each in record.asked}
    calls: dict[tuple[int, int], list[Call]] = defaultdict(list)
    handed: dict[tuple[int, int], float] = {}
    for call in sorted(record.calls, key=lambda call: call.finished or inf):
        if call.method == "sendMessage":
            calls[call.chat_id, call.parameters.get("reply_parameters", {}).get("message_id", 0)].append(call)
        elif call.ok and not isinstance(call.fault, Drop):
            for message in (update["message"] for update in call.result):
                handed.setdefault((message["chat"]["id"], message["message_id"]), call.finished or inf)
    return [
        Told(asked[key], handed.get(key, inf), tuple(calls[key]))
        for key in dict.fromkeys((*handed, *asked))
        if key in asked
    ]


def not_answered_once(course: Sequence[Told]) -> Iterator[str]:
    """Check that every question has one answer, and another only for each of which the bot could not know."""
    for each in course:
        if not each.made or len(each.made) - len(each.lost) > 1:
            yield f"{each.asked} has {len(each.made)} answers; the bot could not know of {len(each.lost)}"


def not_from_valid_facts(course: Sequence[Told], record: Record) -> Iterator[str]:
    """Check that every answer is from one valid edition, which was the newest when it was looked up."""
    valid = [edition for edition in record.editions if edition.valid]
    span = {edition.number: (edition.written, inf) for edition in valid}
    span |= {old.number: (old.written, new.written + LIVE_SECONDS) for old, new in pairwise(valid)}
    for each in course:
        for call in each.made:
            number = edition_of(str(call.result["text"]), each.asked.text)
            since, until = span.get(number, (inf, inf))
            if each.calls[0].started < since or each.handed > until + starved(record.samples, until, each.handed):
                yield f"{each.asked} was answered from edition {number}: {call.result['text']!r}"


def out_of_order(course: Sequence[Told]) -> Iterator[str]:
    """Check that in each chat the answers come in the order of the questions."""
    latest: dict[int, float] = {}
    for each in course:
        for call in each.made[:1]:
            arrived = call.finished or inf
            if arrived < latest.get(each.asked.chat, 0.0):
                yield f"the answer to {each.asked} came before that to an earlier question"
            latest[each.asked.chat] = arrived


def waits(course: Sequence[Told], samples: Sequence[Sample]) -> list[tuple[float, Asked]]:
    """Return the seconds that each question waited for anything but its own chat and the limit of messages a second."""
    starts = sorted(call.started for each in course for call in each.calls)
    free: dict[int, float] = defaultdict(float)
    found = []
    for each in course:
        if each.calls:
            ready, first = max(each.handed, free[each.asked.chat]), each.calls[0].started
            ahead = bisect_left(starts, first) - bisect_left(starts, ready)
            found.append((first - ready - ahead / PACE - starved(samples, ready, first), each.asked))
            free[each.asked.chat] = each.calls[-1].finished or inf
    return found


def waited_for_others(course: Sequence[Told], record: Record) -> Iterator[str]:
    """Check that no chat waits because of another chat's fault."""
    for seconds, asked in waits(course, record.samples):
        if seconds > WAIT_SECONDS:
            yield f"{asked} waited {seconds:.2f} seconds for what is not of its chat"


def starved(samples: Sequence[Sample], since: float, until: float) -> float:
    """Return the seconds that the bot waited for a processor between two moments, by the samples around them."""
    moments = [sample.at for sample in samples]
    first = samples[max(0, bisect_right(moments, since) - 1)]
    last = samples[min(len(samples) - 1, bisect_left(moments, until))]
    return max(0.0, last.starved - first.starved)


def growth(samples: Sequence[Sample]) -> float:
    """Return the memory in the last quarter, as a multiple of that in the third."""
    quarter = len(samples) // 4
    third, last = samples[-2 * quarter : -quarter], samples[-quarter:]
    return fmean(sample.memory for sample in last) / fmean(sample.memory for sample in third)


def grew(record: Record) -> Iterator[str]:
    """Check that memory does not grow, and that all that was opened is closed again."""
    if growth(record.samples) > GROWTH:
        yield f"memory grew to {growth(record.samples):.2f} of what it was, from one quarter to the next"
    before, after = record.idle
    if after.descriptors > before.descriptors + SPARE:
        yield f"{before.descriptors} files and connections were open before, and {after.descriptors} are afterwards"


def violations(record: Record) -> list[str]:
    """Return all that is wrong with what happened."""
    course = told(record)
    return [
        *not_answered_once(course),
        *not_from_valid_facts(course, record),
        *out_of_order(course),
        *waited_for_others(course, record),
        *grew(record),
    ]


def summary(record: Record) -> str:
    """Return what happened, in figures."""
    course = told(record)
    faults = sum(call.fault is not None for call in record.calls)
    again = sum(len(each.made) > 1 for each in course)
    longest = max(seconds for seconds, _ in waits(course, record.samples))
    return (
        f"{len(course)} questions, {faults} faults, {again} second answers, longest wait {longest:.2f} s, "
        f"memory of the last quarter {growth(record.samples):.3f} of the third"
    )
