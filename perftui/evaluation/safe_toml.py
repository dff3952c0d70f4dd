"""TOML that people write, read within bounds: no key so long and no number so large that it costs.

A file of some hundred kilobytes could else take gigabytes, or a minute.
"""

import re
import tomllib
from decimal import Decimal
from typing import Any

BEYOND_MEASURE = "Beyond measure"
"""How the message begins for what is TOML and refused all the same."""

_LARGEST_EXPONENT = 30
_EXCESS = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}"""
    r"|\b0[xob][\da-fA-F_]{60}|\b\d[\d_]{60}"
)


def load_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text holds, numbers with a point as `Decimal`.

    Raises tomllib.TOMLDecodeError for one that is none, and for what nobody writes: keys of twenty
    parts, numbers of sixty digits, what is nested too deeply.
    """
    if found := _EXCESS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise tomllib.TOMLDecodeError(f"{BEYOND_MEASURE} (at line {line}, column 1)")
    try:
        return tomllib.loads(text, parse_float=_number)
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise tomllib.TOMLDecodeError(f"{BEYOND_MEASURE}: {error}") from None


def _number(digits: str) -> Decimal:
    number = Decimal(digits.replace("_", ""))
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError("no number of a form")
    return number
