"""The commands as people and scripts run them: streams, exit codes, pipes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.commands import COMMAND, bot, bot_process, environment
from tests.samples import ARTICLE, FACT, HEAD, LIGHTHOUSE, written

HOW_HIGH = "How high is the lighthouse?"
WHO = "Who was the first keeper?"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A folder with a fact base."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    written(folder)
    return folder


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def ids(record: dict[str, Any]) -> list[str]:
    return [fact["id"] for fact in record["facts"]]


class TestAsk:
    @pytest.mark.slow
    def test_the_statement_the_quote_and_the_source_come_back(self, knowledge: Path) -> None:
        done = bot_process("ask", HOW_HIGH, "--knowledge", knowledge)
        assert (done.status, done.errors) == (0, "")
        assert done.output.splitlines()[:3] == [
            "The lighthouse of Nordholm is 41 metres high.",
            "  “the tower, 41 metres high”",
            "  — The lighthouse of Nordholm, Harbour News, 4 May 2023, https://example.org/nordholm",
        ]

    def test_a_question_needs_no_quotes_around_it(self, knowledge: Path) -> None:
        done = bot("ask", *WHO.split(), "--json", "--knowledge", knowledge)
        (record,) = records(done.output)
        assert record["question"] == WHO
        assert ids(record) == ["first-keeper"]

    def test_json_has_the_promised_keys(self, knowledge: Path) -> None:
        (record,) = records(bot("ask", WHO, "--json", "--knowledge", knowledge).output)
        assert list(record) == ["question", "status", "confidence", "facts", "suggestions", "matches", "reply"]
        assert record["status"] == "answered"
        assert record["facts"][0]["note"] == "The article spells her name in two ways."
        assert record["facts"][0]["source"]["published"] == "2023-05-04"
        assert record["matches"][0]["id"] == "first-keeper"
        assert len(record["matches"]) <= 5
        assert record["reply"] == bot("ask", WHO, "--knowledge", knowledge).output.rstrip("\n")

    def test_an_explanation_comes_when_asked_for(self, knowledge: Path) -> None:
        told = bot("ask", WHO, "--explain", "--knowledge", knowledge).output
        assert "with confidence" in told
        assert "1. first-keeper" in told
        (record,) = records(bot("ask", WHO, "--explain", "--json", "--knowledge", knowledge).output)
        assert record["explanation"]["traces"][0]["id"] == "first-keeper"

    @pytest.mark.slow
    def test_an_answer_leaves_before_the_next_question_comes(self, knowledge: Path) -> None:
        with subprocess.Popen(  # noqa: S603 - our own program
            [*COMMAND, "ask", "-", "--json", "--knowledge", str(knowledge)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
            bufsize=1,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for question, fact in ((HOW_HIGH, "tower-height"), (WHO, "first-keeper"), (HOW_HIGH, "tower-height")):
                process.stdin.write(f"{question}\n")
                assert ids(json.loads(process.stdout.readline())) == [fact]
            process.stdin.close()
            assert process.wait(timeout=30) == 0

    def test_each_line_has_a_line_of_its_own_as_answer(self, knowledge: Path) -> None:
        lines = bot("ask", "-", "--knowledge", knowledge, typed=f"{HOW_HIGH}\n\n{WHO}\n").output.splitlines()
        assert len(lines) == 3
        assert lines[0].startswith("The lighthouse of Nordholm is 41 metres high. “the tower, 41 metres high”")
        assert lines[2].startswith("Ada Berg was the first keeper")

    @pytest.mark.parametrize(
        "question",
        ["", " ", "?" * 5, "😀", "\u202e\u200f", "\x1b[31m\x07", "the of and", "x" * 100_000, "word " * 20_000],
        ids=["empty", "blank", "marks", "emoji", "direction", "controls", "stop words", "long word", "long text"],
    )
    def test_any_question_gets_an_answer(self, knowledge: Path, question: str) -> None:
        done = bot("ask", "-", "--json", "--knowledge", knowledge, typed=f"{question}\n")
        assert done.status == 0
        assert [record["status"] in ("answered", "unsure", "unknown") for record in records(done.output)] == [True]
        assert not set(done.output) & set("\x1b\x07\u202e")

    @pytest.mark.slow
    def test_bytes_that_are_no_text_get_an_answer(self, knowledge: Path) -> None:
        done = bot_process("ask", "-", "--json", "--knowledge", knowledge, typed=b"\xff\xfe how high\x00\n")
        assert len(records(done.output)) == 1

    @pytest.mark.slow
    def test_a_reader_who_leaves_early_is_no_error(self, knowledge: Path) -> None:
        with subprocess.Popen(  # noqa: S603 - our own program
            [*COMMAND, "ask", "-", "--json", "--knowledge", str(knowledge)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process:
            assert process.stdout is not None
            process.stdout.close()
            _, errors = process.communicate(f"{WHO}\n".encode() * 100, timeout=30)
        assert (process.returncode, errors) == (0, b"")


class TestWrongUse:
    @pytest.mark.parametrize("arguments", [["ask"], ["ask", "x", "--nope"], ["nope"], ["eval", "x", "y"]])
    def test_wrong_use_shows_the_usage_and_ends_with_2(self, arguments: list[str]) -> None:
        done = bot(*arguments)
        assert done.status == 2
        assert done.output == ""
        assert "Usage: python -m bot" in done.errors

    @pytest.mark.parametrize("command", [["ask", "x"], ["ask", "-"], ["chat"], ["eval"]])
    def test_a_missing_folder_is_a_problem_on_standard_error(self, tmp_path: Path, command: list[str]) -> None:
        done = bot(*command, "--knowledge", tmp_path / "nowhere")
        assert (done.status, done.output) == (1, "")
        assert done.errors == (
            f"{tmp_path}/nowhere:1: cannot be read (No such file or directory); "
            "check that it is there and may be read\n"
        )

    def test_an_empty_folder_is_a_problem(self, tmp_path: Path) -> None:
        done = bot("ask", "x", "--knowledge", tmp_path)
        assert (done.status, done.output) == (1, "")
        assert "has no fact file; add a file that ends in .yaml" in done.errors

    def test_every_problem_of_a_broken_file_is_named(self, tmp_path: Path) -> None:
        path = written(tmp_path, HEAD + FACT + "    see: [b]\n    nope: 1\n")
        done = bot("chat", "--knowledge", path, typed="x\n")
        assert (done.status, done.output) == (1, "")
        assert [line.split(": ")[1] for line in done.errors.splitlines()] == ["facts[0].see[0]", "facts[0].nope"]

    def test_the_bot_says_that_it_needs_a_token(self, knowledge: Path, tmp_path: Path) -> None:
        done = bot("run", "--knowledge", knowledge, folder=tmp_path, BOT_TOKEN="")
        assert (done.status, done.output) == (1, "")
        assert done.errors.startswith("BOT_TOKEN is not set: get one from @BotFather")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_a_full_disk_is_named(knowledge: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [*COMMAND, "ask", WHO, "--knowledge", str(knowledge)]
        done = subprocess.run(  # noqa: S603 - our own program
            command, stdout=full, stderr=subprocess.PIPE, check=False, env=environment()
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("The output cannot be written: ")
    assert done.stderr.count(b"\n") == 1


class TestKnowledge:
    def test_a_dotenv_that_is_no_text_is_a_problem_to_mend(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_bytes(b"\xff\xfe")
        done = bot("ask", WHO, folder=tmp_path)
        assert (done.status, done.output) == (1, "")
        assert done.errors == ".env cannot be read; save it with the encoding UTF-8, readable for you.\n"

    @pytest.mark.usefixtures("knowledge")
    def test_it_is_found_by_option_then_environment_then_dotenv_then_name(self, tmp_path: Path) -> None:
        assert ids(records(bot("ask", WHO, "--json", folder=tmp_path).output)[0]) == ["first-keeper"]
        (tmp_path / ".env").write_text("KNOWLEDGE_PATH=dotenv\n", encoding="utf-8")
        assert bot("ask", WHO, folder=tmp_path).errors.startswith("dotenv:1: cannot be read")
        done = bot("ask", WHO, folder=tmp_path, KNOWLEDGE_PATH="environment")
        assert done.errors.startswith("environment:1: cannot be read")
        done = bot("ask", WHO, "--knowledge", "option", folder=tmp_path, KNOWLEDGE_PATH="environment")
        assert done.errors.startswith("option:1: cannot be read")

    @pytest.mark.slow
    def test_nothing_of_telegram_and_of_the_settings_is_imported_to_answer(self, knowledge: Path) -> None:
        done = bot_process("ask", WHO, "--knowledge", knowledge, PYTHONPROFILEIMPORTTIME="1")
        imported = {line.split("|")[-1].strip() for line in done.errors.splitlines()}
        assert "bot.answering" in imported
        assert imported.isdisjoint({"telegram", "httpx", "pydantic_settings", "dotenv", "rich"})


class TestCheck:
    def test_a_right_base_has_no_problem(self, knowledge: Path) -> None:
        done = bot("check", "--knowledge", knowledge)
        assert (done.status, done.output) == (0, "")
        assert done.errors.startswith("3 facts with 6 questions: 0 errors, 0 warnings\n")

    def test_problems_are_the_output_and_the_exit_status_is_1(self, tmp_path: Path) -> None:
        path = written(tmp_path, LIGHTHOUSE.replace("see: [first-keeper]", "see: [first-keper]"))
        done = bot("check", path)
        assert done.status == 1
        assert done.output == f"{path}:21: facts[0].see[0]: no fact 'first-keper'; did you mean 'first-keeper'?\n"
        assert done.errors == "1 error, 0 warnings\n"

    def test_warnings_are_shown_and_do_not_fail(self, tmp_path: Path) -> None:
        path = written(tmp_path, LIGHTHOUSE.replace("How many metres does the tower measure?", WHO))
        done = bot("check", path)
        assert done.status == 0
        assert f"{path}:26: warning: facts[1].questions[0]" in done.output

    def test_advice_comes_after_the_summary_and_does_not_fail(self, tmp_path: Path) -> None:
        base = LIGHTHOUSE[: LIGHTHOUSE.index("not_covered:")].replace("    also: [Berg]\n", "")
        done = bot("check", written(tmp_path, base))
        assert (done.status, done.output) == (0, "")
        _, *advice = done.errors.splitlines()
        assert advice[1] == "3 facts, 2.0 example questions each."
        assert advice[2].startswith("Of 6 example questions asked as if they were new, ")
        assert "  Ada Berg" in advice
        assert any(line.startswith("  List under not_covered what readers will ask") for line in advice)

    def test_quotes_are_held_against_the_article(self, knowledge: Path, tmp_path: Path) -> None:
        article = written(tmp_path, ARTICLE, "article.txt")
        assert bot("check", knowledge, "--article", article).status == 0
        article.write_text(ARTICLE.replace("first keeper", "last keeper"), encoding="utf-8")
        done = bot("check", knowledge, "--article", article)
        assert done.status == 1
        assert "facts.yaml:24: facts[1].quote: is not in the source word for word" in done.output

    def test_a_missing_article_is_a_problem(self, knowledge: Path, tmp_path: Path) -> None:
        done = bot("check", knowledge, "--article", tmp_path / "nowhere.txt")
        assert done.status == 1
        assert "nowhere.txt:1: cannot be read" in done.output

    def test_a_key_that_steers_the_terminal_is_shown_harmless(self, tmp_path: Path) -> None:
        path = written(tmp_path, HEAD + FACT + '"\\e[31m": x\n')
        done = bot("check", path)
        assert done.status == 1
        assert "\x1b" not in done.output


class TestEval:
    def test_figures_that_reach_the_bar_end_with_0(self, knowledge: Path, tmp_path: Path) -> None:
        questions = f"- {{q: '{HOW_HIGH}', kind: direct, facts: [tower-height]}}\n"
        written(knowledge, questions + f"- {{q: '{WHO}', kind: who, expect: [ada]}}\n", "questions.yaml")
        done = bot("eval", "--knowledge", knowledge, folder=tmp_path)
        assert (done.status, done.errors) == (0, "")
        assert "right 100.0% of 2 answerable" in done.output
        assert [line.split()[1] for line in done.output.splitlines() if "│" in line] == ["direct", "who", "all"]

    def test_what_failed_is_listed_and_ends_with_1(self, knowledge: Path, tmp_path: Path) -> None:
        path = written(tmp_path, f"- {{q: '{HOW_HIGH}', kind: direct, facts: [first-keeper]}}\n", "questions.yaml")
        done = bot("eval", path, "--knowledge", knowledge, folder=tmp_path)
        assert done.status == 1
        assert f": {HOW_HIGH}\n    expected first-keeper; got tower-height\n" in done.output
        assert "right is 0.0%, below 85.0%\nwrong is 100.0%, above 5.0%\n" in done.errors

    def test_the_bar_of_the_project_counts(self, knowledge: Path, tmp_path: Path) -> None:
        path = written(tmp_path, f"- {{q: '{HOW_HIGH}', kind: direct, facts: [first-keeper]}}\n", "questions.yaml")
        (tmp_path / "pyproject.toml").write_text("[tool.talksbot.eval]\nright = 0\nwrong = 1\n", encoding="utf-8")
        assert bot("eval", path, "--knowledge", knowledge, folder=tmp_path).status == 0

    def test_follow_ups_and_chatter_are_shown_and_held_to_the_bar(self, knowledge: Path, tmp_path: Path) -> None:
        questions = (
            f"- {{q: '{HOW_HIGH}', kind: direct, facts: [tower-height]}}\n"
            f"- {{q: '{WHO}', kind: leaning, after: '{HOW_HIGH}', leans: true, facts: [first-keeper]}}\n"
            f"- {{q: thanks, kind: kind words, after: ['{HOW_HIGH}'], say: thanks}}\n"
            f"- {{q: lol, kind: kind words, after: ['{HOW_HIGH}', thanks], say: praise}}\n"
        )
        path = written(tmp_path, questions, "questions.yaml")
        done = bot("eval", path, "--knowledge", knowledge, folder=tmp_path)
        assert (done.status, done.errors) == (0, "")
        assert "follow_up 100.0% of 1 follow-ups (at least 75.0%)" in done.output
        assert "chatter   0.0% of 2 that ask nothing (at most 2.0%)" in done.output
        assert "differs   0.0% of 1 asked twice (at most 1.0%)" in done.output
        assert f": {HOW_HIGH} > thanks > lol\n    expected the act praise; got the act laughter\n" in done.output
        path.write_text(questions + f"- {{q: '{WHO}', kind: kind words, say: thanks}}\n", encoding="utf-8")
        done = bot("eval", path, "--knowledge", knowledge, folder=tmp_path)
        assert (done.status, done.errors) == (1, "chatter is 33.3%, above 2.0%\n")

    def test_a_wrong_id_in_the_set_is_a_problem(self, knowledge: Path, tmp_path: Path) -> None:
        path = written(tmp_path, "- {q: x, kind: direct, facts: [tower-hight]}\n", "questions.yaml")
        done = bot("eval", path, "--knowledge", knowledge)
        assert (done.status, done.output) == (1, "")
        assert done.errors == f"{path}:1: [0].facts[0]: no fact 'tower-hight'; did you mean 'tower-height'?\n"

    def test_a_missing_set_is_a_problem(self, knowledge: Path, tmp_path: Path) -> None:
        done = bot("eval", tmp_path / "nowhere.yaml", "--knowledge", knowledge)
        assert done.status == 1
        assert "nowhere.yaml:1: cannot be read" in done.errors

    def test_without_a_set_the_facts_are_asked_their_own_questions_as_if_they_were_new(self, knowledge: Path) -> None:
        done = bot("eval", "--knowledge", knowledge)
        assert done.status == 0
        assert "questions.yaml, so the facts were asked 6 example questions of their own, each as if" in done.errors
        assert done.output.splitlines()[-1].startswith("Of 6 example questions asked as if they were new, ")
