"""How a word processor wraps text: content controls, tracked changes, fields, nested tables."""

from collections.abc import Callable
from itertools import count

_NUMBERS = count(1000)
_NESTED = (
    '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="800"/></w:tblGrid>'
)
_OLD = "旧稿删去"


def _mark() -> str:
    return f'w:id="{next(_NUMBERS)}" w:author="审核" w:date="2020-04-18T08:00:00Z"'


def _control(inner: str, kind: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{next(_NUMBERS)}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def _old_run(tag: str) -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{_OLD}</w:{tag}></w:r>'


def _inserted(runs: str) -> str:
    return f"<w:del {_mark()}>{_old_run('delText')}</w:del><w:ins {_mark()}>{runs}</w:ins>"


def _moved(runs: str) -> str:
    number = next(_NUMBERS)
    start = f'<w:moveFromRangeStart w:id="{number}" w:name="move{number}" w:author="审核"/>'
    return (
        f"{start}<w:moveFrom {_mark()}>{_old_run('t')}</w:moveFrom>"
        f'<w:moveFromRangeEnd w:id="{number}"/><w:moveTo {_mark()}>{runs}</w:moveTo>'
    )


def _field(runs: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> MERGEFIELD 内容 </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + runs + mark("end")


def _deleted(runs: str) -> str:
    gone = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f"<w:del {_mark()}>{gone}</w:del>"


RUNS: dict[str, Callable[[str], str]] = {
    "deleted": _deleted,
    "run_control": lambda runs: _control(runs, "<w:text/>"),
    "inserted": _inserted,
    "moved": _moved,
    "smart_tag": lambda runs: (
        '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv">'
        f"{runs}</w:smartTag>"
    ),
    "link": lambda runs: f'<w:hyperlink w:anchor="_top" w:history="1">{runs}</w:hyperlink>',
    "field": _field,
    "simple_field": lambda runs: f'<w:fldSimple w:instr=" DOCPROPERTY x ">{runs}</w:fldSimple>',
    "remarked": lambda runs: f'<w:bookmarkStart w:id="{next(_NUMBERS)}" w:name="remarked"/>{runs}',
}
PARAGRAPHS: dict[str, Callable[[str], str]] = {
    "paragraph_control": _control,
    "nested": lambda inner: (
        f"<w:tbl>{_NESTED}<w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl><w:p/>"
    ),
}
WHOLES: dict[str, Callable[[str], str]] = {
    "cell_control": _control,
    "row_control": _control,
    "block_control": _control,
    "boxed": lambda inner: (
        f"<w:tbl>{_NESTED}<w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    ),
}


CONTROLS = frozenset((*WHOLES, "run_control", "paragraph_control")) - {"boxed"}
TRACKED = frozenset(("deleted", "inserted", "moved", "inserted_row", "deleted_row"))


def row_properties(dress: str) -> str:
    """Return the properties of a row that was inserted or deleted while changes were tracked."""
    return {
        "inserted_row": f"<w:ins {_mark()}/>",
        "deleted_row": f"<w:del {_mark()}/>",
    }.get(dress, "")
