"""The chat, typed into a terminal and piped in."""

import json
import os
import pty
import re
import select
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.commands import COMMAND, bot, bot_process, environment
from tests.samples import LIGHTHOUSE, VOICE, written

PATIENCE = 30
"""Seconds after which a terminal that shows nothing new is taken for broken."""

HOW_HIGH = "How high is the lighthouse?"
WHO = "Who was the first keeper?"
UP = "\x1b[A"
CTRL_C = "\x03"
CTRL_D = "\x04"


class Terminal:
    """A chat on a pseudo-terminal."""

    def __init__(self, path: Path) -> None:
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*COMMAND, "chat", "--knowledge", str(path)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(COLUMNS="60", INPUTRC="/dev/null"),
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(theirs)
        self.shown = ""

    def types(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def shows(self, text: str) -> str:
        """Waits for `text`; what was shown up to there since the last time, without colours."""
        while text not in self.shown:
            more = self._read()
            assert more, f"{text!r} did not come after {self.shown!r}"
            self.shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown + more).replace("\r", "")
        before, self.shown = self.shown.split(text, 1)
        return before

    def ends(self, keys: str) -> int:
        """Types `keys` until the chat ends, as people do: one Ctrl-C may come before Python listens to it."""
        for _ in range(PATIENCE):
            with suppress(OSError):
                self.types(keys)
            while more := self._read(patience=1):
                self.shown += more
            with suppress(subprocess.TimeoutExpired):
                return self._process.wait(timeout=0.1)
        raise AssertionError("the chat did not end")

    def close(self) -> None:
        self._process.kill()
        self._process.wait(timeout=PATIENCE)
        os.close(self._ours)

    def _read(self, patience: int = PATIENCE) -> str:
        if not select.select([self._ours], [], [], patience)[0]:
            return ""
        with suppress(OSError):
            return os.read(self._ours, 4096).decode(errors="replace")
        return ""


def _own_terminal() -> None:
    """Makes the terminal the one whose Ctrl-C reaches this process."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # which tests that run in the background of a shell ignore


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def terminal(knowledge: Path) -> Iterator[Terminal]:
    """A chat that waits for its first question."""
    chat = Terminal(knowledge)
    chat.shows("> ")
    yield chat
    chat.close()


@pytest.mark.slow
def test_a_question_is_answered_and_the_next_one_awaited(terminal: Terminal) -> None:
    terminal.types(f"{HOW_HIGH}\n")
    answer = terminal.shows("> ")
    assert "The lighthouse of Nordholm is 41 metres high." in answer
    assert "  “the tower, 41 metres high”" in answer


@pytest.mark.slow
def test_the_arrow_brings_a_question_back(terminal: Terminal) -> None:
    terminal.types(f"{HOW_HIGH}\n")
    terminal.shows("41 metres high.")
    terminal.shows("> ")
    terminal.types(f"{UP}\n")
    terminal.shows("41 metres high.")


@pytest.mark.slow
@pytest.mark.parametrize("keys", [CTRL_D, CTRL_C, ":quit\n"])
def test_the_chat_is_left_without_a_trace(terminal: Terminal, keys: str) -> None:
    assert terminal.ends(keys) == 0
    assert "Traceback" not in terminal.shown


@pytest.mark.slow
def test_a_pipe_is_answered_in_plain_text_without_a_prompt(knowledge: Path) -> None:
    done = bot_process("chat", "--knowledge", knowledge, typed=f"{HOW_HIGH}\n\n{WHO}\n")
    assert (done.status, done.errors) == (0, "")
    assert done.output.startswith("The lighthouse of Nordholm is 41 metres high.\n  “the tower")
    assert "\n\nAda Berg was the first keeper of the lighthouse.\n" in done.output
    assert "> " not in done.output
    assert "\x1b" not in done.output


def test_json_is_an_object_a_message_and_an_empty_line_begins_a_new_chat(knowledge: Path) -> None:
    done = bot("chat", "--json", "--knowledge", knowledge, typed=f"{WHO}\nsource?\nthanks\n\nsource?\n")
    asked, source, thanks, other_chat = map(json.loads, done.output.splitlines())
    assert asked["act"] is None
    assert (source["act"], source["facts"]) == ("source", asked["facts"])
    assert (thanks["act"], thanks["facts"], thanks["suggestions"]) == ("thanks", [], [])
    assert (other_chat["act"], other_chat["facts"]) == ("source", [])


def test_a_reply_in_json_is_said_in_the_voice_of_the_base(tmp_path: Path) -> None:
    path = written(tmp_path, LIGHTHOUSE + VOICE)
    done = bot("chat", "--json", "--knowledge", path, typed=f"hello\n{WHO}\nthanks\nzzz qqq\n")
    greeting, answer, thanks, unknown = (json.loads(line)["reply"] for line in done.output.splitlines())
    assert greeting == "Welcome to the lighthouse!"
    assert answer.startswith("Ada Berg was the first keeper of the lighthouse.")
    assert thanks == "Always a pleasure!"
    assert unknown.startswith("That is not in the guide.\nYou could ask:")


def test_why_explains_the_last_answer(knowledge: Path) -> None:
    done = bot("chat", "--knowledge", knowledge, typed=f":why\n{WHO}\n:why\n")
    nothing, _, *rest = done.output.split("\n\n")
    assert nothing == "Nothing has been asked yet."
    assert "with confidence" in "".join(rest)
    assert "1. first-keeper" in "".join(rest)


def test_a_number_picks_a_suggestion(knowledge: Path) -> None:
    greeted = bot("chat", "--knowledge", knowledge, typed="zzz qqq\n").output
    suggestion = re.search(r"1\. (.*)", greeted)
    assert suggestion is not None
    picked = bot("chat", "--knowledge", knowledge, typed="zzz qqq\n1\n").output.removeprefix(greeted)
    answer = bot("ask", suggestion[1], "--knowledge", knowledge).output
    assert picked.startswith(f"▸ {suggestion[1]}\n{answer.splitlines()[0]}")


@pytest.mark.parametrize("command", [":exit", "/help", "/who was the first keeper?"])
def test_an_unknown_command_is_not_matched_and_lists_those_that_there_are(knowledge: Path, command: str) -> None:
    done = bot("chat", "--knowledge", knowledge, typed=f"{command}\n")
    assert done.output.startswith("I do not know that command. The commands are :why")
    assert ":quit (leave)" in done.output


def test_json_picks_by_number_and_knows_a_command_for_what_it_is(knowledge: Path) -> None:
    done = bot("chat", "--json", "--knowledge", knowledge, typed="zzz qqq\n/who was the first keeper\nno. 2\n")
    offer, command, picked = map(json.loads, done.output.splitlines())
    assert (command["act"], command["status"], command["facts"]) == ("unknown command", "unknown", [])
    assert command["reply"] == "I do not know that command."
    assert [fact["id"] for fact in picked["facts"]] == [offer["suggestions"][1]["id"]]
