"""The list of versions, with the ways to look at each and to go back to it."""

from collections.abc import Sequence

from bot import texts as reader_texts
from bot.facts.history import Version
from bot.telegram.admin import texts
from bot.telegram.admin.callback_data import AdminCallback
from bot.telegram.admin.changes_page import GO_BACK
from bot.telegram.admin.listing import Page, line_page
from bot.telegram.messages.reply import TapButton

COMPARE, HISTORY = "compare", "history"
ON_A_PAGE = 5


def history_page(versions: Sequence[Version], page: int) -> Page:
    """One page of the versions, the newest first; what is live now cannot be gone back to."""
    if not versions:
        return line_page(texts.NO_VERSIONS)
    page = min(page, (len(versions) - 1) // ON_A_PAGE)
    shown = versions[page * ON_A_PAGE :][:ON_A_PAGE]
    newest: dict[str, int] = {}
    for version in versions:
        newest.setdefault(version.file, version.number)
    rows = []
    for version in shown:
        number = str(version.number)
        compare = TapButton(texts.compare(version.number), AdminCallback(COMPARE, number).data)
        back = TapButton(texts.go_back(version.number), AdminCallback(GO_BACK, number).data)
        rows.append((compare,) if newest[version.file] == version.number else (compare, back))
    turning = []
    if page:
        turning.append(TapButton(reader_texts.EARLIER, AdminCallback(HISTORY, str(page - 1)).data))
    if (page + 1) * ON_A_PAGE < len(versions):
        turning.append(TapButton(reader_texts.LATER, AdminCallback(HISTORY, str(page + 1)).data))
    return line_page("\n\n".join(map(texts.version, shown)), (*rows, tuple(turning)))
