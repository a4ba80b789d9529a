"""Which texts of a corpus belong to which class: facts, and subjects that are not covered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Flags, Ints


@dataclass(frozen=True, slots=True)
class Layout:
    """The first `facts` of `count` classes are facts, the others are subjects.

    A subject that is not covered is not so whoever it is asked of: in its texts, one name is as good as another.
    """

    classes: Ints
    """The class of each text, in ascending order."""
    examples: Flags
    """Whether the text is an example question; the others are statements."""
    about: Sequence[tuple[str, ...]]
    """For each fact, the ids of the concepts that it is about, named or not."""
    count: int

    @property
    def facts(self) -> int:
        """How many of the classes are facts."""
        return len(self.about)


def layout(
    examples: Sequence[Sequence[object]], statements: Sequence[Sequence[object]], about: Sequence[tuple[str, ...]]
) -> Layout:
    """The layout of texts that come class by class, the examples of each before its statement if it has one."""
    asked, stated = (np.array([len(texts) for texts in each], np.int64) for each in (examples, statements))
    return Layout(
        classes=np.repeat(np.arange(len(asked)), asked + stated),
        examples=np.repeat(np.tile([True, False], len(asked)), np.stack([asked, stated], axis=1).ravel()),
        about=about,
        count=len(asked),
    )
