"""What a worksheet holds beside its cells, named so that it can be told: comments, pictures."""

from collections import Counter
from contextlib import suppress

from lxml import etree

from perftui.readers.formats.xlsx.package import DamagedError, Package, local_name
from perftui.readers.report import quoted

_KINDS = {"pic": "张图片", "graphicFrame": "个图表"}
_MOST_DRAWN = 10_000


def beside_cells(package: Package, sheet_part: str) -> tuple[str, ...]:
    """Say in Chinese what a sheet holds beside its cells; a damaged part holds nothing."""
    found: list[str] = []
    for relation in package.related(sheet_part).values():
        with suppress(DamagedError, etree.XMLSyntaxError):
            if relation.kind == "comments":
                count = sum(1 for _ in package.elements(relation.part, "comment"))
                found.append(f"{count} 条批注")
            elif relation.kind == "drawing":
                found += _drawn(package, relation.part)
    return tuple(found)


def _drawn(package: Package, part: str) -> list[str]:
    """Name the pictures and charts of a drawing, and quote its text boxes."""
    counts: Counter[str] = Counter()
    boxes: list[str] = []
    for element in package.elements(part, "sp", *_KINDS):
        kind = local_name(element)
        counts[kind] += 1
        if counts.total() > _MOST_DRAWN:
            break
        if kind == "sp" and (text := _written(element)):
            boxes.append(f"文本框里的{quoted(text)}")
    return [*boxes, *(f"{counts[kind]} {name}" for kind, name in _KINDS.items() if counts[kind])]


def _written(shape: etree._Element) -> str:
    return "".join(str(text.text or "") for text in shape.iterfind(".//{*}t")).strip()
