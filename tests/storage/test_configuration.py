"""`perftui.toml`: found, read, and refused in one sentence."""

from decimal import Decimal
from pathlib import Path

import pytest

from perftui.storage.configuration import Configuration, find_configuration, read_configuration
from perftui.storage.errors import StorageError


def written(folder: Path, text: str) -> Path:
    path = folder / "perftui.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_nothing_is_configured(tmp_path: Path) -> None:
    assert find_configuration(tmp_path / "没有") == Configuration()


def test_the_nearest_file_above_counts(tmp_path: Path) -> None:
    inner = tmp_path / "甲" / "乙"
    inner.mkdir(parents=True)
    written(tmp_path, '[check]\nignore = ["PT001"]')
    assert find_configuration(inner).check.ignore == ("PT001",)
    written(inner, '[check]\nselect = ["PT002"]')
    settings = find_configuration(inner).check
    assert (settings.select, settings.ignore) == (("PT002",), ())


def test_levels_and_thresholds_are_read_exactly(tmp_path: Path) -> None:
    text = '\ufeff[check.levels]\nPT013 = "error"\n[check.thresholds]\nlow_rate = 85.1\n'
    settings = read_configuration(written(tmp_path, text)).check
    assert settings.levels == {"PT013": "error"}
    assert settings.thresholds == {"low_rate": Decimal("85.1")}


def test_keys_are_taken_as_they_are_written(tmp_path: Path) -> None:
    text = '[keys]\n"填表.预览" = "F10"\n"home.sort" = 3\neditor.export = "F11"\n'
    keys = read_configuration(written(tmp_path, text)).keys
    assert keys == {"填表.预览": "F10", "home.sort": 3, "editor": {"export": "F11"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[check", "不是 TOML：到末尾还没有写完"),
        ("[check]\nignore == []", "不是 TOML：第2行"),
        ("[check]\nignre = []", "check.ignre 没有这一项"),
        ("[cheque]", "cheque 没有这一项"),
        ('[check]\nignore = "PT001"', "check.ignore 要写成"),
        ('[check.levels]\nPT001 = "强"', "check.levels.PT001 要写 error"),
        ("[check.thresholds]\nlow = 3", "low 没有这一项"),
        ('[check.thresholds]\nlow_rate = "多"', "low_rate 的值不对"),
        ("check = 3", "check 要写成一节"),
        ('keys = "F1"', "keys"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StorageError, match=r"perftui\.toml") as caught:
        read_configuration(written(tmp_path, text))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe[\x00", b"#" * 200_000, b"a = " + b"[" * 5000])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "perftui.toml"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"perftui\.toml"):
        read_configuration(path)
