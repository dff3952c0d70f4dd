"""What pydantic says about a bank entry, as short Chinese sentences for those who edit it."""

from pydantic_core import ErrorDetails

SENTENCES = {
    "missing": "缺少“{key}”",
    "extra_forbidden": "不认识的项“{key}”",
    "string_type": "{place}应为带引号的文字",
    "string_too_short": "{place}不能为空",
    "string_pattern_mismatch": "{place}只能用汉字，不带标点、空格和括号",
    "tuple_type": "{place}应为方括号列出的多条内容",
    "too_short": "{place}至少要有{min_length}条，现有{actual_length}条",
    "bool_type": "{place}应为 true 或 false",
    "literal_error": "{place}只能写 true，不需要时删去",
    "model_type": "{place}应为一个条目",
    "model_attributes_type": "{place}应为一个条目",
    "greater_than_equal": "{place}不能小于{ge}",
    "less_than_equal": "{place}不能大于{le}",
    "greater_than": "{place}应大于{gt}",
    "no_condition": "触发条件是空的，应写一个条件",
    "many_conditions": "一个触发条件只能写一项，现有：{names}",
}
NUMBER_ERRORS = ("decimal", "finite_number")


def sentence(error: ErrorDetails) -> str:
    """One pydantic error in Chinese, naming the key it is about."""
    details = {**error.get("ctx", {}), "place": place(error["loc"]), "key": error["loc"][-1]}
    template = SENTENCES.get(error["type"], "{place}填写有误")
    if error["type"].startswith(NUMBER_ERRORS):
        template = "{place}应为数字"
    elif error["type"].startswith("int_"):
        template = "{place}应为整数"
    return template.format(**details)


def place(location: tuple[int | str, ...]) -> str:
    """The last key of a location, with the number of the element if it is in a list."""
    *_, before, last = ("", *location)
    return f"“{before}”第{last + 1}条" if isinstance(last, int) else f"“{last}”"
