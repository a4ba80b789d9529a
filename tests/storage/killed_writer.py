"""Writes to a database, and is killed while the changes are half in the file and half in its journal.

Two rows are there before; the ten thousand that come then are too many for the memory that SQLite may use.
"""

import os
import signal
import sqlite3
import sys
from pathlib import Path


def main(file: Path, schema: str, insert: str) -> None:
    """Leave a hot journal beside `file`; `insert` takes a number, from 0 on, as :number."""
    database = sqlite3.connect(file)
    database.executescript(schema)
    with database:
        database.executemany(insert, ({"number": number} for number in range(2)))
    database.execute("PRAGMA cache_size = 1")
    database.execute("PRAGMA cache_spill = 1")
    for number in range(2, 10_000):
        database.execute(insert, {"number": number})
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
