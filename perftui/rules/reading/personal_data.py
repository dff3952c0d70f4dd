"""Personal data in a text: numbers of identity cards, bank cards and telephones, e-mail, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from perftui.rules.reading.person_names import names_in

# Same length as before, so that places hold.
_WIDTHS = str.maketrans("０１２３４５６７８９Ｘ＠－—（）．", "0123456789X@--().")
_MAY_HOLD = re.compile("[0-9０-９][0-9０-９ （）()－—-]{6}|[@＠]")
_ALONE = r"(?:(?<![\dA-Za-z])|(?<=[Tt][Ee][Ll]))(?<!\d[.,])(?<![\dA-Za-z]-)"
_ENDS = r"(?![\dA-Za-z]|[.,-]\d)"
_SUBSCRIBER = r"(?:[2-8]\d{6,7}|[2-8]\d{3}[ -]\d{4})"
_UNITS = "[元万亿%％人次份件个吨户家台套项号平]"
_NUMBER = re.compile(
    rf"{_ALONE}(?:"
    r"(?P<long>\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{15,19}"
    r"|[3-6]\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)"
    r"|(?P<mobile>(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:\d{8}|(?P<gap>[ -])\d{4}(?P=gap)\d{4}))"
    rf"(?!{_UNITS})"
    r"|(?P<fixed>(?:\(0(?:10|2\d|[3-9]\d\d)\)|0(?:10|2\d|[3-9]\d\d))[ -]?"
    rf"{_SUBSCRIBER}(?:-\d{{1,5}})?)"
    rf"){_ENDS}"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,20}){1,3})",
    re.ASCII,
)
_LOCAL = re.compile(
    r"(?:电话|座机|固话|联系方式)(?:号码)?[：:∶是为 ]{0,2}(?P<number>"
    rf"{_SUBSCRIBER})(?![\d-])",
    re.ASCII,
)
_MOST_BEFORE = 14
_OF_A_THING = re.compile(
    "(?:编号|编码|单号|合同号|文号|批号|批次|流水号|代码|票号|凭证号|序列号|订单号?|资产号|登记号|许可证号|标段)"
    r"[：:为是]?\s*[A-Za-z\d/-]*$"
)
_PUBLIC = re.compile(
    "(?:热线|专线|总机|客服|(?:咨询|服务|投诉|举报|监督|报修|值班|预约|报名|信访)(?:电话|号码|热线))"
    r"(?:号码)?[：:∶为是(（]*\s*$"
)
_CARD = re.compile(r"(?:卡号|银行卡|储蓄卡|工资卡|信用卡|个人账户|账号|帐号)[^\d，。；\n]{0,6}$")
_IDENTITY = re.compile(r"(?:身份证|证件|公民身份)[^\d，。；\n]{0,6}$")
_PROVINCE = re.compile("1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
_FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# Outside of these a day is hardly a birthday: often it is that of a contract.
_FIRST_BIRTH, _LAST_BIRTH = 1900, 2012


@dataclass(frozen=True)
class Personal:
    """Something personal at `start:end` of a text: its kind, and a form that tells it to no one."""

    kind: str
    masked: str
    start: int
    end: int


def personal_data(text: str) -> tuple[Personal, ...]:
    """Return the personal data in a text by place."""
    found = [_personal("姓名", text, *span) for span in names_in(text)]
    if _MAY_HOLD.search(text):
        plain = text.translate(_WIDTHS)
        found += [*_numbers(plain), *_local_numbers(plain)]
    return tuple(sorted(found, key=lambda one: one.start))


def _numbers(text: str) -> Iterator[Personal]:
    for match in _NUMBER.finditer(text):
        before = text[max(match.start() - _MOST_BEFORE, 0) : match.start()]
        kind = _kind(match, before)
        if kind:
            yield _personal(kind, text, *match.span())


def _local_numbers(text: str) -> Iterator[Personal]:
    for match in _LOCAL.finditer(text):
        if not _PUBLIC.search(text[max(match.start() - 4, 0) : match.start("number")]):
            yield _personal("电话号码", text, *match.span("number"))


def _kind(match: re.Match[str], before: str) -> str:
    """Return what kind of personal number this is, nothing for the number of a thing."""
    group = "mobile" if match["mobile"] else match.lastgroup
    if group == "email":
        return "电子邮箱"
    if _OF_A_THING.search(before):
        return ""
    if group == "long":
        return _kind_of_long(re.sub("[ -]", "", match[0]).upper(), before)
    if group == "fixed":
        return "" if _PUBLIC.search(before) else "电话号码"
    return "手机号码"


def _kind_of_long(number: str, before: str) -> str:
    if _is_identity(number, is_labelled=bool(_IDENTITY.search(before))):
        return "身份证号码"
    return "银行卡号" if _is_card(number, is_labelled=bool(_CARD.search(before))) else ""


def _is_card(number: str, *, is_labelled: bool) -> bool:
    """Whether a number is that of a bank card; those that begin with 62 are nothing else."""
    if not number.isdigit() or len(number) == 15:
        return False
    is_usual = len(number) in (16, 19) and number[0] in "3456"
    return is_labelled or (is_usual and (number.startswith("62") or _passes_luhn(number)))


def _is_identity(number: str, *, is_labelled: bool) -> bool:
    """Whether a number is that of an identity card, of 18 or in the old style 15 characters."""
    if len(number) not in (15, 18) or not number[:-1].isdigit():
        return False
    if is_labelled:
        return True
    born = f"19{number[6:12]}" if len(number) == 15 else number[6:14]
    if not _PROVINCE.match(number) or not _is_birthday(born):
        return False
    is_plausible = _FIRST_BIRTH <= int(born[:4]) <= _LAST_BIRTH
    return is_plausible or (len(number) == 18 and _checks_out(number))


def _is_birthday(digits: str) -> bool:
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return True


def _checks_out(number: str) -> bool:
    digits = map(int, number[:17])
    total = sum(digit * factor for digit, factor in zip(digits, _FACTORS, strict=True))
    return _CHECKS[total % 11] == number[17]


def _passes_luhn(number: str) -> bool:
    doubled = (int(char) * (1 + place % 2) for place, char in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _personal(kind: str, text: str, start: int, end: int) -> Personal:
    return Personal(kind, _masked(kind, text[start:end]), start, end)


def _masked(kind: str, text: str) -> str:
    if kind == "姓名":
        return text[0] + "*" * (len(text) - 1)
    if kind == "电子邮箱":
        return f"{text[0]}***{text[text.index('@') :]}"
    return f"{text[:3]}****{text[-2:]}"
