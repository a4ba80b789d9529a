"""What people can type or forge: questions of any text, and the data of buttons that are not ours any more."""

from hypothesis import strategies as st

from bot.telegram.admin.callback_data import MARK, AdminCallback
from bot.telegram.admin.table import BUTTONS as ADMIN_BUTTONS
from bot.telegram.admin.table import COMMANDS as ADMIN_COMMANDS
from bot.telegram.handlers.commands import COMMANDS
from bot.telegram.messages.callback_data import MOST_BYTES, Action, Tap
from tests.e2e import library

_PIECES = (
    library.QUESTION,
    library.LONG_QUOTE,
    "Ada Okoro",
    "Ada Okoro, the mayor of Lindhaven, ",
    "libarry opning",
    "and who ",
    "? ",
    ", ",
    "\n",
    " - ",
    "U.S. ",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{ZERO WIDTH JOINER}",
    "\N{GRINNING FACE}",
    "\ud83d",
    "\0",
    "<b>",
    "&lt;",
    "{0}%s",
    "@ask",
    *(f"/{command} " for command in (*COMMANDS, *(command.name for command in ADMIN_COMMANDS))),
)

ANY_CHARACTER = st.characters(exclude_categories=())
"""All of Unicode, halves of characters included."""

ANY_TEXT = st.text(ANY_CHARACTER, max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)

LONG_TEXT = st.builds(
    lambda unit, times: (unit * times)[:100_000],
    st.text(ANY_CHARACTER, min_size=1, max_size=8) | st.lists(st.sampled_from(_PIECES), max_size=4).map("".join),
    st.sampled_from([100, 4_096, 100_000]),
)
"""The same over and over, up to 100,000 characters: what makes a quadratic algorithm show itself."""

QUESTIONS = ANY_TEXT | LONG_TEXT

_IDS = st.sampled_from(["library-opening", "ada-okoro", "", "no-such-id"]) | st.text(ANY_CHARACTER, max_size=40)
_NUMBERS = ("0", "1", "-1", "9999", "00000000", "\N{SUPERSCRIPT TWO}", "\N{ARABIC-INDIC DIGIT NINE}" * 9)
_VERBS = st.sampled_from([*(button.verb for button in ADMIN_BUTTONS), "", "x"])

_OWN = st.builds(Tap, st.sampled_from(Action), _IDS, st.sampled_from(_NUMBERS)).map(lambda tap: tap.data)
_ADMINS = st.builds(AdminCallback, _VERBS, _IDS | st.sampled_from(_NUMBERS)).map(lambda tap: tap.data)
_CUT = st.builds(lambda data, length: data[:length], _OWN | _ADMINS, st.integers(0, MOST_BYTES))

BUTTON_DATA = _OWN | _ADMINS | _CUT | st.text(ANY_CHARACTER, max_size=MOST_BYTES) | st.just(f"{MARK}:" * 32)
"""The data of buttons: well formed, cut off, of another version, and anything at all."""
