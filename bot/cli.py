"""The commands of the program. What only one of them needs is imported there, so that the others start faster."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from bot import __version__
from bot.answering import Answerer
from bot.facts.files import question_set
from bot.facts.loading import FactFilesError, load, load_or_raise
from bot.facts.model import FactBase
from bot.terminal.streams import standard_streams, text_of, write_error

DOTENV = Path(".env")
KNOWLEDGE = Path("knowledge")
SAMPLE = Path(__file__).with_name("sample")
"""The facts of the talks, which an installed package carries; in a checkout they are in the folder knowledge."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _in_dotenv(name: str, default: str) -> str:
    """Return the setting `name` of .env, or `default`; typer calls it where the environment has none.

    `Settings` says the same, but takes a quarter of a second to import, which each answer would wait for. A file that
    cannot be read ends the command.
    """
    if not DOTENV.is_file():
        return default
    from dotenv import dotenv_values

    try:
        return dotenv_values(DOTENV).get(name) or default
    except (OSError, UnicodeDecodeError):
        write_error(f"{DOTENV} cannot be read; save it with the encoding UTF-8, readable for you.")
        raise typer.Exit(1) from None


def _setting(flag: str, name: str, default: str, help_text: str, *, shown: str = "") -> Any:
    """Return an option that is a setting, too: without the flag the environment counts, then .env, then `default`."""
    return typer.Option(
        flag,
        envvar=name,
        default_factory=lambda: _in_dotenv(name, default),
        show_default=shown or default,
        help=help_text,
    )


def _default_knowledge() -> Path:
    """Return KNOWLEDGE_PATH of .env, the folder knowledge, or the sample if neither is there."""
    chosen = _in_dotenv("KNOWLEDGE_PATH", "")
    return Path(chosen) if chosen else KNOWLEDGE if KNOWLEDGE.exists() or not SAMPLE.exists() else SAMPLE


Knowledge = Annotated[
    Path,
    typer.Option(
        "--knowledge",
        envvar="KNOWLEDGE_PATH",
        default_factory=_default_knowledge,
        show_default=str(KNOWLEDGE),
        help="A fact file, or a folder of them.",
    ),
]
Data = Annotated[
    Path,
    _setting("--data", "DATA_PATH", "data", "The folder for what is kept: gaps, and the embeddings of the facts."),
]
Model = Annotated[
    str,
    _setting(
        "--model",
        "EMBEDDING_MODEL",
        "",
        "A folder with another embedding model, or none to match by words alone.",
        shown="the one that is installed",
    ),
]

