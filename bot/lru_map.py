"""A map of limited size that forgets its oldest entries: nothing may grow for as long as the process lives."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LruMap(Generic[K, V]):
    """Holds at most `size` entries; the least recently used one makes room for a new one."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[K]:
        return iter(tuple(self._entries))

    def get(self, key: K) -> V | None:
        """Return the value of `key`, which thereby counts as used; None if it is not held."""
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key]

    def put(self, key: K, value: V) -> None:
        """Hold `value`, in place of the least recently used entry if there is no room."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)

    def pop(self, key: K) -> V | None:
        """Remove `key` and return its value; None if it is not held."""
        return self._entries.pop(key, None)

    def first_time(self, key: K, mark: V) -> bool:
        """Tell whether `key` is new here, and hold `mark` for it."""
        new = self.get(key) is None
        self.put(key, mark)
        return new
