"""`Thresholds`: from where on the rules find fault; a profile's, changed by a folder's settings."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field


class ProfilePart(BaseModel):
    """What all parts of a profile share: immutable, and no key may be misspelt."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cap(ProfilePart):
    """The highest total that a form may claim whose execution rate is below `rate_below`."""

    rate_below: Decimal
    total_at_most: Decimal


def _from(value: int | str, meaning: str) -> Decimal:
    """Return a threshold with what it means, as docs/rules.md says it."""
    threshold: Decimal = Field(Decimal(value), description=meaning)
    return threshold


class Thresholds(ProfilePart):
    """From where on the rules find fault; rates, growth and likeness in per cent."""

    low_rate: Decimal = _from(90, "预算执行率低于这个百分数，要说明原因（PT023）")
    very_low_rate: Decimal = _from(80, "预算执行率低于这个百分数，算明显偏低（PT023）")
    rate_gap: Decimal = _from(5, "其余指标的得分率比执行率高出这个百分数，要复核（PT024）")
    caps: tuple[Cap, ...] = Field(
        (),
        description="按执行率封顶的总分，执行率低的写在前，"
        "如 [{ rate_below = 60, total_at_most = 69 }]（PT024）",
    )
    over_target: Decimal = _from(130, "完成值达到指标值的这个百分数，要说明原因（PT020）")
    score_gap: Decimal = _from("0.1", "得分与按完成值算出的分相差不到这么多分，不算错（PT019）")
    budget_growth: Decimal = _from(30, "预算比上年增减这个百分数，要说明原因（PT032）")
    heavy_row: Decimal = _from(15, "一行指标的权重达到这么多分，算过重（PT049）")
    same_name: Decimal = _from(90, "两个指标名称的相似度达到这个百分数，看作重复（PT011）")
    copied: Decimal = _from(80, "与上年同一栏相同的文字占这个百分数，算照抄（PT035）")
    half_copied: Decimal = _from(60, "与上年同一栏相同的文字占这个百分数，提示（PT035）")
    shared: Decimal = _from(30, "与别的项目相同的文字占这个百分数，提示（PT036）")
    first_month: int = Field(1, description="自评应在次年几月之后（PT031）")
    last_month: int = Field(6, description="自评应在次年几月之前（PT031）")
    each_reason_required: bool = Field(
        False, description="每一行扣分都必须写原因，逐行报告，不合为一条（PT013）"
    )
