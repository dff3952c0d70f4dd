"""What is wrong with a unit's docx template, found before a form is exported with it."""

from collections.abc import Iterator, Set
from functools import cache

from perftui.evaluation.profile import Profile, load_profile
from perftui.writers.book import Book
from perftui.writers.docx.ooxml import Element, w
from perftui.writers.docx.own.document import document, placeholders, texts_of
from perftui.writers.docx.own.names import FUND_NAMES, ROW_NAMES, meant_by, unknown_name
from perftui.writers.docx.own.package import BadTemplateError, Package
from perftui.writers.docx.own.rows import repeated_for
from perftui.writers.docx.own.text import Paragraph
from perftui.writers.printed import printed
from perftui.writers.sample import sample_form
from perftui.writers.values import values_of

_IMPORTANT = (
    *("项目名称", "当年预算数", "预算执行数", "指标名称", "权重", "自评分"),
    *("主要绩效", "主要问题", "改进措施"),
)
_NOT_FILLED = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_WIDE_BRACES = ("｛｛", "{｛", "｛{", "｛%", "{％")


def faults_of(content: bytes, profiles: tuple[str, ...]) -> list[str]:
    """Return what is wrong with a template for forms of some profiles, a sentence each."""
    try:
        package = Package(content)
        roots = texts_of(package)
    except BadTemplateError as fault:
        return [f"{fault}。"]
    faults = [*_unfilled(package), *_wide_braces(roots), *_wrong_paragraphs(roots, profiles)]
    if faults:
        return [f"{fault}。" for fault in dict.fromkeys(faults)]
    try:
        for profile in map(load_profile, profiles):
            document(_sample(profile), content)
    except BadTemplateError as fault:
        return [f"{fault}。"]
    return []


def hints_of(content: bytes) -> list[str]:
    """Return what a template that works leaves out that a form should print, a sentence or none."""
    roots = texts_of(Package(content))
    used = set().union(*(Paragraph(element).names for element in placeholders(roots)))
    used |= set().union(*map(meant_by, used), ROW_NAMES if "指标" in used else ())
    missing = [name for name in _IMPORTANT if name not in used]
    return [f"没有印出{'、'.join(missing)}，请核对是不是有意省去的。"] if missing else []


def _unfilled(package: Package) -> Iterator[str]:
    for kind, called in _NOT_FILLED.items():
        if any("{{" in package.text_of(name) for name in package.parts_of(kind)):
            yield f"{called}里的占位符不会填写，请移到正文、页眉或页脚"


def _wide_braces(roots: list[Element]) -> Iterator[str]:
    for root in roots:
        for paragraph in root.iter(w("p")):
            text = "".join(paragraph.itertext(w("t")))
            found = next((brace for brace in _WIDE_BRACES if brace in text), None)
            if found:
                yield f"「{text[:24]}」这一段：「{found}」是全角的，请改成半角的 {{{{ }}}}"


def _wrong_paragraphs(roots: list[Element], profiles: tuple[str, ...]) -> Iterator[str]:
    single = frozenset.intersection(*map(_names_of, profiles))
    for element in placeholders(roots):
        try:
            paragraph = Paragraph(element)
            known = single | _names_of_row(element, ROW_NAMES - single)
        except BadTemplateError as fault:
            yield str(fault)
            continue
        for name in sorted(paragraph.names - known):
            yield f"「{paragraph.shown}」这一段：{unknown_name(name, known)}"


def _names_of_row(paragraph: Element, row_names: Set[str]) -> Set[str]:
    """Return the names that a paragraph may use because of the row it stands in."""
    kinds = {repeated_for(row, row_names) for row in paragraph.iterancestors(w("tr"))}
    return (ROW_NAMES if "rows" in kinds else frozenset()) | (
        FUND_NAMES if "funds" in kinds else frozenset()
    )


@cache
def _names_of(profile_id: str) -> frozenset[str]:
    profile = load_profile(profile_id)
    return frozenset(values_of(sample_form(profile), profile).as_mapping())


def _sample(profile: Profile) -> Book:
    """Return a book of two forms, one a draft without indicators."""
    full = sample_form(profile)
    bare = full.model_copy(update={"indicators": (), "funds": ()})
    forms = (printed(full, profile), printed(bare, profile, draft=True))
    return Book(forms, (values_of(full, profile), values_of(bare, profile, draft=True)))
