"""Puts right at the next start what a crash in the middle of a change left behind, and reports it."""

from collections.abc import Iterator

from bot.editing.served_facts import ServedFacts
from bot.facts.atomic_files import clear_unfinished
from bot.facts.snapshots import hash_of


def recover(served: ServedFacts) -> tuple[str, ...]:
    """Delete unfinished files, and bytes that no version names, and return a line for each.

    A line follows for each file that is not as its latest version says, or for the disk if that does not let us look.
    """
    try:
        return _recovered(served)
    except OSError as error:
        return (f"what a crash may have left could not be looked at: {error}",)


def _recovered(served: ServedFacts) -> tuple[str, ...]:
    cut_short = (*clear_unfinished(served.folder), *clear_unfinished(served.history.folder))
    unnamed = served.history.clear_unnamed()
    return (
        *(f"cleared {file}: writing it was cut short" for file in cut_short),
        *(f"cleared {file}: no version names it" for file in unnamed),
        *_not_as_noted(served),
    )


def _not_as_noted(served: ServedFacts) -> Iterator[str]:
    files = served.files()
    versions = served.history.versions()
    for latest in {version.file: version for version in reversed(versions)}.values():
        data = files.get(latest.file)
        if latest.after != (None if data is None else hash_of(data)):
            yield (
                f"{latest.file} is not what version {latest.number} by {latest.who} made it: "
                "publishing was cut short, or the file was changed while the bot was off"
            )
