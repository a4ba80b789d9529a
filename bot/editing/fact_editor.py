"""Proposes, publishes and undoes changes of fact files. It blocks while it works, so it belongs in a thread."""

import contextlib
import errno
import logging
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from bot.editing.admin_log import AdminLog
from bot.editing.external_changes import record_found_versions
from bot.editing.outcomes import (
    Author,
    Broken,
    Checked,
    Compared,
    Done,
    Edit,
    Moved,
    Proposal,
    Published,
    Reason,
    Refused,
)
from bot.editing.proposals import comparison, draft, proposal
from bot.editing.served_facts import ServedFacts
from bot.editing.upload_name import file_for_upload
from bot.facts.atomic_files import remove, write_atomically
from bot.facts.history import Version
from bot.facts.snapshots import hash_of
from bot.facts.yaml_edits import EditError
from bot.facts.yaml_reading import MAX_BYTES
from bot.lru_map import LruMap

OPEN_PROPOSALS = 20
"""Proposals that are kept until they are published or discarded; each holds an index of its own in memory."""

IN_PLACE = (
    "%s could only be written in place, where a crash would have cut it short; mount or open up its folder, not the "
    "file alone. What it was is kept in %s"
)

T = TypeVar("T", bound=Checked)

_LOGGER = logging.getLogger(__name__)

_REASONS = {
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.DISK_FULL,
    errno.EACCES: Reason.READ_ONLY,
    errno.EPERM: Reason.READ_ONLY,
    errno.EROFS: Reason.READ_ONLY,
}