Force = Annotated[bool, typer.Option("--force", help="Overwrite files that are there already.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"talksbot {__version__}")
        raise typer.Exit


@app.callback()
def main(
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Answers questions from a checked fact base, with the quote behind each answer."""


@app.command()
def chat(
    knowledge: Knowledge,
    data: Data,
    model: Model,
    as_json: Annotated[
        bool, typer.Option("--json", help="Read a message a line and write JSON; an empty line begins a new chat.")
    ] = False,
) -> None:
    """Ask in the terminal; lines from a pipe are answered too."""
    from bot.terminal import chat as conversation

    with standard_streams():
        answerer = _answerer(knowledge, model, data)
        if as_json:
            conversation.chat_as_json(answerer, sys.stdin)
        else:
            conversation.chat(answerer)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; - reads one from each line of standard input.")],
    knowledge: Knowledge,
    data: Data,
    model: Model,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, one object a line.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say which words decided.")] = False,
) -> None:
    """Answer one question, or each line of standard input."""
    from bot.terminal import answers

    output_format = answers.OutputFormat(as_json=as_json, with_explanation=explain)
    with standard_streams():
        answerer = _answerer(knowledge, model, data)
        if question == ["-"]:
            answers.ask_each(answerer, sys.stdin, output_format)
        else:
            answers.ask(answerer, text_of(" ".join(question)), output_format)


@app.command()
def check(
    knowledge: Knowledge,
    data: Data,
    model: Model,
    path: Annotated[Path | None, typer.Argument(help="What to check instead of --knowledge.")] = None,
    article: Annotated[
        Path | None, typer.Option("--article", help="The source as a text file: every quote must be in it.")
    ] = None,
) -> None:
    """Name every problem of the fact files; warnings do not fail."""
    from bot.terminal.check import report

    with standard_streams(), _sound_model():
        raise typer.Exit(report(load(path or _told(knowledge)), article, model, data))


@app.command("eval")
def evaluate(
    knowledge: Knowledge,
    data: Data,
    model: Model,
    questions: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A question set; default: questions.yaml or .yml beside the facts, or else their own questions.",
        ),
    ] = None,
) -> None:
    """Answer a question set and show the figures by kind."""
    from bot.terminal.evaluate import measure, measure_by_own_questions

    with standard_streams():
        answerer = _answerer(knowledge, model, data)
        beside = question_set(knowledge if knowledge.is_dir() else knowledge.parent)
        if questions is None and not beside.exists():
            raise typer.Exit(measure_by_own_questions(answerer, beside))
        raise typer.Exit(measure(answerer, questions or beside))


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where to begin; it is made if it is missing.")] = Path(),
    force: Force = False,
) -> None:
    """Write a small bot to begin with: facts, their text, questions and settings."""
    from bot.terminal.init import begin

    with standard_streams():
        raise typer.Exit(begin(folder, context.find_root().info_name or "talksbot", force=force))


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="A table, JSON lines, Rasa's YAML or a Markdown page.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The fact file to write. [default: FILE.yaml, here]")
    ] = None,
    force: Force = False,
) -> None:
    """Make a fact file of question and answer pairs."""
    from bot.terminal.import_pairs import import_pairs

    with standard_streams():
        raise typer.Exit(import_pairs(files, output, context.find_root().info_name or "talksbot", force=force))


@app.command()
def gaps(
    knowledge: Knowledge,
    data: Data,
    model: Model,
    days: Annotated[
        int,
        typer.Option(
            "--days",
            envvar="GAPS_DAYS",
            min=0,
            default_factory=lambda: _in_dotenv("GAPS_DAYS", "90"),
            show_default="90",
            help="How many days to look back.",
        ),
    ],
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Write lines to paste into a fact file.")] = False,
) -> None:
    """Show what readers asked and found no answer to, the most asked first."""
    from bot.terminal.gaps import show_gaps

    with standard_streams():
        raise typer.Exit(show_gaps(_answerer(knowledge, model, data), data, days, as_yaml=as_yaml))


@app.command()
def draft(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(help="A text, a Markdown file or a saved web page; - reads standard input.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The fact file to write; - prints it. [default: SOURCE.yaml, here]"),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What the source is called, if it does not say.")] = "",
    force: Force = False,
) -> None:
    """Make a fact file of an article, for you to edit."""
    from bot.terminal.draft import write_draft

    with standard_streams():
        program = context.find_root().info_name or "talksbot"
        raise typer.Exit(write_draft(source, output, text_of(title), program, force=force))


@app.command()
def run(knowledge: Knowledge, data: Data, model: Model) -> None:
    """Start the Telegram bot."""
    from bot.settings import SettingsError, read_settings

    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        write_error(error)
        raise typer.Exit(1) from None
    from bot.telegram.app import run as run_bot

    # The sample is not for the public, and admins would change it where the package is installed.
    facts = KNOWLEDGE if knowledge == SAMPLE else knowledge
    chosen = {"knowledge_path": facts, "data_path": data, "embedding_model": model}
    raise typer.Exit(run_bot(settings.model_copy(update=chosen)))


@app.command()
def demo(
    knowledge: Knowledge,
    data: Data,
    model: Model,
    host: Annotated[
        str, typer.Option("--host", help="Where to serve the page; other machines reach only what you name here.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The page's port; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in a browser.")] = False,
) -> None:
    """Try the real bot in a browser, without a token."""
    from bot.embeddings.store import FILE, open_store
    from bot.playground.demo import Demo, run
    from bot.playground.server import Insight
    from bot.terminal.embed import answerer_with
    from bot.terminal.playground import explanation, first_questions

    base = _base(knowledge)
    with _sound_model():
        store = open_store(model, data)
    answerer_with(base, store)
    with _to_be_changed(knowledge) as facts:
        insight = Insight(partial(explanation, facts, store), partial(first_questions, facts))
        ordered = Demo(facts, model, insight, data / FILE, host, port, not no_open)
        raise typer.Exit(run(ordered))


def _answerer(knowledge: Path, model: str, data: Path) -> Answerer:
    """Return what answers from the facts at `knowledge`; a model that cannot be used ends the command."""
    from bot.terminal.embed import embedded_answerer

    base = _base(knowledge)
    with _sound_model():
        return embedded_answerer(base, model, data)


@contextmanager
def _sound_model() -> Iterator[None]:
    """End the command with one sentence if the embedding model cannot be used."""
    from bot.embeddings.model import EmbeddingModelError

    try:
        yield
    except EmbeddingModelError as error:
        write_error(error)
        raise typer.Exit(1) from None


@contextmanager
def _to_be_changed(knowledge: Path) -> Iterator[Path]:
    """Yield fact files that admins may change: `knowledge`, or a copy of the sample, gone afterwards."""
    if knowledge != SAMPLE:
        yield knowledge
        return
    with TemporaryDirectory(prefix="talksbot-sample-") as folder:
        yield Path(shutil.copytree(SAMPLE, folder, dirs_exist_ok=True))


def _told(knowledge: Path) -> Path:
    """Return `knowledge`, and say on standard error if it is the sample, which nobody named."""
    if knowledge == SAMPLE:
        write_error(
            f"There is no folder {KNOWLEDGE} here: the sample of talksbot answers. --knowledge names other facts."
        )
    return knowledge


def _base(knowledge: Path) -> FactBase:
    """Return the fact base at `knowledge`; problems are printed and end the command with status 1."""
    try:
        return load_or_raise(_told(knowledge))
    except FactFilesError as error:
        for problem in error.problems:
            write_error(problem)
        raise typer.Exit(1) from None
