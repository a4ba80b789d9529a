"""The part of the report on the running bot: reloads, traffic, and starts."""

from collections.abc import Iterator

from tools.bench.aims import fastest_echo, of_echo
from tools.bench.answers import WORDS_ALONE
from tools.bench.markdown import figures, memory, table, time, times
from tools.bench.reloading import APART
from tools.bench.results import Results
from tools.bench.starting import Imports
from tools.bench.traffic import TELEGRAM_TAKES


def reloads(results: Results) -> Iterator[str]:
    """Yield what readers notice of a change of the facts."""
    yield "## Reload"
    yield (
        f"The files change on disk and are read in a thread, while the event loop answers a question every "
        f"{APART * 1e3:.0f} ms. Where more than a little is new, it is served by words alone until it is embedded. "
        "*Done* is when the version is kept, too. The wait of a question is until the event loop takes it; the last "
        "two columns are until it is answered."
    )
    rows = (
        (
            f"{each.program}, {each.facts:,} facts, {each.change}",
            times(each.served * 1e6),
            times(each.by_meaning * 1e6) if each.by_meaning else "-",
            times(each.done * 1e6),
            times(each.longest_wait * 1e3),
            times(each.longest_delay * 1e3),
            time(each.usual_delay * 1e3),
        )
        for each in results.reloads
    )
    head = ("served", "by meaning", "done", "longest wait", "longest to the answer", "median to the answer")
    yield table(["", *head], rows)


def proposals(results: Results) -> Iterator[str]:
    """Yield what an admin waits for."""
    later = results.proposals[0].asked_later
    yield "## Proposals"
    yield (
        "An admin teaches a question to a fact of a made base: the file is checked, a sample of the base's own "
        "questions is asked of the facts before and after, and new warnings are looked for. The first proposal "
        f"after a start has to embed what is asked. *Later* is of {later} others, each for another fact."
    )
    rows = (
        (f"{each.facts:,} facts", time(each.first * 1e6), times(each.later * 1e6), times(each.processor * 1e6))
        for each in results.proposals
    )
    yield table(["", "first", "later", "processor time, later"], rows)


def traffic(results: Results) -> Iterator[str]:
    """Yield what the bot bears, beside bots that only repeat."""
    yield "## The whole bot"
    yield (
        "Each bot as a process, over HTTP on the same machine, against the tests' stand-in for Telegram and without "
        "the pace that Telegram wants. The echo bot is that of python-telegram-bot's examples; it handles one update "
        "after the other, or several at once. In a burst all updates come in one moment, and a hundred are fetched by "
        f"one call; in a stream {TELEGRAM_TAKES} come a second, as many as Telegram lets a bot answer, each by itself. "
        "No text is sent twice. From update to reply it is in the stream. The stand-in's processor time, of bursts, is "
        "that of its process, with who writes to it."
    )
    rows = (
        (
            each.bot,
            figures(each.rate),
            figures(each.cpu),
            figures(each.cpu_in_stream),
            figures(each.stand_in),
            times(each.median * 1e3),
            time(each.p99 * 1e3),
            memory(each.memory),
        )
        for each in results.traffic
    )
    head = (
        "updates a second",
        "ms of processor",
        "in a stream",
        "ms of the stand-in",
        "update to reply",
        "p99",
        "memory",
    )
    yield table(["", *head], rows)
    ratio = of_echo(results)
    yield (
        f"talksbot deals with {ratio.middle:.2f} ({ratio.least:.2f} to {ratio.most:.2f}) times the updates of "
        f"{fastest_echo(results).bot}."
    )


def start(results: Results) -> Iterator[str]:
    """Yield how long a start takes."""
    start = results.starting
    yield "## Start to first answer"
    yield (
        "The first start ever embeds the facts. Meanwhile the bot answers by words alone, if there is much to embed, "
        "while `ask` waits for it. Later starts find the embeddings on disk."
    )
    yield table(
        ["", "first start", "later", WORDS_ALONE],
        [
            (command, times(begun.first * 1e6), times(begun.later * 1e6), times(begun.words_alone * 1e6))
            for command, begun in (
                ("`python -m bot ask`", start.terminal),
                ("`python -m bot run`, to a question that waits", start.telegram),
            )
        ],
    )
    yield f"The bot's first start answers by meaning after {times(start.by_meaning * 1e6)}. Of a later start:"
    yield table(
        ["", "time"],
        [
            ("Python itself", times(start.python * 1e6)),
            ("reading the facts", times(start.reading * 1e3)),
            ("loading the model", times(start.model * 1e3)),
            ("building the index", times(start.index * 1e3)),
            ("imports, for the terminal", _imports(start.terminal_imports)),
            ("imports, for Telegram", _imports(start.telegram_imports)),
        ],
    )


def _imports(imports: Imports) -> str:
    parts = ", ".join(f"{name} {time(spent * 1e3)}" for name, spent in imports.packages)
    return f"{time(imports.total * 1e3)} ({parts})"
