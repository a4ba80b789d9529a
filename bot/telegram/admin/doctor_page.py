"""The state of the bot, as far as it can be known from inside: one line a thing, with what to do where it is bad."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.plurals import counted
from bot.telegram.admin import texts
from bot.telegram.admin.listing import Page, Section, listing
from bot.trusted_clock import Doubt, Reason

MEGABYTE = 1_000_000
LEAST_FREE = 200 * MEGABYTE
"""Bytes below which a disk is worth a warning: versions and gaps need a few."""

HELD = "503"
"""What Telegram's word of an error has if the webhook put an update off, or a proxy did not reach it."""

HASH = 12
"""Characters of a hash that tell two files apart."""


@dataclass(frozen=True, slots=True)
class FileState:
    """One fact file: `version` is the number of its latest version, if one was kept."""

    name: str
    facts: int
    hash: str
    version: int | None


@dataclass(frozen=True, slots=True)
class Connection:
    """How updates come, as Telegram says: `url` is empty for polling."""

    url: str
    pending: int
    error: str | None = None
    error_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What the bot is in the group with this id or @name; `problem` if Telegram did not say."""

    name: str
    status: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """How questions are matched: by meaning or not yet; `embedded` is how many texts are done and of how many."""

    by_meaning: bool
    embedded: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class KeptData:
    """What is wrong in DATA_PATH.

    `unreadable` says which database cannot be read and why, `set_aside` are the names of files that were damaged, and
    `doubt` is why nothing is deleted for its age.
    """

    unreadable: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that was found. `connection` is None if Telegram could not be asked.

    `reads_all` says that privacy mode is off, `is_guest` that guest mode is on. `dropped` is how many answers and
    updates were dropped since the start.
    """

    username: str
    reads_all: bool
    is_guest: bool
    connection: Connection | None
    files: tuple[FileState, ...]
    errors: int
    free: int
    dropped: int
    token_leaks: bool
    matching: Matching
    kept: KeptData = KeptData()
    group: Group | None = None


def doctor_page(health: Health) -> Page:
    """Return the findings: ✓ before what is well, ✗ before what is not, and nothing before what only informs."""
    return listing(
        f"@{health.username}",
        [
            Section("Groups", tuple(_groups(health))),
            Section("Updates", (*_updates(health.connection), _dropped(health.dropped))),
            Section("Fact files", tuple(_files(health))),
            Section("Matching", tuple(_matching(health.matching))),
            Section("What I keep", tuple(_kept(health.kept))),
            Section("Machine", tuple(_machine(health))),
        ],
        (),
        "doctor.txt",
    )


def _groups(health: Health) -> Iterator[str]:
    if health.reads_all:
        yield "✓ privacy mode is off: I see every message and answer what is addressed to me"
    else:
        yield (
            f"✓ privacy mode is on: /ask@{health.username} and replies to me reach me, and everything where I am an "
            "admin. For mentions, make me an admin or turn it off with /setprivacy in @BotFather; then remove me from "
            "the group and add me again"
        )
    if health.is_guest:
        yield f"✓ guest mode is on: @{health.username} and a question is answered in chats that I am not in"
    else:
        yield (
            "guest mode is off: in chats that I am not in, only inline mode answers. It is turned on in the app of "
            "@BotFather, in my settings"
        )
    group = health.group
    if group is None:
        yield "/doctor and the id or @name of a group says what I may do there"
    elif group.problem:
        yield f"✗ {group.name}: {group.problem}"
    else:
        yield f"✓ {group.name}: I am {group.status} there"


def _updates(connection: Connection | None) -> Iterator[str]:
    if connection is None:
        yield "✗ Telegram could not be asked; the log says why"
        return
    yield f"✓ webhook at {connection.url}" if connection.url else "✓ polling"
    when = f" at {connection.error_at:%d %b %H:%M} UTC" if connection.error_at else ""
    if connection.error and HELD in connection.error:
        yield (
            f"last error that Telegram knows of{when}: {connection.error}. So I put off what takes long, and nothing "
            "is lost; only if I do not answer at all, see whether your proxy reaches me"
        )
    elif connection.error:
        yield f"✗ last error{when}: {connection.error}"
    else:
        yield "✓ no error that Telegram knows of"
    yield f"{counted(connection.pending, 'update')} waiting"


def _dropped(count: int) -> str:
    if count:
        return f"✗ answers or updates dropped since the start: {count:,}; the log says why of each"
    return "✓ nothing was dropped since the start"


def _files(health: Health) -> Iterator[str]:
    if health.errors:
        yield f"✗ {health.errors} errors; the facts before them keep serving, and /check lists them"
    for file in health.files:
        version = f"version {file.version}" if file.version is not None else "no version kept"
        yield f"{file.name}: {file.facts:,} facts, {version}, sha256 {file.hash[:HASH]}"


def _matching(matching: Matching) -> Iterator[str]:
    if matching.by_meaning:
        yield "✓ questions are matched by meaning"
    elif matching.embedded is None:
        yield "✗ questions are matched by words alone, since EMBEDDING_MODEL is none"
    else:
        done, total = matching.embedded
        yield f"questions are matched by words alone until all texts are embedded: {done:,} of {total:,} so far"


def _kept(kept: KeptData) -> Iterator[str]:
    yield from (f"✗ {why}" for why in kept.unreadable)
    yield from (f"✗ {texts.set_aside(file)}" for file in kept.set_aside)
    if kept.doubt is not None:
        yield f"{'' if kept.doubt.reason is Reason.NEW else '✗ '}{kept.doubt}"
    if not kept.unreadable:
        yield "✓ questions without an answer and numbers can be read"


def _machine(health: Health) -> Iterator[str]:
    enough = health.free >= LEAST_FREE
    yield f"{'✓' if enough else '✗'} {health.free // MEGABYTE:,} MB free for what I keep"
    yield "✗ the token can get into the log" if health.token_leaks else "✓ the token does not get into the log"
