"""What `gaps` prints: the questions that found no answer, as the admins see them in Telegram."""

from datetime import UTC, datetime
from pathlib import Path

from bot.answering import Answerer
from bot.gaps.grouping import nearest, open_groups
from bot.gaps.store import FILE, GapLocation, read_gaps
from bot.sqlite_files import files_set_aside
from bot.storage.data_lock import DataFolderError, check_is_folder
from bot.storage.sqlite_writer import UnreadableError
from bot.terminal.gap_lines import gap_lines, gap_yaml
from bot.terminal.streams import write, write_error
from bot.trusted_clock import FILE as CLOCK_FILE
from bot.trusted_clock import TrustedClock


def show_gaps(answerer: Answerer, data: Path, days: int, *, as_yaml: bool) -> int:
    """Print the gaps in the folder `data` that are at most `days` days old.

    Return the exit status: 1 if they cannot be read, else 0.
    """
    try:
        check_is_folder(data)
        gaps = read_gaps(GapLocation(data, days, TrustedClock(data / CLOCK_FILE, lambda: datetime.now(UTC))))
    except (DataFolderError, UnreadableError) as error:
        write_error(error)
        return 1
    groups = [(group, nearest(group, answerer)) for group in open_groups(gaps, answerer)]
    for line in gap_yaml(groups) if as_yaml else gap_lines(groups):
        write(line)
    for aside in files_set_aside(data, FILE):
        write_error(f"{FILE} was damaged and is now {aside}; what it had is not listed.")
    if not groups:
        write_error("No question is waiting for an answer.")
    return 0
