"""Evaluation files: what is loaded is saved again, what is none is refused, nothing half done."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui import disk
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.values import Unread
from perftui.resources import sample_projects
from perftui.storage import evaluation_file
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import dumps, load, save, to_json

SAMPLES = sorted(sample_projects().glob("*.perf.json"))
KEYS = [
    *("format", "profile", "year", "name", "unit", "department", "recurring"),
    *("budget", "last_year_budget", "executed", "goal", "date"),
    *("achievements", "problems", "measures", "indicators", "stated"),
]
ROW_KEYS = [
    *("category", "name", "explanation", "weight", "score", "remark"),
    *("target", "actual", "measure_unit", "direction"),
]
BLANK: dict[str, Any] = {"format": 1, "indicators": []}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2019-甲专项.perf.json"


@pytest.fixture
def written(file: Path) -> Callable[[Any], Path]:
    """Write data as a file that may or may not be an evaluation."""

    def write(data: Any) -> Path:
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        file.write_text(text, "utf-8")
        return file

    return write


@contextmanager
def failing(call: str, error: BaseException) -> Iterator[None]:
    """Let one call of the disk fail."""

    def hook(name: str, _: tuple[Any, ...], go_on: Callable[[], Any]) -> Any:
        if name == call:
            raise error
        return go_on()

    with disk.watched(hook):
        yield


def refusal(path: Path) -> str:
    """Return the one line a file is refused with; it names the file and the file stays."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert re.search("[\u4e00-\u9fff]{4}", message)
    assert path.name in message
    assert (path.read_bytes() if path.is_file() else None) == before
    return message


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name[:9])
def test_a_sample_is_saved_byte_for_byte_as_it_was(sample: Path, file: Path) -> None:
    save(load(sample), file)
    assert file.read_bytes() == sample.read_bytes()


def test_the_keys_stand_in_the_order_of_the_design() -> None:
    data = to_json(load(SAMPLES[0]))
    assert list(data) == KEYS
    assert list(data["indicators"][0]) == ROW_KEYS
    assert list(data["stated"]) == ["execution_rate", "grade", "total_weight", "total_score"]
    assert list(to_json(Evaluation())) == KEYS


def test_keys_in_any_order_are_saved_in_that_of_the_design(
    written: Callable[[Any], Path], file: Path
) -> None:
    data = json.loads(SAMPLES[0].read_text("utf-8"))
    turned = dict(reversed(data.items()))
    turned["indicators"] = [dict(reversed(row.items())) for row in data["indicators"]]
    save(load(written(turned)), file)
    assert file.read_bytes() == SAMPLES[0].read_bytes()


def test_a_file_is_utf8_with_two_blanks_of_indent_and_ends_in_a_line_feed(file: Path) -> None:
    save(load(SAMPLES[0]), file)
    text = file.read_bytes().decode("utf-8")
    assert text.startswith('{\n  "format": 1,\n  "profile": "sh2019",')
    assert text.endswith("}\n")
    assert "\r" not in text
    assert "\\u" not in text


def test_unknown_keys_are_kept_at_the_top_in_rows_and_in_what_was_stated(
    written: Callable[[Any], Path], file: Path
) -> None:
    data = json.loads(SAMPLES[0].read_text("utf-8"))
    data["附件"] = [{"名称": "验收单", "页数": 3, "费用": 1.10, "空": None}]
    data["indicators"][4]["取数来源"] = "财务系统"
    data["stated"]["页码"] = "第2页"
    save(load(written(data)), file)
    assert json.loads(file.read_text("utf-8")) == data
    form = load(file)
    save(form.model_copy(update={"name": "乙"}), file)
    assert json.loads(file.read_text("utf-8")) == {**data, "name": "乙"}


@settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(extra=st.dictionaries(st.text(min_size=1).filter(lambda key: key not in KEYS), JSON))
def test_whatever_the_unknown_keys_hold_they_come_back(
    extra: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "甲.perf.json"
    path.write_text(json.dumps({**BLANK, **extra}), "utf-8")
    save(load(path), path)
    kept = json.loads(path.read_text("utf-8"))
    assert {key: kept[key] for key in extra} == extra
    assert load(path) == load(path)


@pytest.mark.parametrize(
    "number", ["1187376.00", "1187376", "0.00", "0.10", "2.5", "2.50", "1000000000000.01", "-5"]
)
def test_a_number_is_saved_with_the_digits_it_was_written_with(
    written: Callable[[Any], Path], file: Path, number: str
) -> None:
    row = {"category": "产出目标", "weight": number, "score": number}
    data = {**BLANK, "budget": number, "indicators": [row]}
    save(load(written(data)), file)
    saved = json.loads(file.read_text("utf-8"))
    assert saved["budget"] == number
    assert saved["indicators"][0]["weight"] == saved["indicators"][0]["score"] == number


def test_numbers_written_without_quotes_are_read_exactly(written: Callable[[Any], Path]) -> None:
    form = load(written('{"format": 1, "indicators": [], "budget": 1187376.10, "executed": 5}'))
    assert (str(form.budget), str(form.executed)) == ("1187376.1", "5")


def test_what_could_not_be_read_is_saved_as_typed_and_still_marked(
    written: Callable[[Any], Path], file: Path
) -> None:
    row = {"category": "产出目标", "score": "满分", "direction": "斜向"}
    typed = {"budget": "约百万", "date": "20-4-20", "recurring": "也许", "year": "19年"}
    data = {**BLANK, **typed, "indicators": [row]}
    form = load(written(data))
    assert all(isinstance(getattr(form, field), Unread) for field in typed)
    save(form, file)
    saved = json.loads(file.read_text("utf-8"))
    assert {field: saved[field] for field in typed} == typed
    assert {field: saved["indicators"][0][field] for field in row} == row
    assert load(file) == form


def test_texts_of_a_file_pass_the_safe_boundary(written: Callable[[Any], Path]) -> None:
    assert load(written({**BLANK, "name": "甲\x1b[2J\u202e乙"})).name == "甲乙"


def test_a_byte_order_mark_is_no_hindrance(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SAMPLES[0].read_bytes())
    assert load(file) == load(SAMPLES[0])


@pytest.mark.parametrize(
    "version", [2, 99, "2", "1.5", "二", None, {}, "\x1b[2J\n", "²", -1, 10**30]
)
def test_a_newer_or_strange_format_is_refused_and_the_file_left_alone(
    written: Callable[[Any], Path], version: object
) -> None:
    message = refusal(written({"format": version, "indicators": [], "新栏目": 1}))
    assert "格式版本" in message
    assert "\x1b" not in message


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused_with_the_place(
    written: Callable[[Any], Path], share: float
) -> None:
    text = SAMPLES[0].read_text("utf-8")
    assert "第" in refusal(written(text[: int(len(text.rstrip()) * share)]))


@pytest.mark.parametrize(
    "content",
    [
        *("[]", "null", "5", '"甲"', "{}", '{"format": 1}', '{"indicators": []}'),
        '{"format": 1, "indicators": 5}',
        '{"format": 1, "indicators": [5]}',
        '{"format": 1, "indicators": [{"name": "没有一级指标"}]}',
        '{"format": 1, "indicators": [{"category": "甲", "direction": []}]}',
        '{"format": 1, "indicators": [{"category": "甲", "score": {}}]}',
        '{"format": 1, "indicators": [], "year": 2019.5}',
        '{"format": 1, "indicators": [], "name": 5}',
        '{"format": 1, "indicators": [], "date": {"year": 2020, "month": 13}}',
        '{"format": 1, "indicators": [], "budget": {"text": "5", "reason": ""}}',
        '{"format": 1, "indicators": [], "profile": "bj2020\\n"}',
        '{"format": 1, "indicators": [], "year": ' + "9" * 5000 + "}",
        '{"format": 1, "indicators": [], "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "PK\x03\x04",
    ],
    ids=lambda content: repr(content[:60]),
)
def test_what_is_no_evaluation_is_refused(written: Callable[[Any], Path], content: str) -> None:
    refusal(written(content))


def test_a_wrong_value_is_named_by_its_place(written: Callable[[Any], Path]) -> None:
    row = {"category": "产出目标", "weight": []}
    assert "indicators.0.weight" in refusal(written({**BLANK, "indicators": [row]}))


def test_what_is_not_utf8_is_refused(file: Path) -> None:
    file.write_bytes(SAMPLES[0].read_text("utf-8").encode("gbk"))
    assert "UTF-8" in refusal(file)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path, file: Path) -> None:
    assert "没有这个文件" in refusal(file)
    file.mkdir()
    assert "文件夹" in refusal(file)
    assert refusal(file / "甲.perf.json")
    (tmp_path / "文本").write_text("")
    assert "不是文件夹" in refusal(tmp_path / "文本" / "甲.perf.json")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_a_file_without_permission_is_refused(written: Callable[[Any], Path]) -> None:
    path = written(BLANK)
    path.chmod(0)
    with pytest.raises(StorageError, match="没有权限"):
        load(path)


