"""What is installed is whole."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_file_that_the_program_reads_is_installed_with_it() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["bot"]
    installed = {path for pattern in patterns for path in (ROOT / "bot").glob(pattern)}
    files = {path for path in (ROOT / "bot").rglob("*") if path.is_file() and path.suffix != ".py"}
    read = {path for path in files if path.parent.name != "__pycache__"}  # Python writes there meanwhile
    assert read <= installed
