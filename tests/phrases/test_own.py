"""The file of the user's own wording: what it says, what is wrong with it, and how it grows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from perftui.phrases.bank.file import BankError
from perftui.phrases.library import PhraseKind
from perftui.phrases.own import (
    OwnPhrase,
    OwnWording,
    Withdrawn,
    read_own,
    with_phrase,
    with_withdrawn,
    without_withdrawn,
)

QUICK = settings(max_examples=150, deadline=None, database=None, derandomize=True)
LATE = OwnPhrase(kind=PhraseKind.PROBLEM, topic="P05", text="资金于{月份}下达。")
PLAIN = OwnPhrase(kind=PhraseKind.REMARK, text="参加人数少于计划。")
STALE = Withdrawn(kind=PhraseKind.MEASURE, text="按月核对。", reason="已改为按季")
BY_HAND = """\
# 我科室的写法
[[withdrawn]]
kind = "measure"
text = '''
按月核对。'''  # 旧
reason = "已改为按季"

# 张三二月加
[[phrases]]
kind = "problem"
topic = "P05"
text = "资金于{月份}下达。"

[[withdrawn]]
kind = "problem"
text = "支出偏慢。"
# 待定：是否恢复

# 以上
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(BankError) as caught:
        read_own(path)
    return caught.value.faults


def test_without_a_file_there_is_no_own_wording(tmp_path: Path) -> None:
    assert read_own(tmp_path / "own.toml") == OwnWording()
    assert read_own(written(tmp_path, "")) == OwnWording()


def test_a_file_written_by_hand_is_read(tmp_path: Path) -> None:
    own = read_own(written(tmp_path, BY_HAND))
    slow = Withdrawn(kind=PhraseKind.PROBLEM, text="支出偏慢。")
    assert own == OwnWording(phrases=(LATE,), withdrawn=(STALE, slow))
    with pytest.raises(ValidationError, match="frozen"):
        own.phrases = ()


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(BY_HAND.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_own(path) == read_own(written(tmp_path, BY_HAND))


def test_a_new_file_explains_itself_and_holds_the_phrase(tmp_path: Path) -> None:
    source = with_phrase("", LATE)
    header, _, rest = source.partition("\n\n")
    assert all(line.startswith("#") for line in header.split("\n"))
    for word in ("[[phrases]]", "[[withdrawn]]", "achievement", "topic", "reason"):
        assert word in header
    assert rest == '[[phrases]]\nkind = "problem"\ntopic = "P05"\ntext = "资金于{月份}下达。"\n'
    assert with_withdrawn(" \n", STALE).startswith(header)
    assert read_own(written(tmp_path, source)) == OwnWording(phrases=(LATE,))


def test_additions_go_to_the_end_and_change_nothing_before_them() -> None:
    source = with_withdrawn(with_phrase(BY_HAND, PLAIN), Withdrawn(kind="problem", text="甲。"))
    assert source == BY_HAND + (
        '\n[[phrases]]\nkind = "remark"\ntopic = ""\ntext = "参加人数少于计划。"\n'
        '\n[[withdrawn]]\nkind = "problem"\ntext = "甲。"\nreason = ""\n'
    )


def test_an_open_last_line_is_ended_first(tmp_path: Path) -> None:
    source = with_phrase(BY_HAND.rstrip("\n"), PLAIN)
    assert "# 以上\n\n[[phrases]]" in source
    assert read_own(written(tmp_path, source)).phrases == (LATE, PLAIN)


def test_windows_line_ends_stay() -> None:
    source = with_phrase(BY_HAND.replace("\n", "\r\n"), PLAIN)
    assert source == with_phrase(BY_HAND, PLAIN).replace("\n", "\r\n")
    shorter = without_withdrawn(source, "按月核对。")
    assert shorter == without_withdrawn(with_phrase(BY_HAND, PLAIN), "按月核对。").replace(
        "\n", "\r\n"
    )


def test_what_is_there_already_is_not_added_again() -> None:
    assert with_phrase(BY_HAND, OwnPhrase(kind="problem", text=" 资金于{月份}下达。")) == BY_HAND
    assert with_withdrawn(BY_HAND, STALE) == BY_HAND
    assert with_phrase(BY_HAND, OwnPhrase(kind="remark", text=LATE.text)) != BY_HAND


def test_a_wording_no_longer_withdrawn_takes_its_lines_with_it_only() -> None:
    cut = BY_HAND.index("[[withdrawn]]"), BY_HAND.index("\n# 张三")
    assert without_withdrawn(BY_HAND, "按月核对。") == BY_HAND[: cut[0]] + BY_HAND[cut[1] :]
    left = without_withdrawn(BY_HAND, " 支出偏慢。\n")
    assert left == BY_HAND.replace('[[withdrawn]]\nkind = "problem"\ntext = "支出偏慢。"\n', "")
    assert without_withdrawn(BY_HAND, "从未撤下。") == BY_HAND


def test_every_withdrawal_of_a_wording_is_undone() -> None:
    twice = with_withdrawn(BY_HAND, Withdrawn(kind="problem", text=STALE.text))
    assert without_withdrawn(twice, STALE.text) == without_withdrawn(BY_HAND, STALE.text)


def test_a_file_of_one_withdrawal_can_be_emptied() -> None:
    only = '[[withdrawn]]\nkind = "problem"\ntext = "甲。"'
    assert without_withdrawn(only, "甲。") == ""
    assert without_withdrawn(only + "\n", "甲。") == ""


def test_escape_sequences_do_not_get_in(tmp_path: Path) -> None:
    text = '[[phrases]]\nkind = "problem"\ntext = " \\u001b[31m甲\\u202e。"\n'
    (phrase,) = read_own(written(tmp_path, text)).phrases
    assert phrase.text == "甲。"


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            '"problem"\ntopic',
            '"问题"\ntopic',
            ["own.toml:10: “kind”只能写 achievement、problem、measure 或 remark"],
        ),
        ('kind = "measure"\n', "", ["own.toml:2: 缺少“kind”"]),
        ("reason =", "reasons =", ["own.toml:6: 不认识的项“reasons”"]),
        ('"支出偏慢。"', '" "', ["own.toml:16: “text”不能为空"]),
        ('"支出偏慢。"', "3", ["own.toml:16: “text”应为带引号的文字"]),
        (
            "{月份}",
            "{月份",
            ["own.toml:12: “text”的大括号有误，应写作 {名称}，名称只用汉字"],
        ),
        ("# 以上", "[[phrase]]", ["own.toml:19: 不认识的项“phrase”"]),
        (
            "[[phrases]]",
            "[phrases]",
            ["own.toml:9: “phrases”应一条一段，每段以 [[phrases]] 开头"],
        ),
        (
            "# 以上",
            "[[phrases]]\nkind = 3\ntext = '甲'",
            ["own.toml:20: “kind”只能写 achievement、problem、measure 或 remark"],
        ),
        (
            '"已改为按季"',
            "已改为按季",
            ["own.toml:6: TOML 语法有误（第10列），请检查引号、逗号和括号"],
        ),
    ],
)
def test_what_is_wrong_is_told_by_line(
    tmp_path: Path, old: str, new: str, faults: list[str]
) -> None:
    assert list(faults_of(written(tmp_path, BY_HAND.replace(old, new, 1)))) == faults


