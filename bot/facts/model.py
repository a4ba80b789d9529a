"""Facts and what belongs to them: the immutable values that the rest of the program reads."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

OVERVIEW = 10
"""Facts of the overview: as many as anybody looks at."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text that the facts of one file were taken from.

    `text` is the path of that text, relative to the fact file; None if only the fact file is there.
    """

    title: str
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or body, with the other ways in which people call it."""

    id: str
    name: str
    role: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the source says, and how people ask for it."""

    id: str
    statement: str
    quote: str
    source: Source
    questions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    note: str | None = None

    @property
    def is_verbatim(self) -> bool:
        """Whether the statement is the quote, whatever case it begins with and mark it ends with."""
        return self.statement.rstrip(".").casefold() == self.quote.rstrip(".").casefold()


@dataclass(frozen=True, slots=True)
class NotCovered:
    """Questions near the subject that the source does not answer."""

    questions: tuple[str, ...]
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The way in which the bot speaks of its source; where a text is empty, it uses its own.

    `source_noun` stands within sentences, as in "about the article"; `language` is what the source is written in.
    `acts` are replies of the base's own, each after the name of its act.
    """

    source_noun: str = "the article"
    greeting: str = ""
    declining: str = ""
    language: str = "English"
    acts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FactBase:
    """All facts of all files, in file order. Ids in `about` and `see` are known to exist."""

    facts: tuple[Fact, ...]
    names: tuple[Name, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    not_covered: tuple[NotCovered, ...] = ()
    sources: tuple[Source, ...] = field(default=())
    voice: Voice = Voice()

    def without_question(self, fact: int, place: int) -> "FactBase":
        """Return the base without the question at `place` of the fact with this number."""
        questions = self.facts[fact].questions
        left = replace(self.facts[fact], questions=(*questions[:place], *questions[place + 1 :]))
        return replace(self, facts=(*self.facts[:fact], left, *self.facts[fact + 1 :]))

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """The facts by id."""
        return MappingProxyType({fact.id: fact for fact in self.facts})

    @cached_property
    def about(self) -> Mapping[str, tuple[int, ...]]:
        """For the id of each name the places of the facts about it, in [0, number of facts)."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, fact in enumerate(self.facts):
            for name in dict.fromkeys(fact.about):
                found[name].append(place)
        return MappingProxyType({name: tuple(places) for name, places in found.items()})

    @cached_property
    def folded_questions(self) -> tuple[str, ...]:
        """The questions of each fact as one case-folded text, so that a search rules a fact out at once."""
        return tuple("\n".join(fact.questions).casefold() for fact in self.facts)

    @cached_property
    def overview(self) -> tuple[Fact, ...]:
        """At most ten facts to begin with: first that from which most others can be reached, then what adds most."""
        reachable = {fact.id: self._reachable(fact) for fact in self.facts}
        seen: set[str] = set()
        left = sorted(self.facts, key=lambda fact: -len(fact.about))
        picked: list[Fact] = []
        while left and len(picked) < OVERVIEW:
            best = max(left, key=lambda fact: len(reachable[fact.id] - seen))
            left.remove(best)
            picked.append(best)
            seen |= reachable[best.id]
        return tuple(picked)

    def _reachable(self, fact: Fact) -> set[str]:
        """Return the ids of `fact` and of the facts that are one or two references away from it."""
        near = {fact.id, *fact.see}
        return near.union(*(self.by_id[step].see for step in fact.see))
