"""What is wrong with a unit's own template, found before a form is laid out with it."""

import re
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from perftui.evaluation.drafting import blank_form
from perftui.evaluation.profile import Profile, load_profile, profile_ids
from perftui.writers.book import Book, ExportError
from perftui.writers.printed import printed
from perftui.writers.sample import sample_form
from perftui.writers.texts.form import RENDERERS, form_values
from perftui.writers.texts.own import FORMATS, decoded, fault, sandbox
from perftui.writers.values import values_of

NO_OTHERS: Mapping[str, bytes] = {}

_NAME = re.compile(rf"(.+)\.({'|'.join(FORMATS)})\.j2")
_OF_JINJA = ("loop", "self", "super", "caller", "varargs", "kwargs")


def check_template(name: str, content: bytes, others: Mapping[str, bytes] = NO_OTHERS) -> list[str]:
    """Return what is wrong with a template, a sentence each, nothing where it can be used.

    `name` is its file name, as form.html.j2 or sh2019.md.j2; `others` are the templates beside it,
    which it may include.
    """
    match = _NAME.fullmatch(name)
    if match is None or match[1] not in ("form", *profile_ids()):
        return [] if _is_included(name, others) else [_unused(name)]
    profiles = profile_ids() if match[1] == "form" else (match[1],)
    templates = {**others, name: content}
    books = [book for profile in profiles for book in _samples(load_profile(profile), templates)]
    if faults := list(dict.fromkeys(_unknown_names(name, match[2], books))):
        return faults
    return list(_failures(name, match[2], books))


def _is_included(name: str, others: Mapping[str, bytes]) -> bool:
    """Whether another template names this one."""
    return any(name.encode() in content for content in others.values())


def _unused(name: str) -> str:
    names = "、".join(f"form.{format_name}.j2" for format_name in FORMATS)
    return f"模板「{name}」用不到：名字要写成 {names}，或者把 form 换成表式，如 sh2019.html.j2。"


def _unknown_names(name: str, format_name: str, books: list[Book]) -> Iterator[str]:
    """Yield a sentence for each name that no form gives a value to, or for what cannot be read."""
    environment = sandbox(books[0].templates, format_name)
    known = {*form_values(books[0], 0, format_name), *environment.globals, *_OF_JINJA}
    try:
        tree = environment.parse(decoded(name, books[0].templates[name]), name, name)
        unknown = environment.names_in(tree) - known
    except Exception as error:  # what a template does wrong comes as exceptions of any type
        yield fault(name, error)
        return
    for used in tree.find_all(nodes.Name):
        if used.name in unknown:
            yield f"模板「{name}」第{used.lineno}行有误：没有「{used.name}」这个名称。"


def _failures(name: str, format_name: str, books: list[Book]) -> Iterator[str]:
    """Yield what goes wrong when forms are laid out, the first thing for each."""
    found: set[str] = set()
    for book in books:
        try:
            RENDERERS[format_name](book)
        except ExportError as error:
            told = str(error)
            if told not in found:
                found.add(told)
                yield told.replace("有误：", "在空白的自评表上有误：") if book.is_draft else told


def _samples(profile: Profile, templates: Mapping[str, bytes]) -> Iterator[Book]:
    """Yield books of a form in which every field is filled in, and of a draft with nothing."""
    blank = blank_form("", profile)
    for evaluation, draft in ((sample_form(profile), False), (blank, True)):
        yield Book(
            (printed(evaluation, profile, draft=draft),),
            (values_of(evaluation, profile, draft=draft),),
            templates=templates,
        )
