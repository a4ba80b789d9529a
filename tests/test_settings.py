"""Settings come from the environment and .env, and say in one sentence what they need."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import SettingsError, read_settings

TOKEN = "123456:ABC-def_1_and_so_on_to_the_35_chars"  # noqa: S105 - nobody's


def complaints(environment: dict[str, str], dotenv: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment, dotenv)
    return str(caught.value)


def test_a_token_is_all_that_is_needed(tmp_path: Path) -> None:
    settings = read_settings({"BOT_TOKEN": TOKEN}, tmp_path / ".env")
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.admin_ids == frozenset()
    assert (settings.knowledge_path, settings.data_path) == (Path("knowledge"), Path("data"))
    assert settings.telegram_api_base_url == "https://api.telegram.org"
    assert settings.webhook_url is None


def test_the_environment_comes_before_dotenv_and_empty_is_not_set(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"BOT_TOKEN={TOKEN}\nADMIN_IDS=1, 2,\nDATA_PATH=there\nGAPS_DAYS=\nNOISE=1\n", encoding="utf-8")
    settings = read_settings({"DATA_PATH": "here", "ADMIN_IDS": "", "LOG_LEVEL": "debug"}, dotenv)
    assert settings.data_path == Path("here")
    assert settings.admin_ids == {1, 2}
    assert settings.log_level == "DEBUG"
    assert settings.gaps_days == read_settings({"BOT_TOKEN": TOKEN}, tmp_path / "none").gaps_days


def test_the_environment_of_the_process_is_not_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert complaints({}, tmp_path / ".env").startswith("BOT_TOKEN is not set: get one from @BotFather")


def test_a_root_of_the_bot_api_loses_its_last_slash(tmp_path: Path) -> None:
    environment = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": "http://127.0.0.1:8081/"}
    assert read_settings(environment, tmp_path / ".env").telegram_api_base_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "secret value"),
        ("BOT_TOKEN", TOKEN[:20]),
        ("LOG_FORMAT", "xml"),
        ("ADMIN_IDS", "1,somebody"),
        ("ADMIN_IDS", "1087968824"),
        ("ADMIN_IDS", "-100123"),
        ("LOG_LEVEL", "loud"),
        ("GAPS_DAYS", "-1"),
        ("WEBHOOK_URL", "http://example.org"),
        ("WEBHOOK_PORT", "70000"),
        ("WEBHOOK_SECRET", "secret value"),
        ("TELEGRAM_API_BASE_URL", "my server"),
    ],
)
def test_a_wrong_value_is_named_without_being_shown(tmp_path: Path, name: str, value: str) -> None:
    text = complaints({"BOT_TOKEN": TOKEN, name: value}, tmp_path / ".env")
    assert text.startswith(f"{name} cannot be used: ")
    assert value not in text
    assert len(text.splitlines()) == 1


def test_all_wrong_values_are_named_at_once(tmp_path: Path) -> None:
    text = complaints({"GAPS_DAYS": "many", "WEBHOOK_PORT": "x"}, tmp_path / ".env")
    assert [line.split()[0] for line in text.splitlines()] == ["BOT_TOKEN", "GAPS_DAYS", "WEBHOOK_PORT"]


def test_a_dotenv_in_another_encoding_is_a_sentence_too(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"DATA_PATH=caf\xe9\n")
    assert complaints({"BOT_TOKEN": TOKEN}, dotenv) == f"{dotenv} is not UTF-8 text; save it with the encoding UTF-8."


def test_settings_cannot_be_changed_and_do_not_show_their_secrets(tmp_path: Path) -> None:
    settings = read_settings({"BOT_TOKEN": TOKEN, "WEBHOOK_SECRET": "s3cret"}, tmp_path / ".env")
    with pytest.raises(ValidationError):
        settings.gaps_days = 1
    assert TOKEN not in repr(settings)
    assert "s3cret" not in repr(settings)


def test_the_example_names_every_setting_and_works_once_a_token_is_filled_in() -> None:
    example = Path(__file__).parent.parent / ".env.example"
    assert read_settings({"BOT_TOKEN": TOKEN}, example) == read_settings({"BOT_TOKEN": TOKEN}, Path("no .env"))
    names = {line.split("=")[0].lower() for line in example.read_text("utf-8").splitlines() if "=" in line}
    assert names == set(type(read_settings({"BOT_TOKEN": TOKEN}, example)).model_fields)
