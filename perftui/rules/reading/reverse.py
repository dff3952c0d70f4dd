"""Reverse indicators: rows that count what should not happen, such as accidents or complaints."""

import re

_MISHAP = re.compile(
    "投诉|举报|信访|差评|事故|伤亡|死亡|火灾|故障|突发|违规|违纪|违法|泄露|泄密|差错|失误|错误|逾期|超期|超支|超概"
    "|流失|案件|发案|返工|退货|缺陷|不合格|拖欠"
)
# How well mishaps are dealt with or kept off is an indicator of the usual kind.
_DEALT_WITH = re.compile(
    "处理|处置|办理|办结|解决|回复|答复|受理|修复|排除|维修|响应|整改|预防|防范|防控|控制|下降|降低|减少|机制|制度|预案|演练"
    "|应对|应急|及时|满意|培训|检查|排查|覆盖|知晓|宣传|保险"
)


def is_reverse(name: str) -> bool:
    """Whether an indicator counts what should not happen."""
    return bool(_MISHAP.search(name)) and not _DEALT_WITH.search(name)
