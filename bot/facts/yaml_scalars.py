"""Writes any text as a YAML scalar on one line, plain where that is safe."""

import re
from typing import Any

import yaml
from yaml.resolver import Resolver

_PLAIN = re.compile(r"[^\W\d_](?:[\w ,;'\u2018\u2019\u201c\u201d?!./()%€$-]*[\w,;'\u2018\u2019\u201c\u201d?!.)%€$])?")
"""Begins with a letter and has no character that means something in YAML."""

_ESCAPED = re.compile(r'["\\]|[^ -~\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]')

_RESOLVER: Any = Resolver()


def quoted(text: str, *, plain: bool = True) -> str:
    """Return `text` such that YAML reads it back as it is; in double quotes if it needs them, or if not `plain`."""
    if plain and _PLAIN.fullmatch(text) and _is_text(text):
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _is_text(text: str) -> bool:
    """Tell whether YAML takes `text` for text, and not for a truth value or nothing ("yes", "null")."""
    return bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in '"\\':
        return f"\\{letter}"
    number = ord(letter)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}"
