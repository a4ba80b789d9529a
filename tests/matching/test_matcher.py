"""The matcher ranks facts for a question and says how likely it is that any of them is meant."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.embeddings.model import EmbeddingModel
from bot.embeddings.store import EmbeddingStore
from bot.facts.model import Fact, FactBase, Name, NotCovered
from bot.matching.matcher import Matcher, Matching
from bot.matching.retrieval import FACTS, RESCORED
from tests.embeddings.counting import CountingModel
from tests.matching.bases import LIBRARY, SOURCE, fact

BY_WORDS = Matcher(LIBRARY)

QUESTIONS = [
    "When does the library open?",
    "who is the directer of the libary",
    "how many novels can i take out",
    "Reyes",
    "visiting schedule",
    "What is the capital of Peru?",
    "\U0001f64f",
    "",
]


@pytest.fixture(params=["by meaning", "by words"])
def matcher(request: pytest.FixtureRequest, library: Matcher) -> Matcher:
    """Return a matcher of the library, with a model and without one."""
    return library if request.param == "by meaning" else BY_WORDS


def asked(matcher: Matcher, question: str) -> Matching:
    [matching] = matcher.match([question])
    return matching


def is_answered(matcher: Matcher, question: str) -> bool:
    """Tell whether `matcher` is sure enough of one fact to answer with it."""
    matching = asked(matcher, question)
    return matching.confidence >= matcher.thresholds.answered_from and matching.margin >= matcher.thresholds.clear_from


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When does the library open?", "opening"),
        ("who is the directer of the libary", "director"),
        ("how many novels can i take out", "lending"),
        ("Reyes", "garden"),
    ],
)
def test_the_fact_that_is_meant_comes_first(matcher: Matcher, question: str, expected: str) -> None:
    assert asked(matcher, question).candidates[0].fact.id == expected
    assert is_answered(matcher, question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("visiting schedule", "opening"),
        ("Which person tends the plants?", "garden"),
        ("Maximum loan?", "lending"),
    ],
)
def test_a_paraphrase_that_shares_no_word_is_found_by_its_meaning_and_not_by_words(
    library: Matcher, question: str, expected: str
) -> None:
    shared = {word.stem for word in BY_WORDS.vocabulary.read(question).words if word.reading is not None}
    assert shared <= {"the"}
    assert asked(library, question).candidates[0].fact.id == expected
    assert asked(library, question).confidence > 0.35 > 0.2 > asked(BY_WORDS, question).confidence


@pytest.mark.parametrize("greeting", ["Hello!", "Good morning, dear team,", "hi there"])
def test_a_greeting_before_a_question_changes_nothing(matcher: Matcher, greeting: str) -> None:
    question = f"{greeting} When does the library open?"
    assert asked(matcher, question).candidates[0].fact.id == "opening"
    assert is_answered(matcher, question)


@pytest.mark.parametrize("question", ["Hello!", "Good evening", "thanks a lot", "What is the capital of Peru?"])
def test_what_no_fact_answers_is_not_answered(matcher: Matcher, question: str) -> None:
    assert not is_answered(matcher, question)


def test_a_question_that_is_answered_has_more_confidence_than_one_that_is_not(matcher: Matcher) -> None:
    answered = asked(matcher, "Who is the director?").confidence
    assert answered > asked(matcher, "How old is the director?").confidence
    assert answered > asked(matcher, "What is the capital of Peru?").confidence


def test_a_number_or_a_reason_that_a_fact_does_not_give_makes_it_less_likely(library: Matcher) -> None:
    plain = asked(library, "Does the library open in the morning?").confidence
    assert asked(library, "Did the library open in 1904?").confidence < plain
    assert asked(library, "Why does the library open in the morning?").confidence < plain


def test_a_subject_that_is_not_covered_is_named_for_people_it_does_not_mention(library: Matcher) -> None:
    meant = asked(library, "How old is Tom Reyes?").not_covered
    assert meant is not None
    assert meant.reply == "No ages are given."


def test_an_answer_names_no_subject_that_is_not_covered(matcher: Matcher) -> None:
    assert asked(matcher, "When does the library open?").not_covered is None


@pytest.mark.parametrize("by_meaning", [True, False])
def test_words_that_stand_only_in_the_quote_are_found(model: EmbeddingModel, by_meaning: bool) -> None:
    quoted = Fact("closing", "It closes at six.", "The bronze portcullis is lowered at six.", SOURCE, ("closing time",))
    base = replace(LIBRARY, facts=(*LIBRARY.facts, quoted))
    with_quote = Matcher(base, EmbeddingStore(model, None) if by_meaning else None)
    question = "when is the portcullis lowered"
    assert asked(with_quote, question).candidates[0].fact.id == "closing"
    assert asked(with_quote, question).confidence > 2 * asked(BY_WORDS, question).confidence


def test_the_words_of_an_example_find_its_fact_however_many_are_nearer_as_a_whole(model: EmbeddingModel) -> None:
    seats = [
        fact(f"violin-{number}", f"A man plays the violin number {number}.", f"Who plays violin number {number}?")
        for number in range(1, RESCORED + 6)
    ]
    porter = fact(
        "porter",
        "The porter locks the doors, feeds the cat, sweeps the stairs and waters the ferns in the yard.",
        "Who locks the doors at night?",
        "Who feeds the cat?",
        "Who sweeps the stairs?",
        "Is there milk in the fridge?",
        "Where are the keys of the cellar?",
        "When does the porter have lunch?",
        "Who plays the theremin?",
    )
    orchestra = Matcher(replace(LIBRARY, facts=(*seats, porter)), EmbeddingStore(model, None))
    assert asked(orchestra, "Who plays the theremin?").candidates[0].fact.id == "porter"
    assert asked(orchestra, "teremin").candidates[0].fact.id == "porter"


def test_a_synonym_of_the_house_finds_its_fact_among_many_that_are_nearer_in_meaning(model: EmbeddingModel) -> None:
    organs = ("heart", "liver", "kidney", "lung", "spine", "skull", "stomach")
    assert len(organs) > FACTS
    facts = [fact(each, f"The {each} is on floor {n}.", f"Where is the {each}?") for n, each in enumerate(organs)]
    server = fact("server", "The server is on floor 7.", "Where is the server?")
    base = replace(LIBRARY, facts=(*facts, server), synonyms=(("brain", "server"),))
    question = "Where is the brain?"
    assert "server" in {each.fact.id for each in asked(Matcher(base, EmbeddingStore(model, None)), question).candidates}


def test_without_a_model_words_that_stand_together_count_more_than_words_that_stand_about() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    assert len(days) > FACTS
    scattered = [
        fact(
            f"plan-{day.lower()}",
            f"On {day} the guide makes a tour of the harbour, has lunch with the crew and cleans the boats.",
            f"What is the plan of {day}?",
            f"When does the guide have lunch on {day}?",
            f"Who must start the engines of the boats on {day}?",
            f"Is today {day}?",
        )
        for day in days
    ]
    tour = fact("tour", "Mostly at ten.", "When does the tour start?")
    matcher = Matcher(replace(LIBRARY, facts=(*scattered, tour)))
    assert asked(matcher, "When does the tour start today?").candidates[0].fact.id == "tour"


def test_nothing_is_meant_by_no_words(matcher: Matcher) -> None:
    matching = asked(matcher, "\U0001f64f ?!")
    assert matching.candidates == ()
    assert matching.confidence == matching.margin == 0.0
    assert matching.answer_type is None


def test_the_questions_of_one_message_are_matched_as_each_by_itself(matcher: Matcher) -> None:
    for question, together in zip(QUESTIONS, matcher.match(QUESTIONS), strict=True):
        alone = asked(matcher, question)
        assert together.text == question
        assert [each.fact.id for each in together.candidates] == [each.fact.id for each in alone.candidates]
        assert together.confidence == pytest.approx(alone.confidence, abs=1e-6)
        assert together.not_covered == alone.not_covered


def test_a_matcher_that_remembers_nothing_yet_says_the_same(library: Matcher, model: EmbeddingModel) -> None:
    fresh = Matcher(LIBRARY, EmbeddingStore(model, None))
    for found, again in zip(library.match(QUESTIONS), fresh.match(QUESTIONS), strict=True):
        assert found.confidence == pytest.approx(again.confidence, abs=1e-6)


def test_threads_that_ask_at_once_are_told_the_same(model: EmbeddingModel, matcher: Matcher) -> None:
    fresh = Matcher(LIBRARY, EmbeddingStore(model, None) if matcher.by_meaning else None)
    with ThreadPoolExecutor(4) as pool:
        for found, alone in zip(pool.map(lambda each: asked(fresh, each), QUESTIONS * 4), QUESTIONS * 4, strict=True):
            assert found.confidence == pytest.approx(asked(matcher, alone).confidence, abs=1e-6)


def test_no_questions_have_no_matchings(matcher: Matcher) -> None:
    assert matcher.match([]) == []


def test_the_best_candidates_come_first_and_share_the_confidence(matcher: Matcher) -> None:
    matching = asked(matcher, "Who is it?")
    chances = [candidate.probability for candidate in matching.candidates]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(matching.confidence)
    assert matching.margin == pytest.approx(chances[0] / matching.confidence)


def test_a_fact_supplies_the_types_of_answer_that_its_examples_ask_for(matcher: Matcher) -> None:
    assert matcher.supplies_type(asked(matcher, "How many books may I borrow?"))
    assert matcher.supplies_type(asked(matcher, "lending limit"))
    assert not matcher.supplies_type(asked(matcher, "Where may I borrow books?"))


def test_words_are_nearest_to_words_only_with_a_model(library: Matcher) -> None:
    lending = LIBRARY.by_id["lending"]
    assert [word for word, _ in library.nearest_words(library.vocabulary.read("maximum weeks"), lending)] == [
        "limit",
        "weeks",
    ]
    assert BY_WORDS.nearest_words(BY_WORDS.vocabulary.read("maximum"), lending) == []


def test_a_base_of_one_fact_without_questions_can_be_asked(model: EmbeddingModel) -> None:
    base = FactBase(facts=(fact("only", "The bridge was built in 1904."),), sources=(SOURCE,))
    for store in (None, EmbeddingStore(model, None)):
        assert asked(Matcher(base, store), "When was the bridge built?").candidates[0].fact.id == "only"


def test_a_base_in_letters_that_the_model_does_not_know_can_be_asked(model: EmbeddingModel) -> None:
    base = FactBase(
        facts=(fact("smile", "\U0001f642"), fact("hello", "\u4f60\u597d")),
        not_covered=(NotCovered(("\u518d\u89c1",)),),
    )
    for store in (None, EmbeddingStore(model, None)):
        assert asked(Matcher(base, store), "\u4f60\u597d").candidates[0].fact.id == "hello"


def test_an_example_question_without_a_word_does_no_harm(model: EmbeddingModel) -> None:
    base = FactBase(facts=(fact("door", "The door is open.", "\U0001f642", "?"),))
    for store in (None, EmbeddingStore(model, None)):
        assert asked(Matcher(base, store), "is the door open").candidates[0].fact.id == "door"


def test_a_name_without_a_word_does_no_harm(model: EmbeddingModel) -> None:
    base = FactBase(
        facts=(fact("smile", "The sign over the door is a smile.", "What is over the door?", about=("smile",)),),
        names=(Name("smile", ":-)"),),
    )
    for store in (None, EmbeddingStore(model, None)):
        assert asked(Matcher(base, store), "what is over the door").candidates[0].fact.id == "smile"


def test_a_base_with_few_subjects_that_are_not_covered_must_be_surer() -> None:
    without = Matcher(replace(LIBRARY, not_covered=()))
    assert without.thresholds.answered_from > BY_WORDS.thresholds.answered_from


def test_a_base_with_too_much_that_is_new_is_matched_by_words_until_it_is_embedded(model: EmbeddingModel) -> None:
    counting = CountingModel(model)
    store = EmbeddingStore(counting, None)
    waiting = Matcher(LIBRARY, store, most_new=10)
    assert not waiting.by_meaning
    assert waiting.constants == BY_WORDS.constants
    assert counting.embedded == []
    ready = Matcher(LIBRARY, store)
    assert ready.by_meaning
    assert ready.waiting == 0
    assert len(counting.embedded) == waiting.waiting > 10
    counting.embedded.clear()
    assert Matcher(LIBRARY, store, most_new=0).by_meaning
    assert counting.embedded == []


@settings(max_examples=50)
@given(
    text=st.text(max_size=300)
    | st.lists(st.sampled_from([*QUESTIONS, "who", "the garden", "of books"]), max_size=3).map(" ".join)
)
def test_any_text_has_a_confidence(library: Matcher, text: str) -> None:
    for matcher in (library, BY_WORDS):
        matching = asked(matcher, text)
        assert 0.0 <= matching.confidence <= 1.0
        assert 0.0 <= matching.margin <= 1.0 + 1e-9
        chances = [candidate.probability for candidate in matching.candidates]
        assert chances == sorted(chances, reverse=True)
        assert all(0.0 <= chance <= 1.0 for chance in chances)


@pytest.mark.parametrize(
    "text",
    [
        "library " * 12_500,
        "x" * 100_000,
        "\ud800 library " * 10_000,
        "\ufdfa" * 100_000,
        "l i b r a r y " * 7_000,
        "Reyes Lund " * 10_000,
        "\x00library\x00",
        "0" * 100_000,
    ],
)
def test_a_hostile_text_has_a_confidence_like_any_other(matcher: Matcher, text: str) -> None:
    assert 0.0 <= asked(matcher, text).confidence <= 1.0
