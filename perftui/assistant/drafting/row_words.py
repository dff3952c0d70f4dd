"""What the name of an indicator says of slots: 群众满意度 is the 满意度 of the 群众."""

import re

_PARTS = (
    (re.compile(r"^(?P<words>\w{2,})(?:满意度|满意率)$"), ("对象",)),
    (
        re.compile(
            r"^(?P<words>\w{2,}?)(?:(?:计划|开展|举办|召开|实施|任务)?完成(?:率|情况|数量?)"
            r"|(?:开展|举办|召开|发放|推送)率)$"
        ),
        ("事项",),
    ),
    (re.compile(r"^(?P<words>\w{2,}?)(?:计划|开展|举办|召开|完成){0,3}及时[率性]$"), ("事项",)),
    (re.compile(r"^(?P<words>\w{2,}?)(?:质量|验收)?(?:合格率|达标率)$"), ("成果",)),
    (re.compile(r"^(?P<words>\w{2,}?)(?:知晓率|知晓度)$"), ("政策",)),
)


def slots_of_row(name: str) -> dict[str, str]:
    """Return the slots that an indicator's name fills."""
    bare = "".join(name.split())
    found = {"指标项": bare} if bare else {}
    for pattern, slots in _PARTS:
        match = pattern.match(bare)
        if match:
            found |= dict.fromkeys(slots, match["words"])
            break
    return found