@pytest.mark.parametrize(
    ("number", "said"), [(13, "没有权限"), (5, "读写出错"), (116, "连不上"), (40, "指来指去")]
)
def test_an_error_of_the_system_is_one_chinese_line(
    written: Callable[[Any], Path], number: int, said: str
) -> None:
    path = written(BLANK)
    told = pytest.raises(StorageError, match=rf"不能读取「.*」：.*{said}.*，请.*。$")
    with failing("read", OSError(number, os.strerror(number))), told:
        load(path)


def test_a_path_with_control_characters_is_shown_safely(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        load(tmp_path / "甲\n\x1b[2J乙.perf.json")
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("call", ["make_new", "write", "sync", "close", "replace"])
@pytest.mark.parametrize("content", [SAMPLES[0].read_bytes(), None], ids=["old", "first"])
def test_a_save_that_fails_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, call: str, content: bytes | None
) -> None:
    file = tmp_path / "甲.perf.json"
    if content is not None:
        file.write_bytes(content)
    full = OSError(28, "No space left on device")
    with failing(call, full), pytest.raises(StorageError, match="不能保存"):
        save(Evaluation(name="乙"), file)
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {content} - {None}


def test_an_interrupt_while_saving_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "甲.perf.json"
    save(Evaluation(name="甲"), file)
    with failing("replace", KeyboardInterrupt()), pytest.raises(KeyboardInterrupt):
        save(Evaluation(name="乙"), file)
    assert load(file).name == "甲"
    assert list(tmp_path.iterdir()) == [file]


def test_a_share_that_cannot_sync_folders_still_saves(file: Path) -> None:
    with failing("sync_folder", OSError(22, "Invalid argument")):
        save(Evaluation(name="甲"), file)
    assert load(file).name == "甲"


def test_saving_into_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="没有这个文件或文件夹"):
        save(Evaluation(), tmp_path / "没有" / "甲.perf.json")


def test_saving_over_a_folder_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "甲.perf.json").mkdir()
    with pytest.raises(StorageError, match="文件夹"):
        save(Evaluation(), tmp_path / "甲.perf.json")
    assert [path.name for path in tmp_path.iterdir()] == ["甲.perf.json"]


def test_what_cannot_be_written_as_json_is_told(written: Callable[[Any], Path], file: Path) -> None:
    inner: list[Any] = []
    for _ in range(400):
        inner = [inner]
    deep = Evaluation.model_validate({"x": inner})
    before = written(BLANK).read_bytes()
    with pytest.raises(StorageError, match="嵌套过深"):
        save(deep, file)
    assert file.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
def test_what_could_not_be_opened_again_is_not_saved(file: Path) -> None:
    save(Evaluation(name="甲"), file)
    before = file.read_bytes()
    rows = (Indicator(category="产出", name="数量"),) * 2001
    for form in (Evaluation(indicators=rows), Evaluation(goal="目标" * 2_000_000)):
        with pytest.raises(StorageError, match=r"不能保存「.*」：一份表最多2000行指标、10 MB，请"):
            save(form, file)
    assert file.read_bytes() == before


def test_a_save_keeps_the_mode_of_the_file_and_the_link_to_it(file: Path, tmp_path: Path) -> None:
    file.write_bytes(SAMPLES[0].read_bytes())
    file.chmod(0o640)
    link = tmp_path / "链接.perf.json"
    link.symlink_to(file)
    save(Evaluation(name="乙"), link)
    assert link.is_symlink()
    assert load(file).name == "乙"
    assert file.stat().st_mode & 0o777 == 0o640


def test_the_text_of_a_file_is_what_is_saved(file: Path) -> None:
    form = load(SAMPLES[-1])
    save(form, file)
    assert file.read_text("utf-8") == dumps(form)
    assert evaluation_file.SUFFIX == ".perf.json"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "甲.perf.json"
    os.mkfifo(pipe)
    with pytest.raises(StorageError, match="不是普通的文件"):
        load(pipe)
