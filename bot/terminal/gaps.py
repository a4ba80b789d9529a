"""What `gaps` prints: the questions that found no answer, as the admins see them in Telegram."""

from datetime import UTC, datetime
from pathlib import Path

from bot.answering import Answerer
from bot.gaps.grouping import nearest, open_groups
from bot.gaps.store import GapLocation, GapsUnreadableError, read_gaps
from bot.terminal.gap_lines import gap_lines, gap_yaml
from bot.terminal.streams import write, write_error


def show_gaps(answerer: Answerer, data: Path, days: int, *, as_yaml: bool) -> int:
    """Print the gaps in the folder `data` that are at most `days` days old.

    Return the exit status: 1 if they cannot be read, else 0.
    """
    try:
        gaps = read_gaps(GapLocation(data, days, lambda: datetime.now(UTC).date()))
    except GapsUnreadableError as error:
        write_error(error)
        return 1
    groups = [(group, nearest(group, answerer)) for group in open_groups(gaps, answerer)]
    for line in gap_yaml(groups) if as_yaml else gap_lines(groups):
        write(line)
    if not groups:
        write_error("No question is waiting for an answer.")
    return 0
