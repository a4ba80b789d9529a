"""The settings of the program, read once from the environment and .env into a frozen object."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    Field,
    NonNegativeInt,
    SecretStr,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

_ID_AND_KEY = r"[0-9]{3,20}:[A-Za-z0-9_-]{30,100}"
"""The form of a bot's token: the id of the bot and, today, 35 characters; a shorter one was not copied to its end."""

ANONYMOUS_ADMIN = 1087968824
"""The id that Telegram gives for every anonymous administrator of every group: never one person."""

_HELP = {
    "bot_token": "get one from @BotFather in Telegram; it is a number, a colon and 35 characters",
    "admin_ids": "give numeric Telegram ids with commas between, as in 1234567,7654321; @userinfobot tells yours",
    "knowledge_path": "give the path of a fact file or of a folder of them",
    "data_path": "give the path of a folder that the bot may write to",
    "log_level": "choose DEBUG, INFO, WARNING or ERROR",
    "log_format": "choose text or json",
    "gaps_days": "give a whole number of days; 0 keeps no questions",
    "webhook_url": "give the public https:// address at which Telegram reaches the bot, or leave it out to poll",
    "webhook_listen": "give the address to listen on, as in 127.0.0.1",
    "webhook_port": "give a port between 1 and 65535",
    "webhook_secret": "choose 1 to 256 letters, digits, - and _",
    "embedding_model": "give the path of a folder with model.onnx and tokenizer.json, or none",
    "telegram_api_base_url": "give the root of a Bot API server, as in https://api.telegram.org",
}


class SettingsError(Exception):
    """Settings that cannot be used; the text says for each what it needs, and never its value."""


def _ids(value: object) -> object:
    """Return the parts of a text such as "1, 2,3"; any other value as it is."""
    return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value


def _is_person(user: int) -> int:
    if user == ANONYMOUS_ADMIN:
        raise PydanticCustomError("anonymous", "would let every anonymous group administrator in")
    return user


def _matches(pattern: str) -> Callable[[SecretStr], SecretStr]:
    def checked(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise PydanticCustomError("secret", "has characters that do not belong there")
        return secret

    return checked


def _root(value: str) -> str:
    TypeAdapter(AnyHttpUrl).validate_python(value)
    return value.rstrip("/")


def _https(url: AnyHttpUrl) -> AnyHttpUrl:
    if url.scheme != "https":
        raise PydanticCustomError("https", "must be https")
    return url


Id = Annotated[int, Field(gt=0), AfterValidator(_is_person)]


class Settings(BaseSettings):
    """All settings, checked."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    bot_token: Annotated[SecretStr, AfterValidator(_matches(_ID_AND_KEY))]
    admin_ids: Annotated[frozenset[Id], NoDecode, BeforeValidator(_ids)] = frozenset()
    knowledge_path: Path = Path("knowledge")
    data_path: Path = Path("data")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = "INFO"
    log_format: Annotated[Literal["text", "json"], BeforeValidator(str.lower)] = "text"
    gaps_days: NonNegativeInt = 90
    webhook_url: Annotated[AnyHttpUrl, AfterValidator(_https)] | None = None
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, Field(ge=1, le=65_535)] = 8080
    webhook_secret: Annotated[SecretStr, AfterValidator(_matches(r"[A-Za-z0-9_-]{1,256}"))] | None = None
    embedding_model: str = ""
    telegram_api_base_url: Annotated[str, AfterValidator(_root)] = "https://api.telegram.org"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources: what `read_settings` was given, then .env. The environment is an argument."""
        return init_settings, dotenv_settings


def read_settings(environment: Mapping[str, str], dotenv: Path = Path(".env")) -> Settings:
    """Return the settings in `environment`, or in the file `dotenv` where that has none; raises `SettingsError`."""
    options: dict[str, Any] = {"_env_file": dotenv}
    options |= {name: value for name in Settings.model_fields if (value := environment.get(name.upper(), ""))}
    try:
        return Settings(**options)
    except ValidationError as error:
        wrong = {str(details["loc"][0]): details["type"] for details in error.errors(include_input=False)}
        raise SettingsError("\n".join(_sentence(name, kind) for name, kind in wrong.items())) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{dotenv} is not UTF-8 text; save it with the encoding UTF-8.") from None


def _sentence(name: str, kind: str) -> str:
    what = "is not set" if kind == "missing" else "cannot be used"
    return f"{name.upper()} {what}: {_HELP[name]}."
