"""Messages and buttons as values, without the library that sends them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TapButton:
    """A button that sends us `data` when tapped."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class CopyButton:
    """A button that puts `text` on the reader's clipboard."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens `url`."""

    label: str
    url: str


Button = TapButton | CopyButton | LinkButton
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: as HTML, as plain text in case Telegram refuses the HTML, and the rows of buttons under it.

    `rest` are the messages after it, with what did not fit.
    """

    html: str
    plain: str
    buttons: Rows = ()
    rest: "tuple[Reply, ...]" = ()
