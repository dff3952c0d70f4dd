"""Values of fields in what people type: where one ends, and what it means on this form."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from perftui.assistant.reading.fields.amounts import AMOUNT, names_unit, plain, read_spoken_amount
from perftui.assistant.reading.fields.days import DAY, SHORT_DAY, Guess, read_spoken_day
from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.specification import FieldType, type_of
from perftui.evaluation.values import Unread, UnreadableError, attempt

_PROJECT = "(?:这个|该|此|本)?项目"
NOTHING = re.compile(
    r"(?:一分(?:钱)?(?:都|也)?)?(?:还|目前|暂时?)?(?:没有?|无|未|并?没有)"
    r"(?:安排|列支?|编列?|批|用|花|支出?|执行|使用|动|做|搞|开展|立项?|实施|设立|启动)?过?"
    rf"(?:预算|经费|资金|支出|{_PROJECT}|这笔钱?|钱|金额)?(?:安排|数)?(?:的|了)*(?![^\s，,；;。.、)])"
    r"|零(?:元|块)?(?![^\s，,；;。.、)])"
)
SAME = re.compile(
    r"(?:也?[和跟与同]?(?P<as>上年|去年|今年|当年|本年|预算|执行)?(?:的)?(?:预算|执行|支出)?数?)?"
    r"(?:也|都|是)?(?:一样|相同|相等|持平)(?:多)?(?:的)?"
    r"|(?:同|等于)(?:当年|今年|上年|去年)?(?:的)?(?:预算|执行)(?:金额|数)?"
)
ALL_SPENT = re.compile(
    "(?:预算)?(?:也|都|已|已经)?(?:全部|全都?|都)?(?:已|已经)?(?:执行|花|用|支出|使用)(?:完毕|完|光|掉)了?"
)
NONE_SPENT = "(?P<value>(?:一分(?:钱)?)?(?:都|也)?还?没有?(?:花|用|执行|支出|动)过?)"
_LAST_YEAR = ("上年", "去年")
_YES = re.compile(
    "是?(?:每年|年年|常年|长期)都?(?:有|做|办|搞|要|开展|安排)(?:做|办|搞)?的?(?:项目)?|长期(?:性)?项目"
    "|(?:是|就是|属于|为|算)?(?:一个)?(?:经常性?|常年性?|常规性?)的?(?:项目|支出)?的?"
)
_NO = re.compile(
    "(?:不是|不属于|不算|并?非|并不是)(?:一个)?(?:经常性?|常年性?|常规性?)的?(?:项目|支出)?的?"
    "|(?:是|属于|为|就是)?一次性的?(?:项目|支出)?的?|(?:只|就|仅)(?:做|搞|有|办)(?:这|今年|一)(?:一?[年次])"
)
_ANSWERED = re.compile(
    r"(?:是否|是不是)(?:为|属于)?(?:经常性?)的?(?:项目)?的?[:=，,\s]*(?:选|填|答)?"
    r"(?P<answer>不是|是的?|否|对|√|×|[yYnN])(?![一-鿿])"
)
_SAYS_YES = re.compile("是的?|对的?|√|✓|[yY]|[Yy][Ee][Ss]|有|嗯")
_SAYS_NO = re.compile("不是的?|不|否|×|[nN]|[Nn][Oo]|没有")
_WORD_ENDS = re.compile(r"[^\s，,；;。、]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?(?!\d)")
_NUMBER = re.compile(r"\d++(?:\.\d++)?分?")
_RATE = re.compile(r"(?:百分之[\d一二三四五六七八九十百点.]+|\d++(?:\.\d++)?\s?[%％]?)")
_DASH = re.compile(r"[-—–/]{1,2}(?=[\s，,；;。、]|\Z)")
_QUANTA = {1: "十元", 2: "百元", 3: "千元", 4: "万元", 5: "十万元", 6: "百万元", 7: "千万元"}


@dataclass(frozen=True)
class Meant:
    """A value as it was meant; `exact_to` says what it is exact to where that is not a 元.

    `is_bare` is True for an amount that does not say what it counts in.
    """

    value: Any
    exact_to: str = ""
    is_bare: bool = False


def value_end(path: str, line: str, place: int, is_expected: bool = True) -> int | None:
    """Return where a value of a field ends that begins at a place; None if there is none.

    Texts and names have no end of their own. `is_expected` allows what is a value only where one
    of its kind must come: 4.20 as a day, 是 as an answer.
    """
    text = plain(line)
    match type_of(path):
        case FieldType.MONEY:
            patterns = [NOTHING, SAME, ALL_SPENT, AMOUNT]
        case FieldType.DATE:
            patterns = [SHORT_DAY if is_expected else DAY]
        case FieldType.YES_NO:
            patterns = [_ANSWERED, _NO, _YES, *([_SAYS_NO, _SAYS_YES] if is_expected else [])]
        case FieldType.YEAR:
            patterns = [_YEAR]
        case FieldType.NUMBER:
            patterns = [_NUMBER]
        case FieldType.COMPUTED:
            patterns = [_RATE] if path == "execution_rate" else [AMOUNT, _NUMBER, _WORD_ENDS]
        case _:
            return None
    found = (pattern.match(text, place) for pattern in patterns)
    dash = _DASH.match(text, place) if is_expected else None
    return next((m.end() for m in found if m and m.end() > place), dash.end() if dash else None)


def refers_to_another(path: str, typed: str) -> bool:
    """Whether a value is said to be that of another field: 和预算一样, 全部执行完."""
    said = plain(typed.strip())
    is_money = type_of(path) is FieldType.MONEY
    return is_money and bool(SAME.fullmatch(said) or ALL_SPENT.fullmatch(said))


def meaning(
    path: str, typed: str, form: Evaluation, profile: Profile, today: date
) -> Meant | Guess | Unread:
    """Return what was meant by what was typed for a field, on a form on a day."""
    text = safe_text(typed).strip()
    match type_of(path):
        case FieldType.MONEY:
            return _amount(path, text, form, profile)
        case FieldType.DATE:
            day = attempt(partial(_day, form=form, today=today), text)
            return day if isinstance(day, Guess | Unread) else Meant(day)
        case FieldType.YES_NO:
            answer = _yes_or_no(text)
            if answer is not None:
                return Meant(answer)
    value = fields.read(path, text, profile)
    return value if isinstance(value, Unread) else Meant(value)


def _day(text: str, form: Evaluation, today: date) -> Any:
    bare = re.sub(r"(?:自评|评|做|填|完成)的?$", "", text)
    return read_spoken_day(bare or text, form.known_year, today)


def _amount(path: str, text: str, form: Evaluation, profile: Profile) -> Meant | Unread:
    said = plain(text)
    if NOTHING.fullmatch(said) and path != "budget":
        return Meant(Decimal("0.00"))
    if refers_to_another(path, said):
        return _same_as(path, said, form, profile)
    value = attempt(partial(read_spoken_amount, unit=profile.money_factor), text)
    if not isinstance(value, Decimal):
        return value if isinstance(value, Unread) else Meant(value)
    exponent = int(value.as_tuple().exponent)
    is_rounded = profile.money_factor == 1 and value and "." in said.replace("。", ".")
    exact_to = _QUANTA.get(exponent, "") if is_rounded else ""
    places = Decimal(1).scaleb(min(-2, exponent))
    return Meant(value.quantize(places), exact_to, not names_unit(said))


def _same_as(path: str, said: str, form: Evaluation, profile: Profile) -> Meant | Unread:
    """Take the amount that one is said to be the same as: 上年一样, 全部执行完."""
    other = "last_year_budget" if path == "budget" else "budget"
    if path == "executed" and any(word in said for word in _LAST_YEAR):
        other = "last_year_budget"
    value = fields.get(form, other)
    if isinstance(value, Decimal):
        return Meant(value)
    return Unread(said, f"还没有{fields.bare_label(profile, other)}，请先填它，或写出金额")


def _yes_or_no(text: str) -> bool | None:
    answered = _ANSWERED.fullmatch(plain(text))
    said = answered["answer"] if answered else plain(text)
    if _NO.fullmatch(said) or _SAYS_NO.fullmatch(said):
        return False
    return True if _YES.fullmatch(said) or _SAYS_YES.fullmatch(said) else None


__all__ = ["Guess", "Meant", "UnreadableError", "meaning", "value_end"]
