"""The words by which texts name what stands in the header, up to the figure.

Each alternative of a repeated group begins differently from what another one may leave over: else
a long run of such words could be read in very many ways.
"""

import re

LEAD = (
    r"(?:(?:\d{1,2}[.．)）]|[一二三四五六七八九十]{1,2}是)\s*)?"
    r"(?:(?P<year>20\d\d)年度?|截[至止]|12月(?:底|末|31日)?|年[末终底]|[本该此](?!年(?![末终底]))|我?(?:单位|中心)|项目"
    "|专项|全年度?|年度|当年度?|本年度?|今年|[市区]级|财政|资金|经费|总计?|共计?|合计|累计|实际|决算|已|完成|批复|下达|安排"
    r"|核定|核准|批准|了|的|中|在|内|\s){0,40}"
)
_FILL = (
    "(?:总?[金数]?额|总?数(?!额)|资金|经费|款项?|财政|专项|项目|预算|共计?|合计|总计|累计|安排|批复|下达|核定|核准|批准|为|是"
    r"|达到|达(?!到)|到|仅|只|有|约|近|已|了|实际|的|[（(](?:万?元|%|％)[）)]|[:：￥¥]|\s)*"
)
LESS = re.compile("减少|下降|降低|压减")
_FUNDS = (
    "(?:预算(?:数|总?额|总量|金额|资金|经费|规模|安排|投入)*"
    "|(?:项目|专项|财政)(?:资金|经费)(?:预算|规模|总?额|安排|投入)*)"
)
_THAN_LAST = (
    r"(?:同比|[比较与同和](?:上一?年度?|去年|(?P<last>20\d\d)年度?)"
    "(?:预算|数|金额|总?额|安排|项目|资金|的|同期|相比|比较|有所)*)"
)
_CHANGED = f"(?:增[长加幅]|提高|上升|{LESS.pattern})[率幅度]*"
_WORDINGS = {
    "executed": r"(?:预算|资金|经费)*(?:执行|支出|使用|支付|列支|花费|开支)",
    "last_year_budget": r"(?:上一?年度?|去年|(?P<last>20\d\d)年度?)(?:的|项目|财政)*预算",
    "budget": "(?:预算|(?<=项目)资金|(?<=项目)经费|(?<=专项)资金|(?<=专项)经费)",
    "unspent": "(?:[结节]余|剩余|结存|尚?未(?:执行|支出|使用|支付))",
    "execution_rate": "(?:预算|资金|经费)*(?:(?:执行|支出|支付|使用)(?:率|进度)|预算完成率)",
}
ENTRIES = {name: re.compile(LEAD + words + _FILL) for name, words in _WORDINGS.items()}
STILL = re.compile(f"{LEAD}(?:尚|还|仍)有{_FILL}")
UNSPENT_AFTER = re.compile("(?:资金|经费|预算)?(?:尚?未|没有?)能?(?:支[出付]|执行|使用|用完)")
# 预算较上年增长, 较上年预算增长; what grew may stand in the clause before, or last year's.
BUDGET_GROWN = re.compile(
    f"{LEAD}(?=.*(?:预算|资金|经费))(?P<funds>{_FUNDS})?{_THAN_LAST}(?:{_FUNDS})?{_CHANGED}{_FILL}"
)
GROWN = re.compile(f"{LEAD}{_THAN_LAST}{_CHANGED}{_FILL}")
CHANGE = re.compile(f"{_CHANGED}{_FILL}$")
COMPARED = re.compile(
    f"(?:^|[，,；;。])(?P<whole>{LEAD}[比较与同和](?:上一?年|去年|20)[^，,；;。]{{0,10}}相比)[，,]$"
)
