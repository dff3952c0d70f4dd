"""Wordings that speak of work a form has nothing of: 施工 where nothing is built."""

import re

from perftui.evaluation.model import Evaluation

_OF = tuple(
    (re.compile(spoken), re.compile(done))
    for spoken, done in (
        ("施工|竣工|监理|工程", "工程|施工|维修|装修|改造|修缮|大厦|基建|安装"),
        ("采购|招标|流标", "采购|购置|购买|招标|设备|设施|物资|制作|印制|印刷|服装|空白卡"),
        ("验收", "验收|工程|维修|装修|改造|设备|设施|系统|平台|制作|采购|印刷"),
        ("培训", "培训|讲座|授课|课程|技能|学习|能力|熟练|会议"),
        ("招聘", "招聘|就业|人才"),
        ("物业|受托服务单位|服务单位", "物业|运营|运维|维护|委托|外包|公寓|大厦|保洁|保安|服务"),
        ("窗口|办理环节", "窗口|专窗|办理|受理|审批|许可|办事|政务|流程"),
        ("系统|信息化", "系统|信息|平台|网|数据|软件|APP"),
    )
)


def is_of_other_work(words: str, form: Evaluation, spoken: str = "") -> bool:
    """Whether words speak of work that neither the form nor what is `spoken` of has."""
    about = "".join((form.name, form.goal, spoken, *(row.name for row in form.indicators)))
    return any(told.search(words) and not done.search(about) for told, done in _OF)
