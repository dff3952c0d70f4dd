"""Words that choose without a number, as lines say them."""

_NONE = (
    "0 零 都不要 都不合适 都不行 都不好 都不对 都不用 全不要 全都不要 一个都不要 一条都不要"
    " 哪个都不要 都不选 不选 没有合适的 没合适的 没一个合适 没有一个合适 不合适 都没有 都不是"
    " 都不满意 都不准确 都不符合 不要这些 以上都不是 以上都不对 选0 #0"
)
_YES = (
    "是 是的 是啊 对 对的 对了 对啊 好 好的 好吧 可以 可以的 行 行的 嗯 嗯嗯 没错 正确 就是 就是它"
    " 就它 换 换吧 换成它 要 用 用它 同意 确认 确定 当然 就这样 没问题 改吧 ok okay yes y"
)
_NO = (
    "不是 不是的 不对 否 不 不用 不要 不用了 不了 别 不换 不改 算了 不行 不可以 不必 取消 用自己的"
    " 用我的 自己的 保留 保留原句 不需要 留着 n no"
)
_ALL = "都要 全要 全选 全部 都选 都写上 全写上 全都要 都写 都用 全用 都采用"
_DROP = (
    "不填 不要 不要了 删掉 删去 删除 去掉 删了 不写 不写了 不提 不提了 删掉这半句 删掉半句"
    " 删去这半句 去掉这半句 去掉半句 删半句 不要这半句 这半句不要 这半句不要了 这半句删掉"
    " 这半句去掉 这半句删了 不写这半句 删掉这句 删掉这一句 去掉这句 不要这句 这句不要 这句不要了"
)
_UNKNOWN = "没有 没有了 无 暂无 没有统计 没统计 没有数据 没数据 未统计 都不要 都不用 不合适"

NONE = frozenset(_NONE.split())
"""None of the list."""
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())
"""Where something waits for a word: the first choice, or none."""
ALL = frozenset(_ALL.split())
"""Every wording of the list."""
DROP = frozenset(_DROP.split())
"""A gap is to go, with its clause."""
UNKNOWN = frozenset(_UNKNOWN.split())
"""There is nothing for a gap."""
STOPS = " 。.！!~～,，;；"
