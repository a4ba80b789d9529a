"""The outcomes of an admin's wish to change a file, as values: worded elsewhere, logged elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.answering import Answerer
from bot.editing.answer_impact import AnswerImpact
from bot.facts.differences import Difference
from bot.facts.history import Version
from bot.facts.loading import Loaded
from bot.facts.problems import Problem

Edit = Callable[[bytes], bytes]
"""A function from the present bytes of a file to its new ones; raises `EditError`."""


@dataclass(frozen=True, slots=True)
class Author:
    """An admin who changes a file: the Telegram id and the name."""

    id: int
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"


class Reason(StrEnum):
    """A reason for which nothing was changed."""

    TOO_LARGE = "too large"
    NOT_TEXT = "not text"
    PATH_IN_NAME = "path in name"
    NOT_YAML = "not yaml"
    HIDDEN = "hidden"
    OTHER_FILE = "other file"
    """One file is served, and this is not it."""
    AMBIGUOUS = "ambiguous"
    """Several folders have a file of this name."""
    QUESTION_SET = "question set"
    """The name of the questions that changes are measured with, which are no facts."""
    SAME = "same"
    NOT_FETCHED = "not fetched"
    """An upload that Telegram did not hand out."""
    LOST = "lost"
    """A proposal from before a restart, or from long ago."""
    NOT_KEPT = "not kept"
    """A version whose bytes have gone."""
    DISK_FULL = "disk full"
    READ_ONLY = "read only"
    NOT_WRITTEN = "not written"
    NOT_EDITED = "not edited"
    """An edit that cannot be made of the file as it is."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed; `detail` is the name of a file, or what the system said."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing was changed, since the file has errors."""

    file: str
    errors: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that has been checked and can be published under `key`.

    `impact` is that on a question set beside the facts, `own_impact` that on their example questions asked as if new.
    `warnings` are those of what the change brings, `warned_before` is how many others there are that are not new.
    `base` is the hash of all files that it was checked against. `moved` says that it replaces a proposal whose base had
    changed. `data` is None for a file that is to be deleted. `edit` is what made `data` of the file as it was, if the
    change is a small one that can be made of another state of the file as well. `sent_as` is the name of the upload if
    that is another than the file's.
    """

    key: str
    file: str
    data: bytes | None
    base: str
    what: str
    difference: Difference
    loaded: Loaded = field(repr=False)
    answerer: Answerer = field(repr=False)
    impact: AnswerImpact = field(default_factory=AnswerImpact)
    own_impact: AnswerImpact = field(default_factory=AnswerImpact)
    warnings: tuple[Problem, ...] = ()
    warned_before: int = 0
    moved: bool = False
    edit: Edit | None = field(default=None, repr=False)
    sent_as: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The change is on disk and in use."""

    version: Version


@dataclass(frozen=True, slots=True)
class Compared:
    """The change of one version; `lines` of a text diff instead of a difference if the facts are not known any more."""

    version: Version
    difference: Difference | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Nothing was changed: the files are not what they were, so that it has to be proposed anew."""


Checked = Proposal | Broken | Refused
Done = Published | Broken | Refused
