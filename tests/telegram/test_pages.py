"""The messages that answer commands."""

from bot import texts
from bot.facts.model import Fact, FactBase, Name, Source, Voice
from bot.facts.schema import MAX_TERM
from bot.playground.botapi.html import parse_html
from bot.telegram.messages.pages import source_page, start_page, topic_page, topics_page
from bot.telegram.messages.reply import Reply

SOURCE = Source("A <title>", url="https://courier.example")
NAMES = tuple(Name(f"name-{number}", f"Name {number}") for number in range(40))
FACTS = tuple(
    Fact(
        f"fact-{number}", "It is so.", "It is so", SOURCE, (f"Question {number}?",), about=(f"name-{number}", "name-0")
    )
    for number in range(40)
)
BASE = FactBase(FACTS, NAMES, sources=(SOURCE,))


def labels(reply: Reply | None) -> list[str]:
    assert reply is not None
    return [button.label for row in reply.buttons for button in row]


def test_start_has_two_lines_and_four_questions() -> None:
    page = start_page(BASE)

    assert len(page.plain.splitlines()) == 2
    assert len(labels(page)) == 4


def test_the_longest_noun_fits_into_the_profile_that_telegram_takes() -> None:
    voice = Voice("x" * MAX_TERM)

    assert len(texts.short_description(voice)) <= 120
    assert len(texts.description(voice)) <= 512


def test_topics_are_turned_page_by_page() -> None:
    assert labels(topics_page(BASE, 0))[-2:] == ["Name 15", "»"]
    assert labels(topics_page(BASE, 1))[-2:] == ["«", "»"]
    assert labels(topics_page(BASE, 2))[-2:] == ["Name 39", "«"]


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert topics_page(BASE, 99) == topics_page(BASE, 2)


def test_a_topic_lists_its_questions() -> None:
    assert labels(topic_page(BASE, "name-0", 0))[:2] == ["Question 0?", "Question 1?"]
    assert labels(topic_page(BASE, "name-7", 0)) == ["Question 7?", "All topics"]


def test_a_topic_that_has_gone_has_no_page() -> None:
    assert topic_page(BASE, "nobody", 0) is None


def test_the_source_is_named_with_what_it_gave() -> None:
    page = source_page(BASE)

    assert page.plain == "A <title>\n40 facts"
    assert parse_html(page.html).text == page.plain
