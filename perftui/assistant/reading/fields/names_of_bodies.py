"""What the name of a unit, of a department or of a project looks like."""

import re

_HAN = re.compile("[\u3400-\u9fff]")
_BODY = re.compile(
    r"[\w·（）()\-、 　]{1,60}(?:中心|公司|集团|街道|大学|医院"
    r"|[局厅委院所处馆站会队部办科室司校园厂社组股团台署学镇乡村])"
    r"(?:\s?[（(][^（）()]{1,20}[)）])?"
)
_PROJECT = re.compile(
    r"[\w·（）()《》“”\"\-、 　]{2,80}"
    r"(?:项目|专项|经费|工程|资金|补助|补贴|服务|建设|管理|维护|改造|运行|购置|培训|活动|采购)(?:费|款)?(?:\s?[（(][^（）()]{1,20}[)）])?(?:[一二三四]期)?"
)
_NO_ANSWER = re.compile(
    r"(?:我|俺)?(?:也|还|真)?(?:不|没)(?:太|大|怎么)?(?:知道|清楚|确定|记得|懂|会|想|明白|要|行|好).*"
    r"|忘了?.*|随便.*|什么.*|怎么.*|为何.*|哪.*|谁.*|你.*|您.*|在吗.*|谢谢.*|哈+.*|呵+.*|嘿+.*|嗯+|啊+"
    r"|哦+|好的?|行|可以|测试.*|等(?:一下|等|会).*|待会.*|稍[等后].*|再说|晚点.*|以后再.*|暂时.*|算了.*"
    r"|没(?:有|了)?|无"
)
_QUESTION = re.compile(
    r"[?？]\s*\Z|(?:吗|呢|么|吧)[。.]?\Z|什么|怎么|为什么|多少|是不是|能不能|可不可以"
)


def is_body(text: str) -> bool:
    """Whether a text looks like the name of a unit or a department."""
    return bool(_BODY.fullmatch(text)) and bool(_HAN.search(text))


def is_project(text: str) -> bool:
    """Whether a text looks like the name of a project."""
    return bool(_PROJECT.fullmatch(text)) and bool(_HAN.search(text))


def is_no_answer(text: str) -> bool:
    """Whether a text answers no question: it asks itself, puts off, or says nothing."""
    bare = text.strip(" 　。.!！~～")
    return not _HAN.search(bare) or bool(_NO_ANSWER.fullmatch(bare) or _QUESTION.search(bare))
