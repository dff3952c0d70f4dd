"""Forms in a unit's own docx template, which lies in its folder 模板.

sh2019.docx is for the forms of that profile, 自评表.docx for those of all others.
"""

from collections.abc import Mapping

from perftui.evaluation.profile import profile_ids
from perftui.writers.book import Book, ExportError

FOR_ALL = "自评表.docx"


def has_template(book: Book) -> bool:
    """Whether the unit has a template of its own for any form of the book."""
    return any(_name_for(form.profile, book.templates) for form in book.forms)


def render(book: Book) -> bytes:
    """Return the forms in the unit's template, the same bytes for the same book.

    Raises ExportError saying what is wrong with the template, and where.
    """
    from perftui.writers.docx.own.document import document
    from perftui.writers.docx.own.package import BadTemplateError

    name = _template_of(book)
    try:
        return document(book, book.templates[name])
    except BadTemplateError as fault:
        raise ExportError(f"模板「{name}」{fault}。") from None


def check_template(name: str, content: bytes) -> list[str]:
    """Return what is wrong with a docx template, a sentence each; nothing for one that works."""
    from perftui.writers.docx.own.checking import faults_of

    profiles = _profiles_for(name)
    if not profiles:
        names = "、".join((FOR_ALL, *(f"{profile}.docx" for profile in profile_ids())))
        return [f"这个名字不会被用到，请改成 {names} 中的一个。"]
    return faults_of(content, profiles)


def hints_for_template(content: bytes) -> list[str]:
    """Return what a docx template that works seems to leave out, a sentence each."""
    from perftui.writers.docx.own.checking import hints_of

    return hints_of(content)


def _profiles_for(name: str) -> tuple[str, ...]:
    """Return the profiles whose forms are printed with a template of a name."""
    return tuple(one for one in profile_ids() if name in (FOR_ALL, f"{one}.docx"))


def _name_for(profile: str, templates: Mapping[str, bytes]) -> str:
    names = (f"{profile}.docx", FOR_ALL)
    return next((name for name in names if name in templates), "")


def _template_of(book: Book) -> str:
    names = list(dict.fromkeys(_name_for(form.profile, book.templates) for form in book.forms))
    if len(names) > 1:
        shown = "、".join(f"「{name or '官方式样'}」" for name in names)
        raise ExportError(
            f"这些表用的 Word 式样不同（{shown}），不能合成一个文档，请按表式分开导出。"
        )
    return names[0]
