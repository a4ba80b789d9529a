"""The commands: `chat`, `ask`, `check`, `eval` and `run`. What only one of them needs is imported there."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.answering import Answerer
from bot.facts.loading import FactFilesError, load, load_or_raise
from bot.facts.model import FactBase
from bot.terminal.streams import complain, standard_streams, write

app = typer.Typer(
    help="Answers questions from a checked fact base, with the quote behind each answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _default_knowledge() -> Path:
    """KNOWLEDGE_PATH of .env; typer has looked at the environment before."""
    return Path("knowledge")


Knowledge = Annotated[
    Path,
    typer.Option(
        "--knowledge",
        envvar="KNOWLEDGE_PATH",
        default_factory=_default_knowledge,
        show_default="knowledge",
        help="A fact file, or a folder of them.",
    ),
]


@app.command()
def chat(knowledge: Knowledge) -> None:
    """Ask in the terminal. Lines from a pipe are answered too."""
    from bot.terminal.chat import chat as converse

    with standard_streams():
        converse(Answerer(_base(knowledge)))


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; - reads one from each line of standard input.")],
    knowledge: Knowledge,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say which words decided.")] = False,
) -> None:
    """Answer one question."""
    from bot.terminal import answers

    form = answers.Form(as_json=as_json, with_explanation=explain)
    with standard_streams():
        answerer = Answerer(_base(knowledge))
        if question == ["-"]:
            answers.ask_each(answerer, sys.stdin, form)
        else:
            answers.ask(answerer, " ".join(question), form)


@app.command()
def check(
    knowledge: Knowledge,
    path: Annotated[Path | None, typer.Argument(help="What to check instead of --knowledge.")] = None,
) -> None:
    """Name every problem of the fact files."""
    with standard_streams():
        loaded = load(path or knowledge)
        for problem in loaded.problems:
            write(str(problem))
        if loaded.base is None:
            raise typer.Exit(1)


def _base(knowledge: Path) -> FactBase:
    """The fact base at `knowledge`; problems end the command."""
    try:
        return load_or_raise(knowledge)
    except FactFilesError as error:
        for problem in error.problems:
            complain(problem)
        raise typer.Exit(1) from None
