"""The figures of another form in a sentence: they become slots, never last year's numbers."""

import re

_FIGURES = (
    (re.compile(r"(?:\d{1,2}月)?\d{1,2}日|\d{1,2}月(?:底|初|中旬)?"), "{日期}"),
    (re.compile(r"第[一二三四]季度"), "{季度}"),
    (re.compile(r"\d[\d,，.]{0,29}\s{0,9}[%％]"), "{比例}"),
    (re.compile(r"\d[\d,，.]{0,29}(?=[万亿]?元)"), "{金额}"),
    (re.compile(r"\d[\d,，.]*"), "{数量}"),
)


def without_figures(sentence: str, year: int | None) -> str:
    """Replace the figures of a form by slots: its year, dates, rates, amounts, counts."""
    text = sentence if year is None else sentence.replace(f"{year}年度", "{年度}年度")
    text = re.sub(rf"{year}(?=年)", "{年度}", text) if year else text
    text = re.sub(r"(?:19|20)\d\d年", "{年份}年", text)
    for pattern, slot in _FIGURES:
        text = pattern.sub(slot, text)
    return text
