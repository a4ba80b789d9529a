"""Drafts a fact file from an article, for somebody to edit: everything that is doubtful in it says so."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.authoring.article import Article, ArticleError
from bot.authoring.clauses import words_of
from bot.authoring.grammar import FUNCTION_WORDS
from bot.authoring.ids import unused_id
from bot.authoring.names import FoundName, mentioned, names_in
from bot.authoring.new_file import Draft, NewFile
from bot.authoring.not_covered import not_covered
from bot.authoring.questions import questions_for
from bot.authoring.statements import Statement, sentences_of, statements_of
from bot.facts.model import Fact, Source

MOST_SENTENCES = 1_000
MOST_CHARACTERS = 300_000
"""Sentences of which a draft is made, and characters of their text; nobody edits more at once."""

WORDS_OF_ID = 3


def drafted(article: Article, text: str | None) -> NewFile:
    """Return a draft of `article`; `text` is the name of the file that has its text. Raises `ArticleError`.

    Each quote is in the paragraphs of the article word for word.
    """
    length = sum(map(len, article.paragraphs))
    if length > MOST_CHARACTERS:
        raise ArticleError(
            f"has {length:,} characters, but a draft is made of at most {MOST_CHARACTERS:,}; cut it into parts"
        )
    sentences = list(sentences_of(article.paragraphs))
    if not sentences:
        raise ArticleError("has no sentences to make facts of")
    if len(sentences) > MOST_SENTENCES:
        raise ArticleError(
            f"has {len(sentences):,} sentences, but a draft has at most {MOST_SENTENCES:,}; cut it into parts"
        )
    names = names_in([sentence for _, sentence in sentences])
    statements = list(statements_of(sentences, names))
    source = Source(article.title, article.publisher, article.published, article.url, text)
    facts = list(_facts(statements, names, source))
    return NewFile(
        source,
        facts,
        [Draft(name.name, name.checks) for name in names],
        list(not_covered(statements, names)),
        list(_remarks(article)),
    )


def _remarks(article: Article) -> Iterator[str]:
    yield "A draft, made by rules: nobody has read it yet. Read each fact, and delete what readers will not ask for."
    yield 'Look at each "check:", and delete the line when it is right.'
    if article.publisher is None or article.published is None:
        yield "Look at the source: who published it, and when?"


def _facts(statements: Sequence[Statement], names: Sequence[FoundName], source: Source) -> Iterator[Draft[Fact]]:
    ids = list(_ids(statements))
    asked: set[str] = set()
    for place, (statement, id_) in enumerate(zip(statements, ids, strict=True)):
        found = mentioned(statement.text, names)
        questions = tuple(each for each in questions_for(statement, names) if each.lower() not in asked)
        asked.update(question.lower() for question in questions)
        following = place + 1 < len(statements) and statements[place + 1].paragraph == statement.paragraph
        checks = (
            statement.checks
            if questions
            else (*statement.checks, "no question could be made; write how people ask for it")
        )
        yield Draft(
            Fact(
                id_,
                statement.text,
                statement.quote,
                source,
                questions,
                tuple(name.name.id for name in found),
                (ids[place + 1],) if following else (),
            ),
            checks,
        )


def _ids(statements: Sequence[Statement]) -> Iterator[str]:
    """Yield an id for each statement, of those of its words that the fewest others have."""
    contents = [
        [word for word in words_of(statement.text) if word.folded not in FUNCTION_WORDS and not word.is_number]
        for statement in statements
    ]
    counts = Counter(word.folded for content in contents for word in {word.folded: word for word in content}.values())
    taken: set[str] = set()
    for content in contents:
        telling = sorted(content, key=lambda word: counts[word.folded])[:WORDS_OF_ID]
        yield unused_id(" ".join(word.text for word in sorted(telling, key=lambda word: word.start)), taken)
