"""The rule about personal data, as the forms are published."""

from collections.abc import Iterator

from perftui.rules.finding import Evidence, Found
from perftui.rules.form import Form
from perftui.rules.reading.personal_data import Personal, personal_data
from perftui.rules.reading.texts import place_of, written
from perftui.rules.registry import rule

_MOST_LISTED = 5
_HINT = "自评表要公开，请删去个人信息，只写单位、岗位或人数。"


@rule("PT047", level="warning", title="文字中有个人信息")
def personal_information(form: Form) -> Iterator[Found]:
    """公开的自评表中不应有身份证号、手机和座机号码、邮箱、银行卡号和个人姓名。

    身份证号和银行卡号按校验码和编排规则识别，姓名只查「联系人」「患者」这类字样之后的；热线等对外
    公布的电话、合同和票据的编号不算。提示中的号码已遮住中间几位。
    错：经办人王小明，手机13900000000。
    对：经办科室为市场管理部。
    """
    for field, text in written(form):
        found = personal_data(text)
        if found:
            stretches = [(one.start, one.end) for one in found]
            path = place_of(form.passage(field), stretches)
            message = f"{form.name_of(path)}中有个人信息：{_listed(found)}。"
            evidence = tuple(Evidence(field, *stretch) for stretch in stretches)
            yield Found(path, message, _HINT, evidence=evidence)


def _listed(found: tuple[Personal, ...]) -> str:
    said = list(dict.fromkeys(f"{one.kind}「{one.masked}」" for one in found))
    more = f"等{len(said)}处" if len(said) > _MOST_LISTED else ""
    return "、".join(said[:_MOST_LISTED]) + more
