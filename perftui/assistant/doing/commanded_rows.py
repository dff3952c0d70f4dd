"""Commands that change rows: of the indicator table, by name or number, and of the money."""

from collections.abc import Callable
from dataclasses import replace

from perftui.assistant.doing.adding_rows import unnumbered
from perftui.assistant.doing.outcome import Outcome, perform, perform_all, put
from perftui.assistant.moves import Command, DropRows, Move, Score
from perftui.assistant.parts import Choice, Echo, Fail
from perftui.assistant.reading.commands.places import row_at_hand
from perftui.assistant.reading.rows.row_lines import read_row
from perftui.assistant.reading.rows.row_names import doubt_about, find_rows, title
from perftui.assistant.reading.scores.score_words import FULL, PROPOSED
from perftui.assistant.state import Scene, Waiting
from perftui.evaluation import fields
from perftui.evaluation import rows as table
from perftui.evaluation.fields import cell
from perftui.evaluation.model import DIRECTION_LABELS, Direction, Fund
from perftui.evaluation.values import Unread

_MOST = 4
_EXAMPLE = "如「/{} 第3项」「/{} 知晓率」"

OfRows = Callable[[tuple[int, ...], Scene], Outcome]


def full_marks(argument: str, scene: Scene) -> Outcome:
    """Score rows full; without a name those that have no score, once that is agreed to."""
    if not argument:
        blank = tuple(n for n, row in enumerate(scene.form.indicators) if not row.is_scored)
        if not blank:
            return _refused(scene, "每一项都打了分。给哪一项满分？如「/满分 第3项」。")
        moves: tuple[Move, ...] = (Score(blank, FULL),)
        choice = Choice(f"没有打分的{len(blank)}项都记满分", moves)
        waiting = Waiting("给哪几项满分？可以说编号或名称，如「/满分 3、5」。", (choice,))
        return Outcome(replace(scene.state, waiting=waiting))
    return _of_rows("满分", argument, scene, _full_marks, "grid.full_marks")


def proposed_score(argument: str, scene: Scene) -> Outcome:
    """Give rows the score their figures earn; without a name all that differ, once agreed to."""
    if argument:
        return _of_rows("按完成值", argument, scene, _proposed, "grid.proposed_score")
    form = scene.form
    places = range(len(form.indicators))
    filled = table.proposed_scores(form, scene.profile, places)
    changed = tuple(n for n in places if filled.rows[n].score != form.indicators[n].score)
    if not changed:
        why = "" if filled.count else "：要先填指标值和完成值，或预算数和执行数"
        return _refused(scene, f"没有按完成值要改的分数{why}。")
    names = "、".join(title(row, scene) for row in changed[:_MOST])
    choice = Choice(f"{names}按完成值打分", (Score(changed, PROPOSED),))
    waiting = Waiting(f"有{len(changed)}项的分数与算出的不同，改吗？", (choice, Choice("不改")))
    return Outcome(replace(scene.state, waiting=waiting))


def turn_direction(argument: str, scene: Scene) -> Outcome:
    """Give a row the next direction, or the one that is named behind it."""
    name, direction = _with_direction(argument)

    def turned(rows: tuple[int, ...], scene: Scene) -> Outcome:
        path = cell(rows[0], "direction")
        new = direction or table.next_direction(scene.form.indicators[rows[0]].direction)
        label = DIRECTION_LABELS[new] if new else "不设方向"
        return put(scene, [(path, new)], Echo(f"{title(rows[0], scene)}的方向：{label}"))

    return _of_rows("换方向", name, scene, turned, "grid.turn_direction")


def add_row(argument: str, scene: Scene) -> Outcome:
    """Add a row: its category, name and weight are said with it."""
    reading = read_row(argument, scene) if argument else None
    if reading is None or not reading.moves:
        category = scene.profile.categories[min(1, len(scene.profile.categories) - 1)].name
        text = f"加哪一项？写上类别、名称和权重，如「/加行 {category} 培训合格率 2」。"
        return _refused(scene, text)
    return perform_all(reading.moves, scene)


def duplicate_row(argument: str, scene: Scene) -> Outcome:
    """Put a copy of a row below it."""

    def doubled(rows: tuple[int, ...], scene: Scene) -> Outcome:
        changed = table.duplicate(scene.form.indicators, rows[0])
        said = Echo(f"{title(rows[0], scene)}复制为第{rows[0] + 2}项，请改名称和权重")
        return _rearranged(put(scene, [("indicators", changed)], said))

    return _of_rows("复制行", argument, scene, doubled, "grid.duplicate_row")


def delete_row(argument: str, scene: Scene) -> Outcome:
    """Take rows out of the table."""
    return _of_rows(
        "删行", argument, scene, lambda rows, at: perform(DropRows(rows), at), "grid.delete_row"
    )


