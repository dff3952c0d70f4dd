"""TOML from elsewhere: what people write is read, what would take for ever is refused by line."""

import tomllib
from decimal import Decimal

import pytest

from perftui.evaluation.safe_toml import BEYOND_MEASURE, load_toml


def test_what_people_write_is_read() -> None:
    text = 'a.b."c.d" = 1.50\nx = "见 1.2.3.4.5、第6.7条……\n'
    text = text.replace("条……", '条......………"')
    assert load_toml(text) == {
        "a": {"b": {"c.d": Decimal("1.50")}},
        "x": "见 1.2.3.4.5、第6.7条......………",
    }
    assert load_toml(f'x = "{"." * 500}"')["x"] == "." * 500
    assert load_toml("x = 1_000_000.5")["x"] == Decimal("1000000.5")


@pytest.mark.parametrize(
    "line",
    [
        ".".join(["a"] * 30) + " = 1",
        f"[{' . '.join(['a'] * 30)}]",
        "[[" + ".".join(["a", '"b"'] * 15) + "]]",
        "x = {" + ".".join(["'a'"] * 30) + " = 1}",
        f"x = {'9' * 100}",
        f"x = 0x{'f' * 100}",
    ],
)
def test_what_nobody_writes_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match=rf"{BEYOND_MEASURE} \(at line 3"):
        load_toml(f"# 甲\n\n{line}\n")


@pytest.mark.parametrize(
    "text", ["x = 1e999999", "x = nan", "x = inf", "x = -1e-999999", "x = " + "[" * 5000]
)
def test_numbers_and_depths_beyond_measure_are_refused(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match=BEYOND_MEASURE):
        load_toml(text)
