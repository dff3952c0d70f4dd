"""Forms as people fill them in, made at random: `form`, and the strategy that draws them."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile, load_profile
from tests.writers.round_trip import wording

PROFILES = ("sh2019", "national2020")
_STYLES = ("{}、", "{}.", "{}. ", "（{}）", "({})", "{}）", "①", "一、", "一是", "；", "")
_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def form(random: Random, profile_id: str, most_rows: int = 60, odd: float = 0.05) -> Evaluation:
    """Return a form; `odd` is the share of texts that are unusual, though legal."""
    profile = load_profile(profile_id)
    make = _Maker(random, profile, odd)
    return Evaluation.model_validate(make.header() | {"indicators": make.rows(most_rows)})


@st.composite
def forms(draw: st.DrawFn, profile_id: str, odd: float = 0.05) -> Evaluation:
    """Draw forms that shrink: few rows, short texts."""
    return form(draw(st.randoms(use_true_random=False)), profile_id, 12, odd)


class _Maker:
    def __init__(self, random: Random, profile: Profile, odd: float) -> None:
        self.random, self.profile, self.odd = random, profile, odd

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, usual: Sequence[Any], odd: Sequence[Any] = ()) -> Any:
        return self.random.choice(odd if odd and self.chance(self.odd) else usual)

    def header(self) -> dict[str, Any]:
        budget = self.amount()
        executed = budget * self.random.randint(0, 1100) / 1000
        year = self.random.randint(2015, 2026)
        date = f"{year + 1}-{self.random.randint(1, 12):02}"
        return {
            "profile": self.profile.id,
            "year": year,
            "name": self.pick(wording.PROJECTS, wording.ODD_PROJECTS),
            "unit": self.pick(wording.UNITS, wording.ODD_UNITS),
            "department": self.maybe(self.pick(wording.UNITS, wording.ODD_UNITS)),
            "recurring": self.random.choice((True, False, None)),
            "budget": self.pick((budget,), (None, "约100万", "待定")),
            "last_year_budget": self.pick((self.amount(), None), ("同上年",)),
            "executed": self.pick((executed.quantize(Decimal("0.01")),), (None, "见决算")),
            "goal": self.narrative(),
            "date": self.pick((date + f"-{self.random.randint(1, 28):02}", date), (None, "今年")),
            "achievements": self.narrative(),
            "problems": self.narrative(),
            "measures": self.narrative(),
            "funds": self.funds() if self.profile.money else (),
        }

    def amount(self) -> Decimal:
        """Return 0 to a hundred milliards, many of them with cents."""
        digits = self.random.randint(0, 11)
        whole = Decimal(self.random.randint(0, 10**digits))
        cents = Decimal(self.random.randint(0, 99)) / 100
        return whole + self.random.choice((Decimal(0), cents))

    def maybe(self, text: str) -> str:
        return "" if self.chance(0.3) else text

    def funds(self) -> list[dict[str, Any]]:
        names = wording.SOURCES[: self.random.randint(0, len(wording.SOURCES))]
        return [
            {
                "name": name,
                "budget": self.amount(),
                "executed": self.pick((self.amount(),), (None,)),
            }
            for name in names
        ]

    def narrative(self) -> str:
        """Return points in one of the usual numberings, or none, one a line or in one run."""
        if self.chance(0.05):
            return ""
        count = self.random.choice((1, 1, 2, 3, 3, 4, 6, 12))
        points = [self.point() for _ in range(count)]
        style = self.random.choice(_STYLES)
        if style == "；":
            return "；".join(points) + "。"
        numbered = [f"{_marker(style, n)}{text}。" for n, text in enumerate(points)]
        if self.chance(0.1):
            return "".join(numbered)
        return "\n".join(numbered) if not self.chance(0.05) else "\n\n".join(numbered)

    def point(self) -> str:
        if self.chance(self.odd):
            return str(self.random.choice(wording.ODD_LINES))
        length = self.random.choice((1, 1, 1, 2, 3)) if not self.chance(0.02) else 40
        return "，".join(self.random.choice(wording.SENTENCES) for _ in range(length))

    def rows(self, most: int) -> list[dict[str, Any]]:
        """Return rows that mostly add up to their categories' points."""
        fixed = self.fixed() if self.chance(0.8) else []
        count = self.random.randint(1, max(most - len(fixed), 1))
        free = [c for c in self.profile.categories if all(c.name != f["category"] for f in fixed)]
        per = [count // len(free) + (n < count % len(free)) for n in range(len(free))]
        made = [
            row
            for category, rows in zip(free, per, strict=True)
            for row in self.category(category.name, category.points, rows)
        ]
        return fixed + made

    def fixed(self) -> list[dict[str, Any]]:
        return [
            self.row(f.category, f.weight, name=f.name, explanation=f.explanation)
            for f in self.profile.fixed_indicators
        ]

    def category(self, name: str, points: Decimal, count: int) -> list[dict[str, Any]]:
        cuts = sorted(self.random.randint(0, int(points)) for _ in range(max(count - 1, 0)))
        weights = [b - a for a, b in zip([0, *cuts], [*cuts, int(points)], strict=True)]
        return [self.row(name, Decimal(weight)) for weight in weights[:count]]

    def row(self, category: str, weight: Decimal, **fixed: str) -> dict[str, Any]:
        step = Decimal("0.5") if self.profile.score_step == Decimal("0.5") else Decimal("0.01")
        lost = step * self.random.randint(0, int(weight / step)) if self.chance(0.3) else 0
        target, actual, unit = self.pick(wording.MEASURES, wording.ODD_MEASURES)
        made = {
            "category": category,
            "name": self.pick(wording.NAMES, wording.ODD_NAMES),
            "explanation": self.maybe(self.pick(wording.EXPLANATIONS, wording.ODD_TEXTS)),
            "weight": weight,
            "score": self.pick((weight - lost,), (None, weight, "待评")),
            "remark": self.pick(wording.REMARKS, wording.ODD_TEXTS) if self.chance(0.3) else "",
            **fixed,
        }
        if self.profile.money:
            made |= {"target": target, "actual": actual, "measure_unit": unit}
        return made


def _marker(style: str, index: int) -> str:
    n = index % 10
    tens = "十" if index >= 10 else ""
    han = tens + (_HAN[n] if not tens or n < 9 else "")
    match style:
        case "①":
            return _CIRCLED[index] if index < 10 else f"（{index + 1}）"
        case "一、":
            return f"{han}、"
        case "一是":
            return f"{han}是"
        case _:
            return style.format(index + 1)
