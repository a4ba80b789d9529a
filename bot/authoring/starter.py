"""The files of a new bot: a small one that answers and passes its own evaluation, to put one's own facts into."""

from collections.abc import Mapping
from pathlib import Path

_FILES = Path(__file__).with_name("starter_files")
_SETTINGS = ".env.example"
_CHECKOUT = Path(__file__).parents[2]


def starter() -> Mapping[Path, bytes]:
    """Return the bytes of each file; the paths are relative to the folder of the bot, where it finds them unasked."""
    knowledge = {Path("knowledge", file.name): file.read_bytes() for file in sorted(_FILES.glob("[!.]*"))}
    # An installed package carries the example of the settings; in a checkout it is at the top.
    settings = next(folder / _SETTINGS for folder in (_FILES, _CHECKOUT) if (folder / _SETTINGS).exists())
    return knowledge | {Path(".env"): settings.read_bytes()}
