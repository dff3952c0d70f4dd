"""Commands: actions of the table by name, id or letters, done by words or handed on."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.dialogue import hear
from perftui.assistant.moves import Command, Control, Inquire, Pick, Word
from perftui.assistant.orders import Leave, Run, Save, TakeBack
from perftui.assistant.reading.commands.commands import read_command
from perftui.assistant.reading.commands.plain_commands import read_plain_command
from perftui.assistant.state import Scene
from perftui.evaluation.model import Direction, Evaluation
from perftui.evaluation.narrative import split

Said = Callable[[Reply], list[str]]
Talk = Callable[..., Conversation]

READ = [
    ("/撤销", Control(Word.UNDO)),
    ("／撤销", Control(Word.UNDO)),
    ("、撤销", Control(Word.UNDO)),
    ("/撤销 3", Control(Word.UNDO, "3")),
    ("/undo", Control(Word.UNDO)),
    ("/u", Control(Word.UNDO)),
    ("/cx", Control(Word.UNDO)),
    ("/chexiao", Control(Word.UNDO)),
    ("/tg", Control(Word.SKIP)),
    ("/why", Control(Word.WHY)),
    ("/why 2", Control(Word.WHY, "2")),
    ("/为什么 95%", Control(Word.WHY, "95%")),
    ("/jindu", Control(Word.PROGRESS)),
    ("/帮助", Control(Word.HELP)),
    ("/保存", Control(Word.SAVE)),
    ("/退出", Control(Word.QUIT)),
    ("/", Inquire("commands")),
    ("／", Inquire("commands")),
    ("/命令", Inquire("commands")),
    ("/删行5", Command("grid.delete_row", "5")),
    ("/删行 5", Command("grid.delete_row", "5")),
    ("/delete_row 5", Command("grid.delete_row", "5")),
    ("/grid.delete_row 5", Command("grid.delete_row", "5")),
    ("/删行 知晓度", Command("grid.delete_row", "知晓度")),
    ("/导出", Command("editor.export")),
    ("/导出 word", Command("editor.export", "word")),
    ("/dc", Command("editor.export")),
    ("/export pdf", Command("editor.export", "pdf")),
    ("/预览", Command("editor.preview")),
    ("/比上年", Command("editor.compare")),
    ("/改动", Command("editor.history")),
    ("/检查", Command("editor.focus_findings")),
    ("/修正 2", Command("editor.apply_fix", "2")),
    ("/搁置 PT013 主管部门不要求", Command("editor.suppress", "PT013 主管部门不要求")),
    ("/搁置PT013 主管部门不要求", Command("editor.suppress", "PT013 主管部门不要求")),
    ("/满分 第3项", Command("grid.full_marks", "第3项")),
    ("/新建 招聘服务", Command("home.new_form", "招聘服务")),
    ("/换配色", Command("app.switch_theme")),
    ("/采用 2", Pick((2,))),
    ("/editor.take(2)", Command("editor.take(2)")),
    ("/去 预算", Command("chat.go", "预算")),
]


@pytest.fixture
def conversation(talk: Talk) -> Conversation:
    return talk("长三角")


def scene_of(conversation: Conversation) -> Scene:
    return Scene(conversation.state, conversation._aids)


@pytest.fixture(scope="module")
def scene(talk: Talk) -> Scene:
    return scene_of(talk("长三角"))


@pytest.mark.parametrize(("line", "move"), READ)
def test_a_command_is_known_by_name_id_and_letters(line: str, move: object, scene: Scene) -> None:
    reading = read_command(line, scene)
    assert reading is not None
    assert reading.moves == (move,)


@pytest.mark.parametrize("line", ["、苏浙皖三省", "、加强管理", "导出", "主要问题/改进措施"])
def test_other_lines_are_no_commands(line: str, scene: Scene) -> None:
    assert read_command(line, scene) is None


@pytest.mark.parametrize("line", ["/导初", "/撤小", "/浴览", "/满份"])
def test_a_near_miss_is_confirmed(line: str, scene: Scene) -> None:
    reading = read_command(line, scene)
    assert reading is not None
    assert not reading.moves
    assert reading.doubts


def test_every_action_is_found_by_its_full_id(scene: Scene) -> None:
    for action in scene.aids.actions:
        reading = read_command(f"/{action.full_id}", scene)
        assert reading is not None
        assert reading.moves == (Command(action.full_id),)


def test_every_action_can_be_said_and_does_something(talk: Talk) -> None:
    conversation = talk("长三角")
    for action in conversation._aids.actions:
        turn = hear(conversation.state, f"/{action.full_id}", conversation._aids)
        is_moved = turn.state.attending or turn.state.waiting or turn.state.question is None
        assert turn.parts or turn.orders or turn.edits or is_moved, action.full_id


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("/保存", Save()),
        ("/退出", Leave()),
        ("/editor.leave", Leave()),
        ("/撤销", TakeBack(1)),
        ("/重做", TakeBack(-1)),
        ("/导出 word", Run("editor.export", "word")),
        ("/预览", Run("editor.preview")),
        ("/home.undo", Run("home.undo")),
        ("/换配色", Run("app.switch_theme")),
        ("导出word", Run("editor.export", "word")),
        ("导出成pdf和word", Run("editor.export", "pdf word")),
        ("预览一下", Run("editor.preview")),
        ("帮我导出", Run("editor.export")),
    ],
)
def test_what_needs_a_disk_or_a_screen_is_an_order(
    line: str, order: object, conversation: Conversation
) -> None:
    assert hear(conversation.state, line, conversation._aids).orders == (order,)


@pytest.mark.parametrize(
    "line", ["导出文件32份，全部归档", "预览版平台上线试运行", "结转资金用于设备更新"]
)
def test_sentences_are_no_commands(line: str, scene: Scene) -> None:
    assert read_plain_command(line, scene) is None


def direction_of(conversation: Conversation, row: int) -> object:
    return conversation.document.evaluation.indicators[row].direction


def names(form: Evaluation) -> list[str]:
    return [row.name for row in form.indicators]


def test_rows_are_moved_doubled_and_turned(conversation: Conversation) -> None:
    before = names(conversation.document.evaluation)
    conversation.say("/行下移 第8项")
    moved = names(conversation.document.evaluation)
    assert moved[7:9] == [before[8], before[7]]
    conversation.say("/行上移 第9项")
    assert names(conversation.document.evaluation) == before
    conversation.say("/复制行 第8项")
    assert len(names(conversation.document.evaluation)) == len(before) + 1
    conversation.say("撤销")
    conversation.say("/换方向 第8项 反向")
    assert direction_of(conversation, 7) == Direction.NEGATIVE
    conversation.say("/换方向 第8项")
    assert direction_of(conversation, 7) == Direction.EQUAL


def test_a_row_is_deleted_by_name(conversation: Conversation) -> None:
    conversation.say("/删行 培训合格率")
    assert "培训合格率" not in names(conversation.document.evaluation)
    conversation.say("撤销")
    assert "培训合格率" in names(conversation.document.evaluation)


def test_a_name_of_several_rows_is_asked_about(conversation: Conversation) -> None:
    before = conversation.document.evaluation
    conversation.say("/行上移 满意")
    waiting = conversation.state.waiting
    if waiting is None:  # several may be meant by one word
        return
    assert len(waiting.choices) >= 2
    assert conversation.document.evaluation == before


def test_full_marks_of_named_rows(conversation: Conversation) -> None:
    conversation.say("/满分 第2项")
    assert conversation.document.evaluation.indicators[1].score == 8


def test_full_marks_without_a_name_want_a_yes(talk: Talk) -> None:
    conversation = talk("长三角", blank=True)
    conversation.say("/满分")
    assert all(row.score is None for row in conversation.document.evaluation.indicators)
    conversation.say("是")
    assert all(row.score == row.weight for row in conversation.document.evaluation.indicators)


def test_points_are_moved_joined_and_numbered(conversation: Conversation) -> None:
    points = split(conversation.document.evaluation.problems)
    conversation.say("/点上移 主要问题 2")
    changed = split(conversation.document.evaluation.problems)
    assert [point.text for point in changed[:2]] == [points[1].text, points[0].text]
    conversation.say("/并入上点 主要问题 2")
    assert len(split(conversation.document.evaluation.problems)) == len(points) - 1
    conversation.say("/删一点 主要问题 1")
    assert len(split(conversation.document.evaluation.problems)) == len(points) - 2
    conversation.say("/另起一点 主要问题 现场签到记录不完整")
    assert "现场签到记录不完整" in conversation.document.evaluation.problems
    conversation.say("/重排编号 主要绩效")
    assert "\n2、" not in conversation.document.evaluation.achievements[:1]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/删行 第99项", "没有「第99项」这项指标"),
        ("/删一点 主要问题 9", "没有第9点"),
        ("/点上移 主要问题 1", "不能上移"),
        ("/点上移 预算 1", "是哪一段的第几点"),
        ("/加来源 财政拨款 100", "不列资金来源"),
        ("/修正 PT001", "没有发现这个问题"),
        ("/搁置 PT099 不适用", "没有PT099这条规则"),
        ("/恢复", "没有「/恢复」"),
        ("/去 月球背面", "没有「月球背面」这一栏"),
        ("/去", "去哪一栏"),
        ("/按完成值 第3项", "第3项"),
        ("/什么东西啊", "没有「/什么东西啊」这个命令"),
        ("/填空", "没有要填的空"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    line: str, told: str, conversation: Conversation, said: Said
) -> None:
    before = conversation.document.evaluation
    if line == "/恢复":
        conversation.say("/恢复")
    else:
        assert told in "\n".join(said(conversation.say(line)))
    assert conversation.document.evaluation == before


def test_the_list_of_commands_names_what_works_here(conversation: Conversation, said: Said) -> None:
    told = "\n".join(said(conversation.say("/")))
    for name in ("/撤销", "/去", "/删行", "/导出", "/搁置", "/重排编号"):
        assert name in told


def test_sources_of_the_money_are_added_and_taken_out(
    talk: Talk, new_form: Callable[..., Evaluation]
) -> None:
    conversation = talk(new_form("national2020"))
    conversation.say("/加来源 当年财政拨款 100 98.5")
    (fund,) = conversation.document.evaluation.funds
    assert fund.name == "当年财政拨款"
    assert [fund.budget, fund.executed] == [Decimal(1_000_000), Decimal(985_000)]
    conversation.say("/删来源 当年财政拨款")
    assert conversation.document.evaluation.funds == ()
