"""The container: what its files say is done here step by step, since no test can count on a container engine."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.playground.botapi import FakeTelegram

from . import library
from .library import write_facts
from .process import RUN, BotProcess, polling_settings

ROOT = Path(__file__).parent.parent.parent
HADOLINT = Path(sys.executable).with_name("hadolint")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE: Any = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def steps(kind: str) -> list[str]:
    return re.findall(rf"^{kind} (.*)$", DOCKERFILE, re.MULTILINE)


def copied(folder: Path) -> Path:
    """Make `folder` what the container has of the project: the installed packages are those of the tests."""
    for source, target in (step.split() for step in steps("COPY") if "--from" not in step):
        (shutil.copytree if (ROOT / source).is_dir() else shutil.copyfile)(ROOT / source, _made(folder / target))
    return folder


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def files_under(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(not HADOLINT.exists(), reason="hadolint is a package for Linux on x86-64 alone")
def test_a_linter_of_dockerfiles_has_nothing_to_say() -> None:
    done = subprocess.run([HADOLINT, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.slow
def test_what_is_copied_answers_and_writes_to_the_volumes_alone(tmp_path: Path, telegram: FakeTelegram) -> None:
    program = copied(tmp_path / "program")
    before = files_under(program)
    settings = dict(re.findall(r"([A-Z_]+)=(\S+)", " ".join(steps("ENV"))))
    volumes = {"KNOWLEDGE_PATH": write_facts(tmp_path / "knowledge"), "DATA_PATH": tmp_path / "data"}
    assert {settings[name] for name in volumes} == {"/knowledge", "/data"}
    settings |= polling_settings(telegram, knowledge=volumes["KNOWLEDGE_PATH"], data=volumes["DATA_PATH"])

    process = BotProcess(telegram, settings | {"PATH": "", "PYTHONPATH": str(program)}, program, RUN)
    try:
        process.wait_until_ready()
        answer = telegram.person("Rita").asks(library.QUESTION)
        is_healthy = health(volumes["DATA_PATH"])
    finally:
        process.kill()

    assert answer.text.startswith(library.STATEMENT)
    assert files_under(program) == before
    assert is_healthy
    os.utime(volumes["DATA_PATH"] / "heartbeat", (0, 0))
    assert not health(volumes["DATA_PATH"])


def health(data: Path) -> bool:
    """Return what the health check of the container says, with the volume at `data`."""
    [check] = re.findall(r"HEALTHCHECK .* CMD (.*)$", DOCKERFILE, re.MULTILINE)
    _, *arguments = json.loads(check.replace("/data", str(data)))
    return subprocess.run([sys.executable, *arguments], check=False).returncode == 0  # noqa: S603


def test_the_container_runs_the_command_of_the_readme_as_nobody_in_particular() -> None:
    assert steps("CMD") == ['["python", "-m", "bot", "run"]']
    [user] = steps("USER")
    assert int(user) > 0


def test_compose_leaves_nothing_to_write_but_the_volumes_and_takes_no_rights_along() -> None:
    bot = COMPOSE["services"]["bot"]

    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert {volume.split(":")[1] for volume in bot["volumes"]} == {"/knowledge", "/data"}


def test_no_setting_and_no_data_gets_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert "*" in ignored
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert kept == {step.split()[0] for step in steps("COPY") if "--from" not in step}
