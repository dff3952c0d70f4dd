"""A conversation and its document: undo, saving, actions, texts of several lines, memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply, Terms
from perftui.assistant.conversation.keeping import Keeper, wished_transcript
from perftui.assistant.conversation.line_export import Wish, wish_of
from perftui.assistant.conversation.line_hands import LineHands
from perftui.assistant.conversation.memory import notes_of, recalled
from perftui.assistant.moves import Provenance
from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Part, Warn
from perftui.assistant.state import Aids, State, Waiting
from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects
from perftui.storage.conversation_file import Utterance
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load, save

TODAY = date(2020, 4, 20)
NOW = datetime(2026, 4, 20, 15, 30, tzinfo=UTC)
Said = Callable[[Reply], list[str]]
Seed = Callable[[str], Evaluation]
Begin = Callable[..., Conversation]


@pytest.fixture
def file(tmp_path: Path, seed: Seed) -> Path:
    path = tmp_path / "2019-长三角.perf.json"
    save(seed("长三角"), path)
    return path


@pytest.fixture
def begin(file: Path, aids_of: Callable[..., Aids]) -> Begin:
    """Begin a conversation that saves about the form in the file."""

    def conversation(strict: bool = False, asks: tuple[Waiting, ...] = ()) -> Conversation:
        document = Document.open(file, who="李")
        terms = Terms(saves=True, strict=strict, clock=lambda: NOW)
        keeper = Keeper(file, who="李")
        hands = LineHands(file.parent, TODAY)
        made = Conversation(document, aids_of(document.evaluation), hands, keeper, terms)
        made.first = made.begin(asks=asks)  # type: ignore[attr-defined]
        return made

    return conversation


def texts_of(reply: Reply, *kinds: type[Part]) -> list[str]:
    return [part.text for part in reply.parts if isinstance(part, kinds or (Echo, Explain))]


# What came back.


def test_undoing_one_line_takes_all_of_it_back(begin: Begin) -> None:
    talk = begin()
    before = talk.document.evaluation
    talk.say("预算1300000 执行1187376")
    reply = talk.say("撤销")
    assert talk.document.evaluation == before
    (echo,) = texts_of(reply, Echo)
    assert echo.startswith("撤销了：当年预算数由 1,300,000.00 改回 1,245,505.00")
    (again,) = texts_of(talk.say("重做"), Echo)
    assert again.startswith("重做了：当年预算数由 1,245,505.00 改为 1,300,000.00")
    talk.say("撤销")
    assert texts_of(talk.say("撤销"), Explain)[0] == "没有可以撤销的了。"


def test_what_was_done_to_many_rows_is_told_in_one_line(begin: Begin) -> None:
    talk = begin()
    before = talk.document.evaluation
    talk.say("全部满分")
    (echo,) = texts_of(talk.say("撤销"), Echo)
    assert echo.startswith("撤销了：")
    assert len(echo) < 200
    assert talk.document.evaluation == before


# Saving.


def test_each_turn_that_changed_something_is_saved(begin: Begin, file: Path) -> None:
    talk = begin()
    stamp = file.stat().st_mtime_ns
    talk.say("总分多少")
    assert file.stat().st_mtime_ns == stamp
    talk.say("预算1300000")
    assert str(load(file).budget) == "1300000.00"
    assert talk.revision == 1
    talk.say("撤销")
    assert str(load(file).budget) == "1245505.00"
    assert talk.revision == 2


def test_what_cannot_be_saved_is_told_each_time_and_kept_elsewhere_at_the_end(
    begin: Begin, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = begin()

    def full(*_: object) -> None:
        raise StorageError("磁盘满了。")

    monkeypatch.setattr("perftui.storage.form_file.save", full)
    for line in ("预算1300000", "总分多少"):
        reply = talk.say(line)
        assert "磁盘满了" in texts_of(reply, Fail)[0]
        assert talk.save_error
    reply = talk.end()
    assert "磁盘满了" in texts_of(reply, Fail)[0]
    assert "另存到了" in texts_of(reply, Warn)[0]
    (apart,) = (data_folder / "没有存上的表").iterdir()
    assert str(load(apart).budget) == "1300000.00"
    monkeypatch.undo()
    assert texts_of(talk.end())[0] == "已保存。"
    assert not talk.save_error


def test_what_another_has_written_meanwhile_is_taken_over_and_told(
    begin: Begin, file: Path
) -> None:
    talk = begin()
    save(load(file).model_copy(update={"unit": "另一单位"}), file)
    reply = talk.say("预算1300000")
    assert "合到一起" in texts_of(reply, Warn)[0]
    assert (load(file).unit, str(load(file).budget)) == ("另一单位", "1300000.00")


def test_what_both_have_changed_is_told_and_both_are_kept(begin: Begin, file: Path) -> None:
    talk = begin()
    save(load(file).model_copy(update={"budget": Decimal(5)}), file)
    told = texts_of(talk.say("预算1300000"), Warn)
    assert "「1,300,000.00」" in told[0]
    assert "「5.00」" in told[0]
    assert "外面改的" in told[1]
    (aside,) = file.parent.glob("*外面改的*")
    assert (load(aside).budget, str(load(file).budget)) == (5, "1300000.00")


def test_a_form_changed_elsewhere_is_asked_about_anew(begin: Begin) -> None:
    talk = begin()
    assert talk.refresh() == Reply()
    talk.document.set("problems", "")
    assert [part for part in talk.refresh().parts if isinstance(part, Ask)]
    assert talk.refresh() == Reply()


def test_leaving_saves_and_says_what_is_missing(begin: Begin) -> None:
    talk = begin()
    talk.document.set("budget", "")
    reply = talk.say("退出")
    assert reply.is_over
    assert texts_of(reply) == [
        "已保存。",
        "「长三角一体化服务专项」2019年度还没有填完：资金缺当年预算数。",
    ]
    assert not talk.is_complete


def test_of_a_complete_form_its_total_is_told(begin: Begin) -> None:
    talk = begin()
    assert talk.is_complete
    said = "「长三角一体化服务专项」2019年度已填完，总分94，等级优秀，检查没有错误。"
    assert texts_of(talk.end())[-1] == said


def test_a_form_with_errors_is_not_complete(begin: Begin) -> None:
    talk = begin()
    talk.document.put("indicators[0].weight", talk.document.evaluation.indicators[0].weight + 7)
    assert not talk.is_complete
    assert "处错误" in texts_of(talk.end())[-1]


# Lines that are not wholly understood.


@pytest.mark.parametrize(
    "line", ["预算吧啦吧啦", "第3项扣20分", "唧唧复唧唧", "预算1300000 唧唧复唧唧"]
)
def test_a_strict_conversation_does_nothing_of_a_line_it_does_not_wholly_understand(
    begin: Begin, file: Path, line: str
) -> None:
    save(load(file).model_copy(update={"executed": None}), file)
    talk = begin(strict=True)
    before, state = talk.document.evaluation, talk.state
    reply = talk.say(line)
    assert not reply.is_understood
    assert talk.document.evaluation is before
    assert talk.state == state
    assert not texts_of(reply, Echo)


@pytest.mark.parametrize("line", ["预算1300000", "总分多少", "帮助", "跳过", "1", "撤销"])
def test_a_strict_conversation_goes_on_with_what_it_understands(begin: Begin, line: str) -> None:
    assert begin(strict=True).say(line).is_understood


def test_a_line_that_arrived_garbled_is_kept_and_nothing_done(begin: Begin) -> None:
    talk = begin()
    before = talk.document.evaluation
    reply = talk.put_by("预\ufffd算90万")
    assert not reply.is_understood
    assert talk.document.evaluation is before
    assert talk.state.drafts[-1] == "预\ufffd算90万"


# Texts of several lines.


def test_a_text_of_several_lines_ends_with_a_dot_and_is_one_step(begin: Begin) -> None:
    talk = begin()
    before = talk.document.evaluation
    assert talk.say("主要问题：").parts[0].text.startswith("请写主要问题")  # type: ignore[union-attr]
    assert talk.writes == "主要问题"
    talk.say("1、数据没有共享")
    talk.say("2、跟踪调查不够")
    assert talk.document.evaluation is before
    talk.say(".")
    assert not talk.writes
    assert "数据没有共享" in talk.document.evaluation.problems
    assert "跟踪调查不够" in talk.document.evaluation.problems
    assert "\n" in talk.document.evaluation.problems
    talk.say("撤销")
    assert talk.document.evaluation == before


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("主要绩效：", "achievements"),
        ("绩效:", "achievements"),
        ("问题：", "problems"),
        ("改进措施 <<", "measures"),
        ("项目年度总目标：", "goal"),
    ],
)
def test_a_text_begins_with_any_name_of_its_field(begin: Begin, label: str, path: str) -> None:
    talk = begin()
    for line in (label, "一是联网", "二是共享", "."):
        talk.say(line)
    assert getattr(talk.document.evaluation, path).split("\n") == ["一是联网", "二是共享"]


@pytest.mark.parametrize("end", ["。", "．", " . "])
def test_the_mark_that_ends_a_text_may_be_any_full_stop(begin: Begin, end: str) -> None:
    talk = begin()
    talk.say("主要绩效<<")
    talk.say("完成招聘会5场")
    talk.say(end)
    assert "完成招聘会5场" in talk.document.evaluation.achievements


@pytest.mark.parametrize("line", ["预算1300000", "总分多少", "撤销", "/预览", "第3项扣1分"])
def test_something_else_ends_a_text_and_is_done_as_well(begin: Begin, line: str) -> None:
    talk = begin()
    talk.say("主要问题：")
    talk.say("数据没有共享")
    reply = talk.say(line)
    assert not talk.writes
    assert reply.is_understood
    if line != "撤销":
        assert "数据没有共享" in talk.document.evaluation.problems


def test_another_label_ends_a_text_and_begins_the_next(begin: Begin) -> None:
    talk = begin()
    for line in ("主要问题：", "数据没有共享", "改进措施：", "建立共享机制"):
        talk.say(line)
    talk.end()
    form = talk.document.evaluation
    assert "数据没有共享" in form.problems
    assert "建立共享机制" in form.measures
    assert "建立共享机制" not in form.problems


def test_between_marks_every_line_is_text(begin: Begin) -> None:
    talk = begin()
    before = talk.document.evaluation.budget
    for line in ("主要绩效：<<", "预算1300000", "", "退出", "主要问题：没有", "."):
        talk.say(line)
    assert talk.document.evaluation.budget == before
    assert all(word in talk.document.evaluation.achievements for word in ("1300000", "退出"))


def test_a_text_is_written_when_the_input_ends(begin: Begin, file: Path) -> None:
    talk = begin()
    talk.say("主要问题：")
    talk.say("数据没有共享")
    talk.end()
    assert "数据没有共享" in load(file).problems


def test_a_text_without_lines_changes_nothing(begin: Begin) -> None:
    talk = begin()
    before = talk.document.evaluation
    talk.say("主要问题：")
    assert texts_of(talk.say("."))[0] == "没有写，主要问题不变。"
    assert texts_of(talk.say("."))[0] == "没有正在分行写的文字。"
    assert talk.document.evaluation is before


# Actions that need a disk.


@pytest.mark.parametrize(
    ("argument", "wish"),
    [
        ("", Wish()),
        ("docx", Wish(("docx",))),
        ("Word和PDF", Wish(("docx", "pdf"))),
        ("成 excel 文件", Wish(("xlsx",))),
        ("word、网页", Wish(("docx", "html"))),
        ("草稿", Wish(is_draft=True)),
        ("pdf 草稿 覆盖", Wish(("pdf",), is_draft=True, overwrites=True)),
        ("docx 到 成品", Wish(("docx",), "成品")),
        ("到「我的 成品」", Wish((), "我的 成品")),
        ("wps", Wish(("wps",))),
    ],
)
def test_what_is_to_be_exported_is_read_in_plain_words(argument: str, wish: Wish) -> None:
    assert wish_of(argument) == wish
    assert wish_of(wish.argument) == wish


def test_an_export_writes_beside_the_form_and_asks_before_writing_over(
    begin: Begin, file: Path
) -> None:
    talk = begin()
    assert "导出了" in texts_of(talk.say("/导出 txt md"), Echo)[0]
    made = sorted(path.suffix for path in file.parent.glob("2019-长三角一体化*"))
    assert made == [".md", ".txt"]
    reply = talk.say("/导出 txt")
    assert "已经有了" in texts_of(reply, Warn)[0]
    assert [part for part in reply.parts if isinstance(part, Offer)]
    assert "导出了" in texts_of(talk.say("1"), Echo)[0]
    talk.say("/导出 txt")
    talk.say("2")
    assert talk.state.waiting is None


def test_a_form_with_errors_goes_out_as_a_draft_only(begin: Begin, file: Path) -> None:
    talk = begin()
    talk.document.set("budget", "")
    reply = talk.say("/导出 txt")
    assert "没有导出" in texts_of(reply, Fail)[0]
    assert not list(file.parent.glob("*.txt"))
    assert "草稿" in texts_of(talk.say("2"), Echo)[0]
    (written,) = file.parent.glob("*.txt")
    assert "草稿" in written.read_text("utf-8")


def test_an_unknown_format_is_refused_with_those_there_are(begin: Begin) -> None:
    assert "docx" in texts_of(begin().say("/导出 wps"), Fail)[0]


def test_the_form_is_said_as_it_is_printed_line_by_line(begin: Begin) -> None:
    lines = texts_of(begin().say("/预览"), Explain)[0].split("\n")
    assert "项目名称：长三角一体化服务专项" in lines
    assert "当年预算数（元）：1,245,505.00" in lines
    assert any(line.startswith("2 绩效目标合理性：") and "自评分 7" in line for line in lines)
    assert not any(sign in line for line in lines for sign in "|+\t")


def test_what_differs_from_last_year_is_told(begin: Begin, file: Path, seed: Seed) -> None:
    assert "更早年度" in texts_of(begin().say("/比上年"), Explain)[0]
    older = seed("长三角").model_copy(update={"year": 2018, "budget": Decimal(1_000_000)})
    save(older, file.with_name("2018-长三角.perf.json"))
    lines = texts_of(begin().say("/比上年"), Explain)[0].split("\n")
    assert lines[0] == "与2018年度的表对照："
    assert "当年预算数：上年「1,000,000.00」，本年「1,245,505.00」，增24.55%" in lines


def test_who_changed_what_is_told_the_latest_first(begin: Begin) -> None:
    talk = begin()
    assert texts_of(talk.say("/改动"), Explain)[0] == "这份表还没有改动记录。"
    talk.say("预算1300000")
    assert "李 当年预算数" in texts_of(talk.say("/改动"), Explain)[0]


@pytest.mark.parametrize(
    ("action", "expected"),
    [("home.sort", "目录"), ("app.switch_theme", "F12"), ("grid.show_targets", "指标表")],
)
def test_what_needs_a_screen_is_told_with_its_key(begin: Begin, action: str, expected: str) -> None:
    talk = begin()
    hands = LineHands(Path(), TODAY)
    parts = hands.run(action, "", talk.document)
    assert parts
    assert expected in parts[0].text  # type: ignore[union-attr]
    assert hands.run("home.nothing", "", talk.document) is None


def test_new_forms_and_next_years_draft_are_made_beside_it(begin: Begin, file: Path) -> None:
    talk = begin()
    hands = LineHands(file.parent, TODAY)
    for action, argument in (("home.new_form", "甲项目"), ("home.roll_forward", "")):
        assert isinstance((hands.run(action, argument, talk.document) or ())[0], Echo)
    assert load(file.parent / "甲项目.perf.json").name == "甲项目"
    assert load(file.parent / "2020-长三角一体化服务专项.perf.json").known_year == 2020
    assert isinstance((hands.run("home.new_form", " ", talk.document) or ())[0], Fail)


# Memory.


def test_what_was_said_is_told_on_return_and_all_of_it_kept(begin: Begin, file: Path) -> None:
    talk = begin()
    talk.say("预算1300000")
    again = begin()
    lines = texts_of(again.first, Explain)  # type: ignore[attr-defined]
    assert lines[1].startswith("上次（")
    assert "预算1300000" in lines[2]
    assert "1,300,000.00" in lines[2]
    text = Keeper(file).transcript("长三角")
    assert "您（李）: 预算1300000" in text
    assert "助手: " in text
    assert again.state.said == ("预算1300000",)


def test_the_same_question_is_asked_on_return(begin: Begin) -> None:
    talk = begin()
    talk.document.set("problems", "")
    talk.document.set("measures", "")
    talk.say("跳过")
    asked = talk.state.question
    assert begin().state.question == asked or begin().state.aside == talk.state.aside


def test_a_conversation_is_stored_as_text_beside_the_form(begin: Begin, file: Path) -> None:
    talk = begin()
    talk.say("预算1300000")
    assert "存到了" in texts_of(talk.say("/存对话"), Echo)[0]
    (stored,) = file.parent.glob("*.txt")
    assert "您（李）: 预算1300000" in stored.read_text("utf-8")
    assert "已经有了" in texts_of(talk.say(f"/存对话 {stored.name}"), Fail)[0]
    talk.say("存对话 到 别名.txt")
    assert (file.parent / "别名.txt").exists()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("/存对话", ""),
        ("、保存对话", ""),
        ("导出聊天记录", ""),
        ("把对话存下来", ""),
        ("对话保存一下", ""),
        ("存对话 到 ～/甲.txt", "～/甲.txt"),
        ("存对话：甲.txt", "甲.txt"),
        ("保存", None),
        ("对话框太小", None),
        ("导出 docx", None),
    ],
)
def test_a_line_says_that_the_conversation_is_to_be_stored(line: str, name: str | None) -> None:
    assert wished_transcript(line) == name


def test_where_sentences_come_from_is_remembered() -> None:
    origin = Provenance("缺{数}", "词库", "P01", "目标", ("扣1分",), (("数", "5"),))
    form = load(next(sample_projects().glob("2019-长三角*")))
    state = State(form, provenance={"缺5": origin}, aside=frozenset({"goal"}), drafts=("半句",))
    notes = notes_of(state, State(form))
    kept = [Utterance(NOW, "", (), notes, is_users=False)]
    back = recalled(State(form), kept)
    assert (back.provenance, back.aside, back.drafts) == (
        {"缺5": origin},
        frozenset({"goal"}),
        ("半句",),
    )
    assert notes_of(back, state) == {}


@pytest.mark.parametrize(
    "notes",
    [
        {"provenance": 3},
        {"provenance": {"甲": 3, "乙": {"words": "x", "nothing": 1}}},
        {"aside": "goal", "done": {}},
        {"provenance": {"甲": {"words": "x", "source": "y", "filled": [1]}}},
    ],
)
def test_notes_that_are_none_are_passed_over(notes: dict[str, object]) -> None:
    form = load(next(sample_projects().glob("2019-长三角*")))
    state = State(form)
    kept = [Utterance(NOW, "", (), notes, is_users=False)]
    assert recalled(state, kept) == replace(state, provenance={})


def test_that_nothing_can_be_kept_is_told_once(begin: Begin, file: Path, data_folder: Path) -> None:
    (data_folder / "conversations").write_text("", "utf-8")
    talk = begin()
    assert "没有留下来" in texts_of(talk.say("预算1300000"), Warn)[0]
    assert not [w for w in texts_of(talk.say("总分多少"), Warn) if "没有留下来" in w]
    assert str(load(file).budget) == "1300000.00"


def test_questions_of_an_import_come_first_one_after_the_other(begin: Begin) -> None:
    asks = tuple(
        Waiting(f"{name}是哪一个？", (Choice("照读入的，不改"), Choice("乙")))
        for name in ("甲", "丙")
    )
    talk = begin(asks=asks)
    assert talk.state.waiting == asks[0]
    talk.say("1")
    assert talk.state.waiting == asks[1]
    talk.say("1")
    assert talk.state.waiting is None


def test_a_fault_of_the_program_ends_no_conversation(talk, said, monkeypatch) -> None:
    conversation = talk("长三角", blank=True)
    conversation.begin()
    before = conversation.document.evaluation
    with monkeypatch.context() as broken:
        broken.setattr("perftui.assistant.conversation.conversation.hear", lambda *_: 1 / 0)
        told = said(conversation.say_safely("预算100万"))
    assert "出了错" in told[0] and "预算100万" in conversation.state.drafts
    assert conversation.document.evaluation == before
    conversation.say_safely("预算100万")
    assert conversation.document.evaluation.budget == 1_000_000
