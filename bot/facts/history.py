"""Keeps the versions of the fact files, byte by byte, with when, who and what, so that changes can be undone."""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from bot.facts.atomic_files import write_atomically
from bot.facts.snapshots import hash_of
from bot.sqlite_files import set_aside
from bot.trusted_clock import TrustedClock

MOST_VERSIONS = 100
MOST_DAYS = 90

LEAST_VERSIONS = 20
"""Versions that stay however old they are: nothing that a clock says can take the way back."""

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""The hash of a file's bytes, which is also the name under which they are kept."""

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Version:
    """One change of one file: `before` and `after` are the hashes of its bytes, None where there was no file.

    `proposal` is the key of the proposal that it was, if it was one.
    """

    number: int
    when: datetime
    who: str
    file: str
    what: str
    before: Hash | None
    after: Hash | None
    proposal: str = ""


_VERSIONS = TypeAdapter(list[Version])


class History:
    """A folder with an index and the bytes of every version that is kept.

    These are the newest 100 of the last 90 days and, however old, the newest 20 and the newest of each file, so that it
    can be undone.
    """

    def __init__(self, folder: Path, clock: TrustedClock) -> None:
        self.folder = folder
        self._clock = clock
        self._index = folder / "versions.json"

    def versions(self) -> tuple[Version, ...]:
        """Return all versions that are kept, the newest first."""
        return tuple(reversed(self._retained(self._read())))

    def version(self, number: int) -> Version | None:
        """Return the version with this number; None if it is not kept."""
        return next((version for version in self.versions() if version.number == number), None)

    def latest(self, file: str) -> Version | None:
        """Return the newest version of `file`; None if there is none."""
        return next((version for version in self.versions() if version.file == file), None)

    def data(self, name: str) -> bytes | None:
        """Return the bytes with the hash `name`; None if they are not kept or are not what they were."""
        try:
            data = self._blob(name).read_bytes()
        except OSError:
            return None
        return data if hash_of(data) == name else None

    def keep(self, data: bytes) -> str:
        """Store `data`, and return the hash by which a version can name it."""
        name = hash_of(data)
        if self.data(name) is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._blob(name), data, private=True)
        return name

    def add(self, who: str, file: str, what: str, before: str | None, after: str | None, proposal: str = "") -> Version:
        """Add a version, whose bytes have been stored, and return it; versions that are too old are deleted."""
        versions = self._read()
        number = versions[-1].number + 1 if versions else 1
        added = Version(number, self._clock.now(), who, file, what, before, after, proposal)
        self._write([*versions, added])
        return added

    def tidy(self) -> None:
        """Delete the versions that have become too old."""
        versions = self._read()
        if len(self._retained(versions)) < len(versions):
            self._write(versions)

    def withdraw(self, version: Version) -> None:
        """Delete a version whose change could not be made."""
        self._write([each for each in self._read() if each.number != version.number])

    def clear_unnamed(self) -> tuple[Path, ...]:
        """Delete the bytes that no version names, which a crash has left, and return their paths.

        Where an index is missing or was set aside, nothing is deleted: it may have named them.
        """
        named = {self._blob(name) for name in _hashes(self._read())}
        if [*self.folder.glob(f"{self._index.stem}.*")] != [self._index]:
            return ()
        unnamed = tuple(sorted({*self.folder.glob(f"{'[0-9a-f]' * 64}.yaml")} - named))
        for blob in unnamed:
            blob.unlink(missing_ok=True)
        return unnamed

    def _read(self) -> list[Version]:
        """Return all versions of the index, the oldest first; an index that cannot be read is set aside, and logged."""
        try:
            versions = _VERSIONS.validate_json(self._index.read_bytes(), strict=True)
        except FileNotFoundError:
            return []
        except ValidationError as error:
            wrong, aside = error.errors()[0]["msg"], set_aside(self._index)
            _LOGGER.warning(
                "%s cannot be read (%s); it is now %s, and versions begin anew", self._index, wrong, aside.name
            )
            return []
        return self._with_zones(versions)

    def _with_zones(self, versions: list[Version]) -> list[Version]:
        """Return `versions` with a zone in each time, and write that down: without one, times cannot be compared."""
        zoneless = [version.number for version in versions if version.when.tzinfo is None]
        if not zoneless:
            return versions
        _LOGGER.warning("%s: the times of versions %s have no zone; they are taken for UTC", self._index, zoneless)
        zoned = [replace(version, when=version.when.replace(tzinfo=version.when.tzinfo or UTC)) for version in versions]
        self._save(zoned)
        return zoned

    def _retained(self, versions: Sequence[Version]) -> list[Version]:
        """Return those of `versions`, the oldest first, that are still to be kept."""
        newest = {version.file: version.number for version in versions}
        kept = {*newest.values(), *(version.number for version in versions[-LEAST_VERSIONS:])}
        today = self._clock.believed(max((version.when.date() for version in versions), default=None))
        oldest = None if today is None else today - timedelta(days=MOST_DAYS)
        recent = (version for version in versions[-MOST_VERSIONS:] if oldest is None or version.when.date() >= oldest)
        kept |= {version.number for version in recent}
        return [version for version in versions if version.number in kept]

    def _write(self, versions: Sequence[Version]) -> None:
        kept = self._retained(versions)
        self._save(kept)
        for name in _hashes(versions) - _hashes(kept):
            self._blob(name).unlink(missing_ok=True)

    def _save(self, versions: Sequence[Version]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        raw = [{**asdict(version), "when": version.when.isoformat()} for version in versions]
        write_atomically(self._index, json.dumps(raw, ensure_ascii=False, indent=1).encode(), private=True)

    def _blob(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"


def _hashes(versions: Iterable[Version]) -> set[str]:
    """Return the hashes of all bytes that `versions` name."""
    return {name for version in versions for name in (version.before, version.after) if name is not None}
