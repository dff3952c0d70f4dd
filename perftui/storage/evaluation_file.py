"""The evaluation file `*.perf.json`: UTF-8 JSON, numbers as strings, one form a file."""

import json
import re
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from perftui import disk
from perftui.evaluation.model import FORMAT, Evaluation, Indicator, Stated
from perftui.evaluation.profile import load_profile
from perftui.evaluation.safe_text import safe_text
from perftui.storage.atomic import write_atomic
from perftui.storage.errors import StorageError, explain, shown
from perftui.storage.strict_json import BadJsonError, TornJsonError, parse

SUFFIX = ".perf.json"
_LARGEST = 10 * 2**20
_MOST_ROWS = 2000
_KEYS = Evaluation.model_fields.keys() | Indicator.model_fields.keys() | Stated.model_fields.keys()


def load(path: Path) -> Evaluation:
    """Read an evaluation file; raises StorageError for anything that is none."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise StorageError(f"「{shown(path)}」不是普通的文件，不读它。")
        content = disk.read(path, _LARGEST + 1)
    except OSError as error:
        raise explain(error, path, "读取") from error
    if len(content) > _LARGEST:
        raise StorageError(
            f"「{shown(path)}」超过 {_LARGEST // 2**20} MB，不像自评表文件，请核对。"
        )
    return _evaluation(_parse(content, path), path)


def save(evaluation: Evaluation, path: Path, may_still: Callable[[], bool] | None = None) -> None:
    """Write an evaluation file atomically; raises StorageError, the old file intact.

    `may_still` is asked last, and what it refuses is not done.
    """
    try:
        text = dumps(evaluation)
    except ValueError:
        raise StorageError(f"不能保存「{shown(path)}」：里面有嵌套过深的内容。") from None
    # A lone surrogate among unknown keys is written as JSON spells it.
    content = text.encode("utf-8", "backslashreplace")
    if len(content) > _LARGEST or len(evaluation.indicators) > _MOST_ROWS:
        raise StorageError(
            f"不能保存「{shown(path)}」：一份表最多{_MOST_ROWS}行指标、"
            f"{_LARGEST // 2**20} MB，请删去一些再存。"
        )
    write_atomic(path, content, may_still)


def digest_of(evaluation: Evaluation) -> str:
    """Return what tells one content from another; the content cannot be had from it."""
    return sha256(evaluation.model_dump_json().encode("utf-8", "replace")).hexdigest()


def dumps(evaluation: Evaluation) -> str:
    """Return the text of an evaluation's file."""
    return json.dumps(to_json(evaluation), ensure_ascii=False, indent=2) + "\n"


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain JSON data in the key order of the file."""
    return evaluation.model_dump(mode="json")


def _parse(content: bytes, path: Path) -> dict[str, Any]:
    try:
        data = parse(content)
    except TornJsonError as error:
        raise StorageError(f"「{shown(path)}」{error}。", "请用备份或重新导入。") from None
    except BadJsonError as error:
        raise StorageError(f"「{shown(path)}」{error}。") from None
    if not isinstance(data, dict) or not {"format", "indicators"} <= data.keys():
        raise StorageError(f"「{shown(path)}」不是自评表文件（缺少 format 或 indicators）。")
    if not isinstance(data["indicators"], list) or len(data["indicators"]) > _MOST_ROWS:
        raise StorageError(f"「{shown(path)}」里的 indicators 不是一张指标表，请改正后再打开。")
    return data


def _evaluation(data: dict[str, Any], path: Path) -> Evaluation:
    version = str(data["format"])
    if not re.fullmatch(r"[0-9]{1,6}", version) or int(version) > FORMAT:
        known = " ".join(safe_text(version[:20]).split())
        raise StorageError(
            f"「{shown(path)}」的格式版本是 {known}，这个 perftui 只认到 {FORMAT}，"
            "请升级后再打开；文件没有改动。"
        )
    try:
        evaluation = Evaluation.model_validate(data)
        load_profile(evaluation.profile)
    except ValidationError as error:
        location = error.errors()[0]["loc"]
        place = ".".join(str(part) for part in location if isinstance(part, int) or part in _KEYS)
        raise StorageError(
            f"「{shown(path)}」里的 {place} 不是自评表该有的内容，请改正后再打开。"
        ) from None
    except KeyError as error:
        reason = " ".join(str(error.args[0]).split())
        raise StorageError(f"「{shown(path)}」：{reason}。") from None
    return evaluation
