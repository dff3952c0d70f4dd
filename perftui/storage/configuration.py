"""`perftui.toml`, which people write into a folder of forms to say how perftui works there."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from perftui import disk
from perftui.evaluation.profile import Level
from perftui.evaluation.safe_text import safe_data
from perftui.evaluation.safe_toml import BEYOND_MEASURE, load_toml
from perftui.evaluation.thresholds import Thresholds
from perftui.storage.errors import StorageError, explain, shown

FILE = "perftui.toml"
_LARGEST = 100_000
_REASONS = {
    "extra_forbidden": "没有这一项，请核对拼写",
    "literal_error": "要写 error、warning、hint 或 off",
    "tuple_type": '要写成 ["甲", "乙"] 这样的一列',
    "dict_type": "要写成一节，下面每行一项",
    "model_type": "要写成一节，下面每行一项",
    "string_type": "要写成带引号的文字",
}
M = TypeVar("M", bound=BaseModel)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckSettings(_Part):
    """What `[check]` says: rules by beginnings of their codes, levels by code, thresholds."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level] = {}
    thresholds: Mapping[str, Any] = {}


class ExportSettings(_Part):
    """What `[export]` says: the formats to write, and the pattern of the documents' names."""

    to: tuple[str, ...] = ()
    name: str = ""


class Configuration(_Part):
    """What a `perftui.toml` says; without one, nothing.

    `[keys]` has a key for each action named; what is wrong there is told line by line elsewhere.
    """

    check: CheckSettings = CheckSettings()
    export: ExportSettings = ExportSettings()
    keys: Mapping[str, Any] = {}


def find_configuration(folder: Path) -> Configuration:
    """Return what the nearest `perftui.toml` says, in a folder or above; raises StorageError."""
    try:
        here = folder.resolve()
    except (OSError, RuntimeError):
        return Configuration()
    for place in (here, *here.parents):
        if (place / FILE).is_file():
            return read_configuration(place / FILE)
    return Configuration()


def read_configuration(path: Path) -> Configuration:
    """Read a `perftui.toml`; raises StorageError saying what is wrong with it."""
    configuration = read_settings(path, Configuration)
    try:
        Thresholds.model_validate(configuration.check.thresholds)
    except ValidationError as error:
        raise StorageError(f"「{shown(path)}」里的 {_fault(error, _REASONS)}。") from None
    return configuration


def read_settings(path: Path, kind: type[M], reasons: Mapping[str, str] = _REASONS) -> M:
    """Read a file of settings of some kind; raises StorageError saying what is wrong with it.

    `reasons` tell the faults by the name that pydantic has for each.
    """
    try:
        content = disk.read(path, _LARGEST + 1)
    except OSError as error:
        raise explain(error, path, "读取") from error
    if len(content) > _LARGEST:
        raise StorageError(f"「{shown(path)}」太大，不是 perftui 的设置文件。")
    try:
        data = load_toml(content.decode("utf-8-sig"))
        return kind.model_validate(safe_data(data))
    except UnicodeDecodeError:
        raise StorageError(f"「{shown(path)}」不是 UTF-8 文本，请另存为 UTF-8。") from None
    except tomllib.TOMLDecodeError as error:
        raise StorageError(f"「{shown(path)}」不是 TOML：{_where(error)}，请改正。") from None
    except ValidationError as error:
        raise StorageError(f"「{shown(path)}」里的 {_fault(error, reasons)}。") from None


def _where(error: Exception) -> str:
    """Return the line of a fault in TOML, which its message ends with."""
    _, _, line = str(error).partition("at line ")
    number = line.partition(",")[0]
    if str(error).startswith(BEYOND_MEASURE):
        return f"第{number}行的名称或数太长" if number.isdecimal() else "里面套得太深，或者数太大"
    return f"第{number}行读不下去" if number.isdecimal() else "到末尾还没有写完"


def _fault(error: ValidationError, reasons: Mapping[str, str]) -> str:
    first = error.errors()[0]
    name = ".".join(map(str, first["loc"]))
    return f"{shown(Path(name))} {reasons.get(first['type'], '的值不对，请核对')}"
