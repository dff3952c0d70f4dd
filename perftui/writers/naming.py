"""The names of exported documents, by a pattern such as {{年度}}-{{项目名称}}."""

from functools import lru_cache

from jinja2 import Template, TemplateError
from jinja2.meta import find_undeclared_variables

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.writers.allowance import within_bounds
from perftui.writers.book import ExportError
from perftui.writers.sandbox import Sandbox
from perftui.writers.template_faults import what_is_wrong
from perftui.writers.values import COMPUTED_VALUES, FORM_VALUES, values_of

FILE = "文件名"
NAMES = (*FORM_VALUES, *COMPUTED_VALUES, FILE)
_LONGEST_PATTERN = 200
_SANDBOX = Sandbox()


def check_pattern(pattern: str) -> None:
    """Raise ExportError for a pattern that is none, or names what there is not."""
    _template(pattern)
    if "{{" not in pattern and any(brace in pattern for brace in "{｛"):
        raise ExportError(f"文件名「{pattern}」里的名称要写在两层半角的大括号里，如 {{{{年度}}}}。")
    unknown = find_undeclared_variables(_SANDBOX.parse(pattern)) - {*NAMES}
    if unknown:
        raise ExportError(
            f"文件名「{pattern}」里没有「{sorted(unknown)[0]}」这一项，可用的有：{'、'.join(NAMES)}。"
        )


def named(evaluation: Evaluation, pattern: str, file: str = "") -> str:
    """Return what a pattern makes of a form; `file` is the name of its file without suffix.

    Raises ExportError for a bad pattern.
    """
    values = values_of(evaluation, load_profile(evaluation.profile)).single
    try:
        with within_bounds():
            return _template(pattern).render({**values, FILE: file})
    except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
        raise ExportError(f"文件名「{pattern}」不能用：{what_is_wrong(error)}。") from None


@lru_cache(8)
def _template(pattern: str) -> Template:
    if len(pattern) > _LONGEST_PATTERN:
        raise ExportError(f"文件名「{pattern[:20]}…」太长，最多 {_LONGEST_PATTERN} 字。")
    try:
        return _SANDBOX.from_string(pattern)
    except (TemplateError, SyntaxError, RecursionError, MemoryError) as error:
        raise ExportError(
            f"文件名「{pattern}」写得不对：{what_is_wrong(error)}；"
            "应像 {{年度}}-{{项目名称}} 这样。"
        ) from None
