"""What last year's form or another project's says already: PT035, PT036."""

import re
from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Evaluation
from perftui.evaluation.values import FormDate
from perftui.rules.finding import Level
from perftui.rules.surroundings import Sisters, Surroundings
from tests.rules.judging.correct import Recipe, build
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    light,
    texts_of,
    way,
)

# PT035, PT036: forms of other subjects share nothing with this one

_MANAGEMENT = frozenset({"goal", "rules", "asset", "setup"})
_LEAN = {"rate": Decimal(100), "flaws": 2, "without": _MANAGEMENT, "says_money": False}


def _other(subject: Subject) -> Evaluation:
    kit = "water" if "河道" not in subject.form.name else "library"
    recipe = Recipe(kit, subject.form.profile, 7, **_LEAN)
    return build(recipe).form


def _masked(text: str) -> str:
    """Return a text as it was the year before: every figure another."""
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 9 + 1), text)


def _older(subject: Subject, **texts: str) -> Evaluation:
    other, form = _other(subject), subject.form
    date = form.date if isinstance(form.date, FormDate) else FormDate(subject.year + 1, 4, 1)
    return other.model_copy(
        update={
            "name": form.name, "unit": form.unit, "year": subject.year - 1,
            "date": FormDate(date.year - 1, date.month, 15), **texts,
        }
    )  # fmt: skip


def _copied(subject: Subject, fields: tuple[str, ...], share: int = 100) -> Planted | None:
    base = subject.again(flaws=3)
    texts = {field: getattr(base.form, field) for field in fields}
    if any(len(text) < 30 for text in texts.values()):
        return None
    old = {field: _masked(text[: len(text) * share // 100]) for field, text in texts.items()}
    return Planted(
        base.form, fields, base.form,
        level=Level.WARNING if share > 80 else None,
        beside=Surroundings(last_year=_older(subject, **old)),
        twin_beside=Surroundings(last_year=_older(subject)),
    )  # fmt: skip


for _fields, _share in ((("achievements",), 100), (("problems",), 100), (("measures",), 100),
                        (("achievements",), 88), (("achievements",), 70)):  # fmt: skip
    way("PT035", f"{_share} % of {_fields[0]}")(partial(_copied, fields=_fields, share=_share))


def _borrowed(subject: Subject, field: str, half: bool = False) -> Planted | None:
    base = subject.again(**_LEAN)
    text = getattr(base.form, field)
    if len(text) < 24:
        return None
    other = _other(subject)
    said = text
    if half:
        longest = max(texts_of(base.form, field), key=len)
        said = f"{longest}\n{texts_of(other, field)[0]}"
    sister = other.model_copy(update={field: said})
    return Planted(
        base.form, (field,), base.form,
        beside=Surroundings(sisters=Sisters([sister])),
        twin_beside=Surroundings(sisters=Sisters([other])),
    )  # fmt: skip


for _field, _half in (("achievements", False), ("problems", False), ("measures", False),
                      ("measures", True)):  # fmt: skip
    way("PT036", f"{'half' if _half else 'all'} of {_field}")(
        partial(_borrowed, field=_field, half=_half)
    )


@way("PT036", "the name of another project")
def _(subject: Subject) -> Planted:
    form, other = light(subject, **_LEAN).form, _other(subject)
    said = "{name}各项任务有序推进，服务对象320人。"
    beside = Surroundings(sisters=Sisters([other]))
    return Planted(
        adding(form, "achievements", said.format(name=other.name)), ("achievements",),
        adding(form, "achievements", said.format(name=form.name)),
        beside=beside, twin_beside=beside,
    )  # fmt: skip
