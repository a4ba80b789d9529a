"""A fact file with `voice:` is spoken of by its own noun wherever a reader looks, and in the profile."""

from pathlib import Path

from bot.playground.botapi import FakeTelegram

from . import library
from .conftest import StartBot

GREETING = "Welcome to the library!"
NOUN = f"{library.FACTS}voice:\n  source_noun: the leaflet\n"
SPOKEN = f"{NOUN}  greeting: {GREETING}\n  declining: Please ask at the desk.\n  acts: {{thanks: Read on!}}\n"


def test_a_noun_stands_in_every_sentence_about_the_source(
    start_bot: StartBot, telegram: FakeTelegram, knowledge: Path
) -> None:
    (knowledge / "library.yaml").write_text(NOUN)
    start_bot()
    rita = telegram.person("Rita")
    group = telegram.group("Readers", rita, bot="left")
    group.adds_bot(rita)
    joined = group.wait_for(lambda _: group.from_bot, "a word of welcome")[0]
    inline = rita.found(rita.searches(library.OFF_TOPIC)).parameters["button"]

    said = [rita.asks(text).text for text in ("/start", "/help", "/topics", "hello", library.OFF_TOPIC)]

    for sentence in (*said, joined.text, inline["text"]):
        assert "the leaflet" in sentence.lower()
        assert "article" not in sentence
    assert said[-1].startswith("The leaflet does not say.")
    assert rita.asks(f"/ask@{telegram.username} {library.OFF_TOPIC}", group).text == "The leaflet does not say."


def test_a_base_has_words_of_its_own(start_bot: StartBot, telegram: FakeTelegram, knowledge: Path) -> None:
    (knowledge / "library.yaml").write_text(SPOKEN)
    start_bot()
    rita = telegram.person("Rita")

    start = rita.asks("/start")

    assert start.text == rita.asks("hello").text == GREETING
    assert len(start.buttons) == 4
    assert rita.asks("thanks").text == "Read on!"
    assert rita.asks(library.OFF_TOPIC).text.startswith("Please ask at the desk.")
    assert rita.asks("Когда открывается библиотека?").text.startswith("I understand questions in English.")


def test_the_profile_follows_the_voice_and_admins_are_told(
    start_bot: StartBot, telegram: FakeTelegram, knowledge: Path
) -> None:
    def profile() -> tuple[str, str]:
        shown = telegram.state.profile
        return (shown.description.get("", ""), shown.short_description.get("", ""))

    def presents(noun: str) -> bool:
        return all(noun in text for text in profile())

    ann = telegram.person("Ann")
    start_bot(ADMIN_IDS=str(ann.id))
    telegram.wait_for(lambda: presents("the article"), "the profile at the start")
    ann.asks("/help")

    (knowledge / "library.yaml").write_text(NOUN)
    telegram.wait_for(lambda: presents("the leaflet"), "the profile after a file was saved")
    told = ann.private.wait_for(lambda _: ann.private.from_bot[1:])[0]
    assert told.text.startswith("library.yaml changed on the server: voice touched.")
    assert "Voice\nsource_noun\n  − the article\n  + the leaflet" in told.text  # noqa: RUF001

    preview = ann.private.answer_to(ann.uploads("library.yaml", SPOKEN.replace("leaflet", "guide").encode()))
    assert preview.text.startswith("library.yaml: voice touched.")
    assert "source_noun\n  − the leaflet\n  + the guide" in preview.text  # noqa: RUF001
    assert f"+ greeting: {GREETING}" in preview.text
    ann.presses(preview, "Publish")
    telegram.wait_for(lambda: presents("the guide"), "the profile after a file was published")
