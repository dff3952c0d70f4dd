"""Narratives drafted whole, and their sentences swapped, shortened, dropped, said otherwise."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.drafting.provenance import why
from perftui.assistant.drafting.written import points_of
from perftui.assistant.moves import Draft, Revise, Revision
from perftui.assistant.reading.wordings.drafting_words import read_drafting
from perftui.assistant.state import Aids, Scene
from perftui.evaluation import narrative, totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.quantities import quantities
from perftui.evaluation.values import round_half_up
from perftui.rules.checking import examine

Said = Callable[[Reply], list[str]]
ALL = ("achievements", "problems", "measures")


@pytest.fixture
def form(seed: Callable[[str], Evaluation]) -> Evaluation:
    return without_texts(seed("公共服务"))


@pytest.fixture
def talking(talk: Callable[..., Conversation], form: Evaluation) -> Conversation:
    return talk(form)


def without_texts(form: Evaluation) -> Evaluation:
    rows = tuple(
        row.model_copy(update={"remark": "人手不足"}) if row.lost else row
        for row in form.indicators
    )
    gone = dict.fromkeys(ALL, "")
    return form.model_copy(update={**gone, "department": "市场部", "indicators": rows})


def texts(talking: Conversation) -> dict[str, str]:
    return {path: getattr(talking.document.evaluation, path) for path in ALL}


def scene_of(talking: Conversation, aids: Aids) -> Scene:
    return Scene(talking.state.on(talking.document.evaluation), aids)


@pytest.mark.parametrize("line", ["起草全部", "都起草", "起草三段", "三段都写", "全部起草"])
def test_all_three_are_drafted_at_once(line: str, talking: Conversation) -> None:
    talking.say(line)
    assert all(texts(talking).values())


@pytest.mark.parametrize("name", ["公共", "长三角", "人才大厦", "高校毕业生", "科创"])
def test_a_draft_tells_every_loss_answers_every_problem_and_invents_no_figure(
    name: str, seed: Callable[[str], Evaluation], talk: Callable[..., Conversation]
) -> None:
    form = without_texts(seed(name))
    talking = talk(form)
    talking.say("起草全部")
    drafted = talking.document.evaluation
    codes = {finding.code for finding in examine(drafted).findings}
    assert not codes & {"PT014", "PT015", "PT016"}
    problems, measures = narrative.split(drafted.problems), narrative.split(drafted.measures)
    assert len(problems) == len(measures) > 0
    known = {quantity.value for quantity in quantities(form.model_dump_json())}
    rate, unspent = totals.execution_rate(form), totals.unspent(form)
    assert rate is not None and unspent is not None
    known |= {round_half_up(rate, Decimal("0.01")), unspent}
    known |= {row.lost for row in form.indicators}
    said = [*quantities(drafted.problems), *quantities(drafted.achievements)]
    assert not [one for one in said if one.unit in ("元", "%", "分") and one.value not in known]


def test_what_the_user_wrote_stays_and_only_what_is_missing_is_added(
    talking: Conversation,
) -> None:
    talking.say("主要问题：政策知晓率扣分，宣传主要靠现场。")
    talking.say("起草主要问题")
    points = narrative.split(talking.document.evaluation.problems)
    assert points[0].text.startswith("政策知晓率扣分，宣传主要靠现场")
    assert sum("知晓" in point.text for point in points) == 1 and len(points) > 3
    before = texts(talking)
    talking.say("起草主要问题")
    assert texts(talking) == before


def test_a_draft_is_one_step_back(talking: Conversation) -> None:
    talking.say("起草主要问题")
    assert texts(talking)["problems"]
    talking.say("撤销")
    assert not texts(talking)["problems"]


def test_measures_are_not_drafted_for_problems_that_nobody_told(
    talking: Conversation, said: Said
) -> None:
    lines = said(talking.say("起草改进措施"))
    assert not texts(talking)["measures"] and any("一起起草" in line for line in lines)
    talking.say("1")
    assert texts(talking)["problems"] and texts(talking)["measures"]


def test_sentences_are_swapped_in_turn_and_come_round(talking: Conversation) -> None:
    talking.say("起草主要问题")
    first = texts(talking)["problems"]
    seen = set()
    for _ in range(12):
        talking.say("换第2句")
        seen.add(points_of(talking.document.evaluation, "problems").pieces[1].words)
    assert len(seen) >= 3
    other = points_of(talking.document.evaluation, "problems").pieces[0].words
    assert other in first


def test_a_sentence_is_dropped_and_the_others_numbered_anew(
    talking: Conversation, said: Said
) -> None:
    talking.say("起草全部")
    pieces = points_of(talking.document.evaluation, "problems").pieces
    lines = said(talking.say("删掉主要问题第2句"))
    left = points_of(talking.document.evaluation, "problems").pieces
    assert [p.words for p in left] == [p.words for p in pieces if p is not pieces[1]]
    assert [p.number for p in left] == list(range(1, len(pieces)))
    assert any("改进措施第2点" in line for line in lines)


def test_a_part_is_said_otherwise_and_what_is_not_there_is_refused(
    talking: Conversation, said: Said
) -> None:
    talking.say("主要问题：上半年支付较少，支出集中在下半年。")
    talking.say("第1句把下半年改成四季度")
    assert "支出集中在四季度" in texts(talking)["problems"]
    before = texts(talking)
    lines = said(talking.say("第1句把上半个年改成一季度"))
    assert texts(talking) == before and any("上半年" in line for line in lines)


def test_each_drafted_sentence_says_where_it_comes_from(
    talking: Conversation, aids_of: Callable[..., Aids]
) -> None:
    talking.say("起草全部")
    form = talking.document.evaluation
    scene = scene_of(talking, aids_of(form))
    for path in ALL:
        for number in range(1, len(points_of(form, path).pieces) + 1):
            assert "出处：" in why(scene, number, path)
    assert "没有第99点" in why(scene, 99, "problems")


def test_a_sentence_of_ones_own_says_so(
    talking: Conversation, aids_of: Callable[..., Aids]
) -> None:
    talking.say("主要问题：企业配合度低，就业率没有达到预期。")
    form = talking.document.evaluation
    assert "自己写的" in why(scene_of(talking, aids_of(form)), 1, "problems")


def test_drafting_anew_is_asked_about_first(talking: Conversation) -> None:
    talking.say("主要问题：企业配合度低。")
    before = texts(talking)["problems"]
    talking.say("重新起草主要问题")
    assert texts(talking)["problems"] == before
    talking.say("2")
    assert "企业配合度低。" not in texts(talking)["problems"]


def test_a_limit_of_the_form_is_told(
    talk: Callable[..., Conversation], new_form: Callable[..., Evaluation], said: Said
) -> None:
    talking = talk(new_form("national2020"))
    lines = said(talking.say("主要问题：" + "宣传的渠道不够多，" * 30))
    assert any("超过限定的200字" in line for line in lines)


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("起草主要问题", ("problems",)),
        ("帮我写主要绩效", ("achievements",)),
        ("写一下改进措施", ("measures",)),
        ("主要问题帮我写一下", ("problems",)),
        ("改进措施也帮我写了吧", ("measures",)),
        ("麻烦你把主要问题起草一下", ("problems",)),
        ("起草绩效和问题", ("achievements", "problems")),
        ("帮我起草问题、措施", ("problems", "measures")),
        ("全部起草", ALL),
        ("三段都帮我写", ALL),
    ],
)
def test_what_is_to_be_drafted(
    line: str, paths: tuple[str, ...], talking: Conversation, aids_of: Callable[..., Aids]
) -> None:
    scene = scene_of(talking, aids_of(talking.document.evaluation))
    reading = read_drafting(line, scene)
    assert reading is not None and reading.moves == tuple(Draft(path) for path in paths)


@pytest.mark.parametrize(
    ("line", "how", "number", "path"),
    [
        ("换一句", Revision.SWAP, 0, ""),
        ("再换一句", Revision.SWAP, 0, ""),
        ("换个说法", Revision.SWAP, 0, ""),
        ("换第2句", Revision.SWAP, 2, ""),
        ("第2句换一个", Revision.SWAP, 2, ""),
        ("重写2", Revision.SWAP, 2, ""),
        ("第二句重写", Revision.SWAP, 2, ""),
        ("主要问题第3句换一个", Revision.SWAP, 3, "problems"),
        ("最后一句换一个", Revision.SWAP, -1, ""),
        ("缩短2", Revision.SHORTEN, 2, ""),
        ("第2句短一点", Revision.SHORTEN, 2, ""),
        ("把主要绩效第一句缩短", Revision.SHORTEN, 1, "achievements"),
        ("太长了", Revision.SHORTEN, 0, ""),
        ("删掉第2句", Revision.DROP, 2, ""),
        ("不要2", Revision.DROP, 2, ""),
        ("去掉第二点", Revision.DROP, 2, ""),
        ("把第2句删了", Revision.DROP, 2, ""),
        ("删除改进措施第1条", Revision.DROP, 1, "measures"),
        ("删掉最后一句", Revision.DROP, -1, ""),
        ("第三点不要了", Revision.DROP, 3, ""),
        ("这句不要", Revision.DROP, 0, ""),
    ],
)
def test_what_is_to_be_done_otherwise(
    line: str,
    how: Revision,
    number: int,
    path: str,
    drafted: Scene,
) -> None:
    reading = read_drafting(line, drafted)
    assert reading is not None and reading.moves == (Revise(how, number, path),)


@pytest.mark.parametrize(
    "line",
    [
        "删掉第5项",
        "第3项扣1分",
        "预算改为130万",
        "重写预算",
        "写字楼租金较高",
        "换届选举1次",
        "缩短办理时限",
    ],
)
def test_what_is_no_word_on_drafts(line: str, drafted: Scene) -> None:
    assert read_drafting(line, drafted) is None


@pytest.fixture(scope="module")
def drafted(
    seed: Callable[[str], Evaluation],
    talk: Callable[..., Conversation],
    aids_of: Callable[..., Aids],
) -> Scene:
    form = without_texts(seed("公共服务"))
    talking = talk(form)
    talking.say("起草全部")
    return scene_of(talking, aids_of(form))


@pytest.mark.parametrize(
    ("line", "path", "words"),
    [
        ("主要问题再加一条：预算执行集中在下半年", "problems", "预算执行集中在下半年"),
        ("再加一条改进措施：每月核对用款", "measures", "每月核对用款"),
        ("改进措施加一句每月核对用款", "measures", "每月核对用款"),
        ("主要绩效补一句 培训4期120人", "achievements", "培训4期120人"),
    ],
)
def test_a_further_point_is_added_whatever_is_asked(
    line: str, path: str, words: str, talking: Conversation
) -> None:
    talking.say("起草全部")
    before = texts(talking)[path]
    talking.say(line)
    pieces = points_of(talking.document.evaluation, path).pieces
    assert pieces[-1].words == words and len(pieces) == len(points_of_text(before)) + 1


def points_of_text(text: str) -> tuple[narrative.Point, ...]:
    return narrative.split(text)


def test_a_point_is_put_wholly_otherwise(talking: Conversation) -> None:
    talking.say("起草主要问题")
    talking.say("第2句换成宣传渠道单一，覆盖不足")
    pieces = points_of(talking.document.evaluation, "problems").pieces
    assert pieces[1].words == "宣传渠道单一，覆盖不足"
