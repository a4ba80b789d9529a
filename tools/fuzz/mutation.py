"""Changes an input as a hostile hand would: whole lines and values moved, doubled, repeated a thousand times, cut."""

from collections.abc import Callable, Sequence
from random import Random

MOST_EDITS = 4
MOST_REPEATS = 100_000

_BREAKS = b"\n ,:-?.'\"[]{}"
"""Where lines, words and values begin and end."""


class Mutator:
    """Mutates inputs of one kind; `tokens` are what is telling in it, `most` the bytes of the largest."""

    def __init__(self, tokens: Sequence[bytes], most: int) -> None:
        self._tokens = tokens
        self.most = most
        self._edits: tuple[Callable[[bytes, Random], bytes], ...] = (
            self._with_token,
            self._without_piece,
            self._with_piece_elsewhere,
            self._with_piece_replaced,
            self._with_piece_repeated,
            self._with_other_byte,
        )

    def mutated(self, data: bytes, random: Random) -> bytes:
        """Return `data` after a few edits."""
        for _ in range(random.randint(1, MOST_EDITS)):
            data = random.choice(self._edits)(data, random)[: self.most]
        return data

    def _with_token(self, data: bytes, random: Random) -> bytes:
        place = _place(data, random)
        return data[:place] + random.choice(self._tokens) + data[place:]

    def _without_piece(self, data: bytes, random: Random) -> bytes:
        begin, end = _piece(data, random)
        return data[:begin] + data[end:]

    def _with_piece_elsewhere(self, data: bytes, random: Random) -> bytes:
        (begin, end), place = _piece(data, random), _place(data, random)
        return data[:place] + data[begin:end] + data[place:]

    def _with_piece_replaced(self, data: bytes, random: Random) -> bytes:
        begin, end = _piece(data, random)
        return data[:begin] + random.choice(self._tokens) + data[end:]

    def _with_piece_repeated(self, data: bytes, random: Random) -> bytes:
        begin, end = _piece(data, random)
        room = (self.most - len(data)) // max(end - begin, 1)
        times = min(random.choice((2, 100, MOST_REPEATS)), max(room, 1))
        return data[:begin] + data[begin:end] * times + data[end:]

    def _with_other_byte(self, data: bytes, random: Random) -> bytes:
        place = random.randint(0, len(data))
        return data[:place] + bytes([random.randrange(256)]) + data[place + 1 :]


def _place(data: bytes, random: Random) -> int:
    """Return a place in `data`, before a break if there is one near."""
    place = random.randint(0, len(data))
    return next((near for near in range(place, min(place + 80, len(data))) if data[near] in _BREAKS), place)


def _piece(data: bytes, random: Random) -> tuple[int, int]:
    """Return the begin and the end of a short piece of `data`, or of a long one."""
    begin = _place(data, random)
    return begin, begin + _place(data[begin : begin + random.choice((4, 40, 400, 4_000))], random)
