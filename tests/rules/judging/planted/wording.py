"""Empty words, numbering, punctuation, gaps, length, privacy, spelling: PT037, PT043 to PT048."""

import re

from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    full_rows,
    light,
    typed,
    way,
    with_row,
)

# PT037

for _text in (
    "在上级部门的正确领导下，全体人员统一思想、提高认识，扎实推进各项工作，取得了良好的社会效益和经济效益。",
    "项目的实施进一步提升了服务水平，优化了工作机制，增强了群众的获得感、幸福感和安全感。",
    "坚持以人民为中心的发展思想，不断完善服务体系，充分发挥示范引领作用，为经济社会高质量发展提供有力保障。",
    "一是加强组织领导，形成工作合力；二是强化责任落实，确保工作成效；三是注重宣传引导，营造良好氛围。",
    "圆满完成年度各项目标任务，得到社会各界的一致好评，绩效显著。",
):

    @way("PT037", _text[:10])
    def _(subject: Subject, text: str = _text) -> Planted:
        return Planted(typed(subject.form, achievements=text), ("achievements",))

# PT043

_ITEMS = (
    "完善台账登记制度，登记事项42项。",
    "组织业务交流会3次，参会96人。",
    "编印工作简报8期，报送上级部门。",
)
_MARK = re.compile(
    r"^(?:\d+[、.]|（[\d一二三四五六七八九十]+）|[①-⑩]|[一二三四五六七八九十][、是])"
)
for _marks in (("1、", "2、", "2、"), ("1、", "3、", "4、"), ("1、", "（2）", "3、"),
               ("一是", "2、", "三是"), ("1.", "2.", "2."), ("一、", "二、", "四、")):  # fmt: skip

    @way("PT043", "".join(_marks))
    def _(subject: Subject, marks: tuple[str, ...] = _marks) -> Planted:
        form = light(subject).form
        parts = re.split("[。；\n]", form.achievements)
        sampled = [f"{_MARK.sub('', part)}。" for part in parts if "满意度" in part]
        items = [item + (sampled[0] if sampled and n == 2 else "") for n, item in enumerate(_ITEMS)]
        said = [mark + item for mark, item in zip(marks, items, strict=True)]
        plain = [f"{n}、{item}" for n, item in enumerate(items, 1)]
        return Planted(
            form.model_copy(update={"achievements": "\n".join(said)}), ("achievements",),
            form.model_copy(update={"achievements": "\n".join(plain)}),
        )  # fmt: skip

# PT044

for _field in ("achievements", "problems", "measures"):

    @way("PT044", f"no final mark: {_field}")
    def _(subject: Subject, field: str = _field) -> Planted | None:
        text = getattr(subject.form, field)
        if not text.endswith("。"):
            return None
        return Planted(typed(subject.form, **{field: text[:-1]}), (field,), level=Level.HINT)


for _wrong, _right in (
    ("编印工作简报8期,报送上级部门。", "编印工作简报8期，报送上级部门。"),
    ("编印工作简报8期。。", "编印工作简报8期。"),
    ("编印工作 简报8期，报送 上级部门。", "编印工作简报8期，报送上级部门。"),
    ("编印工作简报8期,,报送上级部门;各部门反馈意见12条。",
     "编印工作简报8期，报送上级部门，各部门反馈意见12条。"),
    ("编印“工作简报\"8期，报送上级部门。", "编印“工作简报”8期，报送上级部门。"),
    ("编印\"工作简报\"8期，报送上级部门。", "编印“工作简报”8期，报送上级部门。"),
    ("编印工作简报(内部版)8期，，报送上级部门。", "编印工作简报（内部版）8期，报送上级部门。"),
):  # fmt: skip

    @way("PT044", _wrong)
    def _(subject: Subject, wrong: str = _wrong, right: str = _right) -> Planted:
        form = light(subject).form
        twin = adding(form, "achievements", right)
        return Planted(adding(form, "achievements", wrong), ("achievements",), twin, Level.HINT)

