"""The file of a Word document: its parts, and what relates them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from perftui.writers.book import Book
from perftui.writers.docx.ooxml import R, serialised
from perftui.writers.docx.properties import core_properties

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"{_PACKAGE}/content-types"
_RELATIONS = f"{_PACKAGE}/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_XML_TYPES = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
_XML_TYPES["xml"] = "application/xml"


class Package:
    """The parts of a Word document, gathered until it is saved."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._relations: list[tuple[str, str]] = []

    def add(self, name: str, kind: str, part: bytes) -> str:
        """Add a part of some kind, as header, and return the relation by which it is known."""
        self._parts[f"word/{name}.xml"] = part
        self._relations.append((f"{R}/{kind}", f"{name}.xml"))
        return f"rId{len(self._relations)}"

    def saved(self, document: etree._Element, book: Book) -> bytes:
        """Return the file with this text, the same bytes for the same parts."""
        main = [(f"{R}/officeDocument", "word/document.xml")]
        core = [(f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml")]
        files = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relationships([*main, *core]),
            "docProps/core.xml": serialised(core_properties(book)),
            "word/document.xml": serialised(document),
            "word/_rels/document.xml.rels": _relationships(self._relations),
            **self._parts,
        }
        result = BytesIO()
        with ZipFile(result, "w") as target:
            for name, data in files.items():
                target.writestr(ZipInfo(name), data, ZIP_DEFLATED)
        return result.getvalue()

    def _content_types(self) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        for extension, type_ in _XML_TYPES.items():
            _child(root, _TYPES, "Default", Extension=extension, ContentType=type_)
        kinds = {"/word/document.xml": "document.main"}
        for relation, target in self._relations:
            kinds[f"/word/{target}"] = relation.rpartition("/")[2]
        for name, kind in kinds.items():
            _child(root, _TYPES, "Override", PartName=name, ContentType=f"{_WORD}.{kind}+xml")
        _child(root, _TYPES, "Override", PartName="/docProps/core.xml", ContentType=_CORE_TYPE)
        return serialised(root)


def _relationships(relations: list[tuple[str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for number, (kind, target) in enumerate(relations, 1):
        _child(root, _RELATIONS, "Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return serialised(root)


def _child(root: etree._Element, space: str, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(root, f"{{{space}}}{tag}", attributes)
