"""The control words in the spellings people use, as lines say them."""

from perftui.assistant.moves import Word

SPELLINGS: dict[Word, str] = {
    Word.WHY: (
        "为什么 为啥 为何 why 依据 理由 根据 凭什么 什么意思 啥意思 是什么意思 为什么问这个"
        " 为什么要问 为什么要填"
        " 问这个干什么 问这个干嘛 问这个做什么 填这个干什么 填这个干嘛 有什么用 有啥用 解释 解释下"
        " explain"
    ),
    Word.SKIP: (
        "跳过 换个问题 换一个问题 换一题 不想回答 不想答 不回答 不答 无所谓 略 略过 skip 不填"
        " 先不填 暂不填 暂时不填 不填了 先不写 不写 不写了 先不管 不管"
        " 下一个 下一题 下一项 下一条"
        " 过 pass 不知道 不清楚 不晓得 不确定 没想好 还不知道 还没想好 想不起来 算了 待补 待定"
        " 以后再说 以后再填"
        " 回头再说 回头再填 回头填 晚点再填 晚点再说 稍后 稍后再填 稍后再说 等会再填 等会再说 空着"
        " 先空着 留空 先放着"
        " 先放一放 不想填 先跳过 忽略 跳"
    ),
    Word.UNDO: "撤销 撤消 undo u 撤回 反悔 后悔 退回去 改回去 恢复原样 恢复原来的",
    Word.REDO: "重做 redo 恢复 取消撤销 撤销撤销 不撤销",
    Word.BACK: (
        "返回 back 上一题 上一个 上一条 上一个问题 上一问 上一项 上一步 回到上一题 回到上一步"
        " 返回上一题"
        " 返回上一步 回去 后退"
        " 往回 前一个 前一题 前一个问题"
    ),
    Word.REPEAT: (
        "重复 再说一遍 repeat 再说一次 再问一遍 再问一次 没听清 没看清 没看懂 看不懂 没听懂 没懂"
        " 不懂 刚才问什么 问什么"
        " 问的什么 问的是什么 举例 举个例 举个例子 给个例子 例子 示例 比如呢 再列一遍 再列一次"
        " 再看一遍 刷新"
    ),
    Word.PROGRESS: (
        "进度 progress status 到哪 到哪里 到哪一步 到第几步 填到哪 做到哪 进行到哪 还有多少"
        " 还剩多少 还有几个 还有几项"
        " 还有几步 还有几题 还有多少项 还有多少没填 还要填多少 还要多久 完成多少 完成情况 填多少"
        " 完成度 清单 待办"
    ),
    Word.HELP: (
        "帮助 help ? 怎么开始 我想填表 我要填表 开始 从哪开始 从哪里开始 怎么改 怎么修改 怎么用"
        " 怎么办 怎么填 怎么写 怎么说 怎么操作 如何填写 如何使用 使用说明 说明 不会 不会填 不会用"
        " 不会写"
        " 帮忙 能做什么 能干什么 能干嘛 你能做什么 你会什么 你会做什么 可以做什么 能说什么"
        " 可以说什么 有什么功能 功能 h"
        " 能问什么 可以问什么 man"
    ),
    Word.SAVE: "保存 save 存盘 存 存下 存档 s 保存下",
    Word.QUIT: (
        "退出 quit exit q 再见 拜拜 bye 结束 离开 关闭 :q 不弄 今天先到这 今天先到这里 今天到这"
        " 先到这 先到这里 先这样"
        " 今天就到这 今天就到这里 就到这里 就到这 到此为止 明天再填 明天再弄 明天继续 下次再填"
        " 下次再说 收工 下班"
    ),
    Word.DONE: (
        "好了 完了 完 完成 下一步 继续 继续吧 没有了 没了 done next 接着 接着来 接着问 往下 往下走"
        " 下面呢 然后呢 还有呢"
        " 写完 填完 说完 写好 填好 弄好 够 就这些 就这样 就这么多 没有其他 没有别的 没别的 没其他"
        " 没有更多 没啥 不用"
        " 不用改 不改 不加 不要了 不需要 没有要改的 进入下一步 下一部分 continue go"
    ),
    Word.MORE: (
        "更多 换一批 换一组 more 再来几个 再来几条 再来点 再来一批 再给几个 再给几条 多给几个"
        " 还有吗 还有别的吗 还有没有"
        " 还有其他的吗 还有其他吗 别的 其他的 其它的 换几个 换几条 换别的 换一些 换换 另外的"
    ),
    Word.BRIEF: "简短 简短点 brief 简洁 简洁点 简单点 简略 短一点 少说点 简短模式 专家模式 精简",
    Word.FULL: "详细 详细点 full 详细模式 说详细点 新手模式 长一点 多说点 详细些 verbose",
    Word.DRAFTS: "草稿 草稿箱 drafts 看草稿 查看草稿 我的草稿 没读懂的 没用上的 放在草稿里的",
}
"""Without the particles and stops that may follow, 了 among them."""


def _spelled(words: str) -> frozenset[str]:
    return frozenset(words.split())


SKIP_ALL = _spelled(
    "都跳过 全跳过 全部跳过 全都跳过 都不填 剩下的都跳过 剩下都跳过 其余跳过 其余都跳过"
    " 后面的都跳过 都先跳过"
    " 其他都跳过 剩下的不填 都略过 skipall"
)
"""What passes over every open question."""

BACK_TO_ALL = _spelled(
    "再问跳过的 问跳过的 回到跳过的 补填跳过的 跳过的再问 跳过的再问一遍 再问一遍跳过的"
    " 补填 补填待补的"
)
"""What asks all again that was passed over."""

WORDS: dict[str, Word] = {
    spelling: word for word, spellings in SPELLINGS.items() for spelling in spellings.split()
}

NAMES: dict[Word, str] = {
    Word.WHY: "为什么",
    Word.SKIP: "跳过",
    Word.UNDO: "撤销",
    Word.REDO: "重做",
    Word.BACK: "返回",
    Word.REPEAT: "重复",
    Word.PROGRESS: "进度",
    Word.HELP: "帮助",
    Word.SAVE: "保存",
    Word.QUIT: "退出",
    Word.DONE: "继续",
    Word.MORE: "更多",
    Word.BRIEF: "简短",
    Word.FULL: "详细",
    Word.DRAFTS: "草稿",
}
"""What each is called."""

DOES: dict[Word, str] = {
    Word.WHY: "为什么问这个，或某个数、某句话的依据",
    Word.SKIP: "先不答这个问题，最后再问",
    Word.UNDO: "撤销上一步，可写步数",
    Word.REDO: "重做撤销的一步",
    Word.BACK: "回到上一个问题",
    Word.REPEAT: "把问题再说一遍，带例子",
    Word.PROGRESS: "填到哪里了，还差什么",
    Word.HELP: "可以说些什么",
    Word.SAVE: "马上存盘",
    Word.QUIT: "保存并结束",
    Word.DONE: "这里说完了，问下一个",
    Word.MORE: "换一批推荐",
    Word.BRIEF: "问得短一些",
    Word.FULL: "问得详细些",
    Word.DRAFTS: "说过而没有用上的话",
}
"""What each does, in a few words."""
