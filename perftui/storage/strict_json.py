"""JSON from elsewhere, read strictly: nothing said twice, no number that is none, bounded."""

import json
import math
from typing import Any

_DEEPEST = 200  # what is nested more deeply cannot be written again
_LONGEST_NUMBER = 40
_MOST_VALUES = 500_000


class BadJsonError(ValueError):
    """What is wrong with a JSON text, as the end of a Chinese sentence without its full stop."""


class TornJsonError(BadJsonError):
    """It is no JSON, or not to its end."""


def parse(content: bytes) -> Any:
    """Return what a JSON text in UTF-8 holds; raises BadJsonError, or TornJsonError.

    It is refused before it is read if it would take far more memory than its bytes.
    """
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise BadJsonError("里面的内容多得不像自评表，请核对文件")
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_repeats,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_short,
        )
    except UnicodeDecodeError:
        raise BadJsonError("不是 UTF-8 文本，不是自评表文件") from None
    except json.JSONDecodeError as error:
        place = f"第{error.lineno}行第{error.colno}字"
        raise TornJsonError(f"不完整或已损坏：{place}处读不下去") from None
    except RecursionError:
        raise BadJsonError("嵌套过深，不是自评表文件") from None
    if _is_deeper(data, _DEEPEST):
        raise BadJsonError("嵌套过深，不是自评表文件")
    return data


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BadJsonError("有一项写了两次，不知道以哪一个为准，请删去一个")
    return made


def _refuse_constant(name: str) -> None:
    raise BadJsonError(f"有一处写的是 {name}，不是数，请改正")


def _finite(digits: str) -> float:
    number = float(digits) if len(digits) <= _LONGEST_NUMBER else math.inf
    if math.isinf(number):
        raise BadJsonError("有一个数太大或太长，请改正")
    return number


def _short(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise BadJsonError("有一个数太大或太长，请改正")
    return int(digits)


def _is_deeper(data: Any, levels: int) -> bool:
    within = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(levels == 0 or _is_deeper(one, levels - 1) for one in within)
