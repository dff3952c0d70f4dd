"""The lines beneath the grid in words: where one is, what a key would do, what a row says."""

from decimal import Decimal

from textual.content import Content

from perftui.evaluation.fields import bare_label
from perftui.evaluation.model import ZERO, Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.rows import NUMERIC, Reading, proposal_for, read_typed
from perftui.evaluation.totals import Subtotal
from perftui.evaluation.values import Unread, UnreadableError, print_number
from perftui.tui.bindings import key_of
from perftui.tui.form.grid.cells import groups, total_of
from perftui.tui.form.grid.filling import FillingGrid

Part = tuple[str, str]


def standing(grid: FillingGrid) -> Content:
    """Return the line that says how the category of the cursor stands, and what goes on there."""
    profile = grid.document.profile
    sums = {group.category: group for group in groups(grid.evaluation, profile)}
    here = sums.get(grid.category or "", total_of(grid.evaluation, profile))
    return Content.assemble(*_sums(here), "  ", _state(grid))


def _sums(sums: Subtotal) -> list[Part]:
    due, weight = print_number(sums.due), print_number(sums.weight)
    score = (f"{sums.category} 得{print_number(sums.score)}/{due}", "bold $primary")
    if sums.weight == sums.due:
        return [score, (f" 权重{weight}", "$text-muted")]
    return [score, (f" 权重{weight}，应为{due}", "bold $text-error")]


def _state(grid: FillingGrid) -> Part:
    """Return the one thing most worth saying at the cell."""
    row = grid.row
    if grid.refusal:
        again = "，或按 Esc 放弃" if grid.refusal.startswith("没有记下") else ""
        return (grid.refusal + again, "bold $text-error")
    if row is None:
        return (f"这一类还没有指标，按 {key_of(grid, 'grid.add_row')} 加一行", "")
    if grid.entry is not None:
        return (_becomes(grid, row), "bold")
    if len(grid.selected) > 1:
        full = key_of(grid, "grid.full_marks")
        verbs = f"输入、{full}、-1、Delete 填到各格"
        verbs = verbs if grid.field in NUMERIC else "Delete 清空"
        return (f"选中{len(grid.selected)}格：{verbs}，Esc 放开", "bold")
    return _of_row(grid, row)


def _becomes(grid: FillingGrid, row: Indicator) -> str:
    """Say what the number being typed will be in its cell."""
    entry, count = grid.entry, len(grid.selected)
    typed = entry.text if entry else ""
    where = f"填到选中的{count}格" if count > 1 else "回车记下"
    if typed == "-":
        return "减号后面写扣几分，如 -1、-0.5"
    reading = read_typed(row, grid.field, typed, grid.document.profile)
    if reading.refusal or not isinstance(reading.value, Decimal):
        return where
    return f"= {print_number(reading.value)}{_off(row, grid.field, reading)}，{where}"


def _off(row: Indicator, field: str, reading: Reading) -> str:
    if field != "score" or not isinstance(row.weight, Decimal):
        return ""
    lost = row.weight - reading.value
    return f"（扣{print_number(lost)}分）" if lost > ZERO else "（满分）"


def _of_row(grid: FillingGrid, row: Indicator) -> Part:
    value = getattr(row, grid.field)
    if isinstance(value, Unread):
        return (value.reason, "bold $text-error")
    proposal = proposed(grid)
    if grid.field == "direction":
        turn = key_of(grid, "grid.turn_direction")
        return (f"{turn} 换一种，或写正向、反向、等于、定性  {proposal}", "$text-secondary")
    if row.score is None and not proposal:
        full = key_of(grid, "grid.full_marks")
        return (f"还没有打分：输入分数，{full} 满分，-1 扣1分", "$text-warning")
    return (proposal, "$text-secondary")


def proposed(grid: FillingGrid) -> str:
    """Say what score the figures of the row at the cursor give, where they give one."""
    evaluation, index = grid.document.evaluation, grid.index
    if index is None:
        return ""
    try:
        proposal = proposal_for(evaluation, grid.document.profile, index)
    except UnreadableError as error:
        return str(error)
    if proposal is None:
        return ""
    taken = evaluation.indicators[index].score == proposal.score
    take = "" if taken else f"，按 {key_of(grid, 'grid.proposed_score')} 采用"
    return f"按{proposal.reason}，可得{print_number(proposal.score)}分{take}"


def in_full(evaluation: Evaluation, profile: Profile, index: int) -> Content:
    """Return a row in full: name, remark and explanation."""
    row = evaluation.indicators[index]
    label = next((c.label for c in profile.columns if c.field == "remark"), "")
    label = label or bare_label(profile, "remark")
    parts: list[Part | str] = [(row.name or "（未命名的指标）", "bold")]
    if row.remark.strip():
        parts.append(f"  {label}：{row.remark.strip()}".replace("\n", " "))
    if row.explanation:
        parts.append((f"  {row.explanation}".replace("\n", " "), "$text-muted"))
    return Content.assemble(*parts)


def hints(grid: FillingGrid) -> Content:
    """Return the keys that fill the grid fastest."""
    actions = ("full_marks", "proposed_score", "select_down", "add_row", "show_targets")
    names = {"full_marks": "满分", "proposed_score": "按完成值", "select_down": "选几格"}
    names |= {"add_row": "加行", "show_targets": "完成值列"}
    keys = [f"{key_of(grid, f'grid.{action}')} {names[action]}" for action in actions]
    edit = f"{key_of(grid, 'editor.next_gap')} 修改"
    return Content("  ".join((keys[0], "-1 扣1分", edit, *keys[1:])))
