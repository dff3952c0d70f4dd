"""`settings.toml`, the user's own settings: in the folder of their data, never in one of forms.

What is in it holds for this user alone, whatever form or folder is open: only here can a language
model be switched on.
"""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from socket import INADDR_LOOPBACK
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field

from perftui.storage.configuration import read_settings
from perftui.storage.errors import StorageError, shown
from perftui.storage.user_data import data_folder

FILE = "settings.toml"
_REASONS = {
    "extra_forbidden": "没有这一项，请核对拼写",
    "missing": "没有写",
    "enum": '要写 "rank" 或 "reword"',
    "model_type": "要写成一节，下面每行一项",
    "string_type": "要写成带引号的文字",
    "string_too_short": "是空的",
    "tuple_type": '要写成 ["10.1.2.3:8000"] 这样的一列',
}
_PORTS = {"http": 80, "https": 443}


class Level(StrEnum):
    """What a language model may do: order wordings; or also put chosen text in other words."""

    RANK = "rank"
    REWORD = "reword"


class LanguageModelSettings(BaseModel):
    """What `[language_model]` says.

    `allow_remote` names the machines, with their ports, that text may be sent to beside this one.
    `key_variable` is the environment variable that has the key, where the server wants one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str
    model: str = Field(min_length=1)
    level: Level = Level.RANK
    allow_remote: tuple[str, ...] = ()
    key_variable: str = ""

    @property
    def server(self) -> "Server":
        """Where the model answers; raises StorageError for an address that will not do."""
        return _server(self.address, self.allow_remote)


class _OwnSettings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    language_model: LanguageModelSettings | None = None


@dataclass(frozen=True)
class Server:
    """Where a language model answers. `is_remote` if the user has allowed another machine."""

    host: str
    port: int
    path: str
    is_secure: bool = False
    is_remote: bool = False

    @property
    def name(self) -> str:
        """Host and port, as `allow_remote` names them."""
        return _name(self.host, self.port)


def settings_file() -> Path:
    """Return where the user's own settings are, whether there are any or not."""
    return data_folder() / FILE


def language_model_settings() -> LanguageModelSettings | None:
    """Return what the user has set for a language model; None where they have not.

    Raises StorageError for settings that cannot be followed.
    """
    path = settings_file()
    if not path.exists():
        return None
    settings = read_settings(path, _OwnSettings, _REASONS).language_model
    if settings is not None:
        try:
            _ = settings.server
        except StorageError as error:
            raise StorageError(f"「{shown(path)}」里的 {error}") from None
    return settings


def example_lines(level: Level = Level.REWORD) -> str:
    """Return the lines that switch a language model on."""
    here = IPv4Address(INADDR_LOOPBACK)
    return "\n".join(
        (
            "[language_model]",
            f'address = "http://{here}:8080/v1"',
            'model = "模型的名称"',
            f'level = "{level}"',
        )
    )


def _server(address: str, allowed: tuple[str, ...]) -> Server:
    parts = _parts(address)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or _PORTS[parts.scheme]
    is_allowed = _name(host, port) in {one.strip().lower() for one in allowed}
    number = _number(host)
    is_here = number is not None and number.is_loopback
    if number is not None and not is_here and not is_allowed:
        name = _name(host, port)
        raise StorageError(f'address 不在本机。要用它，请写上 allow_remote = ["{name}"]。')
    secure = parts.scheme == "https"
    return Server(host, port, parts.path.rstrip("/"), secure, is_allowed and not is_here)


def _parts(address: str) -> SplitResult:
    """Split an address; one with a password, a query or anything odd in it is refused."""
    wrong = StorageError("address 要写成 http://主机:端口/v1，不带用户名和问号。")
    if not address.isascii() or not address.isprintable() or " " in address:
        raise wrong
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise wrong from None
    if not is_good or "@" in parts.netloc or "?" in address or "#" in address:
        raise wrong
    return parts


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _name(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
