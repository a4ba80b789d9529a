"""Settles gaps that were taught to the very fact that a reader had rejected for them."""

from collections.abc import Iterable, Iterator, Mapping

from bot.facts.model import FactBase
from bot.facts.wordings import folded_wording
from bot.gaps.grouping import groups
from bot.gaps.model import Gap
from bot.gaps.store import GapStore
from bot.storage.sqlite_writer import UnreadableError


def settle_taught(store: GapStore, before: FactBase, after: FactBase) -> None:
    """Have `store` forget the rejections that a change of the facts overrules. It reads the disk: call it in a thread.

    Whoever adds a wording to a fact says that the fact is the answer. Who rejects it after that is heard again.
    """
    added = _added(before, after)
    if not added:
        return
    try:
        gaps = store.gaps()
    except UnreadableError:  # /gaps says so
        return
    if any(gap.rejected for gap in gaps):
        store.accept(list(overruled(gaps, added)))


def overruled(gaps: Iterable[Gap], added: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield each wording whose rejected fact was `added` to it or to one like it, with the id of the fact.

    `added` has ids of facts by the folded wording that they got as a question.
    """
    for group in groups(gaps):
        facts = {fact for gap in group.gaps for fact in added.get(folded_wording(gap.wording), ())}
        yield from (
            (gap.wording, gap.rejected) for gap in group.gaps if gap.rejected is not None and gap.rejected in facts
        )


def _added(before: FactBase, after: FactBase) -> Mapping[str, set[str]]:
    """Return the ids of the facts that have a question more than before, by that question, folded."""
    known = {(folded_wording(question), fact.id) for fact in before.facts for question in fact.questions}
    added: dict[str, set[str]] = {}
    for fact in after.facts:
        for wording in map(folded_wording, fact.questions):
            if (wording, fact.id) not in known:
                added.setdefault(wording, set()).add(fact.id)
    return added
