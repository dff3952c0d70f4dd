"""Correct forms of many subjects, in both profiles: nothing in them deserves a finding.

`build` makes a form from a `Recipe`; what a recipe leaves open is drawn from its seed, each aspect
from a stream of its own, so that changing one leaves the others as they are. `correct_forms` is
the strategy over recipes.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from perftui.evaluation.model import Direction, Evaluation, Fund, Indicator, Stated
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import FormDate
from tests.rules.judging.kits import Kit, kit_names, load_kit
from tests.rules.judging.layouts import LAYOUTS, lay_out

CENT, HALF = Decimal("0.01"), Decimal("0.5")
NATIONAL_LIMIT = 200
PROFILES = ("sh2019", "national2020")
_CATEGORY = {
    "sh2019": {
        "thing": "产出目标", "cost": "产出目标", "effect": "效果目标",
        "satisfaction": "效果目标", "impact": "影响力目标", "fixed": "投入与管理",
    },
    "national2020": {
        "thing": "产出指标", "cost": "产出指标", "effect": "效益指标",
        "satisfaction": "满意度指标", "impact": "效益指标", "fixed": "预算执行率",
    },
}  # fmt: skip
_MANAGEMENT = {
    "goal": "绩效目标合理性",
    "rules": "项目管理制度的健全性和执行的有效性",
    "asset": "财务（资产）管理制度的健全性和执行的有效性",
    "setup": "项目设立的规范性",
}
_DELAYS = ("半个月", "20天", "一个月", "近两个月", "15个工作日")


@dataclass(frozen=True)
class Recipe:
    """What a correct form is made from; what is None is drawn from the seed."""

    kit: str
    profile: str = "sh2019"
    seed: int = 0
    rate: Decimal | None = None
    growth: Decimal | None = None
    flaws: int | None = None
    without: frozenset[str] = frozenset()
    says_money: bool | None = None
    execution: str | None = None
    states: bool | None = None

    def stream(self, aspect: str) -> Random:
        """Return the random numbers of one aspect of the form."""
        return Random(f"{self.kit}/{self.profile}/{self.seed}/{aspect}")


@dataclass
class Line:
    """An indicator in the making, with what its kit can say of it."""

    kind: str
    name: str
    source: Kit
    part: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    weight: Decimal = Decimal(1)
    earned: Decimal | None = None
    target: str | None = None
    actual: str | None = None
    direction: Direction | None = None
    unit: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Flaw:
    """Why points are lost: the rows, and the words for it."""

    name: str
    lines: tuple[Line, ...]
    texts: tuple[list[str], list[str], list[str]]
    slots: dict[str, str]


@dataclass(frozen=True)
class Draft:
    """A correct form with the recipe it was made from."""

    recipe: Recipe
    form: Evaluation

    def again(self, **changes: Any) -> "Draft":
        """Make the form anew with some of the recipe changed."""
        return build(replace(self.recipe, **changes))


def half_up(value: Decimal, quantum: Decimal = CENT) -> Decimal:
    """Round a half away from zero."""
    return value.quantize(quantum, ROUND_HALF_UP)


def shares(total: Decimal, count: int, random: Random, cap: int, step: Decimal) -> list[Decimal]:
    """Cut a total into `count` weights of at least 1, each at most `cap`."""
    parts = [Decimal(1)] * count
    while sum(parts) < total:
        place = random.randrange(count)
        parts[place] += step if parts[place] + step <= cap else 0
    return parts


@dataclass(frozen=True)
class Money:
    """The amounts of a form in 元."""

    budget: Decimal
    executed: Decimal
    last: Decimal | None

    @property
    def rate(self) -> Decimal:
        """The execution rate with two decimals."""
        return half_up(self.executed / self.budget * 100)

    def slots(self) -> dict[str, str]:
        """Return the amounts as narratives write them."""
        return {
            "budget": f"{self.budget:,.2f}",
            "executed": f"{self.executed:,.2f}",
            "unspent": f"{self.budget - self.executed:,.2f}",
            "budget_wan": f"{half_up(self.budget / 10000):,.2f}",
            "executed_wan": f"{half_up(self.executed / 10000):,.2f}",
            "rate": f"{self.rate}",
        }


def money_of(recipe: Recipe) -> Money:
    """Draw the amounts of a form."""
    random = recipe.stream("money")
    quantum = Decimal(100) if recipe.profile == "national2020" else Decimal(1)
    budget = half_up(Decimal(random.randint(300_000, 18_000_000)), quantum * 10)
    drawn = Decimal(random.randint(9400, 9980)) / 100
    if random.random() < 0.08:
        drawn = Decimal(random.randint(8300, 8980)) / 100
    if random.random() < 0.06:
        drawn = Decimal(100)
    rate = drawn if recipe.rate is None else recipe.rate
    cents = CENT if random.random() < 0.6 and quantum == 1 else quantum
    executed = half_up(budget * rate / 100, cents)
    growth = Decimal(random.randint(-15, 18)) if recipe.growth is None else recipe.growth
    last = half_up(budget * 100 / (100 + growth), quantum)
    return Money(budget.quantize(CENT), executed.quantize(CENT), last.quantize(CENT))


def _thing_lines(recipe: Recipe, thing: Kit, count: Random) -> list[Line]:
    plan = count.choice(thing["plans"])
    slots = {"plan": _figure(recipe, plan), "n": _figure(recipe, plan), "stem": thing["stem"]}
    national = recipe.profile == "national2020"
    done, good, prompt = thing["rows"]
    lines = [Line("thing", thing["quantity"] if national else done, thing, "done", slots)]
    if good and count.random() < 0.9:
        lines.append(Line("thing", good, thing, "good", slots))
    if prompt and count.random() < 0.9:
        lines.append(Line("thing", prompt, thing, "prompt", slots))
    for line in lines:
        _aim(line, plan, thing["unit"], count)
    return lines


def _aim(line: Line, plan: int, unit: str, random: Random) -> None:
    """Set target and actual value of a row of a thing, reached."""
    if line.part == "done":
        if random.random() < 0.3:
            line.unit, line.target, line.actual = unit, f"≥{plan}", f"{plan}"
        else:
            sign = random.choice(["≥", "", "="])
            line.target, line.actual = f"{sign}{plan}{unit}", f"{plan}{unit}"
    elif line.part == "good":
        line.target, line.actual = "≥95%", random.choice(["96%", "98.2%", "100%"])
    else:
        line.target, line.actual = "100%", "100%"
    line.direction = Direction.POSITIVE


def _other_line(kind: str, source: Kit, random: Random) -> Line:
    """Return a row of effect, satisfaction or impact, its target reached."""
    line = Line(kind, source["name"], source)
    lasting = "健全完善" if source["name"].endswith(("机制", "机制健全情况")) else "持续提升"
    line.target = source.get("target", "≥90%" if kind == "satisfaction" else lasting)
    if "actual" in source:
        line.actual = random.choice(source["actual"])
        line.direction = Direction(source.get("direction", "positive"))
    elif kind == "satisfaction":
        line.actual = random.choice(["92%", "93.5%", "95.2%", "97%"])
        line.direction = Direction.POSITIVE
    else:
        line.actual = random.choice([line.target, "达成年度指标"])
        line.direction = Direction.QUALITATIVE
    line.slots = {"actual": line.actual or "", "who": source.get("who", "")}
    return line


def _lines(recipe: Recipe, kit: Kit) -> list[Line]:
    """Draw the rows of a form, without the fixed ones."""
    random = recipe.stream("rows")
    things = list(kit["things"])
    if random.random() < 0.3:
        things.pop(random.randrange(2, len(things)))
    elif random.random() < 0.4:
        things += load_kit("common")["things"]
    lines = [line for thing in things for line in _thing_lines(recipe, thing, random)]
    if recipe.profile == "national2020":
        name, target, actual = kit["cost"]
        cost = Line("cost", name, {}, target=target, actual=actual, direction=Direction.NEGATIVE)
        lines.append(cost)
    effects = kit["effects"][: random.randint(3, len(kit["effects"]))]
    pleased = kit["satisfaction"][: random.randint(1, 2)]
    impacts = kit["impacts"][: random.randint(2, 3)]
    for kind, sources in (("effect", effects), ("satisfaction", pleased), ("impact", impacts)):
        lines += [_other_line(kind, source, random) for source in sources]
    _weigh(recipe, lines)
    order = [category.name for category in load_profile(recipe.profile).categories]
    return sorted(lines, key=lambda line: order.index(_CATEGORY[recipe.profile][line.kind]))


def _weigh(recipe: Recipe, lines: list[Line]) -> None:
    random, categories = recipe.stream("weights"), _CATEGORY[recipe.profile]
    step = random.choice([Decimal(1), Decimal(1), HALF])
    for category in load_profile(recipe.profile).categories:
        rows = [line for line in lines if categories[line.kind] == category.name]
        if rows:
            weights = shares(category.points, len(rows), random, 12, step)
            for line, weight in zip(rows, weights, strict=True):
                line.weight = weight


def _figure(recipe: Recipe, value: int) -> str:
    commas = recipe.seed % 2 == 0
    return f"{value:,}" if commas and value >= 1000 else f"{value}"


def _possible(recipe: Recipe, lines: list[Line], money: Money) -> list[Flaw]:
    """Return what may have gone wrong, at most one thing about each row."""
    flaws: list[Flaw] = []
    random = recipe.stream("flaws")
    things = {id(line.source): line.source for line in lines if line.kind == "thing"}
    for thing in things.values():
        rows = {line.part: line for line in lines if line.source is thing}
        options = [
            name
            for name, part in (("short", "done"), ("late", "prompt"), ("poor", "good"))
            if name in thing and part in rows
        ]
        if options:
            flaws.append(_thing_flaw(recipe, thing, random.choice(options), rows, random))
    flaws += [
        Flaw("bad", (line,), line.source["flaw"], {"actual": line.source.get("bad", "86%")})
        for line in lines
        if "flaw" in line.source
    ]
    random.shuffle(flaws)
    return flaws


def _thing_flaw(
    recipe: Recipe, thing: Kit, name: str, rows: dict[str, Line], random: Random
) -> Flaw:
    touched = {"short": ("done", "prompt"), "late": ("prompt",), "poor": ("good",)}[name]
    lines = tuple(rows[part] for part in touched if part in rows)
    plan = int(lines[0].slots["plan"].replace(",", ""))
    gap = random.randint(max(1, plan // 25), max(1, plan // 9)) if name == "short" else 0
    slots = {
        "plan": _figure(recipe, plan),
        "n": _figure(recipe, plan - gap),
        "gap": _figure(recipe, gap),
        "pct": f"{half_up(Decimal(plan - gap) / plan * 100).normalize():f}",
        "delay": random.choice(_DELAYS),
        "q": random.choice(["88.6", "90", "91.5", "92"]),
        "p": random.choice(["88", "91.5", "94"]),
    }
    return Flaw(name, lines, thing[name], slots)


def _management_flaws(recipe: Recipe, fixed: list[Line], kit: Kit) -> list[Flaw]:
    common, random = load_kit("common"), recipe.stream("management")
    rows = {line.name: line for line in fixed}
    flaws = []
    for key, name in _MANAGEMENT.items():
        if name in rows:
            texts = tuple(common[key][part] for part in ("reason", "problem", "measure"))
            slots = {"thing": random.choice(kit["things"][:2])["stem"]}
            flaws.append(Flaw(key, (rows[name],), texts, slots))
    random.shuffle(flaws)
    return flaws


def _lose(recipe: Recipe, flaw: Flaw, random: Random) -> None:
    """Take the points of a flaw off its rows, with the reason in the remark."""
    reason = random.choice(flaw.texts[0]).format(**flaw.slots)
    for line in flaw.lines:
        line.remark = reason
        line.slots.update({k: v for k, v in flaw.slots.items() if k in ("n", "actual")})
        if recipe.profile == "national2020":
            _lose_in_proportion(line, flaw)
        elif flaw.name == "short":
            done = Decimal(flaw.slots["n"].replace(",", "")) / int(
                flaw.slots["plan"].replace(",", "")
            )
            steps = (line.weight * done / HALF).to_integral_value(ROUND_FLOOR)
            line.earned = max(min(steps * HALF, line.weight - HALF), HALF)
        else:
            line.earned = line.weight - _points_lost(recipe, line.weight, random)


def _points_lost(recipe: Recipe, weight: Decimal, random: Random) -> Decimal:
    if recipe.stream("severity").random() < 0.12:
        return max((weight / 2).to_integral_value(ROUND_FLOOR), HALF)
    return random.choice([HALF, Decimal(1)]) if weight > 2 else HALF


def _lose_in_proportion(line: Line, flaw: Flaw) -> None:
    weight = line.weight
    if line.part == "done":
        n, plan = (Decimal(flaw.slots[key].replace(",", "")) for key in ("n", "plan"))
        line.actual = f"{n}{'' if line.unit else line.source['unit']}"
        line.earned = half_up(weight * n / plan)
    elif line.part in ("good", "prompt"):
        reached = Decimal(flaw.slots["q"] if line.part == "good" else flaw.slots["p"])
        line.actual = f"{reached}%"
        line.earned = half_up(weight * reached / (95 if line.part == "good" else 100))
    elif line.direction is Direction.QUALITATIVE:
        line.actual, line.earned = "部分达成", half_up(weight * Decimal("0.7"))
    else:
        line.actual = flaw.slots["actual"]
        target, reached = _number(line.target or ""), _number(line.actual)
        if line.direction is Direction.NEGATIVE:
            line.earned = half_up(weight * (2 * target - reached) / target)
        else:
            line.earned = half_up(weight * reached / target)


def _number(text: str) -> Decimal:
    return Decimal("".join(char for char in text if char.isdigit() or char == "."))


def _execution_score(recipe: Recipe, weight: Decimal, money: Money) -> Decimal:
    exact = min(money.executed / money.budget, Decimal(1)) * weight
    way = recipe.execution or recipe.stream("execution").choice(["whole", "whole", "half", "exact"])
    if recipe.profile == "national2020" or way == "exact":
        return half_up(exact)
    return half_up(exact, Decimal(1)) if way == "whole" else half_up(exact * 2, Decimal(1)) / 2


def _fixed(recipe: Recipe) -> list[Line]:
    profile = load_profile(recipe.profile)
    rows = [
        Line("fixed", row.name, {"explanation": row.explanation})
        for row in profile.fixed_indicators
    ]
    for line, row in zip(rows, profile.fixed_indicators, strict=True):
        line.weight = row.weight
    return rows


def _choose(
    recipe: Recipe, kit: Kit, lines: list[Line], fixed: list[Line], money: Money
) -> list[Flaw]:
    """Choose what went wrong; a lost point of the execution row always counts."""
    random, common = recipe.stream("choice"), load_kit("common")
    chosen: list[Flaw] = []
    execution = next(line for line in fixed if line.name == "预算执行率")
    score = _execution_score(recipe, execution.weight, money)
    if score < execution.weight:
        texts = tuple(common["execution"][part] for part in ("reason", "problem", "measure"))
        slots = money.slots() | {"thing": random.choice(kit["things"][:2])["stem"]}
        chosen.append(Flaw("execution", (execution,), texts, slots))
    execution.earned = score
    if recipe.profile == "national2020":
        execution.target, execution.actual = "100%", f"{money.rate}%"
        count = random.randint(1, 2)
    else:
        count = random.randint(1, 4)
    count = count if recipe.flaws is None else recipe.flaws
    offered = _possible(recipe, lines, money)
    managed = _management_flaws(recipe, fixed, kit)
    offered = [*managed[: random.choice([0, 0, 1, 2])], *offered]
    chosen += [flaw for flaw in offered if flaw.name not in recipe.without][:count]
    return chosen


def _facts(recipe: Recipe, kit: Kit, lines: list[Line], money: Money) -> list[str]:
    """Choose what the achievements say: always the samples of satisfaction, always figures."""
    random, common = recipe.stream("facts"), load_kit("common")
    needed, more = [], []
    for line in lines:
        if line.kind == "satisfaction":
            slots = line.slots | {"sample": str(random.randint(120, 640))}
            needed.append(random.choice(common["satisfaction"]).format(**slots))
        elif line.part == "done" or line.kind == "effect":
            facts = line.source["facts"]
            if facts and random.random() < 0.8:
                more.append(random.choice(facts).format(**line.slots))
    if random.random() < 0.7:
        parts = dict(zip("abc", (random.randint(40, 900) for _ in "abc"), strict=True))
        figures = {key: _figure(recipe, value) for key, value in parts.items()}
        figures["sum"] = _figure(recipe, sum(parts.values()))
        more.append(random.choice(kit["parts"]).format(**figures))
    says_money = random.random() < 0.5
    if says_money if recipe.says_money is None else recipe.says_money:
        more.append(random.choice(common["money"]).format(**money.slots()))
    if random.random() < 0.6:
        more.append(random.choice(kit["extra"]))
    if recipe.profile == "national2020":
        random.shuffle(more)
        return _within(NATIONAL_LIMIT - 8, [*needed, *more])
    return [*more, *needed]


def _within(limit: int, sentences: list[str]) -> list[str]:
    kept: list[str] = []
    for sentence in sentences:
        if sum(map(len, kept)) + len(sentence) + 4 * len(kept) < limit:
            kept.append(sentence)
    return kept


def _say(recipe: Recipe, kit: Kit, flaws: list[Flaw], year: int) -> tuple[list[str], list[str]]:
    """Word the problem and the measure of each flaw."""
    random = recipe.stream("words")
    dates = [
        f"{year}年6月底前", f"{year}年9月30日前", f"{year}年第三季度内", "6月底前",
        "今年10月底前", f"{year}年12月中旬前", f"{year}年下半年", "年底前", f"{year}年8月31日前",
    ]  # fmt: skip
    problems, measures = [], []
    for flaw in flaws:
        slots = flaw.slots | {"dept": random.choice(kit["departments"]), "by": random.choice(dates)}
        problems.append(random.choice(flaw.texts[1]).format(**slots))
        measure = random.choice(flaw.texts[2]).format(**slots)
        if random.random() < 0.08:
            measure = f"针对{year - 1}年12月检查反映的情况，{measure}"
        measures.append(measure)
    if random.random() < 0.3:
        random.shuffle(measures)
    return problems, measures


def _fits(recipe: Recipe, kit: Kit, flaws: list[Flaw], year: int) -> bool:
    if recipe.profile != "national2020":
        return True
    said = _say(recipe, kit, flaws, year)
    return all(sum(map(len, texts)) + 4 * len(texts) <= NATIONAL_LIMIT for texts in said)


def _funds(recipe: Recipe, money: Money) -> tuple[Fund, ...]:
    random = recipe.stream("funds")
    if recipe.profile != "national2020" or random.random() < 0.3:
        return ()
    carried = half_up(money.budget * random.randint(0, 20) / 100, Decimal(100)).quantize(CENT)
    other = half_up(money.budget * random.randint(0, 10) / 100, Decimal(100)).quantize(CENT)
    left = money.budget - money.executed
    granted = money.budget - carried - other
    return (
        Fund(name="当年财政拨款", budget=granted, executed=granted - left),
        Fund(name="上年结转资金", budget=carried, executed=carried),
        Fund(name="其他资金", budget=other, executed=other),
    )


def _indicator(recipe: Recipe, line: Line) -> Indicator:
    earned = line.weight if line.earned is None else line.earned
    national = recipe.profile == "national2020"
    shows = national or (recipe.seed % 5 == 0 and earned == line.weight and line.kind == "thing")
    return Indicator(
        category=_CATEGORY[recipe.profile][line.kind],
        name=line.name,
        explanation=line.source.get("explanation", ""),
        weight=line.weight,
        score=earned,
        remark=line.remark,
        target=line.target if shows else None,
        actual=line.actual if shows else None,
        measure_unit=line.unit if shows else "",
        direction=line.direction if shows else None,
    )


def build(recipe: Recipe) -> Draft:
    """Make a correct form."""
    kit, money, random = load_kit(recipe.kit), money_of(recipe), recipe.stream("header")
    year = random.choice(
        [2019, 2020, 2021] if recipe.profile == "sh2019" else [2020, 2021, 2022, 2023]
    )
    fixed, lines = _fixed(recipe), _lines(recipe, kit)
    flaws = _choose(recipe, kit, lines, fixed, money)
    while len(flaws) > 1 and not _fits(recipe, kit, flaws, year + 1):
        flaws = flaws[:-1]
    losing = recipe.stream("losing")
    for flaw in flaws:
        if flaw.name == "execution":
            flaw.lines[0].remark = losing.choice(flaw.texts[0])
        else:
            _lose(recipe, flaw, losing)
    problems, measures = _say(recipe, kit, flaws, year + 1)
    facts = _facts(recipe, kit, lines, money)
    plans = {f"plan{n}": _figure(recipe, _plan(lines, kit["things"][n])) for n in (0, 1)}
    national = recipe.profile == "national2020"
    recurring = random.random() < 0.8
    last = money.last if recurring or random.random() < 0.5 else Decimal("0.00")
    styles = [random.choice(sorted(LAYOUTS)) for _ in range(3)]
    form = Evaluation(
        profile=recipe.profile,
        year=year,
        name=kit["name"],
        unit=kit["unit"],
        department=kit["bureau"] if national else random.choice(kit["departments"]),
        recurring=recurring or (recipe.growth is not None),
        budget=money.budget,
        last_year_budget=money.last if recipe.growth is not None else last,
        executed=money.executed,
        goal=random.choice(kit["goals"]).format(**plans),
        date=FormDate(year + 1, 4, random.randint(1, 30)),
        achievements=lay_out(facts, styles[0]) if random.random() < 0.7 else "".join(facts),
        problems=lay_out(problems, styles[1]),
        measures=lay_out(measures, styles[2]),
        indicators=tuple(_indicator(recipe, line) for line in [*fixed, *lines]),
        funds=_funds(recipe, money),
    )
    states = random.random() < 0.6 if recipe.states is None else recipe.states
    return Draft(recipe, restated(form) if states else form)


def _plan(lines: list[Line], thing: Kit) -> int:
    line = next(line for line in lines if line.source is thing)
    return int(line.slots["plan"].replace(",", ""))


def restated(form: Evaluation) -> Evaluation:
    """Return the form as an import gives it, with everything printed right."""
    score = sum((row.score for row in form.indicators), Decimal(0))
    weight = sum((row.weight for row in form.indicators), Decimal(0))
    rate = half_up(form.executed / form.budget * 100) if form.budget else None
    stated = Stated(
        execution_rate=None if rate is None else f"{rate}%",
        grade=load_profile(form.profile).grade_of(score),
        total_weight=f"{weight.normalize():f}",
        total_score=f"{score.normalize():f}",
    )
    return form.model_copy(update={"stated": stated})


def recipes(profile: str | None = None, kit: str | None = None) -> st.SearchStrategy[Recipe]:
    """Return recipes of correct forms."""
    return st.builds(
        Recipe,
        kit=st.just(kit) if kit else st.sampled_from(kit_names()),
        profile=st.just(profile) if profile else st.sampled_from(PROFILES),
        seed=st.integers(0, 10**6),
    )


def correct_forms(
    profile: str | None = None, kit: str | None = None
) -> st.SearchStrategy[Evaluation]:
    """Return correct forms."""
    return recipes(profile, kit).map(lambda recipe: build(recipe).form)