# PT045

for _said in ("举办专题活动XX场，参加人数XX人。", "专题活动覆盖××个街道。", "新增就业岗位**个。",
              "（请填写）", "组织观摩{数量}次。", "完成走访xx家，收集意见86条。",
              "组织观摩____次，人数128人。"):  # fmt: skip

    @way("PT045", _said)
    def _(subject: Subject, said: str = _said) -> Planted:
        form = light(subject).form
        twin = adding(form, "achievements", "举办专题活动7场，参加人数210人。")
        level = Level.ERROR if "_" not in said else None
        return Planted(adding(form, "achievements", said), ("achievements",), twin, level)


@way("PT045", "measures: 暂无")
def _(subject: Subject) -> Planted:
    return Planted(typed(subject.form, measures="暂无"), ("measures",), level=Level.WARNING)


# PT046

_LONG = "围绕年度目标任务组织现场调研和业务指导12次，收集意见建议86条，逐条研究办理并反馈。"
for _field in ("achievements", "problems", "measures"):

    @way("PT046", f"{_field} over 200")
    def _(subject: Subject, field: str = _field) -> Planted | None:
        if not subject.is_national:
            return None
        text = getattr(subject.form, field)
        return Planted(typed(subject.form, **{field: text + _LONG * 5}), (field,))


@way("PT046", "a remark over 100")
def _(subject: Subject) -> Planted | None:
    if not subject.is_national:
        return None
    place = full_rows(subject.form)[1]
    form = with_row(subject.form, place, remark=_LONG * 4)
    return Planted(form, (f"indicators[{place}]",))


@way("PT046", "a limit set for this unit's form")
def _(subject: Subject) -> Planted | None:
    narrow = subject.profile.model_copy(update={"limits": {"achievements": 60}})
    twin = typed(subject.form, achievements="回收有效问卷210份，满意度96%。")
    form = subject.form
    if len(form.achievements) <= 60:
        return None
    return Planted(form, ("achievements",), twin, profile=narrow)


# PT047

for _said in (
    "联系人：张建国，电话13916581234。",
    "对困难老人周桂英（身份证号310104195203156424）上门服务24次。",
    "服务热线由专人值守，手机号138-0123-4567，全年接听860次。",
    "走访服务对象李秀兰、身份证310228198811230018，解决困难3件。",
    "受助学生王小明，住址浦东新区花木路1883弄26号502室，电话15821567788。",
):

    @way("PT047", _said[:12])
    def _(subject: Subject, said: str = _said) -> Planted:
        form = light(subject).form
        twin = adding(form, "achievements", "服务热线12345由专人值守，全年接听86013次。")
        return Planted(adding(form, "achievements", said), ("achievements",), twin)


@way("PT047", "in a remark")
def _(subject: Subject) -> Planted:
    place = full_rows(subject.form)[0]
    form = with_row(subject.form, place, remark="详询陈立新18917365420")
    return Planted(form, (f"indicators[{place}]",))


# PT048

for _wrong, _right in (
    ("下半年底集中开展检查12次。", "下半年集中开展检查12次。"),
    ("对16家单位在次开展复查。", "对16家单位再次开展复查。"),
    ("既使遇到高温天气，也坚持每天巡查2次。", "即使遇到高温天气，也坚持每天巡查2次。"),
    ("完成往来帐目清理36笔。", "完成往来账目清理36笔。"),
    ("补贴通过银行转帐发放1280笔。", "补贴通过银行转账发放1280笔，配发帐篷12顶。"),
    ("开设专用帐户2个，按月记帐。", "开设专用账户2个，按月记账。"),
):

    @way("PT048", _wrong)
    def _(subject: Subject, wrong: str = _wrong, right: str = _right) -> Planted:
        form = light(subject).form
        twin = adding(form, "achievements", right)
        return Planted(adding(form, "achievements", wrong), ("achievements",), twin, Level.HINT)
