"""A bot that answers questions from a checked fact base, with the quote behind each answer."""

import os
from datetime import date
from typing import Final

__version__ = "0.2.0"

RELEASED: Final = date(2026, 11, 29)
"""The day of this version in CHANGELOG.md: a clock that says an earlier one is wrong."""

# Its arrays are small: a second thread of the linear algebra costs a question more in waiting than it saves, ten times
# as much on a busy machine. It must be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
