"""`make drafts`: how well drafts answer that nobody has edited, for articles whose questions somebody else wrote.

For each article there is a fact file that was written by hand, and a question set that names its facts. A draft has
other ids, so a question is held against the draft by what its right facts were taken from. A fact of the draft is
right where its quote and the quote of a right fact share at least half of the shorter one, counted in characters of the
article. Where the draft has no such fact the question still counts as answerable, so it cannot be answered right.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answering import Answerer
from bot.authoring.article import read_article
from bot.authoring.draft import drafted
from bot.authoring.new_file import as_yaml
from bot.embeddings.store import EmbeddingStore
from bot.evaluation.cases import Case, read_cases
from bot.evaluation.figures import Figures, figures
from bot.evaluation.results import Result, evaluate
from bot.facts.files import FactFile
from bot.facts.loading import load_or_raise, parse
from bot.facts.model import Fact, FactBase
from bot.facts.quote_check import folded, quotes_not_in

ROOT = Path(__file__).parents[1]
TALKS = "talks"
MOST_OF_SHORTER = 0.5
"""Share of the shorter of two quotes, in [0, 1], from which two facts rest on the same words."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article, the facts that somebody wrote after it, and the questions that somebody else asked of them."""

    name: str
    article: Path
    facts: Path
    questions: Path


@dataclass(frozen=True, slots=True)
class Measured:
    """A draft of one article, and what became of each question that was asked of it."""

    name: str
    base: FactBase
    missing_quotes: int
    results: tuple[Result, ...]

    @property
    def figures(self) -> Figures:
        """The outcomes, counted."""
        return figures(self.results)


def articles() -> dict[str, Written]:
    """Return all articles that there are in the checkout, by name: the talks first."""
    knowledge, tests = ROOT / "knowledge", ROOT / "tests"
    talks = Written(TALKS, tests / "data" / "article.txt", knowledge / "talks.yaml", knowledge / "questions.yaml")
    others = (
        Written(path.parent.name, path, path.with_name("facts.yaml"), path.with_name("questions.yaml"))
        for path in sorted((tests / "bases").glob("*/article.txt"))
    )
    return {written.name: written for written in (talks, *others)}


def measure(written: Written, store: EmbeddingStore | None) -> Measured:
    """Draft the article as `draft` does, ask the draft all questions, and return what came of it."""
    article = read_article(written.article.read_bytes(), written.article.name)
    draft = drafted(replace(article, title=article.title or written.name), written.article.name)
    loaded = parse([FactFile("draft.yaml", as_yaml(draft).encode())])
    assert loaded.base is not None, loaded.problems  # noqa: S101 - a draft that does not load is a defect
    missing = list(quotes_not_in(written.article.read_text("utf-8"), loaded.parsed_files))
    by_hand = load_or_raise(written.facts)
    cases, problems = read_cases(FactFile("questions.yaml", written.questions.read_bytes()), by_hand.by_id)
    assert not problems, problems  # noqa: S101 - as above
    same = _same_passage(written.article.read_text("utf-8"), by_hand.facts, loaded.base.facts)
    held = [replace(case, facts=tuple(_right(case, same))) for case in cases]
    return Measured(written.name, loaded.base, len(missing), tuple(evaluate(Answerer(loaded.base, store), held)))


def _right(case: Case, same: dict[str, list[str]]) -> Iterator[str]:
    """Yield the ids of the draft that answer `case`, or one that no fact has if the draft has none."""
    found = list(dict.fromkeys(id_ for fact in case.facts for id_ in same[fact]))
    yield from found or ["(none)"] * bool(case.facts)


def _same_passage(article: str, by_hand: Sequence[Fact], draft: Sequence[Fact]) -> dict[str, list[str]]:
    """Return for each fact that was written by hand the ids of the facts of the draft that rest on the same words."""
    text = folded(article)
    places = [(fact.id, _place(text, fact.quote)) for fact in draft]
    return {fact.id: [id_ for id_, place in places if _shared(_place(text, fact.quote), place)] for fact in by_hand}


def _place(text: str, quote: str) -> range:
    start = text.find(folded(quote))
    return range(start, start + len(folded(quote))) if start >= 0 else range(0)


def _shared(one: range, other: range) -> bool:
    shared = min(one.stop, other.stop) - max(one.start, other.start)
    return shared > 0 and shared >= MOST_OF_SHORTER * min(len(one), len(other))


def row(measured: Measured) -> str:
    """Return one line of the table."""
    questions = measured.figures.questions
    base = measured.base
    asked = sum(len(fact.questions) for fact in base.facts)
    return (
        f"| {measured.name} | {len(base.facts)} | {asked / len(base.facts):.1f} | {questions.answerable} "
        f"| {questions.right:.1%} | {questions.wrong:.1%} | {questions.unanswerable} | {questions.false:.1%} |"
    )


HEAD = (
    "| article | facts | questions a fact | answerable | right | wrong | unanswerable | false |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def main() -> None:
    """Print the table for the articles that are named, or for all."""
    from bot.embeddings.model import load_model

    known = articles()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(known)}")
    parser.add_argument("--failures", action="store_true", help="List what was not answered right, too.")
    chosen = parser.parse_args()
    model = load_model()
    store = EmbeddingStore(model, None) if model else None
    sys.stdout.write(f"{HEAD}\n")
    for name in chosen.names or known:
        measured = measure(known[name], store)
        sys.stdout.write(f"{row(measured)}\n")
        sys.stdout.flush()
        if chosen.failures:
            for result in measured.results:
                if result.failed:
                    first = result.answer.matches[0].fact.id if result.answer.matches else "-"
                    sys.stdout.write(
                        f"  {result.outcome}: {result.case.question} -> {first} ({', '.join(result.case.facts)})\n"
                    )


if __name__ == "__main__":
    main()
