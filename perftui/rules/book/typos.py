"""The rule about misspellings."""

from collections.abc import Iterator

from perftui.rules.finding import Evidence, Fix, Found
from perftui.rules.form import Form
from perftui.rules.reading.spelling import Misspelt, corrected, misspelt
from perftui.rules.reading.texts import place_of, written
from perftui.rules.registry import rule

_MOST_LISTED = 5


@rule("PT048", level="hint", title="疑有错别字")
def misspellings(form: Form) -> Iterator[Found]:
    """常见的错别字和误用的词，以及重复打出的字词，应当改正。

    按一份常见错字表查找，如在次（再次）、既使（即使）、帐户（账户）、按装（安装）；凑巧连在一起的
    字不算，如「存在次数」。可以采用给出的改正，改前请通读原句。
    错：设备按装按期完成完成，款项已汇入指定帐户。
    对：设备安装按期完成，款项已汇入指定账户。
    """
    for field, text in written(form):
        found = misspelt(text)
        if found:
            stretches = [(one.start, one.end) for one in found]
            path = place_of(form.passage(field), stretches)
            message = f"{form.name_of(path)}疑有错别字：{_listed(found)}。"
            fix = Fix(field, corrected(text), "改正错别字")
            evidence = tuple(Evidence(field, *stretch) for stretch in stretches)
            yield Found(path, message, "请核对用字，确有错误的改正。", fix, evidence=evidence)


def _listed(found: tuple[Misspelt, ...]) -> str:
    said = list(dict.fromkeys(f"「{one.wrong}」宜作「{one.right}」" for one in found))
    more = f"等{len(said)}处" if len(said) > _MOST_LISTED else ""
    return "，".join(said[:_MOST_LISTED]) + more
