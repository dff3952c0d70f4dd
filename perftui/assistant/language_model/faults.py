"""What can go wrong with a language model, each as one sentence for the user."""

from enum import StrEnum

UNFINISHED = "（未完）"
"""What stands before a text that broke off, or is still being written."""


class Fault(StrEnum):
    """Why an answer did not come, or not wholly. The value is the sentence."""

    STOPPED = "已停下。"
    REFUSED = "连不上语言模型：那个端口没有服务，请先启动它。"
    NO_CONNECTION = "连不上语言模型：对方没有回应，请看它是否在运行。"
    NOT_SECURE = "与语言模型的加密连接没有建成，请核对它的证书。"
    NO_TOKEN = "语言模型迟迟没有开口，不再等了，请过一会儿再试。"
    IDLE = "语言模型说到一半没有了声音，不再等了。"
    TOO_SLOW = "语言模型到了时限还没有说完，不再等了。"
    TOO_LONG = "语言模型的回答太长，后面的没有要。"
    CUT_SHORT = "语言模型没有说完就到了它自己的字数上限。"
    BROKEN = "语言模型的回答断在半路。"
    NOT_UTF8 = "语言模型传来的不是 UTF-8 文字，没有采用。"
    NOT_AS_AGREED = "语言模型的回答不合约定的格式，没有采用。"
    EMPTY = "语言模型没有写出内容。"
    NO_KEY = "语言模型的口令没有设置，没有发送。请设置 key_variable 所写的环境变量。"
    BAD_KEY = "语言模型的口令里有不能发送的字符，没有发送，请核对环境变量。"
    UNAUTHORIZED = "语言模型不认这个口令，请核对 key_variable 所写的环境变量。"
    NOT_FOUND = "语言模型没有这个接口或这个模型，请核对 address 和 model。"
    BUSY = "语言模型太忙，请过一会儿再试。"
    MOVED = "语言模型要转到别的地址，没有跟去。请把 address 写成最后的地址。"
    BAD_REQUEST = "语言模型不接受这个请求，请核对 model。"
    SERVER_FAILED = "语言模型自己出了错，请看它的日志。"
    NOT_NOTED = "这次请求记不进日志，没有采用。请看数据文件夹能否写入。"


_BY_STATUS = {
    401: Fault.UNAUTHORIZED,
    403: Fault.UNAUTHORIZED,
    404: Fault.NOT_FOUND,
    429: Fault.BUSY,
}
_BY_HUNDRED = {3: Fault.MOVED, 4: Fault.BAD_REQUEST, 5: Fault.SERVER_FAILED}


def fault_of_status(status: int) -> Fault | None:
    """Return what is wrong when a server answers with a status; None for 200."""
    if status == 200:
        return None
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, Fault.NOT_AS_AGREED)


class ModelError(Exception):
    """An answer that did not come, or not wholly."""

    def __init__(self, fault: Fault | str) -> None:
        super().__init__(str(fault))
        self.sentence = str(fault)
