"""Changes on disk are told once each, whatever an editor, a volume or a person does to the files."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from bot.facts.file_watcher import POLL_SECONDS, QUIET_SECONDS, UNFINISHED_SECONDS, changes

PATIENCE = 10.0
HURRY = 10
"""How many times as fast as the bot the watcher of a real disk looks and waits here."""


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.facts.file_watcher.POLL_SECONDS", POLL_SECONDS / HURRY)


async def briefly(seconds: float) -> None:
    await asyncio.sleep(seconds / HURRY)


class Disk:
    """Moments to look, handed out by the test; between two looks, time is what the test does to the files."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)
        self.slept: list[float] = []

    async def looks(self, path: Path) -> AsyncGenerator[None, None]:  # noqa: ARG002
        yield
        while self.steps:
            self.steps.pop(0)()
            yield

    def sleeping(self, *during: Callable[[], object]) -> Callable[[float], "asyncio.Future[None]"]:
        """A sleep in which these things happen, one each time."""
        happenings = list(during)

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            if happenings:
                happenings.pop(0)()

        return sleep  # type: ignore[return-value]


def told(path: Path, disk: Disk, *during: Callable[[], object]) -> int:
    """How many changes there were after the first look."""

    async def count() -> int:
        return sum([1 async for _ in changes(path, disk.looks, disk.sleeping(*during))]) - 1

    return asyncio.run(count())


def test_a_look_that_finds_nothing_new_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")

    assert told(tmp_path, Disk(lambda: None, lambda: (tmp_path / "b.json").write_text("b"))) == 0


def test_files_saved_one_after_the_other_are_one_change(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")

    def save(name: str) -> Callable[[], object]:
        return lambda: (tmp_path / name).write_text("new")

    disk = Disk(save("a.yaml"), lambda: None)

    assert told(tmp_path, disk, save("b.yaml"), save("c.yaml")) == 1
    assert disk.slept == [QUIET_SECONDS] * 3


@pytest.mark.parametrize("begin", [lambda file: file.write_text(""), lambda file: file.unlink()])
def test_a_file_that_is_empty_or_gone_is_given_more_time(tmp_path: Path, begin: Callable[[Path], object]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a")
    disk = Disk(lambda: begin(file), lambda: None)

    assert told(tmp_path, disk, lambda: file.write_text("new")) == 1
    assert disk.slept[0] == UNFINISHED_SECONDS


def test_a_file_that_never_rests_is_told_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a")
    disk = Disk(lambda: file.write_text("b"))
    growing = [lambda size=size: file.write_text("c" * size) for size in range(2, 20)]

    assert told(tmp_path, disk, *growing) == 1
    assert sum(disk.slept) < 2


def new_file(folder: Path) -> None:
    """As most editors save: a new file takes the place of the old one."""
    draft = folder / ".draft"
    draft.write_text("new")
    draft.rename(folder / "facts.yaml")


def in_place(folder: Path) -> None:
    """As other editors save: truncate, then write."""
    with (folder / "facts.yaml").open("w") as file:
        file.flush()
        file.write("new")


def folder_anew(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "facts.yaml").write_text("new")


@pytest.mark.parametrize("save", [new_file, in_place, folder_anew])
def test_a_save_is_noticed_on_a_real_disk(tmp_path: Path, save: Callable[[Path], None]) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "facts.yaml").write_text("old")

    assert noticed(folder, lambda: save(folder), lambda: (folder / "facts.yaml").read_text()) == "new"


def test_a_file_by_itself_is_followed_too(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("old")

    assert noticed(file, lambda: new_file(tmp_path), file.read_text) == "new"


def test_a_volume_that_kubernetes_swaps_is_followed(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    for version in ("old", "new"):
        (volume / f"..{version}").mkdir(parents=True)
        (volume / f"..{version}" / "facts.yaml").write_text(version)
    (volume / "..data").symlink_to("..old")
    (volume / "facts.yaml").symlink_to("..data/facts.yaml")

    def swap() -> None:
        (volume / "..data_tmp").symlink_to("..new")
        (volume / "..data_tmp").rename(volume / "..data")
        shutil.rmtree(volume / "..old")

    assert noticed(volume, swap, (volume / "facts.yaml").read_text) == "new"


def test_a_link_that_leads_to_another_folder_is_followed(tmp_path: Path) -> None:
    for version in ("old", "new"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "facts.yaml").write_text(version)
    link = tmp_path / "knowledge"
    link.symlink_to("old")

    def swap() -> None:
        (tmp_path / "next").symlink_to("new")
        (tmp_path / "next").rename(link)

    assert noticed(link, swap, (link / "facts.yaml").read_text) == "new"


def test_a_folder_that_comes_back_after_it_was_missed_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "facts.yaml").write_text("old")

    async def follow() -> str:
        following = changes(folder, sleep=briefly)
        await asyncio.wait_for(anext(following), PATIENCE)
        shutil.rmtree(folder)
        await asyncio.wait_for(anext(following), PATIENCE)
        assert not folder.exists()
        folder.mkdir()
        (folder / "facts.yaml").write_text("new")
        await asyncio.wait_for(anext(following), PATIENCE)
        new_file(folder)
        await asyncio.wait_for(anext(following), PATIENCE)
        await following.aclose()
        return (folder / "facts.yaml").read_text()

    assert asyncio.run(follow()) == "new"


def noticed(path: Path, act: Callable[[], None], read: Callable[[], str]) -> str:
    """What is there once a change was told after `act`."""

    async def follow() -> str:
        following = changes(path, sleep=briefly)
        await asyncio.wait_for(anext(following), PATIENCE)
        act()
        await asyncio.wait_for(anext(following), PATIENCE)
        await following.aclose()
        return read()

    return asyncio.run(follow())
