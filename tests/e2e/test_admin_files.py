"""Admins change the fact files, on disk and in Telegram; nobody else can, or learns that somebody could."""

from pathlib import Path

from . import library
from .botapi import World
from .conftest import StartBot

NEW_STATEMENT = "Governor Lin Aske opened the city library."
NEW_FACTS = library.FACTS.replace(library.STATEMENT, NEW_STATEMENT)


def test_a_saved_change_is_served_without_a_restart(start_bot: StartBot, world: World, knowledge: Path) -> None:
    process = start_bot()

    (knowledge / "library.yaml").write_text(NEW_FACTS)
    process.wait_for_output("the fact files have changed", seconds=5)

    assert world.person("Rita").asks(library.QUESTION).text.startswith(NEW_STATEMENT)


def test_a_file_that_breaks_is_told_once_and_so_is_that_it_was_mended(
    start_bot: StartBot, world: World, knowledge: Path
) -> None:
    admin = world.person("Admin")
    start_bot(ADMIN_IDS=str(admin.id))
    file = knowledge / "library.yaml"

    file.write_text(library.FACTS.replace("[ada-okoro, library]", "[ada-okero, library]"))
    broken = admin.private.wait_for(lambda messages: messages)[0]
    answer = world.person("Rita").asks(library.QUESTION)
    file.write_text(NEW_FACTS)
    mended = admin.private.wait_for(lambda messages: messages[1:])[0]

    assert "library.yaml:19: facts[0].about[0]: no name 'ada-okero'; did you mean 'ada-okoro'?" in broken.text
    assert answer.text.startswith(library.STATEMENT)
    assert mended.text == "The fact files are mended and live: 4 facts."
    assert world.person("Rita").asks(library.QUESTION).text.startswith(NEW_STATEMENT)
