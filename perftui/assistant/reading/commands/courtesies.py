"""Courtesies: greetings and thanks, which get one line."""

import re

from perftui.assistant.moves import Tell
from perftui.assistant.state import Reading, Scene

_ANSWERS = {
    "您好。": "你好 您好 hi hello hey 早 早上好 上午好 下午好 晚上好 在吗 在不在 哈喽 喂",
    "不客气。": "谢谢 多谢 谢 感谢 谢谢你 谢谢您 辛苦 辛苦了 thanks thankyou thx 麻烦了 麻烦你",
    "好，接着填。": "哈哈 哈哈哈 哈哈哈哈 呵呵 嘿嘿 厉害 真棒 不错 棒 太好 太棒 很好 牛 赞",
}
_KNOWN = {word: answer for answer, words in _ANSWERS.items() for word in words.split()}
_BEHIND = re.compile(r"(?<![\s。.！!~～，,了啊呀哦呢])[\s。.！!~～，,了啊呀哦呢]+\Z")
_LONGEST = 12


def read_courtesy(line: str, scene: Scene) -> Reading | None:
    """Read a line that is nothing but a courtesy."""
    if len(line) > _LONGEST:
        return None
    answer = _KNOWN.get(_BEHIND.sub("", line.lower()).replace(" ", ""))
    return Reading((Tell(answer),)) if answer else None
