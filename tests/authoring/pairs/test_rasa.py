"""Pairs in Rasa's YAML: intents with their examples, and the responses to them."""

import pytest

from bot.authoring.pairs.model import PairFile, PairFileError
from bot.authoring.pairs.rasa import read_rasa

NLU = """\
version: "3.1"
nlu:
- intent: faq/ask_name
  examples: |
    - What is your name?
    - What do [people](who) call [you]{"entity": "who", "role": "bot"}?
- intent: opening_hours
  examples:
  - text: |
      When do you open?
    metadata: {sentiment: neutral}
  - How long are you open?
"""
RESPONSES = """\
version: "3.0"
responses:
  utter_faq/ask_name:
  - text: My name is Ada.
  utter_opening_hours:
  - text: We open at nine.
"""


def read(*texts: str) -> PairFile:
    return read_rasa([(f"{number}.yml", text.encode()) for number, text in enumerate(texts, 1)])


def told(file: PairFile) -> list[str]:
    return [str(problem) for problem in file.problems]


@pytest.mark.parametrize("texts", [(NLU, RESPONSES), (RESPONSES, NLU), (NLU + RESPONSES.partition("\n")[2],)])
def test_an_intent_and_its_response_are_a_pair_in_one_file_or_in_two(texts: tuple[str, ...]) -> None:
    file = read(*texts)

    assert [([question.text for question in pair.questions], pair.answer) for pair in file.pairs] == [
        (["What is your name?", "What do people call you?"], "My name is Ada."),
        (["When do you open?", "How long are you open?"], "We open at nine."),
    ]
    assert file.problems == []


def test_each_example_has_its_line() -> None:
    [name, hours] = read(NLU, RESPONSES).pairs
    assert [(question.line, pair.line) for pair in (name, hours) for question in pair.questions] == [
        (5, 3),
        (6, 3),
        (9, 7),
        (12, 7),
    ]


def test_what_is_no_intent_and_what_has_no_partner_is_named() -> None:
    more = "- synonym: shop\n  examples: |\n    - store\n- intent: bye\n  examples: |\n    - bye\n- text\n"
    file = read(NLU + more, RESPONSES + "  utter_default:\n  - text: Sorry?\nrules: []\n")

    assert told(file) == [
        "1.yml:13: nlu[2]: is not an intent, so there is no answer to it; left out",
        "1.yml:16: nlu[3]: has no response 'utter_bye'; left out",
        "1.yml:19: nlu[4]: is not an intent, so there is no answer to it; left out",
        "2.yml:7: responses.utter_default: answers no intent of this name; left out",
    ]
    assert list(file.unused) == ["rules"]


def test_what_a_response_has_beside_its_first_text_is_named() -> None:
    more = "    image: https://example.org/a.png\n  - text: At nine.\n  - custom: {a: 1}\n"
    assert told(read(NLU, RESPONSES + more)) == [
        "2.yml:7: warning: responses.utter_opening_hours[0].image: has no place in a fact; left out",
        "2.yml:8: warning: responses.utter_opening_hours[1]: is another wording of the answer; the first is taken",
        "2.yml:9: warning: responses.utter_opening_hours[2]: has no text; left out",
    ]


def test_a_line_that_is_no_example_is_named() -> None:
    assert told(read(NLU.replace("    - What is your", "    What is your"), RESPONSES)) == [
        "1.yml:5: is not an example, which begins with a hyphen; left out"
    ]


def test_what_rasa_filled_in_is_to_be_checked() -> None:
    [pair, _] = read(NLU, RESPONSES.replace("Ada", "{name}")).pairs
    assert pair.checks == ["Rasa filled in what stands in braces; write it out"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (NLU.replace("3.1", "2.0"), "1.yml:1: version: is '2.0', and the format of Rasa 3 is read"),
        (NLU.partition("\n")[2], "1.yml:1: version: is missing, and the format of Rasa 3 is read"),
        ("version: 1\nfacts: []\n", "1.yml:1: is not Rasa's YAML, which has the key 'nlu' or 'responses'"),
        ("- intent: a\n", "1.yml:1: is not Rasa's YAML"),
        ("version: [\n", "1.yml:2: is not valid YAML"),
        ('version: "3.1"\nnlu: &a []\nrules: *a\n', "1.yml:3: uses the alias"),
        ('version: "3.1"\nnlu: !!python/name:os.system\n', "1.yml:2: nlu: has the tag"),
    ],
)
def test_yaml_that_is_another_is_one_sentence(text: str, message: str) -> None:
    with pytest.raises(PairFileError) as error:
        read(text, RESPONSES)
    assert len(error.value.problems) == 1
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("value", ["", "text", "{a: 1}", "[1, [2]]"])
def test_keys_of_another_shape_hold_no_pair(value: str) -> None:
    assert read(f'version: "3.1"\nnlu: {value}\nresponses: {value}\n').pairs == []
