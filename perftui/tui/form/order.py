"""The sections of the editor in their order: the eight steps of filling in a form."""

from perftui.evaluation.progress import PARTS, part_of
from perftui.jobs.guidance import CHECK, FINISH

SECTIONS = {**PARTS, CHECK: "检查", FINISH: "导出"}


def section_of(field: str) -> str:
    """Return the section that a field stands in; the last two are their own."""
    return field if field in SECTIONS else part_of(field)


def neighbour(section: str, step: int) -> str:
    """Return the section so many steps on, going round at the ends."""
    names = list(SECTIONS)
    return names[(names.index(section) + step) % len(names)]
