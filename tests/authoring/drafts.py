"""Articles of a few sentences, and the drafts of them."""

from bot.authoring.article import Article
from bot.authoring.draft import drafted
from bot.authoring.new_file import NewFile
from bot.facts.model import Fact

LIGHTHOUSE = (
    "The lighthouse of Nordholm",
    "The lighthouse of Nordholm was built in 1868 by the engineer Johan Lund. It cost 90,000 crowns.",
    "Keeper Ada Berg, 34, lit the lamp for thirty years. She left the island in 1931; the lamp has burned "
    "without a keeper since then.",
    "On Friday the Harbour and Lighthouse Board (HLB) met the mayor to close the tower.",
)


def draft(*paragraphs: str) -> NewFile:
    """Return the draft of an article with these paragraphs."""
    return drafted(Article(paragraphs, "The lighthouse"), "lighthouse.txt")


def fact(file: NewFile, part: str) -> Fact:
    """Return the first fact of `file` whose statement has `part`."""
    return next(each.part for each in file.facts if part in each.part.statement)


def checks(file: NewFile, part: str) -> str:
    """Return what the first fact of `file` whose statement has `part` is doubted for."""
    return "\n".join(next(each.checks for each in file.facts if part in each.part.statement))
