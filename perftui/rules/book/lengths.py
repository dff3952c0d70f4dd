"""The rule about texts that are longer than the target system takes."""

from collections.abc import Iterator

from perftui.evaluation.fields import cell, get, parse_path
from perftui.rules.finding import Evidence, Found
from perftui.rules.form import Form
from perftui.rules.reading.table import listed, row_name
from perftui.rules.registry import rule

_ROWS = "indicators."


@rule("PT046", level="warning", title="文字超过字数限制")
def too_long(form: Form) -> Iterator[Found]:
    """各栏文字不能超过表式规定的字数，超过的部分填报系统不收。

    标点、空格和换行都算字数，首尾的空白不算。指标表同一栏中过长的各格合为一条。表式没有规定
    字数的栏目不检查，上海表式没有规定。不论哪种表式，长得不像自评表的文字（5000字以上，指标表
    一格500字以上）检查时只读开头，也在这里指出。
    错：限200字的主要问题写了260字。
    对：主要问题压缩到200字以内，每条只写事实、金额和原因。
    """
    yield from _read_in_part(form)
    for field, limit in form.profile.limits.items():
        if field.startswith(_ROWS):
            yield from _long_cells(form, field.removeprefix(_ROWS), limit)
        else:
            yield from _long_field(form, field, limit)


def _read_in_part(form: Form) -> Iterator[Found]:
    """Tell of what is so long that the rules have read its beginning only."""
    cells = [field for field in form.lengths if parse_path(field).index is not None]
    for field, length in form.lengths.items():
        if field not in cells:
            name, read = form.name_of(field), len(get(form.evaluation, field))
            message = f"{name}有{length}字，检查时只读了前{read}字。"
            yield Found(field, message, _hint(name, form.profile.limits.get(field, read)))
    if cells:
        read = len(get(form.evaluation, cells[0]))
        message = f"指标表有{len(cells)}格文字过长，检查时每格只读了前{read}字。"
        yield Found(cells[0], message, f"请压缩到{read}字以内，再检查一次。")


def _long_field(form: Form, field: str, limit: int) -> Iterator[Found]:
    rest = _beyond(field, getattr(form.evaluation, field, ""), limit)
    if rest and field not in form.lengths:
        name, more = form.name_of(field), _size(rest)
        message = f"{name}有{limit + more}字，超过限定的{limit}字，多{more}字。"
        yield Found(field, message, _hint(name, limit), evidence=(rest,))


def _long_cells(form: Form, column: str, limit: int) -> Iterator[Found]:
    rests = {
        place: rest
        for place, row in form.rows
        if (rest := _beyond(cell(place, column), getattr(row, column, ""), limit))
    }
    if rests:
        name, first = form.column(column), next(iter(rests.values()))
        said = [f"「{row_name(form, place)}」多{_size(rest)}字" for place, rest in rests.items()]
        message = f"{name}限{limit}字，有{len(rests)}处超过：{listed(said)}。"
        yield Found(first.field, message, _hint(name, limit), evidence=tuple(rests.values()))


def _beyond(path: str, text: object, limit: int) -> Evidence | None:
    """Return what of a text is beyond the limit."""
    if not isinstance(text, str) or len(text) <= limit:
        return None
    start, end = len(text) - len(text.lstrip()) + limit, len(text.rstrip())
    return Evidence(path, start, end) if start < end else None


def _size(rest: Evidence) -> int:
    return (rest.end or 0) - rest.start


def _hint(name: str, limit: int) -> str:
    return f"请把{name}压缩到{limit}字以内，否则填报系统可能截去多出的部分。"
