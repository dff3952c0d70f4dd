"""What a measure does: its words without who does it, by when, how often and on whose word.

A department is named after its field and a deadline after a month: both have words and topics of
problems in them that the measure has nothing to do with.
"""

import re
from functools import lru_cache

# Longer names stand first, so that 部门 is not taken for 部.
_OFFICE = (
    "(?:办公室|委员会|领导小组|工作专班|部门|科室|处室|中心|团委|工会|党委|支部"
    "|[科处部室股组队站所院馆局办])"
)
# 由科技处, 由办公室: another of these soon after shows that the name goes on.
_BY_OFFICE = rf"(?<!自)由[一-龥]{{0,9}}?{_OFFICE}(?![一-龥]{{0,2}}?(?:[科处部室股]|中心))"
_OFFICE_FIRST = (
    rf"(?<![^，,。；;、])[一-龥]{{1,8}}?{_OFFICE}(?=在|于|按|每|逐|规定|将|把|与|会同|联合|牵头|负责|实行"
    "|建立|编制|制定|细化|协调|督促|组织|提前|根据|面向|对|定期|开展|完成)"
)
_YEAR = r"(?:(?:20\d\d|[今本明次])年度?|下一?年度?)"
_PART = (
    r"(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份|\d{1,2}日|[上中下]旬|[初底末])?"
    r"|[一二三四五六七八九十]{1,2}月(?:份|[上中下]旬|[初底末])?)"
)
_DATE = f"(?:{_YEAR}{_PART}?|{_PART}|年[底末内])"
_BY_WHEN = (
    f"(?:在|于|到|至)?{_DATE}(?:[底末初])?(?:[之以]?前|[之以]?内(?!部|容))|[在于]{_YEAR}{_PART}"
)
_HOW_OFTEN = "每(?:[半一1]?年度?|[一1]?个?季度?|[半一1]?个?[月周旬日天]|学期)[底末初]?"
_ON_WHOSE_WORD = (
    "(?:针对|根据|按照|结合)[^，,。；;]{0,14}?(?:检查|审计|巡[察视]|督查|评审|评价)"
    "[^，,。；;]{0,8}?(?:情况|问题|意见|建议)[，,]"
)
_BESIDE = re.compile("|".join((_ON_WHOSE_WORD, _BY_OFFICE, _OFFICE_FIRST, _BY_WHEN, _HOW_OFTEN)))


@lru_cache(maxsize=1024)
def deed_of(measure: str) -> str:
    """Return what a measure does; a blank stands where something else was said."""
    return _BESIDE.sub(" ", measure)
