"""Any text as a question and any bytes as a fact file; what once failed does not fail again."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.answering.parts import MAX_PARTS, MAX_WORDS, parts, sentences
from bot.chats.addressing import Entity, IncomingMessage, Me, Replied, group_call, private_call
from bot.chats.browsing import CurrentAnswerer
from bot.editing.served_facts import Reload, ServedFacts
from bot.facts.history import History
from bot.language.words import MAX_CHARACTERS
from tests.editing.setups import HEIGHT, steady
from tests.hostile.runaway import no_runaway
from tests.hostile.texts import LONG_TEXT, QUESTIONS
from tests.samples import LIGHTHOUSE, loaded, written
from tools.fuzz import inputs

ROOM = 20
"""How often the seconds that an input may cost: what runs away meets this limit, a busy machine does not."""

ME = Me(7, "talks_bot")


def kept(target: inputs.Target) -> list[Path]:
    """The files of the corpus of `target`."""
    return sorted(target.corpus.iterdir())


@pytest.mark.parametrize("file", kept(inputs.questions()), ids=lambda file: file.name)
def test_a_question_that_once_failed_has_an_answer(file: Path) -> None:
    with no_runaway(ROOM * inputs.questions().seconds):
        inputs.questions().examine(file.read_bytes())


@pytest.mark.parametrize("file", kept(inputs.files()), ids=lambda file: file.name)
def test_a_file_that_once_failed_is_told_what_is_wrong_with_it(file: Path) -> None:
    with no_runaway(ROOM * inputs.files().seconds):
        inputs.files().examine(file.read_bytes())


@pytest.mark.parametrize("file", kept(inputs.insertions()), ids=lambda file: file.name)
def test_a_file_to_which_nothing_could_be_added_takes_a_wording(file: Path) -> None:
    with no_runaway(ROOM * inputs.insertions().seconds):
        inputs.insertions().examine(file.read_bytes())


@given(QUESTIONS)
def test_any_text_has_an_answer_that_telegram_takes(question: str) -> None:
    inputs.questions().examine(question.encode("utf-8", "surrogatepass"))


@given(LONG_TEXT)
def test_what_is_longer_than_a_message_is_not_looked_at(question: str) -> None:
    whole, cut = (inputs.answerer().answer(text) for text in (question, question.strip()[:MAX_CHARACTERS]))

    assert (whole.status, whole.confidence, whole.matches) == (cut.status, cut.confidence, cut.matches)


@given(QUESTIONS)
def test_few_and_short_parts_of_any_text_are_looked_at(text: str) -> None:
    for found in (sentences(text), parts(text)):
        assert len(found) <= MAX_PARTS
        assert all(len(re.findall(r"\w+", part)) <= MAX_WORDS for part in found)


@given(
    text=QUESTIONS,
    marked=st.lists(
        st.builds(
            Entity,
            st.sampled_from(["bot_command", "mention", "text_mention", "bold", ""]),
            st.integers(),
            st.integers(),
            st.sampled_from([None, ME.id, 8]),
        ),
        max_size=4,
    ),
    replied=st.none() | st.builds(Replied, QUESTIONS, st.booleans()),
)
def test_entities_that_lie_about_their_offsets_are_read(
    text: str, marked: list[Entity], replied: Replied | None
) -> None:
    post = IncomingMessage(text, tuple(marked), replied)

    for call in (private_call(post, ME), group_call(post, ME)):
        if call is not None:
            inputs.answerer().answer(call.words)


@given(st.sampled_from(inputs.files().seeds), st.randoms(use_true_random=False))
def test_a_valid_file_with_any_change_is_facts_or_errors(seed: bytes, random: Random) -> None:
    inputs.files().examine(inputs.files().mutator.mutated(seed, random))


@given(st.sampled_from(inputs.insertions().seeds), st.randoms(use_true_random=False))
def test_a_wording_is_added_to_any_file_or_refused(seed: bytes, random: Random) -> None:
    inputs.insertions().examine(inputs.insertions().mutator.mutated(seed, random))


@given(st.binary(max_size=2_000))
def test_any_bytes_are_facts_or_errors(data: bytes) -> None:
    inputs.files().examine(data)


@given(st.sampled_from([LIGHTHOUSE.encode(), b""]), st.randoms(use_true_random=False))
def test_whatever_is_saved_the_facts_keep_serving(
    tmp_path_factory: pytest.TempPathFactory, seed: bytes, random: Random
) -> None:
    folder = tmp_path_factory.mktemp("saved")
    file = written(folder)
    base = loaded(LIGHTHOUSE).base
    assert base is not None
    served = ServedFacts(file, CurrentAnswerer(Answerer(base)), History(folder / "history", steady(folder)))
    saved = inputs.files().mutator.mutated(seed, random)
    file.write_bytes(saved)

    broken = served.reload().outcome is Reload.BROKEN

    assert served.answerer.base == (base if broken else loaded(saved).base)
    assert served.answerer.answer(HEIGHT)
