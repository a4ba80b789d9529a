"""What the documents say is true: their commands, paths, names, settings, examples and figures."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.answering import Answer, Answerer, Status
from bot.authoring.starter import starter
from bot.chats.turns import Before, answer_after
from bot.cli import app
from bot.settings import Settings
from bot.telegram.admin.table import COMMANDS as ADMIN_COMMANDS
from bot.telegram.handlers.commands import COMMANDS
from bot.terminal.explanations import explained
from bot.terminal.rendering import plain
from tests.embedded import talks
from tests.samples import loaded

ROOT = Path(__file__).parent.parent
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
ARCHITECTURE, HOSTING, WRITING_FACTS = (
    ROOT / "docs" / f"{name}.md" for name in ("architecture", "hosting", "writing-facts")
)
DOCS = [README, CONTRIBUTING, *sorted((ROOT / "docs").glob("*.md"))]

MOST_README_BYTES = 6_000
MOST_FILES_OF_A_RECIPE = 3

ADMIN_NAMES = {command.name for command in ADMIN_COMMANDS}

OF_BOTFATHER = {"newbot", "setinline", "setprivacy"}
"""Commands in Telegram that are not the bot's."""

OF_RECIPES = {"count"}
"""Commands that are shown to be added."""

MADE = {"article.txt", "article.yaml", "faq.csv", "faq.yaml", "nlu.yml", "domain.yml", "model.onnx", ".env"}
"""Files that the reader makes or brings."""

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_FIGURES = re.compile(r"<!-- figures: (\w+) -->\n(.*?)\n<!-- end of figures -->", re.DOTALL)
_NAMES_IN_FILE = re.compile(r"((?:`[\w.]+`(?:, | and )?)+)\s+in\s+`(bot/[\w/]+\.py)`")
_ROOTS = ("bot/", "docs/", "knowledge/", "requirements/", "tests/", "tools/", ".ci/", ".github/")
_FILE = re.compile(r"[\w.*-]+\.(?:json|lock|md|onnx|png|py|svg|toml|txt|yaml|yml)|\.[a-z-]+\.yaml|\.env[\w.]*")
_ENTERED = re.compile(r"^ {4}(?:\$ )?(.+)$", re.MULTILINE)
_COMMAND = re.compile(r"(?:make|python3? -m|\.venv/bin/\S+|talksbot) .*")
_BOT = re.compile(r"(?:(?:python|\.venv/bin/python) -m bot|talksbot)\s(.*)")

document = pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def fences(path: Path, language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(text_of(path)) if name == language]


def literals(path: Path) -> list[str]:
    """Return what stands between backticks in the prose."""
    prose = _FENCE.sub("", text_of(path))
    return [" ".join(each.split()) for each in re.findall(r"`([^`]+)`", prose)]


def commands(path: Path) -> list[str]:
    """Return the commands in prose and in examples, without comments."""
    lines = [*literals(path), *_ENTERED.findall(text_of(path))]
    return [re.sub(r"\s+#.*", "", line) for line in lines if _COMMAND.match(line)]


@document
def test_every_make_target_exists(path: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE)
    asked = [command.split()[1] for command in commands(path) if command.startswith("make ")]
    assert [target for target in asked if target not in targets] == []


@document
def test_every_command_of_the_bot_exists_with_its_options(path: Path) -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for found in filter(None, map(_BOT.fullmatch, commands(path))):
        command, *rest = shlex.split(found[1])
        options = {option for parameter in known[command].params for option in parameter.opts}
        assert [word for word in rest if word.startswith("--") and word not in options] == []


@document
def test_every_path_exists(path: Path) -> None:
    names = {each.name for folder in ("bot", "docs", "knowledge", "tests") for each in (ROOT / folder).rglob("*.*")}
    names |= {each.name for each in ROOT.iterdir()} | MADE
    said = [*literals(path), *(word for command in commands(path) for word in command.split())]
    missing = [each for each in said if each.startswith(_ROOTS) and not (ROOT / each).exists()]
    missing = [each for each in missing if Path(each).name not in MADE]
    missing += [each for each in said if _FILE.fullmatch(each) and each not in names]
    assert missing == []


@document
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text_of(path)):
        file, _, heading = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", text_of(there), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, target


@document
def test_every_name_is_in_the_module_that_is_named_with_it(path: Path) -> None:
    for names, module in _NAMES_IN_FILE.findall(text_of(path)):
        defined = set(definitions(ast.parse(text_of(ROOT / module))))
        assert [name for name in re.findall(r"`([\w.]+)`", names) if name not in defined] == [], module


def definitions(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield prefix + name
            case ast.ClassDef(name=name):
                yield prefix + name
                yield from definitions(node, f"{prefix}{name}.")
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield prefix + name
            case ast.Assign(targets=targets):
                yield from (prefix + target.id for target in targets if isinstance(target, ast.Name))


@document
def test_every_setting_exists(path: Path) -> None:
    settings = {name.upper() for name in Settings.model_fields}
    for name in re.findall(r"`([A-Z]+_[A-Z_]+)(?:[=/][^`]*)?`", text_of(path)):
        assert name in settings or is_in_the_code(name), name


def is_in_the_code(name: str) -> bool:
    files = [file for folder in ("bot", "tests") for file in (ROOT / folder).rglob("*.py") if file != Path(__file__)]
    return any(re.search(rf"\b{name}\b", text_of(file)) for file in files)


def test_hosting_has_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", text_of(HOSTING), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"\w+", row)} == {
        name.upper() for name in Settings.model_fields
    }


