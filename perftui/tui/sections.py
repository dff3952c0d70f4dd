"""The parts of the editor, in the order of the form."""

SECTIONS = {
    "basics": "基本信息",
    "indicators": "指标",
    "achievements": "主要绩效",
    "problems": "主要问题",
    "measures": "改进措施",
}


def section_of(field: str) -> str:
    """Return the part that a field stands in."""
    return field if field in SECTIONS else "basics"


def neighbour(section: str, step: int) -> str:
    """Return the part so many steps on, going round at the ends."""
    names = list(SECTIONS)
    return names[(names.index(section) + step) % len(names)]
