"""A map that forgets."""

from bot.lru_map import LruMap


def test_the_entry_used_longest_ago_makes_room() -> None:
    recent: LruMap[str, int] = LruMap(2)
    recent.put("a", 1)
    recent.put("b", 2)
    recent.get("a")

    recent.put("c", 3)

    assert [recent.get(key) for key in "abc"] == [1, None, 3]
    assert len(recent) == 2


def test_a_first_time_comes_once() -> None:
    recent: LruMap[str, bool] = LruMap(2)

    assert [recent.first_time(key, True) for key in "aab"] == [True, False, True]