@document
def test_every_command_in_telegram_exists(path: Path) -> None:
    asked = {found[1] for literal in literals(path) if (found := re.fullmatch(r"/([a-z]+)(?: .*)?", literal))}
    assert asked - OF_BOTFATHER - OF_RECIPES <= {*COMMANDS, *ADMIN_NAMES}


def test_admins_find_every_command_of_theirs() -> None:
    told = {literal.split()[0] for literal in literals(ROOT / "docs" / "admins.md") if literal.startswith("/")}
    assert {f"/{command}" for command in ADMIN_NAMES} <= told


@document
def test_every_example_in_python_is_python(path: Path) -> None:
    for example in fences(path, "python"):
        compile(re.sub(r"^ {3}", "", example, flags=re.MULTILINE), path.name, "exec")


def test_the_fact_file_and_the_questions_are_those_that_init_writes() -> None:
    files = {path.name: data.decode() for path, data in starter().items()}
    assert fences(WRITING_FACTS, "yaml") == [files["lighthouse.yaml"], files["questions.yaml"]]


def test_the_problem_that_check_shows_is_what_comes_out() -> None:
    [facts, _] = fences(WRITING_FACTS, "yaml")
    problem = loaded(facts.replace("about: [ada-berg]", "about: [ada-breg]"), "knowledge/lighthouse.yaml").problems[0]
    assert f"    {problem}\n" in text_of(WRITING_FACTS)


def test_the_readme_is_short_and_says_nothing_of_how_it_is_made() -> None:
    assert len(README.read_bytes()) <= MOST_README_BYTES
    assert "bot/" not in text_of(README)
    assert re.findall(r"^ {4}(make \w+)", text_of(README), re.MULTILINE) == ["make demo", "make chat"]


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return talks()


def test_the_chat_in_the_readme_is_what_comes_out(answerer: Answerer) -> None:
    before, answers = Before(), list[Answer]()
    turns = re.findall(r"^ {4}> (.+)\n((?: {4}.+\n)+)", text_of(README), re.MULTILINE)
    assert len(turns) >= 4
    for question, shown in turns:
        answer = answer_after(answerer, question, before)
        before = before.and_then(answer)
        answers.append(answer)
        pieces = [" ".join(piece.split()) for piece in re.split(r"^ +…$", shown, flags=re.MULTILINE)]
        wanted = ".*".join(map(re.escape, pieces))
        assert re.fullmatch(wanted, " ".join(plain(answer).split())), question
    assert {answer.status for answer in answers} == {Status.ANSWERED, Status.UNKNOWN}
    assert "thanks" in {answer.act for answer in answers}


def test_the_question_back_in_hosting_is_what_comes_out(answerer: Answerer) -> None:
    answer = answerer.answer("Which minister?")
    buttons = " ".join(f"[ {offer.question} ]" for offer in answer.suggestions)
    assert answer.status is Status.UNSURE
    assert f"you {answer.question} bot Did you mean: {buttons}" in " ".join(text_of(HOSTING).split())


def test_the_explanation_is_what_comes_out(answerer: Answerer) -> None:
    text = text_of(WRITING_FACTS)
    [(question, shown)] = re.findall(r'^ {4}\$ .* --explain "(.+?)"\n((?: {4}.+\n|\n)+)', text, re.MULTILINE)
    came_out = without_figures(explained(answerer.explain(question)))
    for line in shown.splitlines():
        assert without_figures(line.removesuffix("…")) in came_out


def without_figures(text: str) -> str:
    """Return `text` without figures, whose last digits depend on the processor."""
    return " ".join(re.sub(r"\d\.\d\d", "", text).split())


def test_figures_are_those_of_the_report() -> None:
    report = " ".join(text_of(ROOT / "docs" / "bench.md").split())
    figures = dict(found for path in DOCS for found in _FIGURES.findall(text_of(path)))
    assert figures.keys() == {"comparison", "load"}
    for each in figures.values():
        assert " ".join(each.split()) in report


def test_each_recipe_begins_with_the_few_files_to_touch() -> None:
    recipes = section(CONTRIBUTING, "Recipes").split("\n### ")[1:]
    assert recipes
    for recipe in recipes:
        name, _, rest = recipe.partition("\n")
        assert rest.strip().startswith("Files: "), name
        assert rest.strip().splitlines()[0].count(",") < MOST_FILES_OF_A_RECIPE, name


def section(path: Path, title: str) -> str:
    return text_of(path).partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_map_has_every_room_every_contract_and_every_dependency() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    packages = {f"bot/{path.parent.name}" for path in (ROOT / "bot").glob("*/__init__.py")}
    contracts = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}
    dependencies = {re.split(r"[\[<>=~]", each)[0] for each in project["project"]["dependencies"]}

    assert packages <= set(first_cells(section(ARCHITECTURE, "The rooms")))
    assert contracts == set(first_cells(section(ARCHITECTURE, "Why the walls stand")))
    assert dependencies == set(first_cells(section(ARCHITECTURE, "Dependencies")))


def first_cells(text: str) -> list[str]:
    """Return the first cell of each row of the tables in `text`, without their heads."""
    return [cell.strip("`") for cell in re.findall(r"^\| (.+?) \|", text.partition("| --- |")[2], re.MULTILINE)]