def move_row_up(argument: str, scene: Scene) -> Outcome:
    """Move a row up, over into the category before at the edge of its own."""
    return _moved(argument, scene, -1)


def move_row_down(argument: str, scene: Scene) -> Outcome:
    """Move a row down, over into the next category at the edge of its own."""
    return _moved(argument, scene, 1)


def add_fund(argument: str, scene: Scene) -> Outcome:
    """Add a source of the money, with its budget and what was spent of it if these are said."""
    if scene.profile.money is None:
        return _refused(scene, "这种表不列资金来源。")
    words = argument.split()
    if not words:
        return _refused(scene, "加哪一项来源？如「/加来源 当年财政拨款 100 98.5」。")
    fund = Fund(name=words[0])
    for sub, typed in zip(("budget", "executed"), words[1:], strict=False):
        value = fields.read(f"funds[0].{sub}", typed, scene.profile)
        if isinstance(value, Unread):
            return _refused(scene, f"{value.reason}。")
        fund = fund.model_copy(update={sub: value})
    said = Echo(f"加了资金来源「{fund.name}」，共{len(scene.form.funds) + 1}项")
    return put(scene, [("funds", (*scene.form.funds, fund))], said)


def delete_fund(argument: str, scene: Scene) -> Outcome:
    """Take a source of the money out, by its name or number."""
    funds = scene.form.funds
    if not funds:
        return _refused(scene, "表里没有资金来源。")
    names = [fund.name for fund in funds]
    place = int(argument) - 1 if argument.isdigit() else -1
    place = names.index(argument) if argument in names else place
    if not 0 <= place < len(funds):
        listed = "、".join(f"{n}「{name}」" for n, name in enumerate(names, 1))
        return _refused(scene, f"删哪一项来源？有{listed}。")
    rest = (*funds[:place], *funds[place + 1 :])
    return put(scene, [("funds", rest)], Echo(f"删了资金来源「{names[place]}」"))


def _full_marks(rows: tuple[int, ...], scene: Scene) -> Outcome:
    return perform(Score(rows, FULL), scene)


def _proposed(rows: tuple[int, ...], scene: Scene) -> Outcome:
    return perform(Score(rows, PROPOSED), scene)


def _moved(argument: str, scene: Scene, by: int) -> Outcome:
    categories = [category.name for category in scene.profile.categories]

    def moved(rows: tuple[int, ...], scene: Scene) -> Outcome:
        row = scene.form.indicators[rows[0]]
        if row.category not in categories:
            return _refused(scene, f"{title(rows[0], scene)}的类别不在表式中，请先改类别。")
        done = table.move(scene.form, scene.profile, categories, rows[0], by)
        if done is None:
            return _refused(
                scene, f"{title(rows[0], scene)}已经在表的{'最前' if by < 0 else '最后'}。"
            )
        changed, place = done
        over = changed[place].category
        where = f"，归入{over}" if over != row.category else ""
        said = Echo(f"「{row.name}」移到第{place + 1}项{where}")
        return _rearranged(put(scene, [("indicators", changed)], said))

    verb, action = ("行上移", "grid.move_row_up") if by < 0 else ("行下移", "grid.move_row_down")
    return _of_rows(verb, argument, scene, moved, action)


def _rearranged(done: Outcome) -> Outcome:
    """Forget what was said of rows by their places, which have changed."""
    return replace(done, state=unnumbered(done.state))


def _of_rows(name: str, argument: str, scene: Scene, do: OfRows, action: str) -> Outcome:
    """Do something to the rows that are named, else to the one at hand; ask where it is unsure."""
    if not argument:
        row = row_at_hand(scene)
        if row is None:
            return _refused(scene, f"是哪一项？写上编号或名称，{_EXAMPLE.format(name, name)}。")
        return do((row,), scene)
    named = find_rows(argument, scene, several=True)
    if named is None or named.missing:
        count = len(scene.form.indicators)
        return _refused(scene, f"没有「{argument}」这项指标，共{count}项，说「指标有哪些」可以看。")
    if named.unsure:
        doubt = doubt_about(
            named.unsure[0], scene, lambda row: (Command(action, f"第{row + 1}项"),)
        )
        return Outcome(replace(scene.state, waiting=Waiting(doubt.text, doubt.choices)))
    return do(named.rows, scene)


def _with_direction(argument: str) -> tuple[str, Direction | None]:
    for direction, label in DIRECTION_LABELS.items():
        if argument.endswith(label):
            return argument.removesuffix(label).strip(" 为改成是"), direction
    return argument, None


def _refused(scene: Scene, text: str) -> Outcome:
    return Outcome(scene.state, (Fail(text),))
