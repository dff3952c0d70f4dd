"""A form exported because a line said so: which documents, where to, and what speaks against it."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from perftui.assistant.moves import Command
from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Part, Warn
from perftui.storage.document import Document
from perftui.storage.errors import shown
from perftui.storage.session import Session
from perftui.storage.user_data import data_folder, typed_path

EXPORT = "editor.export"
_DRAFT, _OVERWRITE = "草稿", "覆盖"
_WHERE = re.compile(r"(?:^|\s)(?:导?出?到|-o)\s*(?P<folder>\S.*)\Z")
_WORD = re.compile(r"[a-z0-9]+|[一-鿿]+")
_FORMATS = {
    "word": "docx",
    "doc": "docx",
    "文档": "docx",
    "excel": "xlsx",
    "xls": "xlsx",
    "表格": "xlsx",
    "网页": "html",
    "htm": "html",
    "markdown": "md",
    "文本": "txt",
    "纯文本": "txt",
    "text": "txt",
}
_FILLERS = re.compile(r"导出|输出|生成|文件|格式|一份|为|成|和|与|及|的|吧|也|都")
_MOST_ERRORS = 8


@dataclass(frozen=True)
class Wish:
    """What a line wants exported: formats, where to, and in spite of what."""

    formats: tuple[str, ...] = ()
    folder: str = ""
    is_draft: bool = False
    overwrites: bool = False

    @property
    def argument(self) -> str:
        """The wish as it is written behind 导出."""
        where = f"到 {self.folder}" if self.folder else ""
        words = (_DRAFT * self.is_draft, _OVERWRITE * self.overwrites, where)
        return " ".join(filter(None, (*self.formats, *words)))


def wish_of(argument: str) -> Wish:
    """Read what stands behind 导出: docx pdf, Word 草稿, 到 ~/成品."""
    match = _WHERE.search(argument)
    folder = match["folder"].strip(" \"'「」“”") if match else ""
    said = argument[: match.start()] if match else argument
    is_draft, overwrites = _DRAFT in said, _OVERWRITE in said
    rest = said.replace(_DRAFT, " ").replace(_OVERWRITE, " ").replace("全部", " ").lower()
    words = _WORD.findall(_FILLERS.sub(" ", rest))
    formats = dict.fromkeys(_FORMATS.get(word, word) for word in words)
    return Wish(tuple(formats), folder, is_draft, overwrites)


def export(argument: str, document: Document, home: Path, today: date) -> tuple[Part, ...]:
    """Export a form of a folder, or say what keeps it in; raises StorageError."""
    from perftui.jobs.exporting import ExportOrder, completed, export_form, foresee, note_on
    from perftui.writers.book import ExportError

    wish, form = wish_of(argument), document.evaluation
    folder = home / typed_path(wish.folder) if wish.folder else home
    try:
        order = completed(ExportOrder(folder, wish.formats), home)
        prospect = foresee(form, order, home, today)
        if prospect.obstacles and not wish.is_draft:
            return _refused([f"{one.code} {one.message}" for one in prospect.obstacles], wish)
        if prospect.present and not wish.overwrites:
            return _present([path.name for path in prospect.present], wish)
        is_draft = bool(prospect.obstacles)
        files = export_form(
            form, order.formats, folder, overwrite=wish.overwrites, draft=is_draft, home=home
        )
        note = note_on(form, order.formats)
    except ExportError as error:
        return (Fail(str(error)),)
    if document.path is not None and not is_draft:
        session = Session(data_folder())
        session.note_export(document.path, form)
        session.save()
    stamped = "，每页印上草稿" if is_draft else ""
    said = "、".join(f"「{shown(file)}」" for file in files)
    return (Echo(f"导出了{said}{stamped}。"), *([Warn(note)] if note else []))


def _refused(errors: list[str], wish: Wish) -> tuple[Part, ...]:
    """List the errors that keep a form in, and offer a draft."""
    told = errors[:_MOST_ERRORS]
    more = [f"等{len(errors)}个"] if len(errors) > len(told) else []
    draft = Wish(wish.formats, wish.folder, is_draft=True, overwrites=wish.overwrites)
    offer = (
        Choice("改完再导出"),
        Choice("导出草稿", (Command(EXPORT, draft.argument),), "每页印上草稿"),
    )
    return (
        Fail(f"还有{len(errors)}个错误，没有导出。"),
        Explain("\n".join([*told, *more])),
        Ask("现在导出草稿，还是改完再导出？"),
        Offer(offer),
    )


def _present(names: list[str], wish: Wish) -> tuple[Part, ...]:
    """Ask before writing over what is there."""
    again = Wish(wish.formats, wish.folder, wish.is_draft, overwrites=True)
    said = "、".join(f"「{name}」" for name in names)
    offer = (
        Choice("换成新的", (Command(EXPORT, again.argument),)),
        Choice("留着原来的"),
    )
    return (Warn(f"{said}已经有了，没有导出。"), Ask("换成新的吗？"), Offer(offer))
