"""Parts said in labelled lines, and as data."""

from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Warn
from perftui.assistant.speaking import Speaker, as_data, lines

OFFER = Offer((Choice("数据\n没有共享", note="词库"), Choice("跟踪不够")))
TURN = (
    Echo("预算 1.00"),
    Warn("只到百元"),
    Explain("一行\n\n二行"),
    Fail("不能扣20分"),
    Ask("还有吗？", "好了"),
    OFFER,
)


def test_each_line_begins_with_a_label_and_lists_are_numbered() -> None:
    assert list(lines(TURN)) == [
        "助手: 预算 1.00",
        "警告: 只到百元",
        "助手: 一行",
        "助手: 二行",
        "错误: 不能扣20分",
        "助手: 还有吗？ 例如：好了",
        "助手: 1 数据 没有共享（词库）",
        "助手: 2 跟踪不够",
    ]


def test_in_brief_there_are_no_examples_and_no_notes() -> None:
    assert list(lines(TURN[4:], is_brief=True)) == [
        "助手: 还有吗？",
        "助手: 1 数据 没有共享",
        "助手: 2 跟踪不够",
    ]


def test_as_data_each_kind_has_its_key() -> None:
    assert as_data(TURN) == {
        "echo": ["预算 1.00"],
        "warnings": ["只到百元"],
        "explanations": ["一行\n\n二行"],
        "errors": ["不能扣20分"],
        "ask": "还有吗？",
        "example": "好了",
        "offers": [
            {"number": 1, "text": "数据\n没有共享", "note": "词库"},
            {"number": 2, "text": "跟踪不够", "note": ""},
        ],
    }
    assert as_data(())["offers"] == []


def test_of_two_questions_the_last_has_its_own_offers() -> None:
    data = as_data((Ask("甲？"), OFFER, Ask("乙？")))
    assert (data["ask"], data["offers"]) == ("乙？", [])


def test_a_list_that_is_in_sight_is_not_said_again() -> None:
    speaker = Speaker()
    first = speaker.lines((Ask("哪一条？选一条，或直接写。"), OFFER))
    assert first[-1] == "助手: 2 跟踪不够"
    again = speaker.lines((Echo("好"), Ask("哪一条？"), OFFER))
    assert again == ("助手: 好", "助手: 哪一条？", "助手: 选项同上，1 到 2。")
    assert speaker.lines((Ask("哪一条？选一条，或直接写。"), OFFER), again=True) == first


def test_a_list_is_said_again_when_much_was_said_since_or_it_is_another() -> None:
    speaker = Speaker()
    speaker.lines((Ask("哪一条？"), OFFER))
    other = Offer((Choice("另一条"),))
    assert speaker.lines((Ask("哪条？"), other))[-1] == "助手: 1 另一条"
    long = Explain("\n".join("长" * 20))
    assert speaker.lines((long, Ask("还是哪条？"), other))[-1] == "助手: 选项同上。"
    assert speaker.lines((Ask("到底哪条？"), other))[-1] == "助手: 1 另一条"