class FactEditor:
    """Changes the files of one `ServedFacts`, keeps their versions, and logs who did what."""

    def __init__(self, served: ServedFacts, log: AdminLog) -> None:
        self._served = served
        self._history = served.history
        self._log = log
        self._open: LruMap[str, Proposal] = LruMap(OPEN_PROPOSALS)

    def upload(self, name: str, data: bytes, by: Author) -> Checked:
        """Return a proposal to make `data` the content of the file that an upload called `name` means."""
        file = _unusable(data) or file_for_upload(name, data, self._served.path, self._served.files())
        if isinstance(file, Refused):
            return self._logged(file, by, f"upload {name!r}", name)
        found = proposal(self._served, file, data)
        if isinstance(found, Proposal) and PurePosixPath(file).name != name:
            found = replace(found, sent_as=name)
        return self._logged(found, by, f"propose {file}", file)

    def amend(self, file: str, edit: Edit, by: Author) -> Checked:
        """Return a proposal to make of `file` what `edit` does.

        If the file changes before the proposal is published, the edit is made of its new state.
        """
        return self._logged(self._amended(file, edit), by, f"propose {file}", file)

    def publish(self, key: str, by: Author) -> Published | Refused | Moved:
        """Publish the proposal `key`, unless the files have changed since it was made.

        One that has been published and is still live is so once more: a tap comes again after a crash.
        """
        with self._served.lock:
            wanted = self._open.get(key)
            if wanted is None:
                live = self._live(key)
                return Published(live) if live else self._logged(Refused(Reason.LOST), by, f"publish {key}", "")
            if self._served.files().hash != wanted.base:
                return Moved()
            self._open.pop(key)
            return self._publish(wanted, by)

    def propose_anew(self, key: str, by: Author) -> Checked:
        """Return a proposal in place of the proposal `key`, for the files as they are now."""
        wanted = self._open.get(key)
        if wanted is None:
            return self._logged(Refused(Reason.LOST), by, f"publish {key}", "")
        if wanted.edit is not None:
            again = self._amended(wanted.file, wanted.edit, moved=True)
        else:
            again = proposal(self._served, wanted.file, wanted.data, moved=True)
        self._open.pop(key)
        return self._logged(again, by, f"publish {wanted.file}, which had changed", wanted.file)

    def discard(self, key: str, by: Author) -> Refused | None:
        """Forget the proposal `key`; return why not if it has gone already."""
        wanted = self._open.pop(key)
        if wanted is None:
            return self._logged(Refused(Reason.LOST), by, f"discard {key}", "")
        self._note(by, f"discard {wanted.file}", wanted.file)
        return None

    def undo(self, number: int, by: Author) -> Done | Moved:
        """Publish the state of a file before the version `number`, unless the file has changed since that."""
        version = self._history.version(number)
        if version is None or not self._kept(version.before):
            return self._logged(Refused(Reason.NOT_KEPT), by, f"undo {number}", "")
        found = draft(self._served, version.file, *self._undone(version))
        if not isinstance(found, Proposal):
            return self._logged(found, by, f"undo {number}", version.file)
        with self._served.lock:
            files = self._served.files()
            if _hash(files.get(version.file)) != version.after or files.hash != found.base:
                return Moved()
            return self._publish(found, by)

    def propose_undo(self, number: int, by: Author) -> Checked:
        """Return a proposal to make a file what it was before the version `number`, although it has changed since."""
        version = self._history.version(number)
        if version is None or not self._kept(version.before):
            return self._logged(Refused(Reason.NOT_KEPT), by, f"undo {number}", "")
        found = proposal(self._served, version.file, *self._undone(version), moved=True)
        return self._logged(found, by, f"undo {number}", version.file)

    def go_back(self, number: int, by: Author) -> Checked:
        """Return a proposal to make a file what it was after the version `number`."""
        version = self._history.version(number)
        if version is None or not self._kept(version.after):
            return self._logged(Refused(Reason.NOT_KEPT), by, f"go back to {number}", "")
        data = self._history.data(version.after) if version.after else None
        found = proposal(self._served, version.file, data, f"went back to {number}: {version.what}")
        return self._logged(found, by, f"go back to {number}", version.file)

    def versions(self) -> tuple[Version, ...]:
        """Return the versions that are kept, the newest first."""
        return self._history.versions()

    def compare(self, number: int) -> Compared | Refused:
        """Return what the version `number` changed."""
        version = self._history.version(number)
        kept = version is not None and self._kept(version.before) and self._kept(version.after)
        return comparison(self._served, self._history, version) if version and kept else Refused(Reason.NOT_KEPT)

    def _publish(self, wanted: Proposal, by: Author) -> Published | Refused:
        """Write the file, and serve it.

        The version and its line in the log come first. A crash may leave a record of a change that was not made, which
        the next start reports, but never a change without a record, or one that cannot be undone.
        """
        files = self._served.files()
        record_found_versions(self._history, files.parsed())
        old = files.get(wanted.file)
        path = self._served.folder / wanted.file
        version = None
        try:
            before, after = (None if data is None else self._history.keep(data) for data in (old, wanted.data))
            version = self._history.add(str(by), wanted.file, wanted.what, before, after, wanted.key)
            self._log.note(by.id, f"publish {wanted.file}: {wanted.what}", before, after)
            if wanted.data is None:
                remove(path)
            elif not write_atomically(path, wanted.data) and before is not None:
                _LOGGER.warning(IN_PLACE, path, self._history.folder)
        except OSError as error:
            if version is not None:
                with contextlib.suppress(OSError):
                    self._history.withdraw(version)
            self._open.put(wanted.key, wanted)
            refused = Refused(_REASONS.get(error.errno or 0, Reason.NOT_WRITTEN), error.strerror or str(error))
            return self._logged(refused, by, f"publish {wanted.file}", wanted.file)
        self._served.serve(wanted.loaded, wanted.answerer)
        return Published(version)

    def _live(self, key: str) -> Version | None:
        """Return the version that the proposal `key` has become, if its file is still what that made it."""
        version = next((each for each in self._history.versions() if each.proposal == key), None)
        is_live = version is not None and _hash(self._served.files().get(version.file)) == version.after
        return version if is_live else None

    def _amended(self, file: str, edit: Edit, *, moved: bool = False) -> Checked:
        try:
            data = edit(self._served.files().get(file) or b"")
        except EditError as error:
            return Refused(Reason.NOT_EDITED, str(error))
        found = _unusable(data) or proposal(self._served, file, data, moved=moved)
        return replace(found, edit=edit) if isinstance(found, Proposal) else found

    def _undone(self, version: Version) -> tuple[bytes | None, str]:
        """Return the bytes of the file before `version`, and what going back to them is called."""
        data = self._history.data(version.before) if version.before else None
        return data, f"undid version {version.number}: {version.what}"

    def _kept(self, name: str | None) -> bool:
        return name is None or self._history.data(name) is not None

    def _logged(self, outcome: T, by: Author, what: str, file: str) -> T:
        """Return `outcome` after logging `what` was tried; a proposal is open from now on."""
        if isinstance(outcome, Proposal):
            self._open.put(outcome.key, outcome)
        ended = "" if isinstance(outcome, Proposal) else _ended(outcome)
        self._note(by, f"{what}{ended}", file)
        return outcome

    def _note(self, by: Author, what: str, file: str) -> None:
        same = _hash(self._served.files().get(file))
        self._log.note(by.id, what, same, same)


def _unusable(data: bytes) -> Refused | None:
    """Return why `data` cannot be a fact file of any content; None if it can."""
    if len(data) > MAX_BYTES:
        return Refused(Reason.TOO_LARGE)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Refused(Reason.NOT_TEXT)
    return None


def _hash(data: bytes | None) -> str | None:
    return None if data is None else hash_of(data)


def _ended(outcome: Broken | Refused) -> str:
    return f": errors: {len(outcome.errors)}" if isinstance(outcome, Broken) else f": {outcome.reason}"