def test_all_that_is_wrong_is_told_in_order(tmp_path: Path) -> None:
    text = BY_HAND.replace('kind = "measure"\n', "").replace("{月份}", "{}")
    places = [fault.split(" ")[0] for fault in faults_of(written(tmp_path, text))]
    assert places == ["own.toml:2:", "own.toml:11:"]


@pytest.mark.parametrize("text", ["phrases = []\n", 'withdrawn = [{ kind = "problem" }]\n'])
def test_lists_in_brackets_are_refused_as_nothing_could_be_appended(
    tmp_path: Path, text: str
) -> None:
    key = text.partition(" ")[0]
    message = f":1: “{key}”应一条一段，每段以 [[{key}]] 开头"
    assert faults_of(written(tmp_path, text)) == ("own.toml" + message,)
    with pytest.raises(BankError, match="自己的写法:1: "):
        with_phrase(text, PLAIN)


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(BY_HAND.encode("gbk"))
    assert faults_of(tmp_path / "own.toml") == ("own.toml:1: 文件不是 UTF-8 编码，请另存为 UTF-8",)


def test_a_phrase_with_a_stray_brace_cannot_be_made() -> None:
    with pytest.raises(ValidationError, match="stray_brace"):
        OwnPhrase(kind=PhraseKind.PROBLEM, text="因{原因，较慢。")


KINDS = st.sampled_from(PhraseKind)
TEXTS = st.text(st.characters(exclude_characters="{}｛｝"), min_size=1, max_size=12).map(
    "甲{}".format
)
PHRASES = st.builds(OwnPhrase, kind=KINDS, topic=st.text(max_size=4), text=TEXTS)
WITHDRAWALS = st.builds(Withdrawn, kind=KINDS, text=TEXTS, reason=st.text(max_size=8))
STARTS = st.sampled_from(["", BY_HAND, BY_HAND.replace("\n", "\r\n"), "# 空\n"])


def grown(source: str, entries: list[OwnPhrase | Withdrawn]) -> str:
    for entry in entries:
        if isinstance(entry, OwnPhrase):
            source = with_phrase(source, entry)
        else:
            source = with_withdrawn(source, entry)
    return source


def once(entries: list[OwnPhrase | Withdrawn], kind: type) -> list[OwnPhrase | Withdrawn]:
    first: dict[tuple[PhraseKind, str], OwnPhrase | Withdrawn] = {}
    for entry in entries:
        if isinstance(entry, kind):
            first.setdefault((entry.kind, entry.text), entry)
    return list(first.values())


@QUICK
@given(STARTS, st.lists(PHRASES | WITHDRAWALS, max_size=5))
def test_whatever_is_added_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, start: str, entries: list[OwnPhrase | Withdrawn]
) -> None:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_bytes(start.encode())
    before = read_own(path)
    path.write_bytes(grown(start, entries).encode())
    after = read_own(path)
    assert after.phrases == (*before.phrases, *once(entries, OwnPhrase))
    assert after.withdrawn == (*before.withdrawn, *once(entries, Withdrawn))


@QUICK
@given(
    STARTS, st.lists(PHRASES | WITHDRAWALS, max_size=4), WITHDRAWALS, st.lists(PHRASES, max_size=2)
)
def test_withdrawing_and_taking_back_leaves_the_file_as_it_was(
    start: str,
    entries: list[OwnPhrase | Withdrawn],
    withdrawn: Withdrawn,
    later: list[OwnPhrase],
) -> None:
    without = without_withdrawn(grown(start or "# 空\n", entries), withdrawn.text)
    source = grown(with_withdrawn(without, withdrawn), list(later))
    assert without_withdrawn(source, withdrawn.text) == grown(without, list(later))
