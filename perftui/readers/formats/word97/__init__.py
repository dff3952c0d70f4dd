"""The parts of a binary Word document, as Word 97 to 2003 and WPS write it ([MS-DOC])."""


class UnreadableError(Exception):
    """A document that cannot be read; its text says why and what to do, without the file's name."""


DAMAGED = "已损坏或者不完整，读不了；请用 Word 或 WPS 打开，另存为 .docx 文件再读入"
TOO_LARGE = "里的文字或表格太多，不像自评表；请只留下自评表再读入"
