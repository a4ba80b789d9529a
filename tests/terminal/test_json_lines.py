"""The lines that `ask --json` promises."""

import json
from datetime import date

from bot.answering import Answer, Explanation, How, Match, MatchTrace, Status, Suggestion, WordTrace
from bot.facts.model import Fact, Source
from bot.terminal.json_lines import json_line
from bot.terminal.rendering import plain

SOURCE = Source("The lighthouse", published=date(2023, 5, 4))
HEIGHT = Fact("height", "It is 41 metres high.", "41 metres high", SOURCE)
KEEPER = Fact("keeper", "Ada Berg kept it.", "kept by Ada Berg", SOURCE, note="Or Bergh.")
ANSWER = Answer(
    question="how high",
    status=Status.ANSWERED,
    confidence=0.912345,
    facts=(Match(HEIGHT, 0.9),),
    suggestions=(Suggestion(KEEPER, "Who kept it?"),),
    matches=(Match(HEIGHT, 0.9), Match(KEEPER, 0.2)),
)


def test_an_answer_is_one_object_on_one_line() -> None:
    line = json_line(ANSWER)
    assert "\n" not in line
    assert json.loads(line) == {
        "question": "how high",
        "status": "answered",
        "confidence": 0.9123,
        "facts": [
            {
                "id": "height",
                "statement": "It is 41 metres high.",
                "quote": "41 metres high",
                "note": None,
                "score": 0.9,
                "source": {"title": "The lighthouse", "published": "2023-05-04"},
            }
        ],
        "suggestions": [{"id": "keeper", "question": "Who kept it?"}],
        "matches": [
            {"id": "height", "statement": "It is 41 metres high.", "score": 0.9},
            {"id": "keeper", "statement": "Ada Berg kept it.", "score": 0.2},
        ],
        "reply": plain(ANSWER),
    }


def test_any_question_comes_back_as_it_was_without_steering_a_terminal() -> None:
    question = "é \x1b[31m \x9b \u2028 \u202e \ud800 \x00 😀"
    line = json_line(Answer(question, Status.UNKNOWN, 0.0))
    assert json.loads(line)["question"] == question
    assert "é" in line
    assert "😀" in line
    assert len(line.splitlines()) == 1
    assert not set(line) & set("\x1b\x9b\u2028\u202e\ud800\x00")


def test_an_explanation_goes_along_when_asked_for() -> None:
    words = (WordTrace("high", "high", How.WORD, 2.0), WordTrace("pray", None, None, 0.5))
    line = json_line(
        ANSWER, Explanation(ANSWER, 0.7, 0.3, "the best fact is clear", (MatchTrace(ANSWER.matches[0], words),))
    )
    assert json.loads(line)["explanation"] == {
        "answered_from": 0.7,
        "unsure_from": 0.3,
        "rule": "the best fact is clear",
        "understood": "",
        "traces": [
            {
                "id": "height",
                "score": 0.9,
                "words": [
                    {"word": "high", "matched": "high", "how": "word", "weight": 2.0, "nearness": None},
                    {"word": "pray", "matched": None, "how": None, "weight": 0.5, "nearness": None},
                ],
            }
        ],
    }
